import { expect, test } from 'vitest';
import { isSameLanguage, languageName } from '../../src/core/language-name.ts';

test('a language is named in another, whatever its region', () => {
  expect(languageName('en-GB', 'de')).toBe('Englisch');
  expect(languageName('de', 'en')).toBe('German');
});

test('a language that has no name, or is none, is called by its tag', () => {
  for (const tag of ['qab', 'x', '']) expect(languageName(tag, 'en')).toBe(tag);
});

test('regions and case make no other language', () => {
  expect(isSameLanguage('de-AT', 'DE')).toBe(true);
  expect(isSameLanguage('de', 'den')).toBe(false);
});
