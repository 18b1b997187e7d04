/** ISO 4217, list one: the active currencies whose minor unit has not two decimals. */
const unusual: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/**
 * Decimals of a currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD.
 *
 * An own table, because engines disagree: V8 answers with CLDR's display digits (0 for IQD), Firefox with ISO's 3.
 */
export const decimalsOf = (currency: string): number =>
  [0, 3, 4].find((decimals) => unusual[decimals]!.includes(currency)) ?? 2;
