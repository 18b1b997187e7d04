import { describe, expect, test } from 'vitest';
import { find } from '../../src/components/embed/find.ts';
import { adviceFor } from '../../src/core/advice.ts';
import { readAmount } from '../../src/core/amount-input.ts';
import { csvOf } from '../../src/core/csv.ts';
import { decode } from '../../src/core/decode.ts';
import { readFeed } from '../../src/core/feed.ts';
import { readFeedDate } from '../../src/core/feed-date.ts';
import { nearestName } from '../../src/core/field-names.ts';
import { glance } from '../../src/core/glance.ts';
import { parseIban } from '../../src/core/iban.ts';
import { faultOf } from '../../src/core/json-fault.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { isLink } from '../../src/core/link.ts';
import { linkify } from '../../src/core/linkify.ts';
import { mostEntries, mostItems, mostSigns, mostSources } from '../../src/core/limits.ts';
import { parseAmount } from '../../src/core/money.ts';
import { paragraphsOf } from '../../src/core/paragraphs.ts';
import { textOfHtml } from '../../src/core/plain-text.ts';
import { withoutContacts } from '../../src/core/privacy.ts';
import { parseReference } from '../../src/core/reference.ts';
import { fold } from '../../src/core/search.ts';
import { clean } from '../../src/core/text.ts';
import { readXml } from '../../src/core/xml.ts';
import { expectProportion } from './growth.ts';

/* What strangers write is read in proportion to its length, whatever it is made of, and only so much of it. */

const base = 'https://example.org/';
const head = { glassjar: 1, title: 'Mara', currency: 'EUR' };

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'an amount': (text) => readAmount(text, 'EUR', 'de'),
  'an amount of the format': (text) => parseAmount(text, 'EUR'),
  'advice on an amount': (text) => adviceFor('goal.amount', 'amount', text, { currency: 'EUR' }),
  'advice on a date': (text) => adviceFor('asOf', 'date', text, { currency: 'EUR' }),
  'a day of a feed': readFeedDate,
  'a cell for a spreadsheet': (text) => csvOf(['a'], [[text]]),
  'a feed': (text) => readFeed(text, { base }),
  'a feed’s post': (text) => readFeed(JSON.stringify({ items: [{ content_html: text, title: text }] }), { base }),
  HTML: textOfHtml,
  XML: readXml,
  'a text': clean,
  'a text to search': fold,
  'a text with addresses': linkify,
  'a text in paragraphs': paragraphsOf,
  'a text without contacts': withoutContacts,
  'a link': isLink,
  'a link to embed': (text) => find(text, base),
  'an IBAN': parseIban,
  'a reference': parseReference,
  'broken JSON': faultOf,
  'a field’s name': (text) => nearestName(text, ['goal', text]),
  'a document': (text) =>
    decode({
      ...head,
      title: `a${text}`,
      summary: text,
      entries: [{ at: text, flow: text, amount: text, name: text }],
    }),
  'a document at a glance': (text) =>
    glance({ ...head, summary: text, url: text, give: { bank: { holder: text, iban: text } } }, base),
};

