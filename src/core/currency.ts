/** ISO 4217, list one: the active currencies whose minor unit has not two decimals. */
const unusual: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** Known without asking the engine, whose list is slow to make. */
const usual = 'EUR GBP CHF';

/**
 * Decimals of the currency's minor unit (2 for EUR, 0 for JPY, 3 for KWD), or undefined for no currency.
 *
 * The decimals are an own table, because engines disagree: V8 answers with CLDR's display digits (0 for IQD), Firefox with ISO's 3.
 * Which other codes exist the engine's Intl knows; where it can't tell, any code is believed.
 */
export function decimalsOf(currency: string): number | undefined {
  if (!asked.has(currency)) asked.set(currency, ask(currency));
  return asked.get(currency);
}

/** A ledger asks for each of its entries. */
const asked = new Map<string, number | undefined>();

function ask(currency: string): number | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return undefined;
  for (const decimals of [0, 3, 4]) if (unusual[decimals]!.includes(currency)) return decimals;
  return usual.includes(currency) || (Intl.supportedValuesOf?.('currency').includes(currency) ?? true) ? 2 : undefined;
}
