import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inRoot } from '../../tools/project.ts';
import { documents, mutate, mutations } from '../core/documents.ts';
import { answer, casesOf, tables } from '../core/shared-cases.ts';
import { phpunit } from './lab/phpunit.ts';
import { ensurePackages } from './lab/packages.ts';

ensurePackages(false);

type Question = readonly [table: string, input: unknown];

/** What PHP answers. @param flags `-n`: PHP without any extension that isn't built in. */
function ask(questions: readonly Question[], ...flags: string[]): unknown[] {
  const { status, stderr, stdout } = spawnSync('php', [...flags, inRoot('test', 'wordpress', 'php', 'answers.php')], {
    input: JSON.stringify(questions),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stdout.slice(-3000) + stderr);
  return JSON.parse(stdout) as unknown[];
}

/** Numbers and texts as JSON has them. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

describe.each(['CasesTest.php', 'DonationTest.php', 'SyntaxTest.php'])('PHPUnit: %s', (file) => {
  const found = phpunit(file);
  test.each(found.map((one) => [one.name, one] as const))('%s', (_, { failure }) => expect(failure ?? '').toBe(''));
  test('there are tests', () => expect(found.length).toBeGreaterThan(5));
});

test('PHP without a single extension (no mbstring, no intl, no ctype) answers the same', () => {
  const cases = tables.flatMap((table) => casesOf(table).map((one) => ({ table, ...one })));
  const given = cases.filter(({ composed }) => !composed);
  const answers = ask(
    given.map(({ input, table }) => [table, input]),
    '-n',
  );
  for (const [index, { input, table }] of given.entries()) {
    expect(answers[index], `${table} ${JSON.stringify(input)}`).toEqual(plain(answer(table, input)));
  }
});

/* What nobody thought of: the same random questions to both. A seed, so that a run can be had again. */
describe('PHP and TypeScript agree', () => {
  const options = { seed: 20_261_121, numRuns: 1500 };
  const agree = (table: string, inputs: readonly unknown[]): void => {
    const answers = ask(inputs.map((input) => [table, input]));
    for (const [index, input] of inputs.entries()) {
      expect(answers[index], JSON.stringify(input)).toEqual(asWritten(plain(answer(table, input))));
    }
  };
  // A page also makes a link absolute, by which it gets the slash of its path; PHP keeps it as written.
  const asWritten = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value).replaceAll('"http://example.org/"', '"http://example.org"'));
  const isWellFormed = (text: string): boolean => !/\p{Cs}/u.test(text);
  const texts = fc.string({ unit: 'binary', maxLength: 40 }).filter(isWellFormed);

  test('on what of any document is kept and refused', () => {
    const spoilt = fc
      .tuple(documents, fc.array(mutations, { maxLength: 4 }))
      .map(([document, list]) => list.reduce(mutate, document))
      // An empty list in place of fields is no list to PHP; either way nothing of it is kept.
      .filter((document) => typeof document === 'object' && document !== null && !Array.isArray(document));
    const inputs = fc.sample(spoilt, options).map((document) => ({ document: plain(document) }));
    agree(
      'documents',
      inputs.filter(({ document }) => !JSON.stringify(document).includes('\\ud')),
    );
  });

  test('on the sums of any ledger', () => {
    const flow = fc.constantFrom('gift+', 'gift+', 'gift+', 'gift-', 'sale+', 'sale-', 'cost+', 'cost-');
    const amount = fc
      .integer({ min: 1, max: 1e7 })
      .map((minor) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`);
    const entry = fc.record(
      {
        at: fc.constant('2026-05-22'),
        flow,
        amount,
        id: fc.constantFrom('a', 'b', '0', '1', 'e', 'f'),
        source: fc.constantFrom('bank', 'book', 'nowhere', '0'),
        reverses: fc.constantFrom('a', 'b', '0', 'zzz'),
        reason: fc.constantFrom('fee', 'expense', 'refund'),
      },
      { requiredKeys: ['at', 'flow', 'amount'] },
    );
    const source = fc.record(
      {
        id: fc.constantFrom('bank', 'book', '0'),
        raised: amount,
        bound: fc.constantFrom('exact', 'at-least', 'about'),
        kind: fc.constantFrom('gifts', 'sales'),
        copies: fc.integer({ min: 0, max: 500 }),
        proceeds: fc.constant('7.68'),
        supporters: fc.integer({ min: 0, max: 99 }),
      },
      { requiredKeys: ['id'] },
    );
    const ledger = fc
      .record(
        { sources: fc.array(source, { maxLength: 3 }), entries: fc.array(entry, { maxLength: 12 }) },
        { requiredKeys: [] },
      )
      .map((rest) => ({ document: { glassjar: 1, title: 'x', currency: 'EUR', ...rest } }));
    agree('ledger', fc.sample(ledger, options));
  });

  test('on amounts as people write them', () => {
    const signs = fc.constantFrom(...Array.from("0123456789.,' -€e+٠٥٬٫\u202fx"));
    const written = fc.oneof(
      texts,
      fc.array(signs, { maxLength: 14 }).map((some) => some.join('')),
    );
    const input = fc.record({
      text: written,
      currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF', 'GBP'),
      // In others the sign of a currency differs: Switzerland writes EUR.
      locale: fc.constantFrom('de', 'en'),
    });
    agree('amount-input', fc.sample(input, { ...options, numRuns: 6000 }));
  });

  test('on wire amounts, charges and dates', () => {
    const number = fc.stringMatching(/^[-+]?[0-9.,eE ]{1,18}$/);
    const currency = fc.constantFrom('EUR', 'JPY', 'UGX', 'ISK', 'KWD', 'MGA', 'HUF', 'TWD', 'CLF', 'XXX');
    agree('money', fc.sample(fc.record({ text: fc.oneof(number, texts), currency }), options));
    const minor = fc.integer({ min: -10, max: 120_000_000 });
    const known = currency.filter((code) => code !== 'XXX');
    agree('charge', fc.sample(fc.record({ minor, currency: known }), options));
    agree('charged', fc.sample(fc.record({ charged: minor, currency }), options));
    const date = fc.stringMatching(/^(19|20)\d\d-[01]\d-[0-3]\d(T[0-2]\d:[0-6]\d(:\d\d)?(Z|[+-]\d\d:00)?)?$/);
    agree('dates', fc.sample(fc.record({ text: date }), options));
  });

  test('on payment codes', () => {
    const any = fc.oneof(
      texts,
      fc.string({ unit: fc.constantFrom('ä', '\n', '\r', ' ', '\u200d', '漢', 'x', '.'), maxLength: 300 }),
    );
    const transfer = fc.record({
      holder: any,
      iban: fc.constantFrom('DE89370400440532013000', 'MT84MALT011000012345MTLCAST001S', 'CH9300762011623852957'),
      bic: fc.constantFrom('', 'COBADEFFXXX'),
      reference: any,
      currency: fc.constant('EUR'),
    });
    const amount = fc.integer({ min: 1, max: 99_999_999_999 }).map((cents) => ({ minor: cents, currency: 'EUR' }));
    agree('epc', fc.sample(fc.record({ transfer, amount }, { requiredKeys: ['transfer'] }), options));
  });

  test('on texts and links', () => {
    agree('texts', fc.sample(fc.record({ text: texts }), options));
    const parts = fc.constantFrom(
      'javascript',
      'https',
      'mailto',
      ':',
      '/',
      '//',
      '\\',
      '.',
      '@',
      '?',
      '#',
      'evil.example',
      'x',
      '\t',
      ' ',
    );
    const link = fc.array(parts, { maxLength: 8 }).map((list) => list.join(''));
    agree('links', fc.sample(fc.record({ text: link }), options));
  });
});
