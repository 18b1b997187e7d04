import { deLedger, deLedgerFormal } from '../locales/de.ledger.ts';
import { enLedger, type LedgerMessages } from '../locales/en.ledger.ts';

export type { LedgerMessages };

/** The ledger's messages; the same object for the same question. */
export function messagesFor(locale: string, isFormal: boolean): LedgerMessages {
  if (!/^de\b/i.test(locale)) return enLedger;
  return isFormal ? formal : deLedger;
}

const formal: LedgerMessages = { ...deLedger, ...deLedgerFormal };
