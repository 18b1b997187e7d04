import type { DonationIntent } from '../../adapters/adapter.ts';
import { clock } from '../shared/clock.ts';

/*
 * One key for each attempt to give. It is made by the click that starts a donation, never before, and kept in the tab until
 * the donation is settled, so that a reload or an answer that got lost asks for the same donation again and not for a
 * second one. No name, message or amount is kept: only a digest, by which another donation is told from the same one.
 */

/** What the tab keeps. */
interface Attempt {
  readonly key: string;
  readonly digest: number;
  /** Which campaign, where a page has several. */
  readonly campaign: string;
  /** Path of the page on which it began, and to which it comes back. */
  readonly page: string;
  /** When it began, ms since 1970. */
  readonly at: number;
}

const name = 'glassjar-donation';

/** Hours: payment providers forget a key after a day, and their pages close by then. */
const lifetime = 20 * 3_600_000;

/** For pages that may not store anything: then a reload begins anew. */
let inMemory: Attempt | undefined;

/** The intent with its key: the last attempt's when it was for the same donation. */
export function attempt(wanted: Omit<DonationIntent, 'key'>, campaign: string): DonationIntent {
  const last = lastAttempt();
  const isSame = last && last.campaign === campaign && last.digest === digest(last.key, wanted);
  const key = isSame ? last.key : newKey();
  if (!isSame) keep({ key, digest: digest(key, wanted), campaign, page: location.pathname, at: clock.now() });
  return { key, ...wanted };
}

/** The attempt under way, if there is one. */
export function lastAttempt(): Attempt | undefined {
  let kept: unknown;
  try {
    kept = JSON.parse(sessionStorage.getItem(name) ?? 'null');
  } catch {
    // Not allowed here, or not ours.
  }
  const found = isAttempt(kept) ? kept : inMemory;
  return found && Math.abs(clock.now() - found.at) < lifetime ? found : undefined;
}

/** The donation is settled: the next one is another. */
export function settle(): void {
  inMemory = undefined;
  try {
    sessionStorage.removeItem(name);
  } catch {
    // Not allowed here, so there is nothing either.
  }
}

function keep(made: Attempt): void {
  inMemory = made;
  try {
    sessionStorage.setItem(name, JSON.stringify(made));
  } catch {
    // Not allowed, or full: it is kept as long as the page is.
  }
}

const isAttempt = (value: unknown): value is Attempt => {
  const { at, campaign, digest: sum, key, page } = (value ?? {}) as Partial<Record<keyof Attempt, unknown>>;
  const isKey = typeof key === 'string' && /^[0-9a-f]{32}$/.test(key);
  return (
    isKey &&
    typeof sum === 'number' &&
    typeof campaign === 'string' &&
    typeof page === 'string' &&
    typeof at === 'number'
  );
};

/** 128 random bits. (`crypto.randomUUID` has six fewer, and is missing from pages without https.) */
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** 32 bits over the intent and its key (FNV-1a): enough to tell one donation from another, too few to tell what it was. */
function digest(key: string, wanted: Omit<DonationIntent, 'key'>): number {
  let hash = 0x811c9dc5;
  for (const sign of key + JSON.stringify(wanted)) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193) >>> 0;
  return hash;
}
