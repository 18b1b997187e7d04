import { deBank, deBankFormal } from '../locales/de.bank.ts';
import { enBank, type BankMessages } from '../locales/en.bank.ts';

export type { BankMessages };

/** The words of this part, which loads on use. */
export function messagesFor(locale: string, isFormal: boolean): BankMessages {
  if (!/^de\b/i.test(locale)) return enBank;
  return isFormal ? { ...deBank, ...deBankFormal } : deBank;
}
