import type { Flow, Reason } from '../../core/campaign.ts';
import { book, entryId, entryNumber, type Running, sourceOf, sumOf } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import type { Database, Writing } from './sqlite-database.ts';
import type { BookedEntry, NewEntry, Person } from './store.ts';

/* Lines and running sums in SQLite. */

interface CampaignRow extends Omit<Running, 'pendingCount' | 'pendingAmount' | 'bookedAt' | 'sources'> {
  readonly pending_count: number;
  readonly pending_amount: number;
  readonly booked_at: string | null;
}

export function loadBooks(db: Database, n: number): Running {
  const row = db.get<CampaignRow>(
    `SELECT n, currency, version, entries, balance, spent, fees, pending_count, pending_amount, booked_at
     FROM campaigns WHERE n = ?`,
    n,
  )!;
  const sources = db.all<{ source: string; gifts: number; sales: number; givers: number }>(
    'SELECT source, gifts, sales, givers FROM sources WHERE campaign = ?',
    n,
  );
  const { booked_at: bookedAt, pending_amount: pendingAmount, pending_count: pendingCount, ...rest } = row;
  return {
    ...rest,
    pendingCount,
    pendingAmount,
    bookedAt,
    sources: new Map(sources.map(({ source, ...sums }) => [source, sums])),
  };
}

export function saveBooks(db: Database, books: Running): void {
  const { balance, bookedAt, entries, fees, n, pendingAmount, pendingCount, sources, spent, version } = books;
  db.run(
    `UPDATE campaigns SET version = ?, entries = ?, balance = ?, spent = ?, fees = ?, pending_count = ?, pending_amount = ?,
     booked_at = ? WHERE n = ?`,
    ...[version, entries, balance, spent, fees, pendingCount, pendingAmount, bookedAt, n],
  );
  for (const [source, { gifts, givers, sales }] of sources) {
    db.run(
      `INSERT INTO sources (campaign, source, gifts, sales, givers) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET gifts = excluded.gifts, sales = excluded.sales, givers = excluded.givers`,
      ...[n, source, gifts, sales, givers],
    );
  }
}

/** A line with all that is to be stored of it. */
export interface Line {
  readonly at: string;
  readonly flow: Flow;
  readonly reason: Reason;
  readonly amount: number;
  readonly source: string;
  readonly key: string;
  readonly label?: string | undefined;
  /** The line it takes back. */
  readonly reverses?: { readonly number: number; readonly reason: string } | undefined;
  readonly donation?: number;
  readonly person?: number | null;
}

