import type { DonationStep } from '../../core/donation.ts';
import { whyNotAmount } from '../books/manual.ts';
import { entryNumber } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import { writePerson } from './postgres-books.ts';
import { lock, type Part, part, type Sql, type Writing } from './postgres-connection.ts';
import { adopt, open, type Outside, welcome } from './postgres-take.ts';
import { type DonationAndPerson, donationOf } from './rows.ts';
import type { Change, Donation, NewDonation, StoredCampaign } from './store.ts';

/* What organisers write by hand, and donations begun on a page of ours. */

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

/** Donations by one of their columns. */
export async function readDonations(sql: Sql, where: Part): Promise<readonly Donation[]> {
  const rows = await sql<(DonationAndPerson & { ids: string[] })[]>`
    SELECT d.*, c.id, p.name, p.message, p.email, p.public, p.hide_amount,
      ARRAY (SELECT i.id FROM provider_ids i WHERE i.donation = d.n ORDER BY i.id COLLATE "C") AS ids
    FROM donations d JOIN campaigns c ON c.n = d.campaign LEFT JOIN people p ON p.n = d.person ${where}`;
  return rows.map((row) => donationOf(row, row.ids));
}

/** @throws ServerError `conflict` when the key was used for something else. */
export async function donationOfKey(sql: Sql, key: string, fingerprint: string): Promise<Donation | undefined> {
  const [known] = await sql<{ fingerprint: string }[]>`SELECT fingerprint FROM donations WHERE key = ${key}`;
  if (known && known.fingerprint !== fingerprint) {
    throw new ServerError('conflict', 'this key was used for another donation: take a new one');
  }
  return known && (await readDonations(sql, part`WHERE d.key = ${key}`))[0];
}

/** The donation of a key: the one there was, or a new one. */
export async function beginDonation(
  writing: Writing,
  campaign: number,
  donation: NewDonation,
  outside: Outside,
): Promise<Donation> {
  const { sql } = writing;
  const { amount, fingerprint, interval = null, key, person, reference, source } = donation;
  await lock(sql, [`key:${key}`, `donation:${reference}`]);
  const known = await donationOfKey(sql, key, fingerprint);
  if (!known) {
    const { currency } = await writing.books(campaign);
    const why = whyNotAmount(donation, currency);
    if (why) throw new ServerError('invalid', why);
    const [row] = await sql<{ n: number }[]>`
      INSERT INTO donations
        (reference, key, fingerprint, campaign, source, amount, currency, interval, status, created_at, person)
      VALUES (${reference}, ${key}, ${fingerprint}, ${campaign}, ${source}, ${amount.minor}, ${currency}, ${interval},
        'open', ${outside.now}, ${await writePerson(sql, person)}) RETURNING n`;
    await welcome(writing, row!.n, reference, outside);
  }
  const [found] = await readDonations(sql, part`WHERE d.key = ${key}`);
  return found!;
}

/** Keeps what was answered, and ties the provider's ids. */
export async function answer(
  writing: Writing,
  reference: string,
  step: DonationStep,
  ids: readonly string[],
  outside: Outside,
): Promise<Donation> {
  const { sql } = writing;
  const [row] = await sql<{ n: number }[]>`
    UPDATE donations SET step = ${JSON.stringify(step)} WHERE reference = ${reference} RETURNING n`;
  if (!row) throw new ServerError('not-found', 'there is no such donation');
  await adopt(writing, row.n, ids, outside);
  const [found] = await readDonations(sql, part`WHERE d.n = ${row.n}`);
  return found!;
}
