/* `glassjar import`, as somebody runs it who has no server and no database. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Statement } from '../../src/import/statement.ts';
import { inRoot } from '../../tools/project.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'glassjar-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const fixture = (name: string): string => inRoot('test', 'fixtures', 'import', name);

function run(line: readonly string[], input?: string) {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [inRoot('src', 'server', 'main.ts'), 'import', ...line],
    {
      ...{
        env: { PATH: process.env['PATH'] ?? '', TZ: 'Europe/Berlin' },
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      },
      ...(input !== undefined && { input }),
    },
  );
  return { code: status, out: stdout, err: stderr };
}

it('prints one object with each row, its state and its reason', () => {
  const { code, err, out } = run([
    fixture('stripe-payments.csv'),
    '--json',
    '--currency',
    'eur',
    '--zone',
    'Europe/Berlin',
  ]);
  expect([code, err]).toEqual([0, '']);
  const read = JSON.parse(out) as Statement;
  expect(Object.keys(read)).toEqual(['format', 'profile', 'opening', 'closing', 'fits', 'rows']);
  expect(read.rows[0]).toEqual({
    line: 2,
    state: 'ready',
    why: null,
    kind: 'gift',
    at: '2026-05-20',
    amount: '50.00',
    currency: 'EUR',
    name: null,
    message: 'Leseecke',
    reference: null,
    bankId: 'ch_1',
  });
});

it('says in sentences what is ready, what is left out and why, and whether the bank’s balances fit', () => {
  const { code, out } = run([fixture('fiducia-soll-haben.csv')]);
  expect(code).toBe(0);
  expect(out).toContain('csv (fiducia): 6 rows, opening 5000.00, closing 3820.00: they fit the rows');
  expect(out).toMatch(/^ready: 2\n\s+14 2026-05-22\s+50\.00 EUR {2}gift \(Lena Beispiel: Alles Gute\)$/m);
  expect(out).toMatch(/went out \(Druckerei Muster: Plakate\)/);
  expect(out).toMatch(/nothing was booked\n$/);
});

it('reads what is piped in', () => {
  expect(run(['-', '--json'], '24.11.2026 50,00 Oma Erna\n').out).toContain('"amount": "50.00"');
});

it('shows a table it doesn’t know and fails, with its object on standard output all the same', () => {
  const text = '22/05/2026,"+50.00","Transfer from LENA"\n';
  const { code, out } = run(['-', '--json'], text);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ rows: [], fits: null, problem: { code: 'columns' } });
  const told = run(['-'], text);
  expect([told.code, told.out]).toEqual([
    1,
    'what its columns hold can’t be told from their headings\n  22/05/2026 | +50.00 | Transfer from LENA\n',
  ]);
});

it.each([
  [['nowhere.csv'], /^nowhere\.csv: there is no such file\n$/],
  [['.'], /^\.: expected a file, found a folder\n$/],
  [['-', '--currency', 'Taler'], /^--currency Taler: expected a currency like EUR\n$/],
  [['-', '--zone', 'Berlin'], /^--zone Berlin: expected a time zone like Europe\/Berlin\n$/],
])('%j is told in one line', (line, said) => {
  const { code, err } = run(line, '');
  expect(code).toBe(1);
  expect(err).toMatch(said);
});

it('50,000 rows are read whole', () => {
  const rows = Array.from(
    { length: 50_000 },
    (_, index) => `22.05.2026;${(index % 900) + 1},50;Name ${index};Spende ${index}`,
  );
  writeFileSync(join(folder, 'big.csv'), ['Datum;Betrag;Name;Verwendungszweck', ...rows].join('\n'));
  const { out } = run(['big.csv', '--json']);
  expect((JSON.parse(out) as Statement).rows.filter(({ state }) => state === 'ready')).toHaveLength(50_000);
});
