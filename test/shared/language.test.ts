import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, formatMoney, formatNumber, formatPercent } from '../../src/core/format.ts';
import { languageFor } from '../../src/components/shared/language.ts';

const localeOf = (said: string): string => languageFor(said).locale;

describe('the language for what a page calls one', () => {
  it.each([
    ['de', 'de'],
    ['de-DE', 'de-DE'],
    ['de_DE', 'de-DE'],
    ['de_DE_formal', 'de-DE'],
    ['de-de', 'de-DE'],
    ['DE', 'de'],
    [' de ', 'de'],
    ['de DE', 'de-DE'],
    ['de-Latn-AT', 'de-AT'],
    ['de-1996', 'de'],
    ['de-u-nu-arab', 'de'],
    ['de-x-formal', 'de'],
    ['de-', 'de'],
    ['de--DE', 'de-DE'],
    ['de_DE@euro', 'de-DE'],
    ['de_DE.UTF-8', 'de-DE'],
    ['de-12345678901234567890', 'de'],
    ['en-GB', 'en-GB'],
    ['en-US-posix', 'en-US'],
    ['fr', 'en'],
    ['x-default', 'en'],
    ['', 'en'],
    ['undefined', 'en'],
    ['constructor', 'en'],
    ['deutsch', 'en'],
    [`de-${'x'.repeat(10_000)}`, 'de'],
    ['zz'.repeat(5000), 'en'],
  ])('%j is %s', (said, locale) => {
    expect(localeOf(said)).toBe(locale);
  });

  it('is one that Intl takes, whatever a page says', () => {
    const part = fc.oneof(
      fc.constantFrom('de', 'en', 'DE', '_', '-', ' ', 'x', 'u', 'nu', 'Latn', 'ZZ', '001', 'formal'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const locale = localeOf(parts.join(''));
        expect(() => new Intl.NumberFormat(locale)).not.toThrow();
        formatMoney({ minor: 12_345_678, currency: 'JPY' }, locale);
        formatNumber(1234, locale);
        formatPercent(12, locale);
        formatDate('2026-05-22', locale);
      }),
    );
  });
});
