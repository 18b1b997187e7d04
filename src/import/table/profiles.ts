/*
 * A long file: one entry a house.
 *
 * Houses whose files are known by their headings as a whole. Most need no more than their name: the headings say it all
 * (headings.ts). The others have habits that no heading tells; each says here what it is and where that is documented.
 */
import { letters } from './headings.ts';
import type { Role } from './headings.ts';

/** What a row of such a file says beside its columns. */
export interface Reading {
  name: string | null;
  message: string | null;
  bankId: string | null;
}

export interface Profile {
  readonly id: string;
  /** Headings that only this house's files have together. */
  readonly headings: readonly string[];
  /** What columns hold here, by heading, where it is something else than usual. */
  readonly roles?: Readonly<Record<string, Role>>;
  /** Which number stands first in its dates, where it is always the same. */
  readonly order?: 'day' | 'month';
  /** The only currency it has, where its files name none. */
  readonly currency?: string;
  /** Whether a fee in its own column has left the account beside the amount. Absent: it has where there is a gross or a net amount. */
  readonly hasFees?: boolean;
  /** What it sells where its word for the kind of payment says so. */
  readonly sale?: RegExp;
  /** Its words for a kind of payment that is money from others, where any other word may be something else: a loan, a reserve, a transfer of one's own. */
  readonly income?: RegExp;
  /** Takes apart what it packs into one text. */
  readonly unpack?: (reading: Reading, text: string) => Reading;
}

