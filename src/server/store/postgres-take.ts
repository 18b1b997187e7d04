import type { Fact, ProviderEvent } from '../books/facts.ts';
import { idsOf, keyOf, moneyIdsOf, waitsFor } from '../books/ids.ts';
import { type BookedRow, settlement } from '../books/settle.ts';
import { writeLine, writePerson } from './postgres-books.ts';
import { lock, lockMore, type Sql, type Writing } from './postgres-connection.ts';
import type { DonationRow } from './rows.ts';

/* Events of providers, taken into PostgreSQL. */

/** What the clock and chance bring in. */
export interface Outside {
  readonly now: string;
  /** At least 128 random bits. */
  readonly reference: () => string;
}

/** Lets nobody else work on what an event is about. */
export const lockFor = (sql: Sql, event: ProviderEvent): Promise<void> =>
  lock(sql, [`event:${event.provider}:${event.id}`, ...waitsFor(event)]);

/** Takes an event in: what it says is known once, whichever came first. */
export async function take(
  writing: Writing,
  event: ProviderEvent,
  outside: Outside,
): Promise<'applied' | 'known' | 'held'> {
  const { sql } = writing;
  const { facts, id, provider, type } = event;
  await lockFor(sql, event);
  const [known] = await sql`SELECT 1 FROM events WHERE provider = ${provider} AND id = ${id}`;
  if (known) return 'known';
  const donation = (await find(sql, event)) ?? (await begin(sql, event, outside));
  await sql`
    INSERT INTO events (provider, id, type, facts, donation)
    VALUES (${provider}, ${id}, ${type}, ${JSON.stringify(facts)}, ${donation ?? null})`;
  if (donation === undefined) {
    await hold(sql, event);
    return 'held';
  }
  await adopt(writing, donation, idsOf(event), outside);
  return 'applied';
}

/** Ties ids to a donation, takes in what was held for them, and what was held for what that named; then brings the books there. */
export async function adopt(
  writing: Writing,
  donation: number,
  ids: readonly string[],
  outside: Outside,
): Promise<void> {
  const { sql } = writing;
  let more = ids;
  while (more.length) {
    await lockMore(sql, more);
    const tied = await sql<{ id: string }[]>`
      INSERT INTO provider_ids (id, donation)
      SELECT DISTINCT id, ${donation}::bigint FROM unnest(${more}::text[]) AS id
      ON CONFLICT (id) DO NOTHING RETURNING id`;
    const events = await release(
      sql,
      tied.map(({ id }) => id),
      donation,
    );
    more = events.flatMap(idsOf);
  }
  await stand(writing, donation, outside);
}

/** Takes in what was held for a donation that is known from now on. */
export async function welcome(writing: Writing, donation: number, reference: string, outside: Outside): Promise<void> {
  const events = await release(writing.sql, [`donation:${reference}`], donation);
  if (events.length) await adopt(writing, donation, events.flatMap(idsOf), outside);
}

/** Takes in what was held for a campaign that exists from now on. */
export async function open(writing: Writing, campaign: string, outside: Outside): Promise<void> {
  const { sql } = writing;
  for (const row of await heldFor(sql, [`campaign:${campaign}`])) {
    const event = JSON.parse(row.event) as ProviderEvent;
    await lockMore(sql, waitsFor(event));
    // The one before may have let it in.
    const [isHeld] = await sql`SELECT 1 FROM held WHERE n = ${row.n}`;
    const donation = isHeld && ((await find(sql, event)) ?? (await begin(sql, event, outside)));
    if (donation === undefined) continue;
    await give(sql, row, donation as number);
    await adopt(writing, donation as number, idsOf(event), outside);
  }
}

interface HeldRow {
  readonly n: number;
  readonly provider: string;
  readonly id: string;
  readonly event: string;
}

const heldFor = (sql: Sql, ids: readonly string[]) => sql<HeldRow[]>`
  SELECT h.n, h.provider, h.id, h.event FROM held h
  WHERE h.n IN (SELECT held FROM held_for WHERE id = ANY (${ids}::text[])) ORDER BY h.n`;

async function hold(sql: Sql, event: ProviderEvent): Promise<void> {
  const [row] = await sql<{ n: number }[]>`
    INSERT INTO held (provider, id, event) VALUES (${event.provider}, ${event.id}, ${JSON.stringify(event)}) RETURNING n`;
  await sql`
    INSERT INTO held_for (id, held)
    SELECT DISTINCT id, ${row!.n}::bigint FROM unnest(${waitsFor(event)}::text[]) AS id`;
}

