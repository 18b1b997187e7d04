import { describe, expect, test } from 'vitest';
import { answer, casesOf, tables } from './shared-cases.ts';

describe.each(tables)('shared cases: %s', (table) => {
  const cases = casesOf(table).map(
    (one, index) => [one.name ?? `${index}: ${JSON.stringify(one.input).slice(0, 80)}`, one] as const,
  );

  test.each(cases)('%s', (_, { expected, input }) => {
    const found = answer(table, input);
    // A table of faults may name only what matters of them.
    if (table === 'amount-input') expect(found).toMatchObject(expected as object);
    else expect(found).toEqual(expected);
  });
});
