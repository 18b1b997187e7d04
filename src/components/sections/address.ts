import { onFragment } from '../shared/fragment.ts';

/** What follows the page's address. */
export interface Follower {
  /**
   * Opens what the address asks for, and says whether it has that. `arrive`: the page was opened so, and the reader is taken
   * there; `stay`: it was, but the reader is elsewhere by now; `change`: the address changed while the page was open, or a link asked again.
   */
  follow(how: 'arrive' | 'stay' | 'change'): boolean;
}

/** In the order in which they came to the page, which is the order on it for all that stood there from the start. */
const followers = new Set<Follower>();
let stopListening: (() => void) | undefined;
/** Who has followed the address with which the page was opened. */
const served = new WeakSet<Follower>();

/** Of several that have what a link asks for, the first goes there: a reader can't be led to two places. */
function handleFragment(): void {
  for (const follower of followers) if (follower.follow('change')) return;
}

export const address = {
  join(follower: Follower): void {
    if (!followers.size) stopListening = onFragment(handleFragment);
    followers.add(follower);
  },

  leave(follower: Follower): void {
    followers.delete(follower);
    if (!followers.size) stopListening?.();
  },

  /**
   * Follows the address as it is, unless another has. A reader who has begun to read elsewhere is not taken along.
   * @param isLed Whether the follower is there only now because the reader has followed a link.
   */
  followFirst(follower: Follower, isLed: boolean): void {
    if ([...followers].some((one) => served.has(one))) return;
    const isElsewhere = scrollY > 0 || document.activeElement !== document.body;
    if (follower.follow(isLed ? 'change' : isElsewhere ? 'stay' : 'arrive')) served.add(follower);
  },
};
