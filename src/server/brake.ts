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

/** How many times a caller's limit a whole network of 48 bits has: a household may have one, and so may a town's phones. */
export const widely = 10;

/** What is counted. */
export type Counted = 'start' | 'failure' | 'share';

export interface Brake {
  /**
   * The hash of an address. IPv6 counts by its network of 64 bits, since that is what one caller gets, and all of them in one of 48
   * bits together, which is what a rented machine gets: with a dot between the two.
   */
  callerOf(address: string): string;
  /** @throws ServerError `too-many`, with the seconds to wait, when a caller is over the limit. Counts nothing. */
  check(kind: Counted, caller: string, limit: number): void;
  count(kind: Counted, caller: string): void;
  /** Takes one back that nothing was begun by: a repetition, or one that the server could not take. */
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
    for (const part of caller.split('.')) {
      const found = windowOf(kind, part);
      if (found) found.count += 1;
      else {
        const name = `${kind} ${part}`;
        windows.delete(name);
        windows.set(name, { until: clock.now() + hour, count: 1 });
      }
    }
  }

  return {
    callerOf(address) {
      if (clock.now() >= keyUntil) {
        key = random(32);
        keyUntil = clock.now() + day;
      }
      const hash = (network: string): string =>
        createHmac('sha256', key).update(network).digest('base64url').slice(0, 22);
      return networksOf(address).map(hash).join('.');
    },
    check(kind, caller, limit) {
      for (const [index, part] of caller.split('.').entries()) {
        const found = windowOf(kind, part);
        if (!found || found.count < limit * (index ? widely : 1)) continue;
        throw new ServerError('too-many', 'too many tries from your network; please wait, or use another way to give', {
          retryAfter: Math.ceil((found.until - clock.now()) / 1000),
        });
      }
    },
    count,
    forgive(kind, caller) {
      for (const part of caller.split('.')) {
        const found = windowOf(kind, part);
        if (found) found.count -= 1;
      }
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

/** An address as it counts: IPv4 whole, IPv6 by its first 64 bits and by its first 48, IPv4 in IPv6's clothes as IPv4. */
function networksOf(address: string): readonly string[] {
  const plain = address
    .trim()
    .toLowerCase()
    .replace(/^\[|\](?::\d+)?$/g, '')
    .replace(/%.*$/, '');
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/.exec(plain)?.[1];
  if (mapped) return [mapped];
  if (!plain.includes(':') || (plain.split(':').length === 2 && plain.includes('.')))
    return [plain.replace(/:\d+$/, '')];
  const [head = '', tail] = plain.split('::');
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const all =
    tail === undefined
      ? before
      : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  const parts = all.map((part) => part.replace(/^0+(?=.)/, ''));
  return [parts.slice(0, 4).join(':'), `${parts.slice(0, 3).join(':')}/48`];
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