/** Appends a line and moves the sums. @returns Its place. */
export function writeLine(writing: Writing, campaign: number, line: Line, now: string): number {
  const { db } = writing;
  const books = writing.books(campaign);
  const sum = sumOf(line.flow, line.reason, line.reverses?.reason);
  const { balance, number } = book(books, line, sum);
  books.bookedAt = now;
  db.run(
    `INSERT INTO entries (campaign, number, at, flow, reason, sum, amount, source, label, reverses, key, donation, balance, person)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[campaign, number, line.at, line.flow, line.reason, sum, line.amount, line.source, line.label ?? null],
    ...[line.reverses?.number ?? null, line.key, line.donation ?? null, balance, line.person ?? null],
  );
  return number;
}

export function writePerson(db: Database, person: Person | undefined): number | null {
  if (!person) return null;
  const { email, hideAmount, isPublic, message, name } = person;
  if (name === undefined && message === undefined && email === undefined) return null;
  return db.insert(
    'INSERT INTO people (name, message, email, public, hide_amount) VALUES (?, ?, ?, ?, ?)',
    ...[name ?? null, message ?? null, email ?? null, Number(isPublic)],
    hideAmount === undefined ? null : Number(hideAmount),
  );
}

export interface PersonRow {
  readonly name: string | null;
  readonly message: string | null;
  readonly email: string | null;
  readonly public: number | null;
  readonly hide_amount: number | null;
}

/** @returns Nothing for what was erased. */
export function personOf(row: PersonRow): Person | undefined {
  if (row.public === null) return undefined;
  return {
    ...(row.name !== null && { name: row.name }),
    ...(row.message !== null && { message: row.message }),
    ...(row.email !== null && { email: row.email }),
    isPublic: row.public === 1,
    ...(row.hide_amount !== null && { hideAmount: row.hide_amount === 1 }),
  };
}

interface EntryRow extends PersonRow {
  readonly number: number;
  readonly at: string;
  readonly flow: Flow;
  readonly reason: Reason;
  readonly amount: number;
  readonly source: string;
  readonly label: string | null;
  readonly reverses: number | null;
  readonly balance: number;
  readonly reference: string | null;
}

const select = `SELECT e.number, e.at, e.flow, e.reason, e.amount, e.source, e.label, e.reverses, e.balance, d.reference,
  p.name, p.message, p.email, p.public, p.hide_amount
  FROM entries e LEFT JOIN donations d ON d.n = e.donation LEFT JOIN people p ON p.n = e.person`;

/** Lines before a place, newest first. */
export const linesBefore = (db: Database, campaign: number, before: number, limit: number): readonly EntryRow[] =>
  db.all(`${select} WHERE e.campaign = ? AND e.number < ? ORDER BY e.number DESC LIMIT ?`, campaign, before, limit);

/** Lines after a place, oldest first. */
export const linesAfter = (db: Database, campaign: number, after: number, limit: number): readonly EntryRow[] =>
  db.all(`${select} WHERE e.campaign = ? AND e.number > ? ORDER BY e.number LIMIT ?`, campaign, after, limit);

export function entryOf(row: EntryRow, currency: string): BookedEntry {
  const person = personOf(row);
  return {
    id: entryId(row.number),
    number: row.number,
    at: row.at,
    flow: row.flow,
    reason: row.reason,
    amount: { minor: row.amount, currency },
    source: row.source,
    ...(row.label !== null && { label: row.label }),
    ...(row.reverses !== null && { reverses: entryId(row.reverses) }),
    balance: row.balance,
    ...(row.reference !== null && { donation: row.reference }),
    ...(person && { person }),
  };
}

interface Root {
  readonly number: number;
  readonly flow: Flow;
  readonly reason: Reason;
  readonly amount: number;
  readonly source: string;
  readonly reverses: number | null;
  readonly donation: number | null;
}

const findLine = (db: Database, campaign: number, number: number): Root | undefined =>
  db.get(
    'SELECT number, flow, reason, amount, source, reverses, donation FROM entries WHERE campaign = ? AND number = ?',
    campaign,
    number,
  );

/** What is left of a line after all that took back of it, and of what took that back. */
function leftOf(db: Database, campaign: number, number: number, amount: number): number {
  const back = db.all<{ number: number; amount: number }>(
    'SELECT number, amount FROM entries WHERE campaign = ? AND reverses = ?',
    campaign,
    number,
  );
  return back.reduce((left, line) => left - leftOf(db, campaign, line.number, line.amount), amount);
}

/** Writes what someone entered by hand. @returns The places of what was written. */
export function append(writing: Writing, campaign: number, lines: readonly NewEntry[], now: string): number[] {
  const { db } = writing;
  const books = writing.books(campaign);
  const written: number[] = [];
  for (const line of lines) {
    const { amount, flow, key } = line;
    if (db.get('SELECT 1 FROM entries WHERE campaign = ? AND key = ?', campaign, key)) continue;
    if (amount.currency !== books.currency) {
      throw new ServerError('invalid', `the books are in ${books.currency}, this line is in ${amount.currency}`);
    }
    if (!Number.isSafeInteger(amount.minor) || amount.minor <= 0) {
      throw new ServerError('invalid', 'an amount must be above zero: what it does is said by the flow');
    }
    const reversed = line.reverses === undefined ? undefined : findLine(db, campaign, entryNumber(line.reverses));
    if (line.reverses !== undefined) check(db, campaign, line, reversed);
    const source = line.source || reversed?.source || '';
    const root = rootOf(db, campaign, reversed);
    const before = root ? leftOf(db, campaign, root.number, root.amount) : 0;
    const number = writeLine(
      writing,
      campaign,
      {
        ...{ at: line.at, flow, reason: line.reason, amount: amount.minor, source, key, label: line.label },
        reverses: reversed,
        person: writePerson(db, line.person),
      },
      now,
    );
    written.push(number);
    const row = sourceOf(books, source);
    if (row.gifts < 0 || row.sales < 0 || books.spent < 0 || books.fees < 0) {
      throw new ServerError('invalid', 'more would be taken back than there is');
    }
    if (!root) row.givers += Number(flow === 'gift+');
    else if (root.flow === 'gift+') {
      const after = leftOf(db, campaign, root.number, root.amount);
      row.givers += Number(after > 0) - Number(before > 0);
    }
  }
  if (written.length) writing.changed(campaign);
  return written;
}

function rootOf(db: Database, campaign: number, line: Root | undefined): Root | undefined {
  let root = line;
  while (root?.reverses) root = findLine(db, campaign, root.reverses);
  return root;
}

/** @throws ServerError `invalid` when a line can't take back what it says it does. */
function check(db: Database, campaign: number, line: NewEntry, reversed: Root | undefined): void {
  const { amount, flow } = line;
  if (!reversed) throw new ServerError('invalid', `there is no line ${line.reverses} to take back`);
  if (reversed.donation !== null) {
    throw new ServerError('invalid', 'this line came from a payment: refund it at the provider, and the books follow');
  }
  if (reversed.flow[0] !== flow[0] || reversed.flow[4] === flow[4]) {
    throw new ServerError('invalid', `${flow} does not take back ${reversed.flow}`);
  }
  if (line.source && line.source !== reversed.source) {
    throw new ServerError('invalid', 'what takes money back belongs to the source it was booked under');
  }
  if (amount.minor > leftOf(db, campaign, reversed.number, reversed.amount)) {
    throw new ServerError('invalid', 'more would be taken back than is left of this line');
  }
}
