/*
 * The countries whose accounts take part in SEPA credit transfers, by the two letters their IBANs begin with, each with the
 * length of its IBANs.
 *
 * Countries: European Payments Council, EPC409-09 "List of SEPA scheme countries", with Albania and Montenegro (scope since
 * November 2024), Moldova and North Macedonia (March 2025) and Serbia (May 2025). Accounts in Guernsey, Jersey and the Isle of
 * Man have IBANs that begin with GB, those in Åland with FI, in the French overseas departments with FR. Not in SEPA, though
 * close: the Faroes (FO), Greenland (GL), Kosovo (XK).
 * Lengths: IBAN registry of ISO 13616.
 */

/** The European Economic Area, where a transfer needs no BIC. */
const inEea =
  'AT20 BE16 BG22 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GR27 HR21 HU28 IE22 IS26 IT27 LI21 LT20 LU20 LV21 MT31 NL18 NO15 PL28 PT25 RO24 SE24 SI19 SK24';

const outsideEea = 'AD24 AL28 CH21 GB22 GI23 MC27 MD24 ME22 MK19 RS22 SM27 VA22';

/** What SEPA knows of a country. */
export interface SepaCountry {
  /** Signs of its IBANs. */
  readonly ibanLength: number;
  /** Whether a transfer there must name the bank by its BIC (EPC069-12, version 002). */
  readonly needsBic: boolean;
}

/** The SEPA country of an IBAN (bare, in capitals), or undefined where the account is not in SEPA. */
export function sepaCountryOf(iban: string): SepaCountry | undefined {
  const entry = new RegExp(`\\b${/^[A-Z]{2}/.exec(iban)?.[0] ?? '-'}(\\d\\d)`);
  const inside = entry.exec(inEea)?.[1];
  const length = inside ?? entry.exec(outsideEea)?.[1];
  return length === undefined ? undefined : { ibanLength: Number(length), needsBic: inside === undefined };
}
