import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { channel, cut, settingsOf } from './postgres-connection.ts';

/** Milliseconds between two signs of life, and within which one has to come back. */
const beatEvery = 10_000;
const beatWithin = 8000;
/** Milliseconds after which a connection that was lost is made again, at first and at most. */
const soonest = 100;
const latest = 5000;

export interface Listening {
  readonly onChange: (campaign: string) => void;
  /** Called when it listens again: while nobody did, anything may have changed. */
  readonly onGap: () => Promise<void>;
  readonly onTold: (isTold: boolean) => void;
}

/**
 * Listens on a connection of its own until the signal comes, and connects again when that was lost. One that died without a word (a
 * router that forgot it, a machine that was unplugged) is found by what it sends to itself and doesn't hear.
 * @returns Resolves when it listens for the first time; rejects when it can't.
 */
export async function listen(url: string, { onChange, onGap, onTold }: Listening, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  let line = await open(url, onChange, signal);
  const follow = async (): Promise<void> => {
    let wait = soonest;
    for (;;) {
      await line.lost;
      if (signal.aborted) return;
      onTold(false);
      for (;;) {
        // Not all servers at once.
        await sleep(wait * (0.5 + Math.random()), undefined, { signal, ref: false });
        try {
          line = await open(url, onChange, signal);
          await onGap();
          break;
        } catch {
          line.close();
          wait = Math.min(wait * 2, latest);
        }
      }
      wait = soonest;
      onTold(true);
    }
  };
  // All that it can end with is the signal.
  void follow().catch(() => undefined);
}

interface ListenLine {
  /** Resolves when it is no more. */
  readonly lost: Promise<void>;
  close(): void;
}

async function open(url: string, onChange: (campaign: string) => void, signal: AbortSignal): Promise<ListenLine> {
  // Statements have an end; listening has none.
  const client = new pg.Client({ ...settingsOf(url), statement_timeout: 0, query_timeout: beatWithin });
  const own = `${channel}_${randomBytes(12).toString('hex')}`;
  let hasBeaten = true;
  let timer: NodeJS.Timeout | undefined;
  const lost = new Promise<void>((gone) => client.on('end', () => gone()));
  client.on('error', () => undefined);
  client.on('notification', (message) => {
    if (message.channel === own) hasBeaten = true;
    else if (message.payload !== undefined && !signal.aborted) onChange(message.payload);
  });
  const close = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', close);
    cut(client);
  };
  const beat = (): void => {
    hasBeaten = false;
    client.query(`NOTIFY ${own}`).catch(close);
    timer = setTimeout(() => {
      if (!hasBeaten) return close();
      timer = setTimeout(beat, beatEvery - beatWithin).unref();
    }, beatWithin).unref();
  };
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    await client.query(`LISTEN ${own}`);
  } catch (error) {
    close();
    throw error;
  }
  void lost.then(close);
  signal.addEventListener('abort', close, { once: true });
  if (signal.aborted) close();
  else beat();
  return { lost, close };
}
