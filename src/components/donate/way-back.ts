import { lastAttempt } from './attempt.ts';

/** The parameter by which an adapter brings a supporter back. */
export const parameter = 'glassjar-donation';

/** What came back and was not taken up by an element yet. */
let waiting: string | undefined;

/**
 * Takes the reference of a donation out of the page's address and out of the address bar, so that a reload or a shared link does
 * not tell of it again. What the site has in its address beside it stays as it is, sign by sign.
 */
export function takeReturn(): void {
  const found = new RegExp(`([?&])${parameter}=([^&#]*)(&?)`).exec(location.search);
  if (!found) return;
  const [whole, before, reference, after] = found;
  const search = location.search.replace(whole, after ? before! : '');
  history.replaceState(history.state, '', location.pathname + search + location.hash);
  // Providers' references are letters, digits and hyphens; whatever else comes was not made by one.
  if (/^[\w.~-]{1,255}$/.test(reference!)) waiting = reference;
}

/** The reference, for the element whose campaign it belongs to; for one element only. @param campaign As `attempt` was told. */
export function claimReturn(campaign: string): string | undefined {
  const meant = lastAttempt()?.campaign ?? campaign;
  if (!waiting || meant !== campaign) return undefined;
  const claimed = waiting;
  waiting = undefined;
  return claimed;
}
