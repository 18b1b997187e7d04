import { globSync, readFileSync, writeFileSync } from 'node:fs';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keysOf, lineOf, originOf, type BookLine } from '../../src/import/booking.ts';
import { readFile, readText } from '../../src/import/import.ts';
import type { Row } from '../../src/import/statement.ts';
import { inRoot } from '../../tools/project.ts';
import { options, told } from '../import/open.ts';
import { type Admin, openAdmin } from './lab/admin.ts';
import { axeFindings, logIn, openPage } from './lab/browser.ts';
import type { Site } from './lab/site.ts';

/* Money in from lists: the browser reads them, and the plugin takes lines, checks each, and books all of them or none. */
let site: Site;
let browser: Browser;
let page: Page;
let wrong: string[];
let close: Admin['close'];
let headers: Record<string, string>;

beforeAll(async () => {
  ({ site, browser, page, wrong, close } = await openAdmin({ db: 'mariadb' }));
  headers = signedIn(1);
});
afterAll(() => close());

const signedIn = (user: number): Record<string, string> => {
  const { cookie, nonce } = site.php<{ cookie: string; nonce: string }>(
    `$expires = time() + DAY_IN_SECONDS;
    $token = WP_Session_Tokens::get_instance(${user})->create($expires);
    wp_set_current_user(${user});
    $_COOKIE[LOGGED_IN_COOKIE] = wp_generate_auth_cookie(${user}, $expires, 'logged_in', $token);
    return ['cookie' => LOGGED_IN_COOKIE . '=' . $_COOKIE[LOGGED_IN_COOKIE], 'nonce' => wp_create_nonce('wp_rest')];`,
    user,
  );
  return { cookie, 'x-wp-nonce': nonce, 'content-type': 'application/json' };
};

interface Entry {
  readonly id: string;
  readonly at: string;
  readonly flow: string;
  readonly amount: string;
  readonly reason?: string;
  readonly source?: string;
  readonly name?: string;
  readonly message?: string;
  readonly label?: string;
  readonly reverses?: string;
}

interface Problem {
  readonly path: string;
  readonly message: string;
}

interface Answer {
  readonly known?: number[];
  readonly similar?: number[];
  readonly matched?: number[];
  readonly returns?: { line: number; entries: Record<string, unknown>[] }[];
  readonly written?: number;
  readonly code?: string;
  readonly message?: string;
  readonly data?: { readonly status: number; readonly problems?: Problem[] };
}

const make = (more = ''): number =>
  site.php<number>(`
    $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Mara']);
    Glassjar\\Campaign::save($id, ['currency' => 'EUR', 'sources' => [['id' => 'bank', 'label' => 'Bank'], ['id' => 'books', 'label' => 'Books', 'kind' => 'sales']] ${more}]);
    return $id;`);
const entries = (id: number): Entry[] => site.php<Entry[]>(`return Glassjar\\Books::entries(${id});`);
const banks = (id: number): Record<string, string | null>[] =>
  site.php(
    `return $GLOBALS['wpdb']->get_results('SELECT bank_id, origin, reference FROM ' . Glassjar\\Store::table('entries') . " WHERE campaign = ${id} ORDER BY id");`,
  );
const urlOf = (id: number): string => `${site.url}/wp-json/glassjar/v1/campaigns/${id}/import`;
const send = async (id: number, body: unknown, as = headers): Promise<[number, Answer]> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(urlOf(id), { method: 'POST', headers: as, body: text });
  return [answer.status, (await answer.json()) as Answer];
};
let requests = 0;
const request = (): string => `request-${++requests}`;
const look = async (id: number, lines: readonly object[]): Promise<Answer> => {
  const [status, answer] = await send(id, { request: request(), preview: true, lines });
  expect(status, answer.message).toBe(200);
  return answer;
};
const book = async (id: number, lines: readonly object[], name = request()): Promise<Answer> => {
  const [status, answer] = await send(id, { request: name, preview: false, lines });
  expect(status, answer.message).toBe(200);
  return answer;
};
const screen = (id: number): string =>
  `${site.url}/wp-admin/edit.php?post_type=glassjar_campaign&page=glassjar-books&campaign=${id}`;

const gift = { kind: 'gift', at: '2026-05-22', amount: '50.00' };
const lines = (count: number): object[] =>
  Array.from({ length: count }, (_, n) => ({
    kind: 'gift',
    at: `2026-05-${String((n % 28) + 1).padStart(2, '0')}`,
    amount: `${n + 1}.50`,
    source: 'bank',
    name: `Giver ${n}`,
    isPublic: n !== 0,
    key: `row ${n}`,
    origin: 'camt.053',
    bankId: `B${n}`,
  }));

/** The lines of a file, as the screens make them. */
async function linesOf(text: string): Promise<BookLine[]> {
  const statement = await readText(text, { currency: 'EUR', zone: 'Europe/Berlin', today: '2026-06-30' });
  const keys = keysOf(statement.rows);
  return statement.rows.flatMap((row, at) =>
    row.state === 'ready' ? [lineOf(row, keys[at]!, originOf(statement), { source: 'bank' })] : [],
  );
}

