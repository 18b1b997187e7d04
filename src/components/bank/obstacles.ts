import type { Obstacle } from '../../core/epc.ts';
import { sepaCountryOf } from '../../core/sepa.ts';

const told = new Set<string>();

/** Tells the author on the console, each thing once on a page: it is nothing that readers could mend. */
export function tell(what: string): void {
  if (told.has(what)) return;
  told.add(what);
  console.warn(`[glassjar] glassjar-bank: ${what}`);
}

/** Why there is no QR code, and what to do where something can be done. */
export function obstacleWords(obstacle: Obstacle, iban: string, currency: string): string {
  const country = iban.slice(0, 2);
  const words: Readonly<Record<Obstacle, string>> = {
    currency: `payment codes are for euro only, and this campaign counts in ${currency}`,
    country: `accounts in ${country} take no part in SEPA transfers`,
    iban: `give.bank.iban: expected ${sepaCountryOf(iban)?.ibanLength} letters and digits for ${country}, got ${iban.length}`,
    bic: sepaCountryOf(iban)?.needsBic
      ? `give.bank.bic: expected the bank's BIC, 8 or 11 letters and digits, which transfers to ${country} need`
      : 'give.bank.bic: expected 8 or 11 letters and digits like "COBADEFFXXX", or nothing',
    holder: 'give.bank.holder: expected the name of the account holder',
    amount: 'amount: expected "0.01" to "999999999.99"',
  };
  return `there is no QR code, since ${words[obstacle]}`;
}

/** For a mistyped creditor reference, which is passed on as plain words. */
export const referenceWords = (reference: string): string =>
  `reference: the check digits of "${reference.slice(0, 60)}" don't fit (ISO 11649), so banks can't check it`;
