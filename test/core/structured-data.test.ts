import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { campaign as make, entry, euro, source } from './campaigns.ts';
import type { Campaign } from '../../src/core/campaign.ts';
import { decode } from '../../src/core/decode.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { jsonLdText, structuredDataOf } from '../../src/core/structured-data.ts';
import { root } from '../rules/sources.ts';

const page = 'https://blog.example/mara';
const now = Date.parse('2026-06-15T12:00Z');

interface Node {
  readonly [property: string]: unknown;
}
function graph(campaign: Campaign, at = now): { project: Node; book: Node | undefined } {
  const data = structuredDataOf(campaign, totalsOf(campaign), `${page}#top`, at);
  expect(data['@context']).toBe('https://schema.org');
  const [project, book] = data['@graph'] as [Node, Node?];
  return { project, book };
}
const fromDemo = (name: string): Campaign =>
  decode(JSON.parse(readFileSync(join(root, 'demo', name), 'utf8')), `https://blog.example/${name}`).campaign;

describe('a campaign in schema.org’s terms', () => {
  const whole = make({
    id: 'mara',
    title: '#einBuchFürMara',
    summary: 'A book for Mara.',
    url: 'https://example.org/mara',
    starts: '2026-05-19',
    asOf: '2026-06-14',
    organiser: { name: 'Jo Beispiel', url: 'https://example.org/jo' },
    beneficiary: { name: 'Mara Hilfsfonds e. V.', about: 'private', consent: 'private' },
    goal: { amount: euro(15_000) },
    sources: [source('bank', 9184, { supporters: 431 })],
    give: { links: [{ label: 'Karte', url: 'https://example.org/give' }] },
    share: { hashtags: ['#einBuchFürMara'], counts: [{ network: 'mastodon', count: 312 }] },
    press: [{ outlet: 'Tageblatt', title: 'Ein Dorf liest', kind: 'newspaper', at: '2026-05-21', language: 'de' }],
  });

  test('is a project with its founder, what came in, and how many gave and shared', () => {
    expect(graph(whole).project).toEqual({
      '@type': 'Project',
      '@id': `${page}#glassjar-mara`,
      name: '#einBuchFürMara',
      description: 'A book for Mara.',
      identifier: 'mara',
      url: 'https://example.org/mara',
      foundingDate: '2026-05-19',
      founder: { name: 'Jo Beispiel', url: 'https://example.org/jo' },
      keywords: ['#einBuchFürMara'],
      funding: {
        '@type': 'MonetaryGrant',
        amount: { '@type': 'MonetaryAmount', currency: 'EUR', value: '9184.00', validFrom: '2026-06-14' },
      },
      interactionStatistic: [
        {
          '@type': 'InteractionCounter',
          interactionType: 'https://schema.org/DonateAction',
          userInteractionCount: 431,
        },
        { '@type': 'InteractionCounter', interactionType: 'https://schema.org/ShareAction', userInteractionCount: 312 },
      ],
      potentialAction: [
        {
          '@type': 'DonateAction',
          name: 'Karte',
          target: { '@type': 'EntryPoint', urlTemplate: 'https://example.org/give' },
          recipient: { '@type': 'Organization', name: 'Mara Hilfsfonds e. V.' },
          priceCurrency: 'EUR',
        },
      ],
      subjectOf: [
        {
          '@type': 'NewsArticle',
          headline: 'Ein Dorf liest',
          datePublished: '2026-05-21',
          inLanguage: 'de',
          publisher: { '@type': 'Organization', name: 'Tageblatt' },
        },
      ],
    });
  });

  test('says nothing that the campaign does not say', () => {
    expect(graph(make()).project).toEqual({
      '@type': 'Project',
      '@id': `${page}#glassjar-Mara`,
      name: 'Mara',
      url: `${page}#top`,
    });
  });

  test('offers no way to give after the end, before the start, or where no money is wanted', () => {
    for (const change of [{ ends: '2026-06-01' }, { starts: '2026-07-01' }, { noMoney: { text: 'No.' } }]) {
      expect(graph({ ...whole, ...change }).project).not.toHaveProperty('potentialAction');
    }
    expect(graph({ ...whole, ends: '2026-06-01' }).project['dissolutionDate']).toBe('2026-06-01');
    expect(graph({ ...whole, ends: '2026-12-31' }).project).not.toHaveProperty('dissolutionDate');
  });

  test('links to the web only', () => {
    const links = [{ label: 'Mail', url: 'mailto:jo@example.org' }];
    expect(JSON.stringify(graph({ ...whole, url: 'tel:+49', give: { links } }))).not.toMatch(/mailto|tel:/);
  });

  test('gives a lower bound as one, and nothing that is only about right', () => {
    const bound = (how: 'at-least' | 'about') =>
      graph({ ...whole, sources: [source('bank', 9184, { supporters: 431, bound: how })] }).project;
    expect(bound('at-least')['funding']).toMatchObject({ amount: { minValue: '9184.00' } });
    expect(JSON.stringify(bound('at-least'))).not.toContain('"value"');
    expect(bound('about')).not.toHaveProperty('funding');
    expect(JSON.stringify(bound('about')['interactionStatistic'])).not.toContain('431');
  });

  test('gives no number of people where a source of gifts does not count them', () => {
    const sources = [source('bank', 9184, { supporters: 431 }), source('till', 20)];
    expect(JSON.stringify(graph({ ...whole, sources }).project['interactionStatistic'])).not.toContain('431');
    expect(JSON.stringify(graph(whole).project['interactionStatistic'])).toContain('431');
  });

  test('names no giver and tells none of their messages', () => {
    const entries = [entry('gift+', 9184, { name: 'Ada Geheim', message: 'leise', source: 'bank', reason: 'grant' })];
    expect(JSON.stringify(graph({ ...whole, entries }))).not.toMatch(/Ada|leise/);
    expect(
      JSON.stringify(structuredDataOf(fromDemo('mara.json'), totalsOf(fromDemo('mara.json')), page, now)),
    ).not.toMatch(/Lena M\.|Pia und Jonas|Freiburg/);
  });

  test.each([
    ['Freundeskreis e. V.', true],
    ['Lesefreunde e.V.', true],
    ['Helpers Ltd', true],
    ['Bürgerstiftung', false],
    ['Kinderhilfe gGmbH', true],
    ['Magnus Incze', false],
    ['Jo Beispiel', false],
  ])('%s: an organisation by its legal form: %s', (name, isOrganisation) => {
    const { founder } = graph(make({ organiser: { name } })).project as { founder: Node };
    expect(founder['@type']).toBe(isOrganisation ? 'Organization' : undefined);
  });

  test('has the book with an offer for each shop', () => {
    const book = {
      title: 'Ein Meer voll Licht',
      author: 'Mara Muster',
      isbn: '978-3-16-148410-0',
      price: euro(12.9),
      cover: 'https://blog.example/cover.svg',
      shops: [
        { name: 'Seitenwind', url: 'https://example.org/seitenwind' },
        { name: 'By phone', url: 'tel:+491234567' },
      ],
    };
    const sources = [source('book', undefined, { kind: 'sales', copies: 429, proceeds: euro(7.68) })];
    expect(graph(make({ book, sources })).book).toEqual({
      '@type': 'Book',
      name: 'Ein Meer voll Licht',
      author: { '@type': 'Person', name: 'Mara Muster' },
      isbn: '9783161484100',
      image: 'https://blog.example/cover.svg',
      interactionStatistic: {
        '@type': 'InteractionCounter',
        interactionType: 'https://schema.org/BuyAction',
        userInteractionCount: 429,
      },
      offers: [
        {
          '@type': 'Offer',
          url: 'https://example.org/seitenwind',
          seller: { '@type': 'Organization', name: 'Seitenwind' },
          price: '12.90',
          priceCurrency: 'EUR',
        },
      ],
    });
    expect(graph(make({ book: { title: 'T', isbn: 'none' } })).book).toEqual({ '@type': 'Book', name: 'T' });
  });

  test('of 2015 has only what is known of it', () => {
    const { project, book } = graph(fromDemo('kai.json'), Date.parse('2026-01-01'));
    expect(project).toMatchObject({ funding: { amount: { value: '12000.00' } }, dissolutionDate: '2015-05-31' });
    expect(Object.keys(project)).not.toEqual(expect.arrayContaining(['potentialAction', 'interactionStatistic']));
    expect(book).not.toHaveProperty('offers');
  });
});

describe('as the text of a script element', () => {
  test('nothing in it can end the element or begin a comment', () => {
    const text = jsonLdText({ name: '</script><!-- <script> & \u2028\u2029' });
    expect(text).toBe('{"name":"\\u003c/script\\u003e\\u003c!-- \\u003cscript\\u003e \\u0026 \\u2028\\u2029"}');
  });

  test('whatever it holds, it is read back as it was', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        const text = jsonLdText(data);
        expect(text).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });
});