async function give(sql: Sql, row: HeldRow, donation: number): Promise<void> {
  await sql`UPDATE events SET donation = ${donation} WHERE provider = ${row.provider} AND id = ${row.id}`;
  await sql`DELETE FROM held WHERE n = ${row.n}`;
}

/** Gives what was held for ids to their donation. @returns The events. */
async function release(sql: Sql, ids: readonly string[], donation: number): Promise<readonly ProviderEvent[]> {
  if (!ids.length) return [];
  const rows = await heldFor(sql, ids);
  for (const row of rows) await give(sql, row, donation);
  return rows.map(({ event }) => JSON.parse(event) as ProviderEvent);
}

/** The donation an event is about: first by what was tied already, so that no payment moves to another one. */
async function find(sql: Sql, event: ProviderEvent): Promise<number | undefined> {
  const tied = async (ids: readonly string[]): Promise<number | undefined> => {
    if (!ids.length) return undefined;
    const [row] = await sql<{ donation: number }[]>`
      SELECT donation FROM provider_ids JOIN unnest(${ids}::text[]) WITH ORDINALITY AS asked (id, place)
      USING (id) ORDER BY place LIMIT 1`;
    return row?.donation;
  };
  const { donation, ids } = event.about;
  const known = await tied(moneyIdsOf(event));
  if (known !== undefined) return known;
  if (donation !== undefined) {
    const [own] = await sql<{ n: number }[]>`SELECT n FROM donations WHERE reference = ${donation}`;
    if (own) return own.n;
  }
  return tied(ids);
}

/** Makes a donation of an event that begins one. */
async function begin(sql: Sql, event: ProviderEvent, { now, reference }: Outside): Promise<number | undefined> {
  const { about, begins, facts } = event;
  const amount = facts.flatMap((fact) => ('amount' in fact && fact.amount.minor > 0 ? fact.amount : [])).at(0);
  if (!begins || !amount) return undefined;
  const [campaign] = await sql<{ n: number }[]>`SELECT n FROM campaigns WHERE id = ${begins.campaign}`;
  if (!campaign) return undefined;
  const { interval = null, message, name, source = '' } = begins;
  const person = await writePerson(sql, {
    ...(name !== undefined && { name }),
    ...(message !== undefined && { message }),
    isPublic: true,
  });
  const [row] = await sql<{ n: number }[]>`
    INSERT INTO donations
      (reference, key, fingerprint, campaign, source, amount, currency, interval, status, created_at, person)
    VALUES (${about.donation ?? reference()}, ${keyOf(event)}, '', ${campaign.n}, ${source}, ${amount.minor},
      ${amount.currency}, ${interval}, 'open', ${now}, ${person}) RETURNING n`;
  return row!.n;
}

/** All that was told of a donation. */
export async function factsOf(sql: Sql, donation: number): Promise<Fact[]> {
  const events = await sql<{ facts: string }[]>`SELECT facts FROM events WHERE donation = ${donation}`;
  return events.flatMap((row) => JSON.parse(row.facts) as Fact[]);
}

/** Brings the books where the donation's facts say they must stand. */
async function stand(writing: Writing, n: number, { now }: Outside): Promise<void> {
  const { sql } = writing;
  const [found] = await sql<{ campaign: number }[]>`SELECT campaign FROM donations WHERE n = ${n}`;
  const { campaign } = found!;
  // From here on nobody else changes these books, so that what is read now is what there is.
  const books = await writing.books(campaign);
  const [donation] = await sql<DonationRow[]>`SELECT * FROM donations WHERE n = ${n}`;
  const facts = await factsOf(sql, n);
  const rows = await sql<BookedRow[]>`
    SELECT number, key, flow, reason, amount, reverses FROM entries WHERE donation = ${n} ORDER BY number`;
  const { due, isVisible, status } = settlement(books, donation!, facts, rows);
  const { person, source } = donation!;
  const places = new Map<string, { number: number; reason: string }>(rows.map((row) => [row.key, row]));
  for (const line of due) {
    const reverses = line.reverses === undefined ? undefined : places.get(line.reverses);
    // What takes a gift back needs no name beside it.
    const named = line.reason === 'donation' ? person : null;
    const number = await writeLine(writing, campaign, { ...line, source, donation: n, reverses, person: named }, now);
    places.set(line.key, { number, reason: line.reason });
  }
  if (status !== donation!.status) await sql`UPDATE donations SET status = ${status} WHERE n = ${n}`;
  if (isVisible) await writing.changed(campaign);
}
