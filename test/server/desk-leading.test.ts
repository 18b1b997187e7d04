import { describe, expect, test } from 'vitest';
import { shape, type Shape } from '../../src/core/shape.ts';
import { isLedElsewhere } from '../../src/server/desk/leading.ts';
import { mara, openMara } from './desk-open.ts';

/* A script's token leads neither money nor people away: every field of the wire format is tried, also those that come later. */

/** A value of each kind, and another one. */
const values: Readonly<Record<string, readonly [unknown, unknown]>> = {
  text: ['Ein Satz ohne Weg.', 'Ein anderer Satz.'],
  name: ['Ein Name', 'Ein anderer Name'],
  link: ['https://mara.example/eins', 'https://evil.example/zwei'],
  iban: ['DE89370400440532013000', 'GB82WEST12345698765432'],
  amount: ['10.00', '20.00'],
  positive: ['10.00', '20.00'],
  count: [3, 4],
  place: [3, 4],
  date: ['2026-05-22', '2026-05-23'],
  language: ['de', 'en'],
  currency: ['EUR', 'EUR'],
  zone: ['Europe/Berlin', 'Europe/Vienna'],
  flag: [true, false],
  version: [1, 1],
};
const isFields = (at: Shape): at is { readonly [field: string]: Shape } => typeof at === 'object' && !Array.isArray(at);

/** A document in which everything is said. */
function full(at: Shape): unknown {
  if (typeof at === 'string') return at in values ? values[at]![0] : at.split('|')[0];
  if (!isFields(at)) return [full(at[0]!)];
  return Object.fromEntries(Object.entries(at).map(([key, inner]) => [key.replace('!', ''), full(inner)]));
}

interface Leaf {
  readonly path: readonly (string | number)[];
  readonly kind: string;
}
function leaves(at: Shape, path: readonly (string | number)[] = []): Leaf[] {
  if (typeof at === 'string') return [{ path, kind: at }];
  if (!isFields(at)) return leaves(at[0]!, [...path, 0]);
  return Object.entries(at).flatMap(([key, inner]) => leaves(inner, [...path, key.replace('!', '')]));
}

function put(document: unknown, [key, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy = (Array.isArray(document) ? [...(document as unknown[])] : { ...(document as object) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = put(copy[key], rest, value);
  return copy;
}

const { entries: _entries, ...wire } = shape;
const whole = full(wire) as Record<string, unknown>;
const all = leaves(wire).map((leaf) => ({ ...leaf, name: `${leaf.path.join('.')} (${leaf.kind})` }));

test('the whole wire format is walked', () => {
  expect(all.length).toBeGreaterThan(80);
  expect(isLedElsewhere(whole, structuredClone(whole))).toBe(false);
});

describe.each(all)('$name', ({ kind, path }) => {
  if (kind === 'link' || kind === 'iban') {
    test('is an organiser’s alone: changed, taken away, or new', () => {
      const [, other] = values[kind]!;
      expect(isLedElsewhere(whole, put(whole, path, other) as never)).toBe(true);
      expect(isLedElsewhere(whole, put(whole, path, undefined) as never)).toBe(true);
      expect(isLedElsewhere(put(whole, path, undefined) as never, whole)).toBe(true);
    });
  } else if (kind === 'text' || kind === 'name') {
    test.each([
      'Bitte ab jetzt an DE89 3704 0044 0532 0130 00',
      'mehr unter https://evil.example/x',
      'mehr unter evil.example/x',
      'mehr unter evil.co.uk',
      'www.evil.example',
      'schreib an mara@evil.example',
      'schreib an mara (at) evil.example',
      'ruf an: 0171 2345678',
      'per PayPal an @evil',
      'e\u200bvil.exam\u200bple',
      'ｅｖｉｌ．ｅｘａｍｐｌｅ',
      'bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
    ])('holds no new way away: %j', (text) => {
      expect(isLedElsewhere(whole, put(whole, path, text) as never)).toBe(true);
      expect(isLedElsewhere(put(whole, path, undefined) as never, put(whole, path, text) as never)).toBe(true);
    });
  } else {
    test('is a script’s to change', () => {
      const [one, other] = values[kind] ?? kind.split('|');
      expect(isLedElsewhere(put(whole, path, one) as never, put(whole, path, other) as never)).toBe(false);
    });
  }
});

describe('over the desk’s API', () => {
  const page = { ...mara, url: 'https://mara.example', summary: 'Für Mara.' };
  const shops = [{ name: 'Buchladen', url: 'https://laden.example' }];
  test.each([
    ['the campaign’s own page', { ...page, url: 'https://evil.example' }],
    ['what it is about', { ...page, summary: 'Für jemand anderen.' }],
    ['where the book is sold', { ...page, book: { title: 'Das Buch', shops } }],
    ['whom it is for', { ...page, beneficiary: { name: 'Jemand anderes' } }],
    ['that no money is wanted', { ...page, noMoney: { text: 'Danke, es reicht.' } }],
    ['news with a link', { ...page, updates: [{ at: '2026-06-01', text: 'Neues', url: 'https://evil.example' }] }],
    [
      'news with an account in them',
      { ...page, updates: [{ at: '2026-06-01', text: 'Neu: GB82 WEST 1234 5698 7654 32' }] },
    ],
  ])('a token is refused %s; who logged in is not', async (_what, document) => {
    const desk = await openMara();
    const first = await desk.call('PUT', '/campaigns/mara', { document: page, revision: desk.revision });
    const { json } = await desk.call('POST', '/tokens', { label: 'import' });
    const body = { document, revision: first.json['revision'] };
    const headers = { authorization: `Bearer ${json['token'] as string}` };
    const refused = await desk.ask('PUT', '/api/campaigns/mara', { body, headers });
    expect([refused.status, refused.json.error?.message]).toEqual([
      403,
      expect.stringContaining('in the desk') as unknown,
    ]);
    expect((await desk.store.getCampaign('mara'))?.document).toMatchObject(page);
    expect((await desk.call('PUT', '/campaigns/mara', body)).status).toBe(200);
  });

  test('a token goes on with what leads nowhere: figures, titles, news without a link, another order', async () => {
    const desk = await openMara();
    const links = [
      { label: 'PayPal', url: 'https://paypal.example/mara' },
      { label: 'Seite', url: 'https://mara.example/geben' },
    ];
    const before = { ...page, give: { ...mara.give, links } };
    const first = await desk.call('PUT', '/campaigns/mara', { document: before, revision: desk.revision });
    const { json } = await desk.call('POST', '/tokens', { label: 'import' });
    const document = {
      ...before,
      title: 'Mara: Tag 3',
      goal: { amount: '100.00', label: 'Miete für Mai' },
      updates: [{ at: '2026-06-01', title: 'Tag 3', text: 'Schon 1.250,00 € am 01.06.2026, z. B. von Lena.' }],
      reach: [{ at: '2026-06-01', label: 'Besuche', value: 3 }],
      give: { ...mara.give, links: links.toReversed() },
    };
    const headers = { authorization: `Bearer ${json['token'] as string}` };
    const answered = await desk.ask('PUT', '/api/campaigns/mara', {
      body: { document, revision: first.json['revision'] },
      headers,
    });
    expect(answered.status).toBe(200);
  });
});