const file = [
  'Datum;Betrag;Name;Verwendungszweck',
  '22.05.2026;50,00;Erna;Spende',
  '22.05.2026;50,00;Erna;Spende',
  '23.05.2026;20,00;Bert;Viel Glück',
].join('\n');

describe('a list', () => {
  test('is booked in one go, with source, and with the names only of those who are public', async () => {
    const id = make();
    expect(await book(id, lines(1200))).toEqual({ known: [], written: 1200 });
    const found = entries(id);
    expect(found).toHaveLength(1200);
    expect(found[0]).toMatchObject({ flow: 'gift+', reason: 'donation', source: 'bank', amount: '1.50' });
    expect(found[0]).not.toHaveProperty('name');
    expect(found.filter(({ name }) => name !== undefined)).toHaveLength(1199);
    expect(site.php(`return [Glassjar\\Sums::count(${id}), Glassjar\\Sums::wrong()];`)).toEqual([1200, []]);
    const sent = await book(id, lines(1200));
    expect([sent.written, sent.known!.length]).toEqual([0, 1200]);
  });

  test('has gifts, sales, spending and fees, each as what it is', async () => {
    const id = make();
    await book(id, [
      { ...gift, source: 'bank', message: 'Get well', name: 'Bea', isPublic: true, key: 'a' },
      { kind: 'sale', at: '2026-05-22', amount: '12.00', source: 'books', name: 'Buyer', key: 'b' },
      {
        kind: 'expense',
        at: '2026-05-22',
        amount: '9',
        label: 'Rent, May',
        name: 'Landlord',
        isPublic: true,
        key: 'c',
      },
      { kind: 'fee', at: '2026-05-22', amount: '0.35', source: 'bank', key: 'd' },
    ]);
    const found = entries(id);
    expect(found).toMatchObject([
      { flow: 'gift+', reason: 'donation', source: 'bank', name: 'Bea', message: 'Get well' },
      { flow: 'sale+', reason: 'purchase', source: 'books' },
      { flow: 'cost+', reason: 'expense', label: 'Rent, May' },
      { flow: 'cost+', reason: 'fee', amount: '0.35' },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/Buyer|Landlord/);
  });

  test('of one file is known when it comes again; two equal gifts of a day are two; parts come in any order', async () => {
    const id = make();
    const all = await linesOf(file);
    expect(all).toHaveLength(3);
    expect((await book(id, all.slice(1))).written).toBe(2);
    expect((await look(id, all)).known).toEqual([1, 2]);
    expect((await book(id, all.slice(0, 1))).written).toBe(1);
    expect(await book(id, all)).toEqual({ known: [0, 1, 2], written: 0 });
    expect(
      entries(id)
        .map(({ amount, at }) => `${at} ${amount}`)
        .toSorted(),
    ).toEqual(['2026-05-22 50.00', '2026-05-22 50.00', '2026-05-23 20.00']);
  });

  test('of one campaign says nothing of another’s, and keys are told apart letter by letter', async () => {
    const [one, other] = [make(), make()];
    const two = [
      { ...gift, key: 'row a' },
      { ...gift, key: 'row A' },
    ];
    expect((await book(one, two)).written).toBe(2);
    expect((await book(other, two)).written).toBe(2);
  });

  test('holds a line again when that is meant, once for each request', async () => {
    const id = make();
    const one = { ...gift, key: 'row' };
    await book(id, [one]);
    const again = [{ ...one, again: true }];
    const name = request();
    expect([(await book(id, again, name)).written, (await book(id, again, name)).written]).toEqual([1, 0]);
    expect((await book(id, again)).written).toBe(1);
    // The parts of one list come under one request.
    const parts = request();
    for (const key of ['p', 'q']) expect((await book(id, [{ ...gift, key, again: true }], parts)).written).toBe(1);
    expect(entries(id)).toHaveLength(5);
  });

  test('without keys is known by what it says, as often as the books say it, also after a name was erased', async () => {
    const id = make();
    const erna = { ...gift, name: 'Erna', isPublic: true };
    const two = [erna, erna, { ...gift, amount: '7' }];
    expect((await book(id, two)).written).toBe(3);
    expect((await book(id, two)).known).toEqual([0, 1, 2]);
    expect((await book(id, [...two, erna])).known).toEqual([0, 1, 2]);
    site.php(
      `foreach ($GLOBALS['wpdb']->get_col('SELECT id FROM ' . Glassjar\\Store::table('people') . " WHERE campaign = ${id}") as $person) { Glassjar\\People::erase((int) $person); }`,
    );
    expect((await book(id, [...two, erna])).written).toBe(0);
    const [first] = entries(id);
    site.php(`return Glassjar\\Books::reverse(${id}, '${first!.id}', 'void', 'gone-${id}');`);
    expect((await look(id, [...two, erna])).known).toHaveLength(3);
  });
});

describe('a line that may be there already', () => {
  test('is asked about: one entry makes one of two equal lines doubtful, and none that stands for a known one', async () => {
    const id = make();
    site.php(
      `return Glassjar\\Books::add(${id}, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '50', 'name' => 'Erna'], 'by-hand-${id}');`,
    );
    const two = [
      { ...gift, key: 'a', origin: 'mt940', bankId: '1' },
      { ...gift, key: 'b', origin: 'mt940', bankId: '2' },
      { kind: 'sale', at: '2026-05-22', amount: '50.00', key: 'c' },
      { ...gift, at: '2026-05-23', key: 'd' },
    ];
    expect(await look(id, two)).toEqual({ known: [], similar: [0], returns: [], matched: [] });
    // What is written is written.
    expect((await book(id, two.slice(0, 1))).written).toBe(1);
    expect(await look(id, two)).toMatchObject({ known: [0], similar: [1] });
  });

  test('is none where the bank itself has two numbers for it, or where the entry was taken back', async () => {
    const id = make();
    const one = { ...gift, key: 'a', origin: 'camt.053', bankId: 'X1' };
    await book(id, [one]);
    const other = (more: object): object => ({ ...gift, key: 'b', ...more });
    expect((await look(id, [other({ origin: 'camt.053', bankId: 'X2' })])).similar).toEqual([]);
    expect((await look(id, [other({ origin: 'mt940', bankId: 'X2' })])).similar).toEqual([0]);
    expect((await look(id, [other({ origin: 'camt.053' })])).similar).toEqual([0]);
    expect((await look(id, [other({ again: true })])).similar).toEqual([]);
    site.php(`return Glassjar\\Books::reverse(${id}, '${entries(id)[0]!.id}', 'void', 'void-${id}');`);
    expect((await look(id, [other({ origin: 'mt940', bankId: 'X2' })])).similar).toEqual([]);
  });
});

describe('a return', () => {
  const back = (more: object): object => ({ kind: 'return', at: '2026-05-25', amount: '50.00', key: 'r', ...more });

  test('is offered what it can take back, the one of its reference first, and takes it back once', async () => {
    const id = make();
    await book(id, [
      { ...gift, key: 'a', source: 'bank', reference: 'RF18 5390 0754 7034', name: 'Erna', isPublic: true },
      { ...gift, key: 'b', label: 'Later' },
      { ...gift, key: 'c', amount: '80.00' },
      { ...gift, key: 'd', amount: '20.00' },
      { ...gift, key: 'e', at: '2026-05-26' },
    ]);
    const [a, b, c, d, e] = entries(id);
    const { returns } = await look(id, [back({ reference: 'rf18539007547034' })]);
    expect(returns).toEqual([
      {
        line: 0,
        entries: [
          { id: a!.id, at: '2026-05-22', amount: '50.00', left: '50.00', name: 'Erna', isSure: true },
          { id: b!.id, at: '2026-05-22', amount: '50.00', left: '50.00', label: 'Later', isSure: false },
          { id: c!.id, at: '2026-05-22', amount: '80.00', left: '80.00', isSure: false },
        ],
      },
    ]);
    expect((await book(id, [back({ reverses: a!.id, origin: 'camt.053', bankId: 'R1' })])).written).toBe(1);
    expect(entries(id).at(-1)).toMatchObject({
      ...{ at: '2026-05-25', flow: 'gift-', reason: 'refund', amount: '50.00', source: 'bank', reverses: a!.id },
    });
    expect(banks(id).at(-1)).toMatchObject({ bank_id: 'R1', origin: 'camt.053' });
    expect(await book(id, [back({ reverses: a!.id })])).toEqual({ known: [0], written: 0 });
    const left = (await look(id, [back({ key: 's', reference: 'RF18539007547034' })])).returns![0]!.entries;
    expect(left.map((entry) => entry['id'])).toEqual([b!.id, c!.id]);
    const before = entries(id).length;
    for (const [reverses, place] of [
      [a!.id, 'amount'],
      [d!.id, 'amount'],
      [e!.id, 'reverses'],
      [entries(id).at(-1)!.id, 'reverses'],
      ['e0000000000000000', 'reverses'],
      [undefined, 'reverses'],
    ] as const) {
      const [status, answer] = await send(id, {
        ...{ request: request(), preview: false },
        lines: [{ ...gift, key: 'with-it', amount: '3' }, back({ key: 't', ...(reverses && { reverses }) })],
      });
      expect([status, answer.data?.problems?.[0]?.path], String(reverses)).toEqual([400, `lines[1].${place}`]);
    }
    expect(entries(id)).toHaveLength(before);
  });

  test('takes no more back than there is, also when two of one list do it together', async () => {
    const id = make();
    await book(id, [{ ...gift, key: 'a' }]);
    const [a] = entries(id);
    const part = (key: string): object => back({ key, amount: '30.00', reverses: a!.id });
    const [status, answer] = await send(id, { request: request(), preview: false, lines: [part('p'), part('q')] });
    expect([status, answer.data!.problems]).toEqual([
      400,
      [{ path: 'lines[1].amount', message: expect.stringContaining('20.00') as string }],
    ]);
    expect(entries(id)).toHaveLength(1);
    expect((await book(id, [part('p')])).written).toBe(1);
  });

  test('takes nothing of another campaign, and nothing that came by card', async () => {
    const [id, other] = [make(), make()];
    await book(other, [{ ...gift, key: 'a' }]);
    const foreign = entries(other)[0]!.id;
    const { id: card } = site.php<{ id: string }>(
      `return Glassjar\\Books::add(${id}, ['at' => '2026-05-22T10:00:00Z', 'flow' => 'gift+', 'amount' => '50'], 'card-${id}', 7);`,
    );
    expect((await look(id, [back({})])).returns).toEqual([{ line: 0, entries: [] }]);
    for (const reverses of [foreign, card])
      expect((await send(id, { request: request(), preview: false, lines: [back({ reverses })] }))[0]).toBe(400);
    expect([entries(id).length, entries(other).length]).toEqual([1, 1]);
  });
});

describe('what is wrong is refused, and nothing of its list is booked', () => {
  const bad: Record<string, [place: string, line: unknown]> = {
    'no object': ['', 'gift'],
    'a list': ['', [gift]],
    nothing: ['', null],
    'an unknown field': ['', { ...gift, email: 'a@example.org' }],
    'a bank of its own making': ['', { ...gift, bank: { bank_id: 'x' } }],
    'a flow': ['', { ...gift, flow: 'gift-' }],
    'no kind': ['.kind', { at: gift.at, amount: '5' }],
    'another kind': ['.kind', { ...gift, kind: 'bribe' }],
    'a kind that is a list': ['.kind', { ...gift, kind: ['gift'] }],
    'no amount': ['.amount', { kind: 'gift', at: gift.at }],
    'an amount as people write it': ['.amount', { ...gift, amount: '50,00' }],
    'a number': ['.amount', { ...gift, amount: 50 }],
    'a sum of nothing': ['.amount', { ...gift, amount: '0.00' }],
    'less than nothing': ['.amount', { ...gift, amount: '-5.00' }],
    'a third of a cent': ['.amount', { ...gift, amount: '5.003' }],
    'more than there is': ['.amount', { ...gift, amount: '9'.repeat(40) }],
    'an amount in powers': ['.amount', { ...gift, amount: '1e3' }],
    'no such day': ['.at', { ...gift, at: '2026-02-30' }],
    'a day with a time': ['.at', { ...gift, at: '2026-05-22T10:00:00Z' }],
    'a day to come': ['.at', { ...gift, at: '2031-05-22' }],
    'a day with a line break': ['.at', { ...gift, at: '2026-05-22\n' }],
    'a source that isn’t there': ['.source', { ...gift, source: 'gone' }],
    'a source of the other kind': ['.source', { ...gift, source: 'books' }],
    'a long name': ['.name', { ...gift, name: 'x'.repeat(201) }],
    'a name that is a list': ['.name', { ...gift, name: ['x'] }],
    'no name': ['.name', { ...gift, name: null }],
    'a long message': ['.message', { ...gift, message: 'x'.repeat(2001) }],
    'a long label': ['.label', { ...gift, label: 'x'.repeat(301) }],
    'an empty key': ['.key', { ...gift, key: '' }],
    'a long key': ['.key', { ...gift, key: 'k'.repeat(301) }],
    'the key of another line': ['.key', { ...gift, key: 'first' }],
    'an origin with a tag': ['.origin', { ...gift, origin: '<b>' }],
    'a long bank’s id': ['.bankId', { ...gift, bankId: 'x'.repeat(201) }],
    'a long reference': ['.reference', { ...gift, reference: 'x'.repeat(141) }],
    'yes in words': ['.isPublic', { ...gift, isPublic: 'yes' }],
    'again as a number': ['.again', { ...gift, again: 1 }],
    'a gift that takes back': ['.reverses', { ...gift, reverses: 'e0000000000000000' }],
  };

  test.each(Object.entries(bad))('%s', async (_, [place, line]) => {
    const id = make();
    for (const preview of [true, false]) {
      const [status, answer] = await send(id, {
        ...{ request: request(), preview },
        lines: [{ ...gift, key: 'first' }, line, { ...gift, key: 'last' }],
      });
      expect([status, answer.data?.status, answer.data?.problems?.[0]?.path]).toEqual([400, 400, `lines[1]${place}`]);
      expect(answer.message).toMatch(/^lines\[1\]/);
    }
    expect(entries(id)).toEqual([]);
  });

  test('each wrong line is named', async () => {
    const id = make();
    const [, answer] = await send(id, {
      ...{ request: request(), preview: false },
      lines: [{ ...gift, amount: '' }, gift, { ...gift, at: 'May', kind: 'x' }],
    });
    expect(answer.data!.problems!.map(({ path }) => path)).toEqual(['lines[0].amount', 'lines[2].kind', 'lines[2].at']);
  });

  test.each([
    ['no lines', { request: 'request-x', preview: false }],
    ['an empty list', { request: 'request-x', preview: false, lines: [] }],
    ['lines by name', { request: 'request-x', preview: false, lines: { a: gift } }],
    ['too many', { request: 'request-x', preview: true, lines: Array.from({ length: 10_001 }, () => gift) }],
    ['no request', { preview: false, lines: [gift] }],
    ['a short request', { request: 'short', preview: false, lines: [gift] }],
    ['a request that is a list', { request: ['request-x'], preview: false, lines: [gift] }],
    ['not said whether it is a preview', { request: 'request-x', lines: [gift] }],
    ['a preview in words', { request: 'request-x', preview: 'no', lines: [gift] }],
    ['a file as before', { request: 'request-x', preview: false, lines: [gift], data: 'MjIuMDUu' }],
    ['a list', [gift]],
  ])('%s', async (_, body) => {
    const id = make();
    expect((await send(id, body))[0]).toBe(400);
    expect(entries(id)).toEqual([]);
  });

  test('a body that was cut on the way, in words that say what helps', async () => {
    const id = make();
    const whole = JSON.stringify({ request: request(), preview: false, lines: lines(50) });
    for (const text of [whole.slice(0, -200), whole.slice(0, 30)]) {
      const [status, answer] = await send(id, text);
      expect(status).toBe(413);
      expect(answer.message).toContain('post_max_size');
    }
    expect(entries(id)).toEqual([]);
  });

  test('a body of which the server let nothing through, in the same words', () => {
    const id = make();
    const [status, message] = site.php<[number, string]>(
      `$_SERVER['CONTENT_LENGTH'] = '99999999';
      $request = new WP_REST_Request('POST', '/glassjar/v1/campaigns/${id}/import');
      $request->set_header('content-type', 'application/json');
      $answer = rest_do_request($request);
      return [$answer->get_status(), $answer->get_data()['message']];`,
      1,
    );
    expect(status).toBe(413);
    expect(message).toContain('did not arrive whole');
  });

  test('whatever is in a text stays a text', async () => {
    const id = make();
    const hostile = [`'); DROP TABLE wp_users; --`, '<script>alert(1)</script>', '%s %d %1$s', '\\\\0 \\n', '😀'];
    for (const text of hostile) {
      await book(id, [{ ...gift, label: text, name: text, message: text, isPublic: true, key: text, bankId: text }]);
      expect(entries(id).at(-1)).toMatchObject({ label: text, name: text, message: text });
      expect(banks(id).at(-1)!['bank_id']).toBe(text);
    }
  });

  test('a day to come that is meant is booked', async () => {
    const id = make();
    expect((await book(id, [{ ...gift, at: '2031-05-22', ahead: true, key: 'a' }])).written).toBe(1);
  });

  test('a gift without a source, where that would be in no sum', async () => {
    const id = make();
    site.php(
      `Glassjar\\Campaign::save(${id}, ['currency' => 'EUR', 'sources' => [['id' => 'bank', 'raised' => '100'], ['id' => 'fete', 'raised' => '20']]]);`,
    );
    expect((await look(id, [{ ...gift, key: 'a' }])).known).toEqual([]);
    const [status, answer] = await send(id, { request: request(), preview: false, lines: [{ ...gift, key: 'a' }] });
    expect([status, answer.data?.problems?.[0]?.path]).toEqual([400, 'lines[0].source']);
    expect((await book(id, [{ ...gift, key: 'a', source: 'bank' }])).written).toBe(1);
  });

  test('a fault of the database at any write leaves all or nothing, and it can be done again', async () => {
    const id = make();
    await book(id, [{ ...gift, key: 'first' }]);
    const list = [
      ...lines(250),
      { kind: 'return', at: '2026-05-25', amount: '20.00', key: 'r', reverses: entries(id)[0]!.id },
    ];
    const sent = { request: request(), preview: false, lines: list };
    let faults = 0;
    for (let write = 1; write < 400; write += write < 12 ? 1 : 83) {
      site.fault(write);
      const [status] = await send(id, sent);
      site.fault(0);
      if (status === 200) break;
      expect([write, status, entries(id).length]).toEqual([write, 503, 1]);
      faults++;
    }
    expect(faults).toBeGreaterThan(3);
    await book(id, list, sent.request);
    expect(entries(id)).toHaveLength(252);
    expect(site.php(`return Glassjar\\Sums::wrong();`)).toEqual([]);
  });
});

describe('who may', () => {
  test('book lists are those who handle money; not editors, visitors, or requests of another page', async () => {
    const id = make();
    const editor = site.php<number>(
      `return wp_insert_user(['user_login' => 'ed', 'user_pass' => wp_generate_password(), 'user_email' => 'ed@example.test', 'role' => 'editor']);`,
    );
    const { 'x-wp-nonce': _nonce, ...withoutNonce } = headers;
    const body = { request: request(), preview: false, lines: [{ ...gift, key: 'a' }] };
    expect((await send(id, body, signedIn(editor)))[0]).toBe(403);
    expect((await send(id, body, { 'content-type': 'application/json' }))[0]).toBe(401);
    expect((await send(id, body, withoutNonce))[0]).toBe(401);
    expect((await send(id, { ...body, preview: true }, signedIn(editor)))[0]).toBe(403);
    expect((await send(99_999, body))[0]).toBe(404);
    site.php(`wp_trash_post(${id});`);
    expect((await send(id, body))[0]).toBe(409);
    expect(entries(id)).toEqual([]);
  });
});

describe('what a bank said', () => {
  test('is kept for the organiser and never public; of a reference a digest is kept that tells nobody', async () => {
    const id = make();
    const bank = { origin: 'csv:ing-de', bankId: 'BANKID-77', reference: 'Spende von Lena Meier' };
    await book(id, [
      { ...gift, key: 'SECRETKEY', name: 'Lena', isPublic: true, ...bank },
      { ...gift, key: 'b', reference: 'NOTPROVIDED' },
    ]);
    const [first, second] = banks(id);
    expect(first).toEqual({
      bank_id: 'BANKID-77',
      origin: 'csv:ing-de',
      reference: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
    expect(second).toEqual({ bank_id: null, origin: null, reference: null });
    const place = `${site.url}/wp-json/glassjar/v1/campaigns/${id}`;
    const all = await Promise.all(
      [place, `${place}/entries?limit=20`, `${site.url}/?p=${id}`].map(async (url) => (await fetch(url)).text()),
    );
    const kept = site.php<string>(`return wp_json_encode([
      Glassjar\\Books::entries(${id}), $GLOBALS['wpdb']->get_results('SELECT * FROM ' . Glassjar\\Store::table('entries') . ' WHERE campaign = ${id}')]);`);
    for (const text of all)
      expect(text).not.toMatch(new RegExp(`BANKID|ing-de|SECRETKEY|Meier|${first!['reference']}`));
    expect(kept).not.toMatch(/Meier|SECRETKEY/);
  });

  test('is told to whom it is about, and erasing a name leaves it, since no name is in it', async () => {
    const id = make();
    await book(id, [
      {
        ...gift,
        key: 'a',
        name: 'Lena Meier',
        isPublic: true,
        origin: 'mt940',
        bankId: 'N-1',
        reference: 'Lena Meier',
      },
    ]);
    site.php(
      `Glassjar\\Books::name(${id}, '${entries(id)[0]!.id}', ['name' => 'Lena Meier', 'message' => '', 'email' => 'lena@example.test', 'hideAmount' => false]);`,
    );
    const { data } = site.php<{ data: { data: { name: string; value: string }[] }[] }>(
      `return Glassjar\\Privacy::export('lena@example.test');`,
    );
    expect(data[0]!.data).toContainEqual({ name: 'The bank’s number of the booking', value: 'N-1' });
    site.php(`Glassjar\\Privacy::erase('lena@example.test');`);
    expect(banks(id)[0]).toMatchObject({ bank_id: 'N-1', origin: 'mt940' });
    expect(
      site.php<string>(
        `return wp_json_encode([$GLOBALS['wpdb']->get_results('SELECT * FROM ' . Glassjar\\Store::table('entries') . ' WHERE campaign = ${id}'), $GLOBALS['wpdb']->get_results('SELECT * FROM ' . Glassjar\\Store::table('people') . ' WHERE campaign = ${id}')]);`,
      ),
    ).not.toMatch(/Lena|Meier/);
    expect(await look(id, [{ ...gift, key: 'a' }])).toMatchObject({ known: [0] });
  });

  test('has its place in a table of before, whose entries stay; also when the upgrade broke off', async () => {
    const id = make();
    await book(id, [{ ...gift, key: 'a' }]);
    const old = `
      global $wpdb; $table = Glassjar\\Store::table('entries');
      $wpdb->query("ALTER TABLE $table DROP KEY reference, DROP COLUMN bank_id, DROP COLUMN origin, DROP COLUMN reference");
      update_option('glassjar_schema', 4);`;
    const upgraded = (more: string): { columns: string[]; schema: number; keys: string[] } =>
      site.php(`${old} ${more}
        Glassjar\\Install::upgrade();
        return ['columns' => $wpdb->get_col("SHOW COLUMNS FROM $table"), 'schema' => (int) get_option('glassjar_schema'),
          'keys' => array_column($wpdb->get_results("SHOW INDEX FROM $table", ARRAY_A), 'Key_name')];`);
    for (const more of ['', '$wpdb->query("ALTER TABLE $table ADD COLUMN bank_id varchar(200) NULL");']) {
      const { columns, keys, schema } = upgraded(more);
      expect(columns).toEqual(expect.arrayContaining(['bank_id', 'origin', 'reference']));
      expect(keys).toContain('reference');
      expect(schema).toBe(5);
    }
    expect(entries(id)).toMatchObject([{ amount: '50.00' }]);
    expect(
      (
        await book(id, [
          { ...gift, key: 'a' },
          { ...gift, key: 'b', bankId: 'Z' },
        ])
      ).written,
    ).toBe(1);
    expect(banks(id).at(-1)!['bank_id']).toBe('Z');
  });
});

/* Banks' files with their right values, as all readers of the product have them. */
const folder = inRoot('test', 'fixtures', 'import');
const cases = Object.entries(
  JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as Record<string, { currency?: string; rows: string[] }>,
);

const isLong = Boolean(process.env['GLASSJAR_LONG']);
/** All of them in the long run. */
const some = cases.filter((_, at) => isLong || at % 5 === 0);

test('what is ready in each file of the fixtures is booked to the cent, and once', async () => {
  const ids = site.php<Record<string, number>>(`
    $ids = [];
    foreach (json_decode('${JSON.stringify(Object.fromEntries(some.map(([name, { currency = 'EUR' }]) => [name, currency])))}', true) as $name => $currency) {
      $ids[$name] = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Files']);
      Glassjar\\Campaign::save($ids[$name], ['currency' => $currency]);
    }
    return $ids;`);
  const expected: Record<string, string[]> = {};
  for (const [name, { currency = 'EUR' }] of some) {
    const statement = await readFile(readFileSync(`${folder}/${name}`), { ...options, currency });
    const keys = keysOf(statement.rows);
    const ready = statement.rows.flatMap((row, at) =>
      row.state === 'ready' ? [lineOf(row, keys[at]!, originOf(statement), { ahead: true })] : [],
    );
    expected[name] = ready.map(({ amount, at }) => `${at} ${amount}`);
    if (!ready.length) continue;
    const id = ids[name]!;
    expect([name, await look(id, ready)]).toMatchObject([name, { known: [], similar: [] }]);
    expect([name, (await book(id, ready)).written]).toEqual([name, ready.length]);
    expect([name, (await book(id, ready)).written]).toEqual([name, 0]);
  }
  const booked = site.php<Record<string, string[]>>(`
    return array_map(function ($id) {
      return array_map(function ($entry) { return $entry['at'] . ' ' . $entry['amount']; }, Glassjar\\Books::entries($id));
    }, json_decode('${JSON.stringify(ids)}', true));`);
  expect(booked).toEqual(expected);
  expect(Object.values(booked).flat().length).toBeGreaterThan(20);
});

test('PHP reads no file: nothing of a list’s text, of an upload or of base64 is left in it', () => {
  const root = inRoot('src', 'wordpress');
  const sources = globSync('**/*.php', { cwd: root }).map(
    (name) => [name, readFileSync(`${root}/${name}`, 'utf8')] as const,
  );
  expect(sources.length).toBeGreaterThan(80);
  const found = sources.flatMap(([name, text]) =>
    (
      text.match(
        /\b(?:f|str_)getcsv\b|base64_decode|move_uploaded_file|SplFileObject|\bCore\\(?:Csv|Statement)\b|\bImporter\b/g,
      ) ?? []
    ).map((what) => `${name}: ${what}`),
  );
  expect(found).toEqual([]);
  // The one upload is of a campaign with its books, as this product wrote it.
  expect(sources.filter(([, text]) => text.includes('$_FILES')).map(([name]) => name)).toEqual([
    'includes/admin/TransferScreen.php',
  ]);
  for (const gone of ['Importer.php', 'core/Statement.php', 'core/Csv.php', 'admin/ImportWords.php'])
    expect(sources.map(([name]) => name)).not.toContain(`includes/${gone}`);
});

describe('the books screen', () => {
  const elementOf = (at = page): Promise<ElementHandle<HTMLElement>> =>
    at.waitForSelector('desk-import') as Promise<ElementHandle<HTMLElement>>;
  const saysIn = (at: Page, text: string): Promise<unknown> =>
    at.waitForFunction(
      (words) => document.querySelector('desk-import')?.shadowRoot?.textContent?.includes(words),
      { timeout: 20_000 },
      text,
    );

  test('says to the element all that it needs, and loads its module there only', async () => {
    const id = make(`, 'book' => ['title' => 'A book', 'proceeds' => '2.10']`);
    await page.goto(screen(id));
    const setting = JSON.parse(
      await (await elementOf()).evaluate((element) => element.getAttribute('setting') ?? ''),
    ) as Record<string, unknown>;
    expect(setting).toMatchObject({
      ...{ currency: 'EUR', locale: 'en', mustChoose: { gifts: false, sales: false } },
      sources: [
        { id: 'bank', label: 'Bank', kind: 'gifts' },
        { id: 'books', label: 'Books', kind: 'sales' },
      ],
      proceeds: { '': '2.10', books: '2.10' },
    });
    expect(setting['address']).toBe(`${urlOf(id)}?_locale=user`);
    const tags = await page.$$eval('script[src*="/import.js"]', (all) =>
      all.map((one) => (one as HTMLScriptElement).type),
    );
    expect(tags).toEqual(['module']);
    expect(
      await page.$$eval(
        'script:not([src])',
        (all) => all.filter((one) => one.textContent.includes('desk-import')).length,
      ),
    ).toBe(0);
    await page.goto(`${site.url}/wp-admin/edit.php?post_type=glassjar_campaign`);
    expect(await page.$('script[src*="/import.js"]')).toBeNull();
  });

  test('takes a file in, enters it, and offers to show the books anew; the second time it knows it', async () => {
    const id = make();
    const path = `${site.folder}/list.csv`;
    writeFileSync(path, file);
    const choose = async (): Promise<void> => {
      await page.goto(screen(id));
      await elementOf();
      await page.waitForFunction(() =>
        document.querySelector('desk-import')?.shadowRoot?.querySelector('input[type=file]'),
      );
      const input = await page.evaluateHandle(() =>
        document.querySelector('desk-import')!.shadowRoot!.querySelector<HTMLInputElement>('input[type=file]')!,
      );
      await input.uploadFile(path);
      await saysIn(page, 'Bert');
    };
    await choose();
    expect(await axeFindings(page, '.glassjar-admin')).toEqual([]);
    await page.evaluate(() => {
      const root = document.querySelector('desk-import')!.shadowRoot!;
      for (const select of root.querySelectorAll('select')) {
        if ([...select.options].some(({ value }) => value === 'bank') && !select.closest('tr')) {
          select.value = 'bank';
          select.dispatchEvent(new Event('change', { bubbles: true }));
        }
      }
    });
    await page.waitForFunction(() => {
      const button = document
        .querySelector('desk-import')!
        .shadowRoot!.querySelector<HTMLButtonElement>('form button[type=submit], form button:not([type])');
      return button && !button.disabled;
    });
    await page.evaluate(() => {
      const root = document.querySelector('desk-import')!.shadowRoot!;
      root.querySelector<HTMLButtonElement>('form button[type=submit], form button:not([type])')!.click();
    });
    await saysIn(page, '3 lines are in the books.');
    // Nothing else on the page is lost by it; the books are shown anew by a link.
    await Promise.all([
      page.waitForNavigation(),
      page.evaluate(() => {
        document.querySelector('desk-import')!.shadowRoot!.querySelector<HTMLElement>('#import-said a')!.click();
      }),
    ]);
    expect(entries(id)).toHaveLength(3);
    await choose();
    await saysIn(page, 'already');
    expect(entries(id)).toHaveLength(3);
  });

  test('goes on where its nonce has expired, as long as somebody is logged in', async () => {
    const id = make();
    await page.goto(screen(id));
    const element = await elementOf();
    // Taken out and put in again, it reads its setting as a page would that was left open for two days.
    await element.evaluate((old) => {
      const setting = { ...(JSON.parse(old.getAttribute('setting')!) as object), nonce: '0123456789' };
      const fresh = document.createElement('desk-import');
      fresh.setAttribute('setting', JSON.stringify(setting));
      old.replaceWith(fresh);
    });
    const path = `${site.folder}/nonce.csv`;
    writeFileSync(path, 'Date;Amount;Name\n2026-05-22;3.00;Ada\n');
    const input = (await page.waitForSelector('desk-import >>> input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
    await saysIn(page, '1 line ticked');
    expect(wrong.splice(0)).toEqual([expect.stringMatching(/^403 .*import/)]);
    await saysIn(page, 'Enter 1 line');
  });

  // All of them in the long run; these stand for each kind of file.
  const short = ['ing-de.csv', 'fiducia-soll-haben.csv', 'paypal-de.csv', 'revolut.csv', 'commerzbank.sta'];
  test('reads the files of the fixtures with their right values', async () => {
    // The right values are those of a treasurer there: a moment becomes a day by the site's own time.
    site.php(`update_option('timezone_string', 'Europe/Berlin');`);
    for (const [name, { currency = 'EUR', rows }] of cases) {
      if (!short.includes(name) && !isLong) continue;
      const id = make();
      site.php(`Glassjar\\Campaign::save(${id}, ['currency' => '${currency}']);`);
      await page.goto(screen(id));
      const input = (await page.waitForSelector('desk-import >>> input[type=file]')) as ElementHandle<HTMLInputElement>;
      await input.uploadFile(`${folder}/${name}`);
      const read = await (
        await elementOf()
      ).evaluate(async (element) => {
        const it = element as unknown as {
          session?: { statement?: { rows: Row[] } };
          reading?: number;
          asking?: object;
        };
        for (let turn = 0; turn < 400; turn++) {
          if (it.session?.statement && it.reading === undefined && !it.asking) return it.session.statement.rows;
          await new Promise((go) => setTimeout(go, 50));
        }
        return [];
      });
      expect([name, read.map(told)]).toEqual([name, rows]);
    }
    site.php(`update_option('timezone_string', '');`);
  });

  test('speaks the user’s German; without scripts it says what to do', async () => {
    const id = make();
    site.php(`update_user_meta(1, 'locale', 'de_DE');`);
    await page.goto(screen(id));
    expect(
      JSON.parse(await (await elementOf()).evaluate((element) => element.getAttribute('setting') ?? '')),
    ).toMatchObject({ locale: 'de' });
    await saysIn(page, 'Datei');
    const { page: plain } = await openPage(browser);
    await logIn(plain, site);
    await plain.setJavaScriptEnabled(false);
    site.php(`delete_user_meta(1, 'locale');`);
    await plain.goto(screen(id));
    const inside = await elementOf(plain);
    expect(await inside.evaluate((element) => element.innerText)).toMatch(/one by one in the form above\.$/);
    expect((await inside.boundingBox())!.height).toBeGreaterThan(10);
    await plain.close();
    expect(wrong).toEqual([]);
  });
});
