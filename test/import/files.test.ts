/* Files as banks and providers write them, with the values that are right. Names, accounts and amounts are made up; `source` says where the form is from. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../src/import/import.ts';
import { options, told } from './open.ts';

interface Case {
  readonly about: string;
  readonly currency?: string;
  readonly profile: string | null;
  readonly opening?: string;
  readonly closing?: string;
  readonly fits?: boolean;
  readonly rows: readonly string[];
}

const folder = fileURLToPath(new URL('../fixtures/import/', import.meta.url));
const bytes = (name: string): Uint8Array => readFileSync(folder + name);
const cases = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) as Readonly<Record<string, Case>>;
const optionsOf = ({ currency = 'EUR' }: Case) => ({ ...options, currency });

test('each file of the folder has its right values', () => {
  expect(Object.keys(cases).sort()).toEqual(
    readdirSync(folder)
      .filter((name) => name !== 'expected.json')
      .sort(),
  );
});

describe.each(Object.entries(cases))('%s', (name, right) => {
  const { about, closing = null, fits = null, opening = null, profile, rows } = right;
  test(about, async () => {
    const read = await readFile(bytes(name), optionsOf(right));
    expect(read.rows.map(told)).toEqual(rows);
    expect([read.problem, read.profile, read.opening, read.closing, read.fits]).toEqual([
      undefined,
      profile,
      opening,
      closing,
      fits,
    ]);
  });

  test('the same in UTF-16, in Windows-1252, with a mark, with other ends of lines and in an archive', async () => {
    const text = new TextDecoder().decode(bytes(name));
    const latin = /^[\0-\xff]*$/.test(text);
    const forms = [
      Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]),
      Uint8Array.from([0xfe, 0xff, ...Buffer.from(text, 'utf16le').swap16()]),
      Buffer.from(text, 'utf16le'),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(text.replaceAll('\n', '\r\n')),
      Buffer.from(text.replaceAll('\n', '\r')),
      ...(latin ? [Buffer.from(text, 'latin1')] : []),
      zipSync({ [`a/${name}`]: bytes(name), '__MACOSX/a/._x': Uint8Array.of(0) }),
    ];
    for (const form of forms) {
      const read = await readFile(form, optionsOf(right));
      expect(read.rows.map(told)).toEqual(rows);
    }
  });

  test('what was booked before is known, and is not booked again', async () => {
    const read = await readFile(bytes(name), { ...optionsOf(right), isKnown: () => true });
    for (const row of read.rows) if (row.bankId) expect(row.state).not.toBe('ready');
  });
});
