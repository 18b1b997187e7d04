import type { DonationStep } from '../../core/donation.ts';
import { type GivenBack, notGiven, toldByHand, whyNotAmount, whyNotGiveBack } from '../books/manual.ts';
import { entryNumber } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import { checkKey, type DonationAndPerson, donationOf } from './rows.ts';
import { writePerson } from './sqlite-books.ts';
import type { Database, Writing } from './sqlite-database.ts';
import { log } from './sqlite-desk.ts';
import { adopt, factsOf, type Outside, take, welcome } from './sqlite-take.ts';
import type { Change, Donation, NewDonation } from './store.ts';

/* Donations begun on a page of ours, and what is told of donations by hand. */

export const selectDonation = `SELECT d.*, c.id, p.name, p.message, p.email, p.public, p.hide_amount
  FROM donations d JOIN campaigns c ON c.n = d.campaign LEFT JOIN people p ON p.n = d.person`;

export function readDonation(db: Database, row: DonationAndPerson): Donation {
  const ids = db.all<{ id: string }>('SELECT id FROM provider_ids WHERE donation = ? ORDER BY id', row.n);
  return donationOf(
    row,
    ids.map(({ id }) => id),
  );
}

/** @throws ServerError `key-used`, `key-gone` */
export function donationOfKey(db: Database, key: string, fingerprint: string): Donation | undefined {
  const known = db.get<DonationAndPerson>(`${selectDonation} WHERE d.key = ?`, key);
  if (known) checkKey(known.fingerprint, fingerprint);
  return known && readDonation(db, known);
}

/** The donation of a key: the one there was, or a new one. */
export function beginDonation(writing: Writing, campaign: number, donation: NewDonation, outside: Outside): Donation {
  const { db } = writing;
  const { amount, fingerprint, interval, key, person, reference, source } = donation;
  const known = donationOfKey(db, key, fingerprint);
  if (known) return known;
  const { currency } = writing.books(campaign);
  const why = whyNotAmount(donation, currency);
  if (why) throw new ServerError('invalid', why);
  const n = db.insert(
    `INSERT INTO donations (reference, key, fingerprint, campaign, source, amount, currency, interval, status, created_at, person)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)`,
    ...[reference, key, fingerprint, campaign, source, amount.minor, currency],
    ...[interval ?? null, outside.now, writePerson(db, person)],
  );
  welcome(writing, n, reference, outside);
  return donationOfKey(db, key, fingerprint)!;
}

/** Keeps what was answered, and ties the provider's ids. */
export function answer(
  writing: Writing,
  reference: string,
  step: DonationStep,
  ids: readonly string[],
  outside: Outside,
): Donation {
  const { db } = writing;
  const n = db.get<{ n: number }>('SELECT n FROM donations WHERE reference = ?', reference)?.n;
  if (n === undefined) throw new ServerError('not-found', 'there is no such donation');
  db.run('UPDATE donations SET step = ? WHERE n = ?', JSON.stringify(step), n);
  adopt(writing, n, ids, outside);
  return readDonation(db, db.get<DonationAndPerson>(`${selectDonation} WHERE d.n = ?`, n)!);
}

/** Takes in what the provider of a gift doesn't tell. @returns Whether it is new. */
export function giveBack(
  writing: Writing,
  campaign: number,
  entry: string,
  back: GivenBack,
  change: Change,
  outside: Outside,
): boolean {
  const { db } = writing;
  const line = db.get<{ flow: string; donation: number | null; reference: string | null }>(
    `SELECT e.flow, e.donation, d.reference FROM entries e LEFT JOIN donations d ON d.n = e.donation
     WHERE e.campaign = ? AND e.number = ?`,
    ...[campaign, entryNumber(entry)],
  );
  if (!line) throw new ServerError('not-found', 'there is no such line');
  const { donation, flow, reference } = line;
  if (donation === null || reference === null || flow !== 'gift+') throw new ServerError('invalid', notGiven);
  const event = toldByHand(back, reference);
  if (db.get('SELECT 1 FROM events WHERE provider = ? AND id = ?', event.provider, event.id)) return false;
  const why = whyNotGiveBack(back, factsOf(db, donation), writing.books(campaign).currency);
  if (why) throw new ServerError('invalid', why);
  take(writing, event, outside);
  log(db, campaign, change);
  return true;
}
