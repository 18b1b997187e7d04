import type { ProviderEvent } from '../books/facts.ts';
import { giversBy, type Standing, whyNotAmount, whyNotBooked, whyNotReverse } from '../books/manual.ts';
import { book, entryNumber, sourceOf, sumOf } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import type { Sql, Writing } from './postgres-connection.ts';
import { type EntryRow, isSomebody, type NewLine } from './rows.ts';
import type { NewEntry, Person } from './store.ts';

/* Lines of the books in PostgreSQL. */

/** Appends a line and moves the sums. @returns Its place. */
export async function writeLine(writing: Writing, campaign: number, line: NewLine, now: string): Promise<number> {
  const books = await writing.books(campaign);
  const { amount, at, flow, key, reason, source } = line;
  const sum = sumOf(flow, reason, line.reverses?.reason);
  const { balance, number } = book(books, line, sum);
  books.bookedAt = now;
  await writing.sql`
    INSERT INTO entries
      (campaign, number, at, flow, reason, sum, amount, source, label, reverses, key, donation, balance, person,
        bank_id, bank_origin, bank_reference)
    VALUES (${campaign}, ${number}, ${at}, ${flow}, ${reason}, ${sum}, ${amount}, ${source}, ${line.label ?? null},
      ${line.reverses?.number ?? null}, ${key}, ${line.donation ?? null}, ${balance}, ${line.person ?? null},
      ${line.bank?.id ?? null}, ${line.bank?.origin ?? null}, ${line.bank?.reference ?? null})`;
  return number;
}

export async function writePerson(sql: Sql, person: Person | undefined): Promise<number | null> {
  if (!isSomebody(person)) return null;
  const { email, hideAmount, isPublic, message, name } = person;
  const [row] = await sql<{ n: number }[]>`
    INSERT INTO people (name, message, email, public, hide_amount)
    VALUES (${name ?? null}, ${message ?? null}, ${email ?? null}, ${isPublic}, ${hideAmount ?? null}) RETURNING n`;
  return row!.n;
}

/** Lines before a place, newest first. */
export const linesBefore = (sql: Sql, campaign: number, before: number, limit: number) => sql<EntryRow[]>`
  SELECT e.number, e.at, e.flow, e.reason, e.amount, e.source, e.label, e.reverses, e.balance, d.reference,
    e.key, e.bank_id, e.bank_origin, e.bank_reference, p.name, p.message, p.email, p.public, p.hide_amount
  FROM entries e LEFT JOIN donations d ON d.n = e.donation
  LEFT JOIN named w ON w.campaign = e.campaign AND w.number = e.number
  LEFT JOIN people p ON p.n = coalesce(w.person, e.person)
  WHERE e.campaign = ${campaign} AND e.number < ${before} ORDER BY e.number DESC LIMIT ${limit}`;

/** Lines after a place, oldest first. */
export const linesAfter = (sql: Sql, campaign: number, after: number, limit: number) => sql<EntryRow[]>`
  SELECT e.number, e.at, e.flow, e.reason, e.amount, e.source, e.label, e.reverses, e.balance, d.reference,
    e.key, e.bank_id, e.bank_origin, e.bank_reference, p.name, p.message, p.email, p.public, p.hide_amount
  FROM entries e LEFT JOIN donations d ON d.n = e.donation
  LEFT JOIN named w ON w.campaign = e.campaign AND w.number = e.number
  LEFT JOIN people p ON p.n = coalesce(w.person, e.person)
  WHERE e.campaign = ${campaign} AND e.number > ${after} ORDER BY e.number LIMIT ${limit}`;

/** Writes what someone entered by hand. @returns The places of what was written. */
export async function append(
  writing: Writing,
  campaign: number,
  lines: readonly NewEntry[],
  now: string,
): Promise<readonly number[]> {
  const { sql } = writing;
  const books = await writing.books(campaign);
  const written: number[] = [];
  for (const line of lines) {
    const { at, bank, flow, key, label, reason } = line;
    const [known] = await sql`SELECT 1 FROM entries WHERE campaign = ${campaign} AND key = ${key}`;
    if (known) continue;
    refuse(whyNotAmount(line, books.currency));
    const reversed = line.reverses === undefined ? undefined : await find(sql, campaign, entryNumber(line.reverses));
    if (line.reverses !== undefined) refuse(whyNotReverse(line, reversed, await left(sql, campaign, reversed)));
    const source = line.source || reversed?.source || '';
    const root = await rootOf(sql, campaign, reversed);
    const before = await left(sql, campaign, root);
    const amount = line.amount.minor;
    const person =
      line.personOf === undefined
        ? await writePerson(sql, line.person)
        : await personAt(sql, campaign, entryNumber(line.personOf));
    written.push(
      await writeLine(
        writing,
        campaign,
        { at, flow, reason, amount, source, key, label, bank, reverses: reversed, person },
        now,
      ),
    );
    refuse(whyNotBooked(books, source));
    const after = await left(sql, campaign, root);
    sourceOf(books, source).givers += giversBy(flow, root && { flow: root.flow, before, after });
  }
  if (written.length) await writing.changed(campaign);
  return written;
}

/** The last line that stands for the donation of an event. */
export async function lastLineOf(sql: Sql, campaign: number, { id, provider }: ProviderEvent): Promise<number[]> {
  const found = await sql<{ number: number }[]>`
    SELECT e.number FROM events v JOIN entries e ON e.donation = v.donation
    WHERE v.provider = ${provider} AND v.id = ${id} AND e.campaign = ${campaign} ORDER BY e.number DESC LIMIT 1`;
  return found.map(({ number }) => number);
}

/** Who a line names: the one named later comes before the one of its writing. */
export async function personAt(sql: Sql, campaign: number, number: number): Promise<number | null> {
  const [row] = await sql<{ person: number | null }[]>`
    SELECT coalesce(w.person, e.person) AS person FROM entries e
    LEFT JOIN named w ON w.campaign = e.campaign AND w.number = e.number
    WHERE e.campaign = ${campaign} AND e.number = ${number}`;
  return row?.person ?? null;
}

function refuse(why: string | undefined): void {
  if (why !== undefined) throw new ServerError('invalid', why);
}

async function find(sql: Sql, campaign: number, number: number): Promise<Standing | undefined> {
  const [row] = await sql<Standing[]>`
    SELECT number, flow, reason, amount, source, reverses, donation FROM entries
    WHERE campaign = ${campaign} AND number = ${number}`;
  return row;
}

/** What is left of a line after all that took back of it, and of what took that back. */
async function left(sql: Sql, campaign: number, line: Standing | undefined): Promise<number> {
  if (!line) return 0;
  const [row] = await sql<{ left: number }[]>`
    WITH RECURSIVE back AS (
      SELECT number, amount FROM entries WHERE campaign = ${campaign} AND number = ${line.number}
      UNION ALL
      SELECT e.number, CASE WHEN back.amount > 0 THEN -e.amount ELSE e.amount END
      FROM entries e JOIN back ON e.campaign = ${campaign} AND e.reverses = back.number
    )
    SELECT coalesce(sum(amount), 0)::bigint AS left FROM back`;
  return row!.left;
}

async function rootOf(sql: Sql, campaign: number, line: Standing | undefined): Promise<Standing | undefined> {
  let root = line;
  while (root?.reverses) root = await find(sql, campaign, root.reverses);
  return root;
}
