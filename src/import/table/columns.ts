/* What the columns of a table hold, as its headings and the file as a whole tell, and what has to be asked about before a row is read. */
import { isCurrency } from '../../core/currencies.ts';
import { writtenAmount } from '../amounts.ts';
import { looksLikeDay } from '../days.ts';
import { isDoubtful, isPendingDay, signOf, stateOf } from '../words.ts';
import type { TextRow } from './csv.ts';
import { isGiftList, isMethodHeading } from './direction.ts';
import type { Role } from './headings.ts';
import type { Column } from './layout.ts';
import { roleIn, type Profile } from './profiles.ts';

/** Headings of the day of booking that say so. */
const bookings =
  /^(?:post(?:ed|ing)? (?:on|date)|date posted|booking date|booked(?: (?:at|on))?|buchung(?:s(?:tag|datum|dat))?|gebucht am|datum der buchung|boek(?:ings)?datum|data contabile|data contabilizzazione|data ksiegowania|date (?:de )?comptab(?:le|ilisation)|fecha contable|f contable|bokforings(?:dag|datum|dato)|bogforingsdato|datum zauctovani|datum uctovani|completed date|date completed(?: utc)?)$/;

/** Headings of a card, its number or who holds it. */
const cards =
  /^(?:card|card (?:no|number|member|holder|holder full name|last four digits|label|account number)|cardmember|cardholder|purchased by|karte|karten(?:nummer|inhaber)|kredit ?karte(?:nnummer)?|kaart(?:nummer)?|numero (?:de )?(?:carte|tarjeta)|carte|tarjeta|numer karty|account konto|konto #|account #)$/;

/**
 * The amounts of a card's own statement, where more of them are above zero than below: some houses write what was bought that way,
 * others what was paid in, and no heading says which.
 */
function cardAmounts(columns: readonly Column[], rows: readonly TextRow[]): string[] {
  const isFilled = (index: number): boolean => rows.length > 0 && rows.every(({ cells }) => cells[index]);
  const has = (names: RegExp): boolean => columns.some(({ plain }, index) => names.test(plain) && isFilled(index));
  // So is one that has the day of the purchase beside that of posting.
  const isCard =
    has(cards) ||
    (has(/^(?:trans|transaction|purchase) date$/) && has(/^(?:post(?:ed|ing)? date|date posted|clearing date)$/));
  const amounts = columns.flatMap(({ role }, index) => (role === 'amount' ? [index] : []));
  if (!isCard || columns.some(({ role }) => /^(?:sign|credit|debit|gross|net|balance)$/.test(role ?? ''))) return [];
  return amounts.flatMap((index) => {
    const signs = rows.flatMap(({ cells }) => {
      const written = writtenAmount(cells[index] ?? '');
      return typeof written === 'object' ? [written.sign] : [];
    });
    const out = signs.filter((sign) => sign < 0).length;
    return signs.length - out >= out ? [columns[index]!.heading] : [];
  });
}

/** The columns with what the profile and the file as a whole make of them. */
export function settled(
  columns: readonly Column[],
  profile: Profile | undefined,
  told: readonly Role[] | undefined,
  rows: readonly TextRow[],
): Column[] {
  const has = (role: Role): boolean => all.some((column) => column.role === role);
  let all = columns.map((column, index): Column => {
    const role = told?.[index] ?? roleIn(profile, column.heading) ?? column.role;
    return { ...column, role };
  });
  if (told) return all;
  const turn = (from: Role, to: Role): void => {
    all = all.map((column) => (column.role === from ? { ...column, role: to } : column));
  };
  // In Dutch, Swedish and Italian `Valuta` is the currency, in German the day from which interest counts.
  all = all.map((column, index) => {
    const isCode = ({ cells }: TextRow): boolean => !cells[index] || currencyIn(cells[index]) !== undefined;
    return column.plain === 'valuta' && rows.some(({ cells }) => cells[index]) && rows.every(isCode)
      ? { ...column, role: 'currency' }
      : column;
  });
  const hold = (index: number, test: (cell: string) => boolean): boolean => {
    const filled = rows.flatMap(({ cells }) => cells[index] || []);
    return filled.length > 0 && filled.every(test);
  };
  const isAmount = (cell: string): boolean => typeof writtenAmount(cell) === 'object';
  all = all.map((column, index) => {
    // `Stand` of the account, not of the payment; `Paid` may be how much.
    if (column.plain === 'stand' && hold(index, isAmount)) return { ...column, role: 'balance' };
    if (/^(?:paid|bezahlt)$/.test(column.plain) && hold(index, (cell) => isAmount(cell) && !/^[01]$/.test(cell)))
      return { ...column, role: has('amount') ? 'other' : 'amount' };
    // Beside what went out stands what came in, and no day.
    return column.plain === 'eingang' && all.some(({ plain }) => plain === 'ausgang')
      ? { ...column, role: 'credit' }
      : column;
  });
  // A state of the United States, beside towns and postal codes.
  if (all.some(({ plain }) => /^(?:city|zip|zip code|postal code|country|address|ort|town)$/.test(plain)))
    all = all.map((column) => (column.plain === 'state' && !profile ? { ...column, role: 'other' } : column));
  // `Soll/Haben` is the amount where there is no other.
  if (has('sign') && !['amount', 'credit', 'debit', 'gross', 'net'].some((role) => has(role as Role)))
    turn('sign', 'amount');
  if (has('gross') && has('amount')) turn('gross', 'other');
  // A reference that is a code in each row is nobody's words; a platform gives each payment one.
  const isList = isGiftList(all);
  all = all.map((column, index) => {
    const codes = rows.flatMap(({ cells }) => cells[index] || []);
    const isCode =
      (isList ? /^(?:payment )?reference$/ : /^(?:reference|referens|referenz|ref)$/).test(column.plain) &&
      codes.every((cell) => /^\S*\d\S*$/.test(cell));
    return column.role === 'message' && isCode && codes.length ? { ...column, role: 'reference' } : column;
  });
  // A text beside a message is the bank's own word, but for a message that is empty all along where another column has that word.
  const isFilled = (role: Role): boolean =>
    all.some((column, index) => column.role === role && rows.some(({ cells }) => cells[index]));
  // Of several texts beside such a message it can't be told which is that word: they are the message together.
  const texts = all.filter(({ role }, index) => role === 'text' && rows.some(({ cells }) => cells[index])).length;
  const isWord = isFilled('message') || (has('message') && !isFilled('type') && texts < 2);
  if (has('text')) turn('text', isWord ? 'type' : 'message');
  // The day of booking is the one that is called so, where that of the purchase stands beside it.
  const isBooking = ({ plain, role }: Column): boolean => role === 'date' && bookings.test(plain);
  if (!profile && all.some(isBooking))
    all = all.map((column) => (column.role === 'date' && !isBooking(column) ? { ...column, role: 'valued' } : column));
  // By what a giver paid says nothing of the way it went: a gift by direct debit came in.
  if (!profile && isGiftList(all))
    all = all.map((column) =>
      column.role === 'type' && isMethodHeading(column) ? { ...column, role: 'other' } : column,
    );
  // Who owns the account stands in each row; who is at the other end is the one that is named beside.
  // The owner of an account is somebody else in each row only where it is the other's account.
  all = all.map((column, index) => {
    if (column.plain !== 'kontoinhaber') return column;
    const owners = new Set(rows.map(({ cells }) => cells[index]));
    return owners.size < 2 ? { ...column, role: 'other' } : column;
  });
  if (has('own') && !has('name') && !has('payer') && !has('payee') && !has('first-name')) turn('own', 'name');
  return all;
}

/** Whether what stands below a known heading is something else than it says: a state, a currency, which way money went. */
function contradicts(role: Role, cells: readonly string[], isSigned: boolean, days: number): boolean {
  if (/^(?:sign|state|currency|amount|credit|debit|gross|net|fee|refunded|balance-impact|mode|kind)$/.test(role))
    return false;
  // Where it is the only one, each of its rows is refused.
  if (role === 'date' || role === 'valued')
    return days > 1 && !cells.some(looksLikeDay) && !cells.every((cell) => isPendingDay(cell) || /^-*$/.test(cell));
  if (role === 'balance') return !cells.some((cell) => typeof writtenAmount(cell) === 'object');
  const areStates = cells.every((cell) => stateOf(cell) !== undefined) && cells.some(isDoubtful);
  const areSigns =
    role !== 'type' && !isSigned && cells.every((cell) => signOf(cell) !== undefined) && cells.some(isOut);
  // Foreign currencies beside the account's own have their known columns.
  const areCurrencies = role !== 'other' && cells.every((cell) => /^[A-Z]{3}$/.test(cell) && isCurrency(cell));
  return areStates || areSigns || areCurrencies || (role === 'other' && cells.some(isTest));
}

/** Whether a cell says that a payment was made to try a provider out. */
const isTest = (cell: string): boolean => /^(?:test|sandbox|test ?mode|testmodus)$/i.test(cell);

/** Whether a cell is a word for money that went out; a dash alone stands for nothing too. */
const isOut = (cell: string): boolean => /\p{L}/u.test(cell) && signOf(cell) === -1;

/** Headings below which something stands that could change what an amount means. */
export function doubts(columns: readonly Column[], rows: readonly TextRow[], isSigned: boolean): string[] {
  const days = columns.filter(({ role }) => role === 'date' || role === 'valued').length;
  const unclear = columns.flatMap(({ heading, plain, role }, index) => {
    const cells = rows.map(({ cells: all }) => all[index] ?? '').filter(Boolean);
    if (!cells.length) return [];
    // In words what the state says already.
    if (plain === 'seller message') return [];
    if (role) return contradicts(role, cells, isSigned, days) ? [heading] : [];
    const mostly = (test: (cell: string) => boolean): boolean => cells.filter(test).length * 5 >= cells.length * 4;
    const matters =
      cells.some(isDoubtful) ||
      cells.some(isTest) ||
      (!isSigned && (mostly((cell) => signOf(cell) !== undefined) || cells.some(isOut))) ||
      cells.some((cell) => /^[A-Z]{3}$/.test(cell) && isCurrency(cell)) ||
      mostly((cell) => isCurrency(cell.toUpperCase()) && cell.length === 3) ||
      mostly((cell) => /[.,]\d\d\D*$/.test(cell) && typeof writtenAmount(cell) === 'object');
    return matters ? [heading] : [];
  });
  return [...unclear, ...cardAmounts(columns, rows)];
}

/** Amount columns of one role that say two things in one row: which of them counts can't be told. */
export function twins(columns: readonly Column[], rows: readonly TextRow[]): string[] {
  return (['amount', 'credit', 'debit', 'gross', 'net'] as const).flatMap((role) => {
    const same = columns.flatMap((column, index) => (column.role === role ? [index] : []));
    if (same.length < 2) return [];
    const differ = rows.some(({ cells }) => {
      const filled = same.map((index) => cells[index] ?? '').filter(Boolean);
      return new Set(filled).size > 1;
    });
    return differ ? same.map((index) => columns[index]!.heading) : [];
  });
}

const currencyNames: Readonly<Record<string, string>> = {
  euro: 'EUR',
  euros: 'EUR',
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  zł: 'PLN',
  kč: 'CZK',
  fr: 'CHF',
  sfr: 'CHF',
};

/** A currency by its code, its sign or its name. */
export function currencyIn(cell: string): string | undefined {
  const plain = cell.trim();
  const code = currencyNames[plain.toLowerCase()] ?? plain.toUpperCase();
  return isCurrency(code) ? code : undefined;
}