/** What a text of some length is made of: a begin, and what is repeated behind it. */
const material: readonly (readonly [begin: string, again: string])[] = [
  ['', 'a'],
  ['', '1'],
  ['', ' '],
  ['x', ' '],
  ['', '\n'],
  ['', '\r\n'],
  ['', '\t'],
  ['', ','],
  ['', '.'],
  ['', ';'],
  ['', '-'],
  ['', '('],
  ['', '/'],
  ['', '1 '],
  ['', '1.'],
  ['1', ',000'],
  ['', '0'],
  ['', '+'],
  ['€', '1'],
  ['', '-1 '],
  ['2026-05-22', ' '],
  ['1', 'T'],
  ['DE', '8'],
  ['', 'DE89 '],
  ['', '"'],
  ['', '"a'],
  ['', '";'],
  ['"', '""'],
  ['', '"\n'],
  ['', 'a;b\n'],
  ['', '= '],
  [';', ' '],
  ['', '<'],
  ['', '<a'],
  ['', '<a '],
  ['', '<a="'],
  ['', '<!--'],
  ['', '<p>'],
  ['', '<script>'],
  ['<script>', '</script'],
  ['', '&'],
  ['', '&a'],
  ['', '&#1'],
  ['', '<![CDATA['],
  ['', '<a:b>'],
  ['', 'a@'],
  ['', 'a.'],
  ['a@', 'a.'],
  ['', 'http://'],
  ['http://a', '('],
  ['http://a', ')'],
  ['http://a', '.'],
  ['', 'http://a '],
  ['', 'Aa. '],
  ['a', '\u0301'],
  ['a', '\u0301\u0316'],
  ['', '\ufdfa'],
  ['', '\u{1d160}'],
  ['', '\u1100\u1161\u11a8'],
  ['', '\u200b'],
  ['', '\u202e'],
  ['', '\ud800'],
  ['', '👨‍👩‍👧'],
  ['', '{'],
  ['', '['],
  ['', '{"a":'],
  ['{"a":"', '\\'],
  ['{', '"a" '],
];

/** The same, tried again where a busy machine was in the way: what takes the square of its length does so each time. */
function proportionately(...[size, make, run]: Parameters<typeof expectProportion<string>>): void {
  for (let left = 3; left > 0; left--) {
    try {
      return expectProportion(size, make, run);
    } catch (error) {
      if (left === 1) throw error;
    }
  }
}

describe.each(Object.entries(readers))('%s', (_name, read) => {
  test('is read in proportion to its length, whatever it is made of', () => {
    for (const [begin, again] of material) {
      proportionately(
        16_000,
        (size) => begin + again.repeat(size / again.length),
        (text) => {
          try {
            read(text);
          } catch {
            // What is refused has been read too.
          }
        },
      );
    }
  }, 120_000);
});

describe('of a document no more is read than a page can bear', () => {
  const many = <Item>(count: number, item: (index: number) => Item): Item[] =>
    Array.from({ length: count }, (_, index) => item(index));
  const source = (index: number) => ({ id: `s${index}`, raised: '1' });
  const entry = (index: number) => ({ id: `e${index}`, at: '2026-05-22', flow: 'gift+', amount: '1' });

  test('of a text its beginning', () => {
    const { campaign } = decode({ ...head, title: 'ä'.repeat(1_000_000), summary: '👍'.repeat(20_000) });
    expect(campaign.title).toBe(`${'ä'.repeat(mostSigns - 1)}…`);
    expect(campaign.summary).not.toMatch(/\p{Cs}/u);
    expect(glance({ ...head, title: 'ä'.repeat(mostSigns + 1) }, base), 'is left to who can cut').toBeUndefined();
    expect(decode({ ...head, title: 'ä'.repeat(mostSigns) }).campaign.title).toHaveLength(mostSigns);
  });

  test('of a list its first items', () => {
    const { campaign, problems } = decode({ ...head, press: many(mostItems + 1, (index) => ({ outlet: `${index}` })) });
    expect(campaign.press).toHaveLength(mostItems);
    expect(problems, 'the author is told where somebody asks').toEqual([]);
  });

  test.each([
    ['sources', mostSources, source, /a list of 5,001; more than 5,000 are not read.*none is shown/],
    ['entries', mostEntries, entry, /a list of 100,001; more than 100,000 are not read/],
  ] as const)('of money all or none: %s', (field, most, item, said) => {
    const { campaign, problems } = decode({ ...head, sources: [source(0)], [field]: many<unknown>(most + 1, item) });
    expect(problems.map(({ path }) => path)).toEqual([field]);
    expect(problems[0]!.message).toMatch(said);
    expect(campaign.damaged[field]).toBe(true);
    expect(totalsOf(campaign).raised?.minor ?? 0).toBeLessThanOrEqual(100);
    expect(decode({ ...head, [field]: many<unknown>(most, item) }).problems).toEqual([]);
  });
});
