import type { Sql, Writing } from './postgres-connection.ts';
import type { Change, KeptSecret, ShareCount, Store } from './store.ts';

/* What PostgreSQL keeps beside the books: shares, the log of changes, secrets. */

export async function countShare(writing: Writing, n: number, channel: string, now: string): Promise<void> {
  await writing.changed(n);
  await writing.sql`
    INSERT INTO shares (campaign, channel, count, at) VALUES (${n}, ${channel}, 1, ${now})
    ON CONFLICT (campaign, channel) DO UPDATE SET count = shares.count + 1, at = excluded.at`;
}

export const shares = (sql: Sql, n: number): Promise<readonly ShareCount[]> => sql<ShareCount[]>`
  SELECT channel, count, at FROM shares WHERE campaign = ${n} ORDER BY channel COLLATE "C"`;

export async function changes(sql: Sql, n: number, limit: number): Promise<readonly Change[]> {
  const rows = await sql<(Omit<Change, 'detail'> & { detail: string | null })[]>`
    SELECT at, actor, what, detail FROM changes WHERE campaign = ${n} ORDER BY changes.n DESC LIMIT ${limit}`;
  return rows.map(({ detail, ...change }) => ({ ...change, ...(detail !== null && { detail }) }));
}

export async function putSecret(
  sql: Sql,
  { expires, hash, kind, label }: Parameters<Store['putSecret']>[0],
  now: number,
): Promise<void> {
  await sql`DELETE FROM secrets WHERE expires < ${now}`;
  await sql`
    INSERT INTO secrets (hash, kind, expires, label) VALUES (${hash}, ${kind}, ${expires}, ${label ?? null})
    ON CONFLICT (hash) DO UPDATE SET kind = excluded.kind, expires = excluded.expires, label = excluded.label`;
}

export async function checkSecret(sql: Sql, hash: string, kind: string, now: number, once: boolean): Promise<boolean> {
  const found = once
    ? await sql`DELETE FROM secrets WHERE hash = ${hash} AND kind = ${kind} AND expires > ${now} RETURNING 1`
    : await sql`SELECT 1 FROM secrets WHERE hash = ${hash} AND kind = ${kind} AND expires > ${now}`;
  return found.length === 1;
}

export async function secrets(sql: Sql, kind: string): Promise<readonly KeptSecret[]> {
  const rows = await sql<{ hash: string; label: string | null; expires: number | string }[]>`
    SELECT hash, label, expires FROM secrets WHERE kind = ${kind} ORDER BY expires, hash COLLATE "C"`;
  return rows.map(({ expires, hash, label }) => ({
    hash,
    expires: Number(expires),
    ...(label !== null && { label }),
  }));
}
