/**
 * ISO 4217: active currencies by the number of decimals of their minor unit, as published in list one.
 * An own table, because engines disagree: V8 answers with CLDR's display digits (0 for IQD), Firefox with ISO's 3.
 * BGN is kept although Bulgaria took the euro in 2026: campaigns of before are still read.
 */
const codes: Readonly<Record<number, string>> = {
  0: 'BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF',
  2:
    'AEDAFNALLAMDAOAARSAUDAWGAZNBAMBBDBDTBGNBMDBNDBOBBRLBSDBTNBWPBYNBZDCADCDFCHFCNYCOPCRCCUPCVECZKDKKDOPDZDEGPERNETBEURFJDFKP' +
    'GBPGELGHSGIPGMDGTQGYDHKDHNLHTGHUFIDRILSINRIRRJMDKESKGSKHRKPWKYDKZTLAKLBPLKRLRDLSLMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMYRMZN' +
    'NADNGNNIONOKNPRNZDPABPENPGKPHPPKRPLNQARRONRSDRUBSARSBDSCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTOPTRYTTDTWDTZSUAHUSD' +
    'UYUUZSVEDVESWSTXCDXCGYERZARZMWZWG',
  3: 'BHDIQDJODKWDLYDOMRTND',
  4: 'CLFUYW',
};

/** Decimals of the currency's minor unit (2 for EUR, 0 for JPY, 3 for KWD), or undefined for no ISO 4217 currency in use. */
export function decimalsOf(currency: string): number | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return undefined;
  for (const [decimals, list] of Object.entries(codes)) {
    for (let at = list.indexOf(currency); at >= 0; at = list.indexOf(currency, at + 1)) {
      if (at % 3 === 0) return Number(decimals);
    }
  }
  return undefined;
}
