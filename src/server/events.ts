import { widely } from './brake.ts';
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
   * @param caller Whose line it is, as the brake knows callers.
   * @param known The last `id` it has, with its quotes or without.
   * @returns The way to leave.
   * @throws ServerError `unavailable` when there are too many, in all or of this caller, or the server is going; `not-found`.
   */
  join(campaign: string, listener: Listener, caller: string, known?: string | null): Promise<() => void>;
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
  /** Each with the ETag of what it has. */
  readonly listeners: Map<Listener, string>;
  /** How many are here whose first document is being made. */
  coming: number;
  /** How often the campaign has changed since the room was made. */
  changes: number;
  /** When a message last went out. */
  sentAt: number;
  isWaiting: boolean;
  message: { readonly etag: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const beat = bytesOf(':\n\n');
const bare = (etag: string): string => etag.replace(/^"|"$/g, '');

export function createEvents(options: EventsOptions): Events {
  const { clock, limits, log, metrics, random, signal, snapshots } = options;
  const rooms = new Map<string, Room>();
  /** How many lines each caller has, and each network that callers are in. */
  const lines = new Map<string, number>();
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
    const late = [...room.listeners].filter(([, has]) => has !== snapshot.etag);
    if (late.length) room.sentAt = clock.now();
    for (const [listener] of late) {
      room.listeners.set(listener, snapshot.etag);
      listener.send(messageOf(room, snapshot));
    }
    tidy(campaign, room);
  }

  function endAll(room: Room): void {
    for (const listener of [...room.listeners.keys()]) listener.end();
  }

  function tidy(campaign: string, room: Room): void {
    const isEmpty = !room.listeners.size && !room.coming && !room.isWaiting;
    if (isEmpty && rooms.get(campaign) === room) rooms.delete(campaign);
  }

  function tellSoon(campaign: string, room: Room): void {
    if (room.isWaiting) return;
    room.isWaiting = true;
    clock.after(Math.max(0, room.sentAt + pause - clock.now()), () => {
      tell(campaign, room).catch((error: unknown) => log('error', 'events', describeError(error)));
    });
  }

  snapshots.onChange((campaign) => {
    const room = rooms.get(campaign);
    if (!room) return;
    room.changes += 1;
    tellSoon(campaign, room);
  });
  signal.addEventListener('abort', () => {
    for (const room of rooms.values()) endAll(room);
    stopBeat?.();
  });

  function keepAlive(): void {
    stopBeat = clock.after(heartbeat, () => {
      for (const room of rooms.values()) for (const listener of room.listeners.keys()) listener.send(beat);
      if (size) keepAlive();
      else stopBeat = undefined;
    });
  }

  return {
    get size() {
      return size;
    },
    async join(campaign, listener, caller, known) {
      // A caller of IPv6 and, behind a dot, the network that one machine may be given.
      const parts = caller.split('.');
      const isOver = parts.some((part, at) => (lines.get(part) ?? 0) >= limits.listenersEach * (at ? widely : 1));
      if (size >= limits.listeners || isOver || signal.aborted) throw full();
      size += 1;
      for (const part of parts) lines.set(part, (lines.get(part) ?? 0) + 1);
      // Before anything is waited for: a change while the first document is made would be told to nobody.
      const room = rooms.get(campaign) ?? newRoom();
      rooms.set(campaign, room);
      room.coming += 1;
      let hasLeft = false;
      const leave = (): void => {
        if (hasLeft) return;
        hasLeft = true;
        size -= 1;
        for (const part of parts) {
          const left = (lines.get(part) ?? 1) - 1;
          if (left) lines.set(part, left);
          else lines.delete(part);
        }
        metrics.set('glassjar_listeners', size);
        room.listeners.delete(listener);
        tidy(campaign, room);
      };
      try {
        const { changes } = room;
        const snapshot = await snapshots.get(campaign).finally(() => (room.coming -= 1));
        if (!snapshot) throw new ServerError('not-found', 'no such campaign');
        if (signal.aborted) throw full();
        listener.send(bytesOf(`retry: ${soonest + Math.floor(fraction(random) * (latest - soonest))}\n\n`));
        if (!known || bare(known) !== bare(snapshot.etag)) listener.send(messageOf(room, snapshot));
        room.listeners.set(listener, snapshot.etag);
        // Changed meanwhile: those who were here may have been told already, and this one wasn't.
        if (room.changes !== changes) tellSoon(campaign, room);
      } catch (error) {
        leave();
        throw error;
      }
      metrics.set('glassjar_listeners', size);
      if (!stopBeat) keepAlive();
      return leave;
    },
  };

  function full(): ServerError {
    const retryAfter = soonest / 1000 + Math.floor(fraction(random) * (latest / 1000));
    return new ServerError('unavailable', 'no more listeners now; ask for the campaign itself', { retryAfter });
  }
}

const newRoom = (): Room => ({
  ...{ listeners: new Map<Listener, string>(), coming: 0, changes: 0, sentAt: 0, isWaiting: false, message: undefined },
});

/** From 0 up to, and without, 1. */
const fraction = (random: Random): number => {
  const [high = 0, low = 0] = random(2);
  return (high * 256 + low) / 65_536;
};
