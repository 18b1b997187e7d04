import { lastAttempt } from './attempt.ts';

/** The parameter by which an adapter brings a supporter back. */
export const parameter = 'glassjar-donation';

/** A donation that the page was opened with. */
interface Return {
  readonly reference: string;
  /** Campaigns whose backend doesn't know it. */
  readonly refusedBy: Set<string>;
}

/** What came back and was not taken up by an element yet. */
let waiting: Return | undefined;
/** What an element has taken up, and nobody has answered yet. */
let taken: Return | undefined;

/** Elements that take up what another one gives back. */
const looking = new Set<() => void>();

const inAddress = (): RegExpExecArray | null => new RegExp(`([?&])${parameter}=([^&#]*)(&?)`).exec(location.search);

/**
 * Finds the reference of a donation in the page's address. It stays there until it is answered, so that a reload in between
 * (no network on the way home) asks again.
 */
export function takeReturn(): void {
  const reference = inAddress()?.[2];
  if (reference === undefined) return;
  // Providers' references are letters, digits and hyphens; whatever else comes was not made by one.
  if (!/^[\w.~-]{1,255}$/.test(reference)) clearAddress();
  else if (reference !== taken?.reference && reference !== waiting?.reference)
    waiting = { reference, refusedBy: new Set() };
}

/** Calls back when there may be something to claim. Answers with the way to stop. */
export function onReturn(look: () => void): () => void {
  looking.add(look);
  return () => looking.delete(look);
}

/** The reference, for the element whose campaign it belongs to; for one element only. @param campaign As `attempt` was told. */
export function claimReturn(campaign: string): string | undefined {
  if (!waiting || waiting.refusedBy.has(campaign)) return undefined;
  // Begun on this page, it is known for which of its campaigns. Who comes by another way has to be asked about.
  const last = lastAttempt();
  const meant = last?.page === location.pathname ? last.campaign : campaign;
  if (meant !== campaign && !waiting.refusedBy.has(meant)) return undefined;
  taken = waiting;
  waiting = undefined;
  // Who had to say that it isn't known here can stop saying so.
  for (const look of [...looking]) look();
  return taken.reference;
}

/** Whether an element is asking about it. */
export const isTaken = (reference: string): boolean => taken?.reference === reference;

/**
 * The element can't ask any more, or its backend doesn't know this donation: another one of the page may.
 * @returns Whether another one has taken it up.
 */
export function giveBack(reference: string, refusedBy?: string): boolean {
  if (taken?.reference !== reference) return false;
  const given = (waiting = taken);
  taken = undefined;
  if (refusedBy !== undefined) given.refusedBy.add(refusedBy);
  for (const look of [...looking]) look();
  return taken === given;
}

/** It is answered: out of the address bar, so that neither a reload nor a shared link tells of it again. */
export function answered(reference: string): void {
  if (taken?.reference === reference) taken = undefined;
  if (inAddress()?.[2] === reference) clearAddress();
}

/** What the site has in its address beside it stays as it is, sign by sign. */
function clearAddress(): void {
  const [whole, before, , after] = inAddress()!;
  const search = location.search.replace(whole, after ? before! : '');
  history.replaceState(history.state, '', location.pathname + search + location.hash);
}
