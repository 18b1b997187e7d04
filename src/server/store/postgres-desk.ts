import { entryNumber } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import { lock, type Sql, type Writing } from './postgres-connection.ts';
import { open, type Outside } from './postgres-take.ts';
import type { Change, StoredCampaign } from './store.ts';

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
  const [line] = await sql<{ person: number | null; giver: number | null; donation: number | null }[]>`
    SELECT e.person, d.person AS giver, e.donation FROM entries e LEFT JOIN donations d ON d.n = e.donation
    WHERE e.campaign = ${campaign} AND e.number = ${entryNumber(entry)}`;
  if (!line) throw new ServerError('not-found', 'there is no such line');
  await sql`DELETE FROM people WHERE n IN (${line.person}, ${line.giver})`;
  // Made of name and message among others: who has a guess could make sure of it.
  await sql`UPDATE donations SET fingerprint = '' WHERE n = ${line.donation}`;
  await writing.changed(campaign);
  await log(sql, campaign, change);
}

export async function log(sql: Sql, campaign: number, { actor, at, detail, what }: Change): Promise<void> {
  await sql`
    INSERT INTO changes (campaign, at, actor, what, detail) VALUES (${campaign}, ${at}, ${actor}, ${what}, ${detail ?? null})`;
}
