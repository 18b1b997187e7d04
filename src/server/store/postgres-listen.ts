import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { channel, settingsOf } from './postgres-connection.ts';

/**
 * Listens on a connection of its own until the signal comes, and connects again when it was cut.
 * @param onGap Called after that: while nobody listened, anything may have changed.
 * @returns Resolves when it listens for the first time.
 */
export async function listen(
  url: string,
  onChange: (campaign: string) => void,
  onGap: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let wait = 100;
  const open = async (): Promise<void> => {
    // Statements have an end; listening has none.
    const client = new pg.Client({ ...settingsOf(url), statement_timeout: 0 });
    const stop = (): void => void client.end().catch(() => undefined);
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => {
      if (payload !== undefined && !signal.aborted) onChange(payload);
    });
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    signal.addEventListener('abort', stop, { once: true });
    client.on('end', () => {
      signal.removeEventListener('abort', stop);
      if (!signal.aborted) void again();
    });
    if (signal.aborted) stop();
  };
  const again = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await sleep(wait, undefined, { signal });
        await open();
        wait = 100;
        await onGap();
        return;
      } catch {
        // The database is away; it is asked less and less often.
        wait = Math.min(wait * 2, 5000);
      }
    }
  };
  if (!signal.aborted) await open();
}
