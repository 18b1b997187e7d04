import type { DonationStep } from '../../core/donation.ts';
import { ServerError } from '../errors.ts';
import { type PersonRow, personOf, writePerson } from './sqlite-books.ts';
import type { Database, Writing } from './sqlite-database.ts';
import { adopt, type DonationRow, type Outside, welcome } from './sqlite-take.ts';
import type { Donation, NewDonation } from './store.ts';

/* Donations begun on a page of ours. */

export interface DonationAndPerson extends DonationRow, PersonRow {
  readonly id: string;
  readonly fingerprint: string;
  readonly interval: string | null;
  readonly step: string | null;
  readonly created_at: string;
}

export const selectDonation = `SELECT d.*, c.id, p.name, p.message, p.email, p.public, p.hide_amount
  FROM donations d JOIN campaigns c ON c.n = d.campaign LEFT JOIN people p ON p.n = d.person`;

export function donationOf(db: Database, row: DonationAndPerson): Donation {
  const person = personOf(row);
  const ids = db.all<{ id: string }>('SELECT id FROM provider_ids WHERE donation = ? ORDER BY id', row.n);
  return {
    reference: row.reference,
    campaign: row.id,
    source: row.source,
    amount: { minor: row.amount, currency: row.currency },
    ...(row.interval === 'month' && { interval: 'month' }),
    status: row.status,
    ...(row.step !== null && { step: JSON.parse(row.step) as DonationStep }),
    ids: ids.map(({ id }) => id),
    createdAt: row.created_at,
    ...(person && { person }),
  };
}

/** The donation of a key: the one there was, or a new one. */
export function beginDonation(writing: Writing, campaign: number, donation: NewDonation, outside: Outside): Donation {
  const { db } = writing;
  const { amount, fingerprint, interval, key, person, reference, source } = donation;
  const find = (): DonationAndPerson | undefined => db.get(`${selectDonation} WHERE d.key = ?`, key);
  const known = find();
  if (known) {
    if (known.fingerprint !== fingerprint) {
      throw new ServerError('conflict', 'this key was used for another donation: take a new one');
    }
    return donationOf(db, known);
  }
  const { currency } = writing.books(campaign);
  if (amount.currency !== currency) {
    throw new ServerError('invalid', `this campaign counts in ${currency}, not in ${amount.currency}`);
  }
  if (!Number.isSafeInteger(amount.minor) || amount.minor <= 0) {
    throw new ServerError('invalid', 'an amount must be above zero');
  }
  const n = db.insert(
    `INSERT INTO donations (reference, key, fingerprint, campaign, source, amount, currency, interval, status, created_at, person)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)`,
    ...[reference, key, fingerprint, campaign, source, amount.minor, currency],
    ...[interval ?? null, outside.now, writePerson(db, person)],
  );
  welcome(writing, n, reference, outside);
  return donationOf(db, find()!);
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
  return donationOf(db, db.get<DonationAndPerson>(`${selectDonation} WHERE d.n = ?`, n)!);
}
