import type { TransferLines } from '../../core/epc.ts';
import { formatMoney } from '../../core/format.ts';
import { groupIban } from '../../core/iban.ts';
import { amountText, type Money } from '../../core/money.ts';
import type { Language } from '../shared/language.ts';
import type { BankMessages } from './messages.ts';

/** One line of the account. */
export interface Field {
  readonly id: keyof TransferLines;
  readonly label: string;
  readonly shown: string;
  /** What a bank's form takes. */
  readonly copied: string;
}

/** The lines of a transfer that are filled, in the order of a bank's form. */
export function fieldsOf(
  { amount, bic, holder, iban, isStructured, reference }: TransferLines,
  { locale, messages }: Language,
  own: BankMessages,
): readonly Field[] {
  const fields: readonly Field[] = [
    { id: 'holder', label: messages.holder, shown: holder, copied: holder },
    { id: 'iban', label: 'IBAN', shown: groupIban(iban), copied: iban },
    { id: 'bic', label: 'BIC', shown: bic, copied: bic },
    {
      id: 'amount',
      label: own.amount,
      shown: amount ? formatMoney(amount, locale, true) : '',
      copied: amount ? bareAmount(amount, locale) : '',
    },
    {
      id: 'reference',
      label: messages.reference,
      shown: isStructured ? groupIban(reference) : reference,
      copied: reference,
    },
  ];
  return fields.filter(({ shown }) => shown);
}

/** `1250,00` or `1250.00`: the reader's decimal sign, and nothing else that a form may refuse. */
function bareAmount(amount: Money, locale: string): string {
  const hasComma = formatMoney({ minor: 150, currency: 'EUR' }, locale, true).includes(',');
  return amountText(amount).replace('.', hasComma ? ',' : '.');
}
