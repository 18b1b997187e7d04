import { entryNumber } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import { personAt, writePerson } from './postgres-books.ts';
import { lock, type Sql, type Writing } from './postgres-connection.ts';
import { open, type Outside } from './postgres-take.ts';
import type { Change, Person, StoredCampaign } from './store.ts';

/* What organisers write by hand. */

export async function putCampaign(
  writing: Writing,
  campaign: Omit<StoredCampaign, 'version'>,
  ifVersion: number,
  change: Change,
  outside: Outside,
): Promise<StoredCampaign> {
  const { sql } = writing;
  const { currency, document, id, isPublished } = campaign;
  await lock(sql, [`campaign:${id}`]);
  const [row] = await sql<{ n: number }[]>`SELECT n FROM campaigns WHERE id = ${id}`;
  const version = row ? (await writing.books(row.n)).version : 0;
  if (version !== ifVersion) {
    const why = version
      ? 'someone changed this campaign meanwhile: load it again'
      : 'there is no such campaign any more';
    throw new ServerError('conflict', why);
  }
  let n = row?.n;
  if (n === undefined) {
    const [made] = await sql<{ n: number }[]>`
      INSERT INTO campaigns (id, document, currency, published, version)
      VALUES (${id}, ${JSON.stringify(document)}, ${currency}, ${isPublished}, 0) RETURNING n`;
    n = made!.n;
  } else {
    const books = await writing.books(n);
    const [used] = await sql`SELECT 1 FROM donations WHERE campaign = ${n} LIMIT 1`;
    if (books.currency !== currency && (used || books.entries > 0)) {
      throw new ServerError('invalid', `the books are in ${books.currency} and stay so: begin another campaign`);
    }
    await sql`
      UPDATE campaigns SET document = ${JSON.stringify(document)}, currency = ${currency}, published = ${isPublished}
      WHERE n = ${n}`;
    books.currency = currency;
  }
  await writing.changed(n);
  await log(sql, n, change);
  if (!row) await open(writing, id, outside);
  return { ...campaign, version: (await writing.books(n)).version };
}

/** Takes all that is known of the one who gave away, and keeps the line. */
export async function erase(writing: Writing, campaign: number, entry: string, change: Change): Promise<void> {
  const { sql } = writing;
  const [line] = await sql<
    { person: number | null; later: number | null; giver: number | null; donation: number | null }[]
  >`
    SELECT e.person, w.person AS later, d.person AS giver, e.donation FROM entries e
    LEFT JOIN donations d ON d.n = e.donation
    LEFT JOIN named w ON w.campaign = e.campaign AND w.number = e.number
    WHERE e.campaign = ${campaign} AND e.number = ${entryNumber(entry)}`;
  if (!line) throw new ServerError('not-found', 'there is no such line');
  await sql`DELETE FROM people WHERE n IN (${line.person}, ${line.later}, ${line.giver})`;
  await sql`DELETE FROM named WHERE person IN (${line.person}, ${line.later}, ${line.giver})`;
  // Made of name and message among others: who has a guess could make sure of it.
  await sql`UPDATE donations SET fingerprint = '' WHERE n = ${line.donation}`;
  await writing.changed(campaign);
  await log(sql, campaign, change);
}

/** Says who gave a line that stands already. What was known of them until now is gone. */
export async function nameGiver(
  writing: Writing,
  campaign: number,
  entry: string,
  person: Person,
  change: Change,
): Promise<void> {
  const { sql } = writing;
  const number = entryNumber(entry);
  await writing.changed(campaign);
  const [line] = await sql`SELECT 1 FROM entries WHERE campaign = ${campaign} AND number = ${number}`;
  if (!line) throw new ServerError('not-found', 'there is no such line');
  const before = await personAt(sql, campaign, number);
  // Where somebody is known already, they are written anew, so that all lines of theirs say the same.
  const known = await sql<{ n: number }[]>`
    UPDATE people SET name = ${person.name ?? null}, message = ${person.message ?? null}, public = ${person.isPublic},
      hide_amount = ${person.hideAmount ?? null}, email = coalesce(${person.email ?? null}, email)
    WHERE n = ${before} RETURNING n`;
  const n = known.length ? null : await writePerson(sql, person);
  if (n !== null) {
    await sql`
      INSERT INTO named (campaign, number, person) VALUES (${campaign}, ${number}, ${n})
      ON CONFLICT (campaign, number) DO UPDATE SET person = excluded.person`;
  }
  await log(sql, campaign, change);
}

/** Takes all that is known of the giver of a donation away, whether it was paid or not. */
export async function eraseGiver(writing: Writing, reference: string, change: Change): Promise<void> {
  const { sql } = writing;
  const [found] = await sql<{ n: number; campaign: number; person: number | null }[]>`
    SELECT n, campaign, person FROM donations WHERE reference = ${reference}`;
  if (!found) throw new ServerError('not-found', 'there is no such donation');
  const lines = await sql<{ number: number }[]>`SELECT number FROM entries WHERE donation = ${found.n}`;
  for (const { number } of lines) {
    const person = await personAt(sql, found.campaign, number);
    await sql`DELETE FROM people WHERE n = ${person}`;
    await sql`DELETE FROM named WHERE person = ${person}`;
  }
  await sql`DELETE FROM people WHERE n = ${found.person}`;
  await sql`UPDATE donations SET fingerprint = '' WHERE n = ${found.n}`;
  if (lines.length) await writing.changed(found.campaign);
  await log(sql, found.campaign, change);
}

/** Drops what is known of those who began to give before a moment and never did. @returns How many they were. */
export async function dropUnpaid({ sql }: Writing, before: string): Promise<number> {
  const found = await sql<{ n: number; person: number }[]>`
    SELECT d.n, d.person FROM donations d JOIN people p ON p.n = d.person
    WHERE d.status IN ('open', 'failed', 'cancelled') AND d.created_at < ${before}
    AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.donation = d.n)`;
  for (const { n, person } of found) {
    await sql`DELETE FROM people WHERE n = ${person}`;
    await sql`UPDATE donations SET fingerprint = '' WHERE n = ${n}`;
  }
  return found.length;
}

export async function log(sql: Sql, campaign: number, { actor, at, detail, what }: Change): Promise<void> {
  await sql`
    INSERT INTO changes (campaign, at, actor, what, detail) VALUES (${campaign}, ${at}, ${actor}, ${what}, ${detail ?? null})`;
}
