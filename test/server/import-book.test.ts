/* `glassjar import FILE --campaign ID --book`, as somebody runs it beside the server's database. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Statement } from '../../src/import/statement.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { inRoot } from '../../tools/project.ts';
import { change, line } from '../contracts/store-samples.ts';
import { mara } from './desk-open.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'glassjar-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const database = (): string => join(folder, 'books.db');

async function campaign(more: object = {}): Promise<void> {
  const store = await openSqlite(database());
  const document = { ...mara, ...more };
  await store.putCampaign({ id: 'mara', document, currency: document.currency, isPublished: true }, 0, change);
  await store.close();
}

async function books() {
  const store = await openSqlite(database());
  const entries = (await store.entries('mara', { limit: 100 })).toReversed();
  const { flaws } = await store.check();
  await store.close();
  expect(flaws).toEqual([]);
  return entries.map(({ amount, at, flow, person, source }) => [at, flow, amount.minor, source, person?.isPublic]);
}

function run(text: string, ...options: readonly string[]) {
  writeFileSync(join(folder, 'bank.csv'), text);
  const main = inRoot('src', 'server', 'main.ts');
  const { status, stderr, stdout } = spawnSync(process.execPath, [main, 'import', 'bank.csv', ...options], {
    ...{ cwd: folder, encoding: 'utf8' },
    env: { PATH: process.env['PATH'] ?? '', TZ: 'UTC', DATABASE_URL: `sqlite:${database()}` },
  });
  return { code: status, out: stdout, err: stderr };
}
const statesOf = (out: string): string[] => (JSON.parse(out) as Statement).rows.map(({ state }) => state);

const two = 'Datum;Betrag;Name\n01.06.2026;50,00;Ada\n01.06.2026;50,00;Ada\n02.06.2026;-9,00;Druckerei\n';
const into = ['--campaign', 'mara'];

it('books what is ready and nothing else, under the only source, with no name public; the same file again books nothing', async () => {
  await campaign();
  const first = run(two, ...into, '--book');
  expect([first.code, first.err]).toEqual([0, '']);
  expect(first.out).toContain('booked in mara: 2 rows');
  const gift = ['2026-06-01', 'gift+', 5000, 'bank', false];
  expect(await books()).toEqual([gift, gift]);
  const again = run(two, ...into, '--book');
  expect(again.code).toBe(0);
  expect(again.out).toContain('booked in mara: 0 rows');
  expect(again.out).toContain('booked before and left out: 2 rows');
  expect(await books()).toEqual([gift, gift]);
});

it('marks what is known and books nothing without --book', async () => {
  await campaign();
  expect(run(two, ...into).out).toContain('nothing was booked');
  expect(await books()).toEqual([]);
  run(two, ...into, '--book');
  const { code, err, out } = run(`${two}03.06.2026;5,00;Bo\n`, ...into, '--json');
  expect([code, err]).toEqual([0, '']);
  expect(statesOf(out)).toEqual(['known', 'known', 'left-out', 'ready']);
  expect(await books()).toHaveLength(2);
});

it('leaves what may be booked already to whoever can tell, and says how much that is', async () => {
  await campaign();
  const store = await openSqlite(database());
  await store.append('mara', [line('by hand', { at: '2026-06-01', amount: { minor: 5000, currency: 'EUR' } })], change);
  await store.close();
  const { code, out } = run(two, ...into, '--book');
  expect(code).toBe(0);
  expect(out).toContain('booked in mara: 1 row');
  expect(out).toMatch(/not booked, because .*: 1 row \(line 2\); import the file in the desk/);
  expect(await books()).toHaveLength(2);
});

it('prints one object and nothing beside it with --json, also when it can’t book', async () => {
  await campaign({ sources: [{ id: 'bank', raised: '10.00' }, { id: 'cash' }] });
  const refused = run(two, ...into, '--book', '--json');
  expect([refused.code, statesOf(refused.out)]).toEqual([1, ['ready', 'ready', 'left-out']]);
  expect(refused.err).toMatch(/nothing was booked: mara has several sources of gifts.*--source bank or --source cash/);
  expect(await books()).toEqual([]);
  const booked = run(two, ...into, '--book', '--json', '--source', 'cash');
  expect([booked.code, statesOf(booked.out)]).toEqual([0, ['ready', 'ready', 'left-out']]);
  expect(booked.err).toContain('booked in mara: 2 rows');
  expect((await books()).map(([, , , source]) => source)).toEqual(['cash', 'cash']);
});

it('takes currency and time zone from the campaign, and refuses another currency', async () => {
  await campaign({ currency: 'CHF' });
  expect(run('Datum;Betrag\n01.06.2026;5,00\n', ...into, '--book').out).toContain('booked in mara: 1 row');
  expect(run(two, ...into, '--currency', 'EUR').err).toContain('the books of mara are in CHF');
  expect(await books()).toEqual([['2026-06-01', 'gift+', 500, 'bank', undefined]]);
});

it.each([
  [['--book'], 'say whose books with --campaign ID'],
  [['--source', 'bank'], 'say whose books with --campaign ID'],
  [['--campaign', 'mara', '--source', 'bank'], '--book'],
  [['--campaign', 'mira'], 'there is no campaign mira; there are mara'],
  [['--campaign', 'mara', '--create', 'mira'], 'expected one of both'],
  [['--campaign', 'mara', '--book', '--source', 'bänk'], 'no such source; there are bank, book'],
])('says what is wrong with %j', async (options, message) => {
  await campaign();
  const { code, err } = run(two, ...options);
  expect([code, err]).toEqual([1, expect.stringContaining(message)]);
  expect(await books()).toEqual([]);
});
