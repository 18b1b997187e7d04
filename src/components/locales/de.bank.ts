import type { BankMessages } from './en.bank.ts';

/** What the bank account says, in German, with the informal address (du). */
export const deBank: BankMessages = {
  amount: 'Betrag',
  copy: 'Kopieren',
  copyField: (field) => `${field} kopieren`,
  copied: (field) => `${field} kopiert`,
  copyFailed: (field) =>
    `Kopieren ist hier nicht erlaubt. ${field} ist markiert und lässt sich über das Menü oder mit Strg+C kopieren.`,
  shortened: (fields) => `Gekürzt, damit es in eine Überweisung passt: ${fields}.`,
  codeOf: (details) => `QR-Code für diese Überweisung. ${details}`,
  scan: 'Mit der Banking-App scannen',
  filled: 'Konto und Betrag sind dann ausgefüllt.',
  filledReference: 'Betrag und Verwendungszweck sind dann ausgefüllt.',
  open: 'Das Konto ist dann ausgefüllt, den Betrag bestimmst du.',
  openReference: 'Konto und Verwendungszweck sind dann ausgefüllt, den Betrag bestimmst du.',
  orCopy: 'Oder einzeln kopieren',
  details: 'Für die Überweisung',
};

/** German, with the formal address (Sie): only what differs. */
export const deBankFormal: Partial<BankMessages> = {
  open: 'Das Konto ist dann ausgefüllt, den Betrag bestimmen Sie.',
  openReference: 'Konto und Verwendungszweck sind dann ausgefüllt, den Betrag bestimmen Sie.',
};
