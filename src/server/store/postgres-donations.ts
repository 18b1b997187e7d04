import type { DonationStep } from '../../core/donation.ts';
import { type GivenBack, notGiven, toldByHand, whyNotAmount, whyNotGiveBack } from '../books/manual.ts';
import { entryNumber } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import { writePerson } from './postgres-books.ts';
import { lock, type Part, part, type Sql, type Writing } from './postgres-connection.ts';
import { log } from './postgres-desk.ts';
import { adopt, factsOf, lockFor, type Outside, take, welcome } from './postgres-take.ts';
import { checkKey, type DonationAndPerson, donationOf } from './rows.ts';
import type { Change, Donation, NewDonation } from './store.ts';

/* Donations begun on a page of ours, and what is told of donations by hand. */

/** Donations by one of their columns. */
export async function readDonations(sql: Sql, where: Part): Promise<readonly Donation[]> {
  const rows = await sql<(DonationAndPerson & { ids: string[] })[]>`
    SELECT d.*, c.id, p.name, p.message, p.email, p.public, p.hide_amount,
      ARRAY (SELECT i.id FROM provider_ids i WHERE i.donation = d.n ORDER BY i.id COLLATE "C") AS ids
    FROM donations d JOIN campaigns c ON c.n = d.campaign LEFT JOIN people p ON p.n = d.person ${where}`;
  return rows.map((row) => donationOf(row, row.ids));
}

/** @throws ServerError `key-used`, `key-gone` */
export async function donationOfKey(sql: Sql, key: string, fingerprint: string): Promise<Donation | undefined> {
  const [known] = await sql<{ fingerprint: string }[]>`SELECT fingerprint FROM donations WHERE key = ${key}`;
  if (known) checkKey(known.fingerprint, fingerprint);
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

/** Takes in what the provider of a gift doesn't tell. @returns Whether it is new. */
export async function giveBack(
  writing: Writing,
  campaign: number,
  entry: string,
  back: GivenBack,
  change: Change,
  outside: Outside,
): Promise<boolean> {
  const { sql } = writing;
  const [line] = await sql<{ flow: string; donation: number | null; reference: string | null }[]>`
    SELECT e.flow, e.donation, d.reference FROM entries e LEFT JOIN donations d ON d.n = e.donation
    WHERE e.campaign = ${campaign} AND e.number = ${entryNumber(entry)}`;
  if (!line) throw new ServerError('not-found', 'there is no such line');
  const { donation, flow, reference } = line;
  if (donation === null || reference === null || flow !== 'gift+') throw new ServerError('invalid', notGiven);
  const event = toldByHand(back, reference);
  await lockFor(sql, event);
  // Of two that give the same gift back, the second one finds what the first one left.
  const { currency } = await writing.books(campaign);
  const [known] = await sql`SELECT 1 FROM events WHERE provider = ${event.provider} AND id = ${event.id}`;
  if (known) return false;
  const why = whyNotGiveBack(back, await factsOf(sql, donation), currency);
  if (why) throw new ServerError('invalid', why);
  await take(writing, event, outside);
  await log(sql, campaign, change);
  return true;
}
