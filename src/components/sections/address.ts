/** What follows the page's address. */
export interface Follower {
  /**
   * Opens what the address asks for, and says whether it has that. `arrive`: the page was opened so, and the reader is taken
   * there; `stay`: it was, but the reader is elsewhere by now; `change`: the address changed while the page was open.
   */
  follow(how: 'arrive' | 'stay' | 'change'): boolean;
}

/** In the order in which they came to the page, which is the order on it for all that stood there from the start. */
const followers = new Set<Follower>();
/** Who has followed the address with which the page was opened. */
const served = new WeakSet<Follower>();

/** Of several that have what a link asks for, the first goes there: a reader can't be led to two places. */
function handleHash(): void {
  for (const follower of followers) if (follower.follow('change')) return;
}

export const address = {
  join(follower: Follower): void {
    if (!followers.size) addEventListener('hashchange', handleHash);
    followers.add(follower);
  },

  leave(follower: Follower): void {
    followers.delete(follower);
    if (!followers.size) removeEventListener('hashchange', handleHash);
  },

  /** Follows the address as it is, unless another has. A reader who has begun to read elsewhere is not taken along. */
  followFirst(follower: Follower): void {
    if ([...followers].some((one) => served.has(one))) return;
    const isElsewhere = scrollY > 0 || document.activeElement !== document.body;
    if (follower.follow(isElsewhere ? 'stay' : 'arrive')) served.add(follower);
  },
};
