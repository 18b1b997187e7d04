import { formatMoney, formatNumber } from '../../core/format.ts';
import type { Discrepancy } from '../../core/ledger.ts';
import { deDiscrepancies } from '../locales/de.discrepancies.ts';
import { enDiscrepancies } from '../locales/en.discrepancies.ts';
import { sourceName } from '../shared/source-name.ts';

/** Says how books do not add up: each sum that was stated and is another, and how many entries need a look. */
export function tell(discrepancies: readonly Discrepancy[], locale: string): string {
  const messages = /^de\b/i.test(locale) ? deDiscrepancies : enDiscrepancies;
  const sums = discrepancies.filter((found) => found.kind === 'sum');
  const others = discrepancies.length - sums.length;
  return [
    ...sums.map(({ counted, label, source, stated }) =>
      messages.mismatch(
        sourceName({ id: source, label }, locale),
        formatMoney(stated, locale),
        formatMoney(counted, locale),
      ),
    ),
    ...(others ? [messages.flagged(others, formatNumber(others, locale))] : []),
  ].join(' ');
}
