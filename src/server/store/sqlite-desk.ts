import { entryNumber } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import type { Database, Writing } from './sqlite-database.ts';
import { open, type Outside } from './sqlite-take.ts';
import type { Change, StoredCampaign } from './store.ts';

/* What an organiser writes by hand. */

export function putCampaign(
  writing: Writing,
  campaign: Omit<StoredCampaign, 'version'>,
  ifVersion: number,
  change: Change,
  outside: Outside,
): StoredCampaign {
  const { db } = writing;
  const { currency, document, id, isPublished } = campaign;
  const known = db.get<{ n: number }>('SELECT n FROM campaigns WHERE id = ?', id)?.n;
  const version = known === undefined ? 0 : writing.books(known).version;
  if (version !== ifVersion) {
    const why = version
      ? 'someone changed this campaign meanwhile: load it again'
      : 'there is no such campaign any more';
    throw new ServerError('conflict', why);
  }
  const values = [JSON.stringify(document), currency, Number(isPublished)];
  let n = known;
  if (n === undefined) {
    n = db.insert(
      'INSERT INTO campaigns (document, currency, published, id, version) VALUES (?, ?, ?, ?, 0)',
      ...[...values, id],
    );
  } else {
    const books = writing.books(n);
    const isUsed = books.entries > 0 || db.get('SELECT 1 FROM donations WHERE campaign = ? LIMIT 1', n);
    if (books.currency !== currency && isUsed) {
      throw new ServerError('invalid', `the books are in ${books.currency} and stay so: begin another campaign`);
    }
    db.run('UPDATE campaigns SET document = ?, currency = ?, published = ? WHERE n = ?', ...values, n);
    books.currency = currency;
  }
  writing.changed(n);
  log(db, n, change);
  if (known === undefined) open(writing, id, outside);
  return { ...campaign, version: writing.books(n).version };
}

/** Takes all that is known of the one who gave away, and keeps the line. */
export function erase(writing: Writing, campaign: number, entry: string, change: Change): void {
  const { db } = writing;
  const line = db.get<{ person: number | null; giver: number | null; donation: number | null }>(
    `SELECT e.person, d.person AS giver, e.donation FROM entries e LEFT JOIN donations d ON d.n = e.donation
     WHERE e.campaign = ? AND e.number = ?`,
    ...[campaign, entryNumber(entry)],
  );
  if (!line) throw new ServerError('not-found', 'there is no such line');
  db.run('DELETE FROM people WHERE n IN (?, ?)', line.person, line.giver);
  // Made of name and message among others: who has a guess could make sure of it.
  db.run("UPDATE donations SET fingerprint = '' WHERE n = ?", line.donation);
  writing.changed(campaign);
  log(db, campaign, change);
}

export function log(db: Database, campaign: number, { actor, at, detail, what }: Change): void {
  db.run(
    'INSERT INTO changes (campaign, at, actor, what, detail) VALUES (?, ?, ?, ?, ?)',
    ...[campaign, at, actor, what, detail ?? null],
  );
}
