import { createHmac } from 'node:crypto';
import type { Clock, Random } from './context.ts';
import { ServerError } from './errors.ts';

/*
 * Card testers try thousands of stolen cards on any page that takes one. The brake counts by address what is begun and what fails.
 * It keeps no address: only a hash, with a key that lives in memory for a day.
 */

const hour = 3_600_000;
const day = 24 * hour;
/** Callers that are remembered; beyond, the oldest are forgotten, so that a flood fills no memory. */
const mostCallers = 100_000;

/** What is counted. */
export type Counted = 'start' | 'failure' | 'share';

export interface Brake {
  /** The hash of an address. IPv6 counts by its network, since a network is what one caller gets. */
  callerOf(address: string): string;
  /** @throws ServerError `too-many`, with the seconds to wait, when a caller is over the limit. Counts nothing. */
  check(kind: Counted, caller: string, limit: number): void;
  count(kind: Counted, caller: string): void;
  /** Takes one back that turned out to be a repetition. */
  forgive(kind: Counted, caller: string): void;
  /** Remembers who began a donation, so that its failure can be counted. */
  begun(reference: string, caller: string): void;
  failed(reference: string): void;
}

interface Window {
  readonly until: number;
  count: number;
}

export function createBrake(clock: Clock, random: Random): Brake {
  const windows = new Map<string, Window>();
  const callers = new Map<string, { readonly caller: string; readonly until: number }>();
  let key = random(32);
  let keyUntil = clock.now() + day;

  /** The oldest come first in a map, and all live equally long. */
  function forget(map: Map<string, { readonly until: number }>): void {
    for (const [name, { until }] of map) {
      if (until > clock.now() && map.size <= mostCallers) return;
      map.delete(name);
    }
  }

  function windowOf(kind: Counted, caller: string): Window | undefined {
    const found = windows.get(`${kind} ${caller}`);
    return found && found.until > clock.now() ? found : undefined;
  }

  function count(kind: Counted, caller: string): void {
    forget(windows);
    const found = windowOf(kind, caller);
    if (found) found.count += 1;
    else {
      const name = `${kind} ${caller}`;
      windows.delete(name);
      windows.set(name, { until: clock.now() + hour, count: 1 });
    }
  }

  return {
    callerOf(address) {
      if (clock.now() >= keyUntil) {
        key = random(32);
        keyUntil = clock.now() + day;
      }
      return createHmac('sha256', key).update(networkOf(address)).digest('base64url').slice(0, 22);
    },
    check(kind, caller, limit) {
      const found = windowOf(kind, caller);
      if (!found || found.count < limit) return;
      throw new ServerError('too-many', 'too many tries from your network; please wait, or use another way to give', {
        retryAfter: Math.ceil((found.until - clock.now()) / 1000),
      });
    },
    count,
    forgive(kind, caller) {
      const found = windowOf(kind, caller);
      if (found) found.count -= 1;
    },
    begun(reference, caller) {
      forget(callers);
      callers.set(reference, { caller, until: clock.now() + hour });
    },
    failed(reference) {
      const found = callers.get(reference);
      if (found) count('failure', found.caller);
    },
  };
}

/** An address as it counts: IPv4 whole, IPv6 by its first 64 bits, IPv4 in IPv6's clothes as IPv4. */
function networkOf(address: string): string {
  const plain = address
    .trim()
    .toLowerCase()
    .replace(/^\[|\](?::\d+)?$/g, '')
    .replace(/%.*$/, '');
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/.exec(plain)?.[1];
  if (mapped) return mapped;
  if (!plain.includes(':')) return plain.replace(/:\d+$/, '');
  if (plain.split(':').length === 2 && plain.includes('.')) return plain.replace(/:\d+$/, '');
  const [head = '', tail] = plain.split('::');
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const all =
    tail === undefined
      ? before
      : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return all
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}

/**
 * Who asks, behind proxies of one's own. Each of them appends the address it was asked from to `X-Forwarded-For`, so that the
 * last ones are true and whatever stands before them may be made up.
 * @param hops How many proxies of one's own are before the server. 0: the header is not looked at.
 */
export function addressOf(socket: string | undefined, forwarded: string | null, hops: number): string {
  const list =
    hops > 0
      ? (forwarded ?? '')
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      : [];
  const chain = [...list, socket ?? ''];
  return chain[Math.max(0, chain.length - 1 - hops)] ?? '';
}
