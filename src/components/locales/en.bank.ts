/** What the bank account says, in English. Amounts come formatted; a field is the name of a line: "IBAN". */
export const enBank = {
  amount: 'Amount',
  copy: 'Copy',
  copyField: (field: string) => `Copy ${field}`,
  copied: (field: string) => `${field} copied`,
  copyFailed: (field: string) => `Copying is not allowed here. ${field} is selected: copy it by the menu or Ctrl+C.`,
  shortened: (fields: string) => `Shortened to what fits into a transfer: ${fields}.`,
  codeOf: (details: string) => `QR code of this bank transfer. ${details}`,
  scan: 'Scan with your banking app',
  filled: 'The account and the amount are filled in.',
  filledReference: 'The amount and the reference are filled in.',
  open: 'The account is filled in; you choose the amount.',
  openReference: 'The account and the reference are filled in; you choose the amount.',
  orCopy: 'Or copy line by line',
  details: 'For the bank transfer',
};

export type BankMessages = typeof enBank;
