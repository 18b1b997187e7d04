/* Whatever happens to the file: the reader sees the fallback or the good part of it, the author one message that helps. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Faulty } from '../../tools/serve/server.ts';
import { inRoot } from '../../tools/project.ts';
import { comeBack, nonsense, settled, until, useDemo, visibleText } from './setup.ts';

const campaign = JSON.parse(readFileSync(inRoot('demo', 'mara.json'), 'utf8')) as Record<string, unknown>;
const changed = (change: Record<string, unknown>): string => JSON.stringify({ ...campaign, ...change });

/** What leaves nothing to show: by the code that the author is told. */
const hopeless: [what: string, code: string, fault: Faulty][] = [
  ['unreachable', 'network', { drop: true }],
  ['cut off in the middle', 'network', { truncate: 700 }],
  ['too slow', 'timeout', { hang: true }],
  ['a server that fails', 'http', { status: 500, body: 'Internal Server Error' }],
  ['not there', 'not-found', { status: 404, body: 'Not Found' }],
  ['huge', 'too-large', { body: changed({ summary: 'x'.repeat(33 * 1024 * 1024) }) }],
  [
    'a page in place of JSON',
    'not-json',
    { body: '<!doctype html><title>Wartung</title>', headers: { 'Content-Type': 'text/html' } },
  ],
  ['JSON with a comma too many', 'not-json', { body: '{"glassjar": 1,}' }],
  ['nothing', 'not-json', { body: '' }],
  ['a list', 'invalid', { body: '[]' }],
  ['another version', 'invalid', { body: changed({ glassjar: 99 }) }],
  ['no title', 'invalid', { body: changed({ title: '' }) }],
  ['an unknown currency', 'invalid', { body: changed({ currency: 'XYZ' }) }],
];

/** What can be shown in part: by the field that is refused, and what must still be read. */
const flawed: [field: string, change: Record<string, unknown>, shown: RegExp][] = [
  ['goal.amount', { goal: { amount: '15.000,00 €' } }, /12\.478,72\s€/],
  ['goal.amount', { goal: { amount: '-15000' } }, /12\.478,72\s€/],
  ['asOf', { asOf: '19.06.2026' }, /12\.478,72\s€/],
  ['ends', { ends: '2026-02-30' }, /12\.478,72\s€/],
  [
    'book.shops[0].url',
    { book: { ...(campaign['book'] as object), shops: [{ name: 'Laden', url: 'javascript:alert(1)' }] } },
    /Ein Meer voll Licht/,
  ],
  ['give.bank.iban', { give: { bank: { holder: 'X', iban: 'DE00370400440532013000' } } }, /12\.478,72\s€/],
  ['share.counts[0].count', { share: { counts: [{ network: 'facebook', count: 1e99 }] } }, /12\.478,72\s€/],
];

