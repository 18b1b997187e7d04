import type { Clock, Limits, Random } from './context.ts';
import { ServerError } from './errors.ts';
import { describeError, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Snapshot, Snapshots } from './snapshots.ts';

/*
 * Server-sent events (HTML Standard, 9.2): each change of a campaign is written down once, and the same bytes go to all who listen.
 * What changes quickly is told once a second, with the newest figures.
 */

/** Milliseconds between two messages about one campaign, at least. */
const pause = 1000;
/** Milliseconds between two signs of life: what stands between us and a reader cuts silent lines off. */
const heartbeat = 25_000;
/** Milliseconds after which a page that lost its line asks again, spread so that not all come at once. */
const soonest = 2000;
const latest = 30_000;

export interface Listener {
  send(message: Uint8Array<ArrayBuffer>): void;
  /** The server can't go on: it is shutting down, or the campaign is gone. */
  end(): void;
}

export interface Events {
  /**
   * Tells a listener from now on, at once when the last it knows is not the newest.
   * @param known The last `id` it has, with its quotes or without.
   * @returns The way to leave.
   * @throws ServerError `unavailable` when there are too many, or the server is going; `not-found`.
   */
  join(campaign: string, listener: Listener, known?: string | null): Promise<() => void>;
  readonly size: number;
}

export interface EventsOptions {
  readonly snapshots: Snapshots;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: Limits;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Ends all lines. */
  readonly signal: AbortSignal;
}

interface Room {
  readonly listeners: Set<Listener>;
  /** When a message last went out. */
  sentAt: number;
  sent: string;
  isWaiting: boolean;
  message: { readonly etag: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const beat = bytesOf(':\n\n');
const bare = (etag: string): string => etag.replace(/^"|"$/g, '');

export function createEvents(options: EventsOptions): Events {
  const { clock, limits, log, metrics, random, signal, snapshots } = options;
  const rooms = new Map<string, Room>();
  let size = 0;
  let stopBeat: (() => void) | undefined;

  function messageOf(room: Room, { body, etag }: Snapshot): Uint8Array<ArrayBuffer> {
    if (room.message?.etag === etag) return room.message.bytes;
    // JSON.stringify writes no line breaks, which would end the message.
    const data = body.length <= limits.pushed ? `event: campaign\ndata: ${body.toString()}` : 'event: changed\ndata:';
    const bytes = bytesOf(`id: ${bare(etag)}\n${data}\n\n`);
    room.message = { etag, bytes };
    return bytes;
  }

  async function tell(campaign: string, room: Room): Promise<void> {
    room.isWaiting = false;
    const snapshot = await snapshots.get(campaign);
    if (!snapshot) return endAll(room);
    if (snapshot.etag === room.sent) return;
    room.sent = snapshot.etag;
    room.sentAt = clock.now();
    const message = messageOf(room, snapshot);
    for (const listener of room.listeners) listener.send(message);
  }

  function endAll(room: Room): void {
    for (const listener of [...room.listeners]) listener.end();
  }

  snapshots.onChange((campaign) => {
    const room = rooms.get(campaign);
    if (!room || room.isWaiting) return;
    room.isWaiting = true;
    clock.after(Math.max(0, room.sentAt + pause - clock.now()), () => {
      tell(campaign, room).catch((error: unknown) => log('error', 'events', describeError(error)));
    });
  });
  signal.addEventListener('abort', () => {
    for (const room of rooms.values()) endAll(room);
    stopBeat?.();
  });

  function keepAlive(): void {
    stopBeat = clock.after(heartbeat, () => {
      for (const room of rooms.values()) for (const listener of room.listeners) listener.send(beat);
      if (size) keepAlive();
      else stopBeat = undefined;
    });
  }

  return {
    get size() {
      return size;
    },
    async join(campaign, listener, known) {
      if (size >= limits.listeners || signal.aborted) {
        const retryAfter = soonest / 1000 + Math.floor(fraction(random) * (latest / 1000));
        throw new ServerError('unavailable', 'no more listeners now; ask for the campaign itself', { retryAfter });
      }
      size += 1;
      let hasLeft = false;
      const leave = (): void => {
        if (hasLeft) return;
        hasLeft = true;
        size -= 1;
        metrics.set('glassjar_listeners', size);
        const room = rooms.get(campaign);
        room?.listeners.delete(listener);
        if (room && !room.listeners.size && !room.isWaiting) rooms.delete(campaign);
      };
      try {
        const snapshot = await snapshots.get(campaign);
        if (!snapshot) throw new ServerError('not-found', 'no such campaign');
        const room = rooms.get(campaign) ?? {
          listeners: new Set(),
          sentAt: 0,
          sent: snapshot.etag,
          isWaiting: false,
          message: undefined,
        };
        rooms.set(campaign, room);
        listener.send(bytesOf(`retry: ${soonest + Math.floor(fraction(random) * (latest - soonest))}\n\n`));
        if (!known || bare(known) !== bare(snapshot.etag)) listener.send(messageOf(room, snapshot));
        // Others are told of it in their turn; this one has it.
        room.listeners.add(listener);
      } catch (error) {
        leave();
        throw error;
      }
      metrics.set('glassjar_listeners', size);
      if (!stopBeat) keepAlive();
      return leave;
    },
  };
}

/** From 0 up to, and without, 1. */
const fraction = (random: Random): number => {
  const [high = 0, low = 0] = random(2);
  return (high * 256 + low) / 65_536;
};
