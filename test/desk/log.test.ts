import { expect, test } from 'vitest';
import { kindOf } from '../../src/desk/log.ts';

test('a first account is not said to be a changed one, and neither is one that is gone', () => {
  expect(kindOf('iban', '- → GB82 … 5432')).toBe('iban-first');
  expect(kindOf('iban', '- → GB82 … 5432, goal')).toBe('iban-first');
  expect(kindOf('iban', 'DE89 … 3000 → -')).toBe('iban-gone');
  expect(kindOf('iban', 'DE89 … 3000 → -, goal')).toBe('iban-gone');
  expect(kindOf('iban', 'DE89 … 3000 → GB82 … 5432')).toBe('iban');
  expect(kindOf('edit', 'goal')).toBe('edit');
});