describe('a file that fails', () => {
  const demo = useDemo();

  it.each(hopeless)('%s: the fallback stays, the author reads "%s"', async (_, code, fault) => {
    demo.faults.set('/mara.json', fault);
    const opened = await demo.open('mara.html', { width: 420 });
    await settled(opened);

    const { events, errors } = await opened.seen();
    expect(events.map((event) => [event.type, event.code])).toEqual([['glassjar-error', code]]);
    expect(errors).toEqual([]);
    const text = await visibleText(opened.page, 'glassjar-panel');
    expect(text).toContain('12.478,72 €');
    expect(text).toContain('Jetzt spenden');
    expect(text).not.toMatch(nonsense);
    expect(text).not.toContain('[glassjar]');
    const told = opened.console.filter((message) => message.text.includes('[glassjar]'));
    expect(told.map((message) => message.text)).toEqual([expect.stringContaining('mara.json')]);
  });

  it.each(flawed)('a bad %s: the rest is shown, the author is told the field', async (field, change, shown) => {
    demo.faults.set('/mara.json', { body: changed(change) });
    const opened = await demo.open('mara.html', { width: 420 });
    await settled(opened);

    const { events } = await opened.seen();
    expect(events.find((event) => event.type === 'glassjar-error')?.paths).toContain(field);
    const text = await visibleText(opened.page, 'glassjar-panel');
    expect(text).toMatch(shown);
    expect(text).not.toMatch(nonsense);
    const told = opened.console.filter((message) => message.text.includes('[glassjar]')).map((message) => message.text);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('mara');
    expect(told[0]).toContain(field);
    const links = await opened.page.evaluate(() => {
      const all = (root: ParentNode): string[] =>
        [...root.querySelectorAll('*')].flatMap((element) => [
          ...(element.hasAttribute('href') ? [element.getAttribute('href')!] : []),
          ...(element.shadowRoot ? all(element.shadowRoot) : []),
        ]);
      return all(document);
    });
    expect(links.filter((href) => /^\s*javascript:/i.test(href))).toEqual([]);
  });

  it('a money line that cannot be read: no sum is guessed from the rest', async () => {
    const sources = [
      { id: 'bank', raised: '9184' },
      { id: 'book', kind: 'sales', raised: '3.294,72' },
    ];
    demo.faults.set('/mara.json', { body: changed({ sources, entries: [] }) });
    const opened = await demo.open('mara.html', { width: 420 });
    await settled(opened);
    const text = await visibleText(opened.page, 'glassjar-panel');
    expect(text).not.toMatch(/9\.184/);
    expect(text).not.toMatch(nonsense);
    expect((await opened.seen()).events.flatMap((event) => event.paths)).toContain('sources[1].raised');
  });

  it.each([
    ['fails', { status: 503, body: '' }],
    ['is gone', { drop: true }],
    ['turns into a page', { body: '<!doctype html>' }],
    ['loses its figures', { body: changed({ sources: [{ id: 'bank', raised: 'lots' }], entries: [] }) }],
  ] satisfies [string, Faulty][])(
    'once read, then %s: the last good figures stay, with their age',
    async (_, fault) => {
      const opened = await demo.open('mara.html', { width: 420 });
      await settled(opened);
      const before = await visibleText(opened.page, 'glassjar-panel');
      demo.faults.set('/mara.json', fault);
      await comeBack(opened);
      await until('the error to be told', async () =>
        (await opened.seen()).events.some(({ type, code }) => type === 'glassjar-error' && code !== undefined),
      );
      const after = await visibleText(opened.page, 'glassjar-panel');
      expect(after).toContain('12.478,72 €');
      expect(after).not.toMatch(nonsense);
      // The age is told in words; which ones is the locale's business.
      expect(after).not.toBe(before);
      expect(after).toMatch(/\bvor 1\d Minuten\b|\bvor 1\d Min\b/);
    },
  );

  it('hostile texts are text', async () => {
    const attack = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>"><svg onload=window.hit=1>';
    demo.faults.set('/mara.json', {
      body: changed({
        title: attack,
        organiser: { name: attack },
        beneficiary: { name: attack },
        sources: [{ id: 'bank', label: attack, raised: '5' }],
        entries: [],
      }),
    });
    const opened = await demo.open('mara.html', { width: 320 });
    await settled(opened);
    expect(await visibleText(opened.page, 'glassjar-panel')).toContain('onerror=');
    expect(await opened.page.evaluate(() => 'hit' in window)).toBe(false);
    expect(await opened.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  it('with debug, the author reads it on the page', async () => {
    const opened = await demo.open('states.html', { width: 420 });
    await settled(opened);
    const told = await visibleText(opened.page, '#half-valid');
    for (const field of ['asOf', 'ends', 'organiser.url', 'goal.amount', 'sources[0].supporters', 'give.bank.iban'])
      expect(told).toContain(field);
    const quiet = await visibleText(opened.page, '#half-valid-quiet');
    expect(quiet).not.toContain('expected');
    expect(quiet).toContain('€9,184');
    for (const id of ['loading', 'missing']) expect(await visibleText(opened.page, `#${id}`)).toContain('€12,478.72');
    const text = await visibleText(opened.page, 'main');
    expect(text).not.toMatch(nonsense);
  });

  it('sums that disagree: the smaller one, and a word about it', async () => {
    const opened = await demo.open('states.html', { width: 420 });
    await settled(opened);
    const text = await visibleText(opened.page, '#discrepancy');
    expect(text).toMatch(/€450\b/);
    expect(text, 'the stated sum is named too').toMatch(/€500\b/);
  });
});
