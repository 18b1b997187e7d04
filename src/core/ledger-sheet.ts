import { dayOf, timeOf } from './calendar.ts';
import type { Flow, Reason } from './campaign.ts';
import { plainForm, type CsvForm } from './csv.ts';
import { formatMoney } from './format.ts';

/*
 * The ledger's CSV as a spreadsheet of one language opens it with a double click: its separators, its headings, its words. The wire
 * format's own words, which programs rely on, are the other form (ledger-files.ts).
 */

/** A column of the ledger's CSV, by its name in the wire format. */
export type SheetColumn =
  | 'number'
  | 'at'
  | 'flow'
  | 'reason'
  | 'amount'
  | 'change'
  | 'balance'
  | 'currency'
  | 'source'
  | 'label'
  | 'name'
  | 'message'
  | 'reverses'
  | 'id'
  | 'public';

export interface Sheet {
  readonly form: CsvForm;
  readonly headings: Readonly<Record<SheetColumn, string>>;
  readonly flows: Readonly<Record<Flow, string>>;
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly yes: string;
  readonly no: string;
}

const en: Omit<Sheet, 'form'> = {
  headings: {
    number: 'No.',
    at: 'Date',
    flow: 'Flow',
    reason: 'Reason',
    amount: 'Amount',
    change: 'Change',
    balance: 'Balance',
    currency: 'Currency',
    source: 'Source',
    label: 'What for',
    name: 'Name',
    message: 'Message',
    reverses: 'Takes back',
    id: 'Id',
    public: 'Public',
  },
  flows: {
    'gift+': 'gift in',
    'gift-': 'gift back',
    'sale+': 'sale in',
    'sale-': 'sale back',
    'cost+': 'cost',
    'cost-': 'cost back',
  },
  reasons: {
    donation: 'gift',
    grant: 'grant',
    purchase: 'sale',
    refund: 'refund',
    dispute: 'dispute',
    'dispute-won': 'dispute won',
    void: 'mistake taken back',
    expense: 'spending',
    fee: 'fee',
    loss: 'loss',
  },
  yes: 'yes',
  no: 'no',
};

const de: Omit<Sheet, 'form'> = {
  headings: {
    number: 'Nr.',
    at: 'Datum',
    flow: 'Richtung',
    reason: 'Grund',
    amount: 'Betrag',
    change: 'Veränderung',
    balance: 'Stand danach',
    currency: 'Währung',
    source: 'Quelle',
    label: 'Wofür',
    name: 'Name',
    message: 'Nachricht',
    reverses: 'Nimmt zurück',
    id: 'Kennung',
    public: 'Öffentlich',
  },
  flows: {
    'gift+': 'Spende herein',
    'gift-': 'Spende zurück',
    'sale+': 'Erlös herein',
    'sale-': 'Erlös zurück',
    'cost+': 'Kosten',
    'cost-': 'Kosten zurück',
  },
  reasons: {
    donation: 'Spende',
    grant: 'Zuschuss',
    purchase: 'Verkauf',
    refund: 'Rückzahlung',
    dispute: 'Rückbuchung',
    'dispute-won': 'Streit gewonnen',
    void: 'Versehen zurückgenommen',
    expense: 'Ausgabe',
    fee: 'Gebühr',
    loss: 'Verlust',
  },
  yes: 'ja',
  no: 'nein',
};

/** @param locale A tag of BCP 47; what isn't German gets English words, with the separators of its own figures. */
export function sheetIn(locale: string): Sheet {
  const isGerman = /^de\b/i.test(locale);
  return { ...(isGerman ? de : en), form: formIn(locale) };
}

/** Where a comma stands before the decimals, a semicolon parts cells: so spreadsheets have it. */
function formIn(locale: string): CsvForm {
  try {
    const isComma = /\d,\d/.test(formatMoney({ minor: 50, currency: 'EUR' }, locale, true));
    return isComma ? { separator: ';', decimal: ',' } : plainForm;
  } catch {
    return plainForm;
  }
}

/** A date of the wire format as spreadsheets read it: the day, and the time of day where there is one. */
export function sheetDate(at: string): string {
  const time = timeOf(at);
  return time === undefined ? dayOf(at) : `${dayOf(at)} ${time}`;
}
