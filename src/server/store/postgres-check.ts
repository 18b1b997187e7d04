import { Audit, type AuditLine, type Checked, compareDonation, heldNotes } from '../books/audit.ts';
import type { Fact, ProviderEvent } from '../books/facts.ts';
import { type Connections, loadBooks, type Sql, transact } from './postgres-connection.ts';

/* Whether the books in PostgreSQL add up. */

/** Adds all lines up again and holds donations against their facts, in one moment of the books. */
export function checkBooks(pool: Connections): Promise<Checked> {
  return transact(pool, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', async (sql) => {
    const flaws: string[] = [];
    const notes: string[] = [];
    const [guard] = await sql<{ is: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = 'entries'::regclass AND tgname = 'entries_stay'
        AND tgenabled IN ('A', 'O')) AS is`;
    if (!guard!.is)
      flaws.push('the database: nothing keeps lines of the books from being changed (trigger entries_stay)');
    for (const { id, n } of await sql<{ id: string; n: number }[]>`SELECT id, n FROM campaigns ORDER BY id`) {
      const audit = new Audit(id);
      const from = (after: number) => sql<AuditLine[]>`
        SELECT number, flow, reason, sum, amount, source, reverses, donation, balance FROM entries
        WHERE campaign = ${n} AND number > ${after} ORDER BY number LIMIT 1000`;
      for (let lines = await from(0); lines.length; lines = await from(lines.at(-1)!.number)) {
        for (const line of lines) audit.add(line);
      }
      const donations = await checkDonations(sql, id, n);
      flaws.push(...audit.finish(await loadBooks(sql, n)), ...donations.flaws);
      notes.push(...donations.notes);
    }
    const held = await sql<{ event: string }[]>`SELECT event FROM held ORDER BY n`;
    notes.push(...heldNotes(held.map(({ event }) => JSON.parse(event) as ProviderEvent)));
    return { flaws, notes };
  });
}

interface DonationLines {
  readonly n: number;
  readonly status: string;
  readonly facts: readonly string[];
  readonly net: number;
}

async function checkDonations(sql: Sql, id: string, n: number): Promise<Checked> {
  const flaws: string[] = [];
  const notes: string[] = [];
  const { currency, pendingCount } = await loadBooks(sql, n);
  let pending = 0;
  const from = (after: number) => sql<DonationLines[]>`
    SELECT d.n, d.status, ARRAY (SELECT e.facts FROM events e WHERE e.donation = d.n) AS facts,
      (SELECT coalesce(sum(CASE e.flow WHEN 'gift+' THEN e.amount WHEN 'gift-' THEN -e.amount ELSE 0 END), 0)::bigint
       FROM entries e WHERE e.donation = d.n) AS net
    FROM donations d WHERE d.campaign = ${n} AND d.n > ${after} ORDER BY d.n LIMIT 1000`;
  for (let donations = await from(0); donations.length; donations = await from(donations.at(-1)!.n)) {
    for (const donation of donations) {
      pending += Number(donation.status === 'pending');
      const facts = donation.facts.flatMap((text) => JSON.parse(text) as Fact[]);
      const found = compareDonation(`${id}: donation ${donation.n}`, donation, facts, currency);
      flaws.push(...found.flaws);
      notes.push(...found.notes);
    }
  }
  if (pending !== pendingCount) flaws.push(`${id}: ${pendingCount} are said to be pending, ${pending} are`);
  return { flaws, notes };
}
