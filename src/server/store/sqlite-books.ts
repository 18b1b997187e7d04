import type { ProviderEvent } from '../books/facts.ts';
import { giversBy, type Standing, whyNotAmount, whyNotBooked, whyNotReverse } from '../books/manual.ts';
import { book, entryNumber, type Running, sourceOf, sumOf } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import { booksColumns, booksOf, type BooksRow, type EntryRow, isSomebody, type NewLine } from './rows.ts';
import type { Database, Writing } from './sqlite-database.ts';
import type { NewEntry, Person } from './store.ts';

/* Lines and running sums in SQLite. */

export function loadBooks(db: Database, n: number): Running {
  const row = db.get<BooksRow>(`SELECT ${booksColumns} FROM campaigns WHERE n = ?`, n)!;
  return booksOf(row, db.all('SELECT source, gifts, sales, givers FROM sources WHERE campaign = ?', n));
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

/** Appends a line and moves the sums. @returns Its place. */
export function writeLine(writing: Writing, campaign: number, line: NewLine, now: string): number {
  const { db } = writing;
  const books = writing.books(campaign);
  const sum = sumOf(line.flow, line.reason, line.reverses?.reason);
  const { balance, number } = book(books, line, sum);
  books.bookedAt = now;
  db.run(
    `INSERT INTO entries (campaign, number, at, flow, reason, sum, amount, source, label, reverses, key, donation, balance, person,
       bank_id, bank_origin, bank_reference)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[campaign, number, line.at, line.flow, line.reason, sum, line.amount, line.source, line.label ?? null],
    ...[line.reverses?.number ?? null, line.key, line.donation ?? null, balance, line.person ?? null],
    ...[line.bank?.id ?? null, line.bank?.origin ?? null, line.bank?.reference ?? null],
  );
  return number;
}

export function writePerson(db: Database, person: Person | undefined): number | null {
  if (!isSomebody(person)) return null;
  const { email, hideAmount, isPublic, message, name } = person;
  return db.insert(
    'INSERT INTO people (name, message, email, public, hide_amount) VALUES (?, ?, ?, ?, ?)',
    ...[name ?? null, message ?? null, email ?? null, Number(isPublic)],
    hideAmount === undefined ? null : Number(hideAmount),
  );
}

const select = `SELECT e.number, e.at, e.flow, e.reason, e.amount, e.source, e.label, e.reverses, e.balance, d.reference,
  e.key, e.bank_id, e.bank_origin, e.bank_reference, p.name, p.message, p.email, p.public, p.hide_amount
  FROM entries e LEFT JOIN donations d ON d.n = e.donation
  LEFT JOIN named w ON w.campaign = e.campaign AND w.number = e.number
  LEFT JOIN people p ON p.n = coalesce(w.person, e.person)`;

/** Lines before a place, newest first. */
export const linesBefore = (db: Database, campaign: number, before: number, limit: number): readonly EntryRow[] =>
  db.all(`${select} WHERE e.campaign = ? AND e.number < ? ORDER BY e.number DESC LIMIT ?`, campaign, before, limit);

/** Lines after a place, oldest first. */
export const linesAfter = (db: Database, campaign: number, after: number, limit: number): readonly EntryRow[] =>
  db.all(`${select} WHERE e.campaign = ? AND e.number > ? ORDER BY e.number LIMIT ?`, campaign, after, limit);

const findLine = (db: Database, campaign: number, number: number): Standing | undefined =>
  db.get(
    'SELECT number, flow, reason, amount, source, reverses, donation FROM entries WHERE campaign = ? AND number = ?',
    campaign,
    number,
  );

/** Writes what someone entered by hand. @returns The places of what was written. */
export function append(writing: Writing, campaign: number, lines: readonly NewEntry[], now: string): number[] {
  const { db } = writing;
  const books = writing.books(campaign);
  const written: number[] = [];
  for (const line of lines) {
    const { at, bank, flow, key, label, reason } = line;
    if (db.get('SELECT 1 FROM entries WHERE campaign = ? AND key = ?', campaign, key)) continue;
    refuse(whyNotAmount(line, books.currency));
    const reversed = line.reverses === undefined ? undefined : findLine(db, campaign, entryNumber(line.reverses));
    if (line.reverses !== undefined) refuse(whyNotReverse(line, reversed, left(db, campaign, reversed)));
    const source = line.source || reversed?.source || '';
    const root = rootOf(db, campaign, reversed);
    const before = left(db, campaign, root);
    const amount = line.amount.minor;
    const person =
      line.personOf === undefined ? writePerson(db, line.person) : personAt(db, campaign, entryNumber(line.personOf));
    written.push(
      writeLine(
        writing,
        campaign,
        { at, flow, reason, amount, source, key, label, bank, reverses: reversed, person },
        now,
      ),
    );
    refuse(whyNotBooked(books, source));
    const after = left(db, campaign, root);
    sourceOf(books, source).givers += giversBy(flow, root && { flow: root.flow, before, after });
  }
  if (written.length) writing.changed(campaign);
  return written;
}

/** Those of these keys that lines were written with. */
export const knownKeys = (db: Database, campaign: number, keys: readonly string[]): readonly string[] =>
  db
    .all<{ key: string }>(
      'SELECT key FROM entries WHERE campaign = ? AND key IN (SELECT value FROM json_each(?))',
      ...[campaign, JSON.stringify(keys)],
    )
    .map(({ key }) => key);

/** The last line that stands for the donation of an event. */
export const lastLineOf = (db: Database, campaign: number, { id, provider }: ProviderEvent): readonly number[] =>
  db
    .all<{ number: number }>(
      `SELECT e.number FROM events v JOIN entries e ON e.donation = v.donation
       WHERE v.provider = ? AND v.id = ? AND e.campaign = ? ORDER BY e.number DESC LIMIT 1`,
      ...[provider, id, campaign],
    )
    .map(({ number }) => number);

/** Who a line names: the one named later comes before the one of its writing. */
export const personAt = (db: Database, campaign: number, number: number): number | null =>
  db.get<{ person: number | null }>(
    `SELECT coalesce(w.person, e.person) AS person FROM entries e
     LEFT JOIN named w ON w.campaign = e.campaign AND w.number = e.number WHERE e.campaign = ? AND e.number = ?`,
    ...[campaign, number],
  )?.person ?? null;

function refuse(why: string | undefined): void {
  if (why !== undefined) throw new ServerError('invalid', why);
}

/** What is left of a line after all that took back of it, and of what took that back. */
function left(db: Database, campaign: number, line: { number: number; amount: number } | undefined): number {
  if (!line) return 0;
  const back = db.all<{ number: number; amount: number }>(
    'SELECT number, amount FROM entries WHERE campaign = ? AND reverses = ?',
    ...[campaign, line.number],
  );
  return back.reduce((rest, one) => rest - left(db, campaign, one), line.amount);
}

function rootOf(db: Database, campaign: number, line: Standing | undefined): Standing | undefined {
  let root = line;
  while (root?.reverses) root = findLine(db, campaign, root.reverses);
  return root;
}