const part = (text: string, label: string, until: readonly string[]): string | null => {
  const all = [label, ...until].map((one) => one.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const found = new RegExp(`${all[0]}:?\\s*(.*?)\\s*(?=${all.slice(1).join('|')}|$)`, 's').exec(text)?.[1];
  return found ? found : null;
};

/** What stands behind a label, up to the next of them; null where the text doesn't have the label. */
const behind =
  (text: string, labels: readonly string[]) =>
  (label: string): string | null =>
    text.includes(label)
      ? part(
          text,
          label,
          labels.filter((one) => one !== label),
        )
      : null;

/** In a comdirect file one column holds all, behind labels. */
function comdirect(_: Reading, text: string): Reading {
  const labels = [
    'Auftraggeber:',
    'Empfänger:',
    'Zahlungspflichtiger:',
    'Buchungstext:',
    'Kto/IBAN:',
    'BLZ/BIC:',
    'Ref.',
  ];
  const after = behind(text, labels);
  return {
    name: after('Auftraggeber:') ?? after('Zahlungspflichtiger:') ?? after('Empfänger:'),
    message: after('Buchungstext:'),
    bankId: /\bRef\.\s*(\S+)/.exec(text)?.[1] ?? null,
  };
}

/** PostFinance's advice text names who paid and what they wrote behind labels, in capitals. */
function postfinance(reading: Reading, text: string): Reading {
  const labels = ['AUFTRAGGEBER:', 'MITTEILUNGEN:', 'REFERENZEN:', 'ABSENDER:', 'ZAHLUNGSEMPFÄNGER:'];
  if (!labels.some((label) => text.includes(label))) return reading;
  const after = behind(text, labels);
  return { ...reading, name: after('AUFTRAGGEBER:') ?? after('ABSENDER:'), message: after('MITTEILUNGEN:') };
}

/** `Payment from Lena Beispiel`: Revolut's description names who is at the other end, and nothing else. */
function revolut(reading: Reading, text: string): Reading {
  const name =
    /^(?:payment from|transfer from|from|to|transfer to|payment to|zahlung von|überweisung von|überweisung an|zahlung an|von|an)\s+(.+)$/i.exec(
      text,
    )?.[1];
  return name ? { ...reading, name, message: reading.message === text ? null : reading.message } : reading;
}

export const profiles: readonly Profile[] = [
  // Our own ledger's download: for programs, and for spreadsheets in each language.
  {
    id: 'glassjar',
    headings: ['at', 'flow', 'reason', 'amount', 'id'],
    roles: {
      at: 'date',
      flow: 'kind',
      reason: 'reason',
      change: 'other',
      number: 'other',
      public: 'other',
      message: 'message',
      label: 'message',
    },
  },
  {
    id: 'glassjar',
    headings: ['Datum', 'Richtung', 'Grund', 'Betrag', 'Stand danach'],
    roles: {
      Kennung: 'id',
      Richtung: 'kind',
      Grund: 'reason',
      Veränderung: 'other',
      'Stand danach': 'other',
      Quelle: 'other',
      Wofür: 'message',
      'Nimmt zurück': 'other',
      Id: 'id',
    },
  },
  {
    id: 'glassjar',
    headings: ['Date', 'Flow', 'Reason', 'Amount', 'Change', 'Takes back'],
    roles: {
      Flow: 'kind',
      Reason: 'reason',
      Change: 'other',
      Balance: 'other',
      Source: 'other',
      'What for': 'message',
      'Takes back': 'other',
      Id: 'id',
    },
  },
  // Documented at developer.paypal.com, "Activity download"; German headings as in hledger's and beancount's PayPal importers.
  {
    id: 'paypal',
    headings: ['Time Zone|TimeZone|Zeitzone', 'Gross|Brutto', 'Net|Netto'],
    roles: {
      Name: 'name',
      Subject: 'message',
      Betreff: 'message',
      Note: 'message',
      Hinweis: 'message',
      Beschreibung: 'type',
      Description: 'type',
    },
    hasFees: true,
  },
  {
    id: 'paypal',
    headings: ['Time Zone|TimeZone|Zeitzone', 'Amount', 'Fees', 'Total', 'Transaction ID'],
    roles: { Name: 'name', Amount: 'gross', Fees: 'fee', Total: 'net', 'Item Title': 'message' },
    hasFees: true,
  },
  // docs.stripe.com/reports: the export of payments in the dashboard.
  {
    id: 'stripe-payments',
    headings: ['id', 'Amount Refunded', 'Captured', 'Status', 'Seller Message|Customer Email'],
    roles: { Description: 'message', 'Customer Description': 'name', 'Customer Name': 'name', 'Card Name': 'name' },
    hasFees: true,
  },
  {
    id: 'stripe-balance',
    headings: ['id', 'Type', 'Source', 'Fee', 'Net', 'Available On (UTC)|Available On'],
    roles: { Description: 'message' },
    hasFees: true,
    income: /^(?:charge|payment|payment_unlinked)$/i,
  },
  {
    id: 'stripe-balance',
    headings: ['balance_transaction_id', 'gross', 'fee', 'net', 'reporting_category'],
    roles: { description: 'message' },
    hasFees: true,
    income: /^(?:charge|payment|payment_unlinked|unreconciled_customer_funds)$/i,
  },
  // help.ko-fi.com, "Export your transactions".
  {
    id: 'ko-fi',
    headings: ['From', 'Message', 'Received', 'Given', 'TransactionType'],
    roles: { From: 'name', Received: 'amount', Item: 'other', Reference: 'other' },
    order: 'month',
    sale: /shop|commission/i,
  },
  // wise.com/help: statements, one a currency; and the list of all transfers.
  {
    id: 'wise',
    headings: ['TransferWise ID', 'Running Balance', 'Payment Reference', 'Total fees'],
    roles: {
      'Payment Reference': 'message',
      Description: 'type',
      'Payer Name': 'payer',
      'Payee Name': 'payee',
      Merchant: 'other',
      Note: 'other',
      'Total fees': 'other',
    },
  },
  {
    id: 'wise-history',
    headings: ['ID', 'Status', 'Direction', 'Source name', 'Target name'],
    roles: {
      Direction: 'sign',
      'Created on': 'valued',
      'Finished on': 'date',
      'Target amount (after fees)': 'amount',
      'Target currency': 'currency',
      'Source name': 'payer',
      'Target name': 'payee',
      'Source fee amount': 'other',
      'Target fee amount': 'other',
      'Source fee currency': 'other',
      'Target fee currency': 'other',
      'Source currency': 'other',
    },
  },
  {
    id: 'revolut',
    headings: ['Type', 'Product', 'Started Date', 'Completed Date', 'State'],
    hasFees: true,
    unpack: revolut,
  },
  {
    id: 'revolut',
    headings: ['Art', 'Produkt', 'Startdatum|Datum des Beginns', 'Datum des Abschlusses|Abschlussdatum'],
    hasFees: true,
    unpack: revolut,
  },
  {
    id: 'revolut-business',
    headings: ['Date started (UTC)', 'Date completed (UTC)', 'State', 'Payer'],
    roles: {
      Amount: 'other',
      'Total amount': 'amount',
      Description: 'text',
      Reference: 'message',
      'Payment currency': 'currency',
      Account: 'other',
    },
    unpack: revolut,
  },
  {
    id: 'n26',
    headings: [
      'Payee|Empfänger|Partner Name',
      'Transaction type|Transaktionstyp|Type',
      'Payment reference|Verwendungszweck',
      'Amount (EUR)|Betrag (EUR)',
    ],
  },
  {
    id: 'comdirect',
    headings: ['Buchungstag', 'Wertstellung (Valuta)', 'Vorgang', 'Buchungstext', 'Umsatz in EUR'],
    unpack: comdirect,
  },
  {
    id: 'ing-de',
    headings: [
      'Buchung',
      'Wertstellungsdatum|Valuta',
      'Auftraggeber/Empfänger',
      'Buchungstext',
      'Verwendungszweck',
      'Betrag',
    ],
  },
  {
    id: 'dkb',
    headings: ['Buchungsdatum', 'Wertstellung', 'Zahlungspflichtige*r', 'Zahlungsempfänger*in', 'Umsatztyp'],
  },
  {
    id: 'dkb',
    headings: ['Buchungstag', 'Wertstellung', 'Auftraggeber / Begünstigter', 'Gläubiger-ID', 'Betrag (EUR)'],
  },
  {
    id: 'deutsche-bank',
    headings: ['Buchungstag', 'Umsatzart', 'Begünstigter / Auftraggeber', 'Soll', 'Haben', 'Anzahl der Schecks'],
  },
  {
    id: 'deutsche-bank',
    headings: ['Booking date', 'Transaction Type', 'Beneficiary / Originator', 'Payment Details', 'Debit', 'Credit'],
    order: 'month',
  },
  {
    id: 'postbank',
    headings: ['Buchungsdatum', 'Umsatzart', 'Buchungsdetails', 'Auftraggeber', 'Empfänger', 'Betrag (€)'],
  },
  {
    id: 'sparkasse',
    headings: [
      'Auftragskonto',
      'Buchungstag',
      'Valutadatum',
      'Buchungstext',
      'Verwendungszweck',
      'Beguenstigter/Zahlungspflichtiger',
      'Info',
    ],
  },
  {
    id: 'fiducia',
    headings: ['Auftraggeber/Zahlungsempfänger', 'Empfänger/Zahlungspflichtiger', 'Vorgang/Verwendungszweck', 'Umsatz'],
    // The first of the two is the account's own owner; the last column, without a heading, has H for Haben and S for Soll.
    roles: { 'Auftraggeber/Zahlungsempfänger': 'own', 'Empfänger/Zahlungspflichtiger': 'name', '': 'sign' },
    unpack: (reading) => ({
      ...reading,
      message:
        reading.message?.replace(
          /^(?:GUTSCHRIFT|DAUERGUTSCHRIFT|UEBERWEISUNGSGUTSCHR\.?|ÜBERWEISUNGSGUTSCHR\.?|UEBERWEISUNG|ÜBERWEISUNG|LASTSCHRIFT|BASISLASTSCHRIFT|DAUERAUFTRAG|SEPA-\S+|EURO-UEBERWEISUNG)\s+/,
          '',
        ) ?? null,
    }),
  },
  {
    id: 'volksbank',
    headings: [
      'Bezeichnung Auftragskonto',
      'Name Zahlungsbeteiligter',
      'Saldo nach Buchung',
      'Buchungstext',
      'Verwendungszweck',
    ],
  },
  {
    id: 'commerzbank',
    headings: [
      'Buchungstag',
      'Umsatzart',
      'Buchungstext',
      'Betrag',
      'Auftraggeberkonto|IBAN Auftraggeberkonto|IBAN Kontoinhaber',
    ],
  },
  { id: 'consorsbank', headings: ['Buchung', 'Valuta', 'Sender / Empfänger', 'IBAN / Konto-Nr.', 'Betrag in EUR'] },
  {
    id: 'hypovereinsbank',
    headings: ['Buchungsdatum', 'Valuta', 'Empfaenger 1', 'Verwendungszweck', 'Betrag'],
    roles: { 'Empfaenger 1': 'name', 'Empfaenger 2': 'other' },
  },
  {
    id: '1822direkt',
    headings: ['Buchungstag', 'Soll/Haben', 'Buchungsschlüssel', 'Empfänger/Auftraggeber Name', 'Vwz.0'],
    roles: { 'Soll/Haben': 'amount' },
  },
  {
    id: 'george',
    headings: ['Buchungsdatum', 'Partnername', 'Partner IBAN', 'Betrag', 'Buchungs-Details'],
    roles: { 'Buchungs-Details': 'message', Zahlungsreferenz: 'reference' },
  },
  {
    id: 'bank-austria',
    headings: ['Buchungsdatum', 'Valutadatum', 'Buchungstext', 'Belegdaten', 'Zahlungsgrund', 'Auftraggebername'],
    roles: { Belegdaten: 'other' },
  },
  {
    id: 'postfinance',
    headings: ['Avisierungstext', 'Gutschrift in CHF|Gutschrift', 'Lastschrift in CHF|Lastschrift'],
    unpack: postfinance,
  },
  {
    id: 'zkb',
    headings: ['Buchungstext', 'ZKB-Referenz', 'Belastung CHF', 'Gutschrift CHF'],
    roles: { Zahlungszweck: 'message', 'Betrag Detail': 'other', Whg: 'other' },
  },
  {
    id: 'ubs',
    headings: [
      'Abschlussdatum|Trade date|Date de transaction|Data dell’operazione',
      'Buchungsdatum|Booking date|Date de comptabilisation|Data di registrazione',
      'Valutadatum|Value date|Date de valeur|Data di valuta',
      'Belastung|Debit|Débit|Addebito',
      'Gutschrift|Credit|Crédit|Accredito',
      'Beschreibung1|Description1|Descrizione1',
    ],
    roles: {
      Abschlussdatum: 'other',
      'Trade date': 'other',
      'Date de transaction': 'other',
      'Data dell’operazione': 'other',
      Buchungsdatum: 'date',
      'Booking date': 'date',
      Beschreibung1: 'name',
      Description1: 'name',
      Beschreibung2: 'type',
      Description2: 'type',
      Beschreibung3: 'message',
      Description3: 'message',
      Descrizione1: 'name',
      Descrizione2: 'type',
      Descrizione3: 'message',
      Einzelbetrag: 'other',
      'Individual amount': 'other',
    },
    unpack: (reading) => ({
      ...reading,
      name: reading.name?.replace(/^"|"$/g, '').split(';')[0]?.trim() ?? null,
      message:
        reading.message?.replace(
          /^(?:Zahlungsgrund|Reason for payment|Motif du paiement|Motivo del pagamento): /,
          '',
        ) ?? null,
    }),
  },
  {
    id: 'raiffeisen-ch',
    headings: ['IBAN', 'Booked At', 'Text', 'Credit/Debit Amount', 'Balance', 'Valuta Date'],
    currency: 'CHF',
  },
  {
    id: 'neon',
    headings: ['Date', 'Amount', 'Original amount', 'Exchange rate', 'Subject', 'Wise', 'Spaces'],
    roles: { Description: 'name', Subject: 'message' },
    currency: 'CHF',
  },
  {
    id: 'chase',
    headings: ['Details', 'Posting Date', 'Description', 'Amount', 'Type', 'Balance'],
    roles: { Details: 'sign' },
    order: 'month',
    currency: 'USD',
  },
  {
    id: 'boursorama',
    headings: ['dateOp', 'dateVal', 'label', 'category', 'amount', 'accountbalance'],
    roles: { label: 'message', comment: 'other' },
  },
  // The transfer's title and its sender stand behind labels, in columns without headings.
  {
    id: 'pko',
    headings: ['Data operacji', 'Data waluty', 'Typ transakcji', 'Opis transakcji'],
    roles: { '': 'message' },
    unpack: (reading, text) => ({
      ...reading,
      name: part(text, 'Nazwa nadawcy:', ['Adres nadawcy:', 'Tytuł:', 'Referencje']) ?? reading.name,
      message: part(text, 'Tytuł:', ['Referencje', 'Lokalizacja:', 'Nazwa']),
    }),
  },
  {
    id: 'kbc',
    headings: ['Rekeningnummer', 'Rubrieknaam', 'Naam', 'Bedrag', 'Saldo', 'Naam tegenpartij'],
    roles: { Omschrijving: 'type', Naam: 'own' },
  },
  // The payer's words stand beside the bank's own.
  {
    id: 'tatra-banka',
    headings: ['Posting date', 'Value date', 'Amount', 'Type', 'Variable symbol', 'Information for beneficiary'],
    roles: { Type: 'sign', Description: 'other' },
  },
  { id: 'ing-nl', headings: ['Datum', 'Naam / Omschrijving', 'Tegenrekening', 'Af Bij', 'Mededelingen'] },
  {
    id: 'rabobank',
    headings: ['IBAN/BBAN', 'Munt', 'Volgnr', 'Bedrag', 'Naam tegenpartij', 'Omschrijving-1'],
    roles: { Volgnr: 'other' },
  },
  {
    id: 'bunq',
    headings: ['Date', 'Amount', 'Account', 'Counterparty', 'Name', 'Description'],
    roles: { Counterparty: 'other', Name: 'name', Description: 'message' },
  },
  {
    id: 'starling',
    headings: [
      'Date',
      'Counter Party',
      'Reference',
      'Type',
      'Amount (GBP)|Amount (EUR)',
      'Balance (GBP)|Balance (EUR)',
    ],
    order: 'day',
  },
  {
    id: 'monzo',
    headings: ['Emoji', 'Category', 'Money Out', 'Money In'],
    roles: { 'Local amount': 'other', Name: 'name', 'Notes and #tags': 'message', Description: 'other' },
  },
];

/** Whose headings these are; undefined for nobody known. */
export function profileOf(headings: readonly string[]): Profile | undefined {
  const there = new Set(headings.map(letters));
  return profiles
    .filter((profile) => profile.headings.every((one) => one.split('|').some((heading) => there.has(letters(heading)))))
    .sort((one, other) => other.headings.length - one.headings.length)[0];
}

/** What a column holds in such a file, where it is something else than usual. */
export const roleIn = (profile: Profile | undefined, heading: string): Role | undefined => {
  const plain = letters(heading);
  return Object.entries(profile?.roles ?? {}).find(([name]) => letters(name) === plain)?.[1];
};
