import type { Fact, ProviderEvent } from '../books/facts.ts';
import { idsOf, keyOf, moneyIdsOf, waitsFor } from '../books/ids.ts';
import { type BookedRow, settlement } from '../books/settle.ts';
import type { DonationRow } from './rows.ts';
import { writeLine, writePerson } from './sqlite-books.ts';
import type { Database, Writing } from './sqlite-database.ts';

/* Events of providers, taken into SQLite. */

/** What the clock and chance bring in, so that neither is asked inside a transaction. */
export interface Outside {
  readonly now: string;
  /** At least 128 random bits. */
  readonly reference: () => string;
}

/** Takes an event in: what it says is known once, whichever came first. */
export function take(writing: Writing, event: ProviderEvent, outside: Outside): 'applied' | 'known' | 'held' {
  const { db } = writing;
  const { facts, id, provider, type } = event;
  if (db.get('SELECT 1 FROM events WHERE provider = ? AND id = ?', provider, id)) return 'known';
  const donation = find(db, event) ?? begin(writing, event, outside);
  db.run(
    'INSERT INTO events (provider, id, type, facts, donation) VALUES (?, ?, ?, ?, ?)',
    ...[provider, id, type, JSON.stringify(facts), donation ?? null],
  );
  if (donation === undefined) {
    hold(db, event);
    return 'held';
  }
  adopt(writing, donation, idsOf(event), outside);
  return 'applied';
}

/** Ties ids to a donation, takes in what was held for them, and what was held for what that named; then brings the books there. */
export function adopt(writing: Writing, donation: number, ids: readonly string[], outside: Outside): void {
  const { db } = writing;
  const queue = [...ids];
  // Mostly nothing is held: one look instead of one for each id.
  const isAnyHeld = db.get('SELECT 1 FROM held LIMIT 1') !== undefined;
  for (const id of queue) {
    if (!db.run('INSERT OR IGNORE INTO provider_ids (id, donation) VALUES (?, ?)', id, donation)) continue;
    if (isAnyHeld) for (const event of release(db, id, donation)) queue.push(...idsOf(event));
  }
  stand(writing, donation, outside);
}

/** Takes in what was held for a donation that is known from now on. */
export function welcome(writing: Writing, donation: number, reference: string, outside: Outside): void {
  const events = release(writing.db, `donation:${reference}`, donation);
  if (events.length) adopt(writing, donation, events.flatMap(idsOf), outside);
}

/** Takes in what was held for a campaign that exists from now on. */
export function open(writing: Writing, campaign: string, outside: Outside): void {
  const { db } = writing;
  for (const row of heldFor(db, `campaign:${campaign}`)) {
    // The one before may have let it in.
    if (!db.get('SELECT 1 FROM held WHERE n = ?', row.n)) continue;
    const event = JSON.parse(row.event) as ProviderEvent;
    const donation = find(db, event) ?? begin(writing, event, outside);
    if (donation === undefined) continue;
    give(db, row, donation);
    adopt(writing, donation, idsOf(event), outside);
  }
}

interface HeldRow {
  readonly n: number;
  readonly provider: string;
  readonly id: string;
  readonly event: string;
}

const heldFor = (db: Database, id: string): readonly HeldRow[] =>
  db.all('SELECT h.n, h.provider, h.id, h.event FROM held_for f JOIN held h ON h.n = f.held WHERE f.id = ?', id);

function hold(db: Database, event: ProviderEvent): void {
  const held = db.insert(
    'INSERT INTO held (provider, id, event) VALUES (?, ?, ?)',
    ...[event.provider, event.id, JSON.stringify(event)],
  );
  for (const id of waitsFor(event)) db.run('INSERT OR IGNORE INTO held_for (id, held) VALUES (?, ?)', id, held);
}

function give(db: Database, row: HeldRow, donation: number): void {
  db.run('UPDATE events SET donation = ? WHERE provider = ? AND id = ?', donation, row.provider, row.id);
  db.run('DELETE FROM held WHERE n = ?', row.n);
}

/** Gives what was held for an id to its donation. @returns The events. */
function release(db: Database, id: string, donation: number): readonly ProviderEvent[] {
  return heldFor(db, id).map((row) => {
    give(db, row, donation);
    return JSON.parse(row.event) as ProviderEvent;
  });
}

/** The donation an event is about: first by what was tied already, so that no payment moves to another one. */
function find(db: Database, event: ProviderEvent): number | undefined {
  const tied = (ids: readonly string[]): number | undefined => {
    for (const id of ids) {
      const row = db.get<{ donation: number }>('SELECT donation FROM provider_ids WHERE id = ?', id);
      if (row) return row.donation;
    }
    return undefined;
  };
  const { donation, ids } = event.about;
  const own = (): number | undefined =>
    donation === undefined
      ? undefined
      : db.get<{ n: number }>('SELECT n FROM donations WHERE reference = ?', donation)?.n;
  return tied(moneyIdsOf(event)) ?? own() ?? tied(ids);
}

/** Makes a donation of an event that begins one. */
function begin({ db }: Writing, event: ProviderEvent, { now, reference }: Outside): number | undefined {
  const { about, begins, facts } = event;
  if (!begins) return undefined;
  const campaign = db.get<{ n: number; currency: string }>(
    'SELECT n, currency FROM campaigns WHERE id = ?',
    begins.campaign,
  );
  const amount = facts.flatMap((fact) => ('amount' in fact && fact.amount.minor > 0 ? fact.amount : [])).at(0);
  if (!campaign || !amount) return undefined;
  const { interval, message, name, source = '' } = begins;
  const person = writePerson(db, {
    ...(name !== undefined && { name }),
    ...(message !== undefined && { message }),
    isPublic: true,
  });
  return db.insert(
    `INSERT INTO donations (reference, key, fingerprint, campaign, source, amount, currency, interval, status, created_at, person)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)`,
    ...[about.donation ?? reference(), keyOf(event), '', campaign.n, source, amount.minor, amount.currency],
    ...[interval ?? null, now, person],
  );
}

/** All that was told of a donation. */
export const factsOf = (db: Database, donation: number): Fact[] =>
  db
    .all<{ facts: string }>('SELECT facts FROM events WHERE donation = ?', donation)
    .flatMap((row) => JSON.parse(row.facts) as Fact[]);

/** Brings the books where the donation's facts say they must stand. */
function stand(writing: Writing, n: number, { now }: Outside): void {
  const { db } = writing;
  const donation = db.get<DonationRow>('SELECT * FROM donations WHERE n = ?', n)!;
  const { campaign, person, source } = donation;
  const facts = factsOf(db, n);
  const rows = db.all<BookedRow>(
    'SELECT number, key, flow, reason, amount, reverses FROM entries WHERE donation = ? ORDER BY number',
    n,
  );
  const { due, isVisible, status } = settlement(writing.books(campaign), donation, facts, rows);
  const places = new Map<string, { number: number; reason: string }>(rows.map((row) => [row.key, row]));
  for (const line of due) {
    const reverses = line.reverses === undefined ? undefined : places.get(line.reverses);
    // What takes a gift back needs no name beside it.
    const named = line.reason === 'donation' ? person : null;
    const number = writeLine(writing, campaign, { ...line, source, donation: n, reverses, person: named }, now);
    places.set(line.key, { number, reason: line.reason });
  }
  if (status !== donation.status) db.run('UPDATE donations SET status = ? WHERE n = ?', status, n);
  if (isVisible) writing.changed(campaign);
}
