import { entryNumber } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import { personAt, writePerson } from './sqlite-books.ts';
import type { Database, Writing } from './sqlite-database.ts';
import { open, type Outside } from './sqlite-take.ts';
import type { Change, Person, StoredCampaign } from './store.ts';

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
  const line = db.get<{ person: number | null; later: number | null; giver: number | null; donation: number | null }>(
    `SELECT e.person, w.person AS later, d.person AS giver, e.donation FROM entries e
     LEFT JOIN donations d ON d.n = e.donation LEFT JOIN named w ON w.campaign = e.campaign AND w.number = e.number
     WHERE e.campaign = ? AND e.number = ?`,
    ...[campaign, entryNumber(entry)],
  );
  if (!line) throw new ServerError('not-found', 'there is no such line');
  const known = [line.person, line.later, line.giver];
  db.run('DELETE FROM people WHERE n IN (?, ?, ?)', ...known);
  db.run('DELETE FROM named WHERE person IN (?, ?, ?)', ...known);
  // Made of name and message among others: who has a guess could make sure of it.
  db.run("UPDATE donations SET fingerprint = '' WHERE n = ?", line.donation);
  writing.changed(campaign);
  log(db, campaign, change);
}

/** Says who gave a line that stands already. What was known of them until now is gone. */
export function nameGiver(writing: Writing, campaign: number, entry: string, person: Person, change: Change): void {
  const { db } = writing;
  const number = entryNumber(entry);
  if (!db.get('SELECT 1 FROM entries WHERE campaign = ? AND number = ?', campaign, number)) {
    throw new ServerError('not-found', 'there is no such line');
  }
  const before = personAt(db, campaign, number);
  const { email, hideAmount, isPublic, message, name: own } = person;
  const values = [own ?? null, message ?? null, Number(isPublic), hideAmount === undefined ? null : Number(hideAmount)];
  // Where somebody is known already, they are written anew, so that all lines of theirs say the same.
  const isKnown =
    before !== null &&
    db.run(
      'UPDATE people SET name = ?, message = ?, public = ?, hide_amount = ?, email = coalesce(?, email) WHERE n = ?',
      ...[...values, email ?? null, before],
    ) === 1;
  const n = isKnown ? null : writePerson(db, person);
  if (n !== null) {
    db.run(
      'INSERT INTO named (campaign, number, person) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET person = excluded.person',
      ...[campaign, number, n],
    );
  }
  writing.changed(campaign);
  log(db, campaign, change);
}

/** Takes all that is known of the giver of a donation away, whether it was paid or not. */
export function eraseGiver(writing: Writing, reference: string, change: Change): void {
  const { db } = writing;
  const found = db.get<{ n: number; campaign: number; person: number | null }>(
    'SELECT n, campaign, person FROM donations WHERE reference = ?',
    reference,
  );
  if (!found) throw new ServerError('not-found', 'there is no such donation');
  const lines = db.all<{ number: number }>('SELECT number FROM entries WHERE donation = ?', found.n);
  for (const { number } of lines) {
    const person = personAt(db, found.campaign, number);
    db.run('DELETE FROM people WHERE n = ?', person);
    db.run('DELETE FROM named WHERE person = ?', person);
  }
  db.run('DELETE FROM people WHERE n = ?', found.person);
  db.run("UPDATE donations SET fingerprint = '' WHERE n = ?", found.n);
  if (lines.length) writing.changed(found.campaign);
  log(db, found.campaign, change);
}

/** Drops what is known of those who began to give before a moment and never did. @returns How many they were. */
export function dropUnpaid({ db }: Writing, before: string): number {
  const due = `SELECT d.n, d.person FROM donations d JOIN people p ON p.n = d.person
    WHERE d.status IN ('open', 'failed', 'cancelled') AND d.created_at < ?
    AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.donation = d.n)`;
  const found = db.all<{ n: number; person: number }>(due, before);
  for (const { n, person } of found) {
    db.run('DELETE FROM people WHERE n = ?', person);
    db.run("UPDATE donations SET fingerprint = '' WHERE n = ?", n);
  }
  return found.length;
}

export function log(db: Database, campaign: number, { actor, at, detail, what }: Change): void {
  db.run(
    'INSERT INTO changes (campaign, at, actor, what, detail) VALUES (?, ?, ?, ?, ?)',
    ...[campaign, at, actor, what, detail ?? null],
  );
}
