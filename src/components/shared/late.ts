import type { Part } from '../../part.ts';
import { clock } from './clock.ts';
import { ticker } from './ticker.ts';

/**
 * A part that loads when an element first wants it: `undefined` until it is there, which renders the element again, as does each
 * failure. One that can't be had is asked for again when the network is back or the page is looked at anew, and else ever more seldom.
 */
export function late<Module extends object>(host: { requestUpdate(): void }, part: Part<Module>): Module | undefined {
  if (!part.loaded) {
    // What a click has asked for in vain is not asked for a second time at once.
    if (!part.hosts.size) (part.error ? later : ask)(part);
    part.hosts.add(host);
  }
  return part.loaded;
}

const ask = (part: Part): void => void part.load().catch(() => later(part));

function later(part: Part): void {
  const again = (): void => ask(part);
  ticker.at(clock.now() + Math.min(600_000, 15_000 * 2 ** part.failures), again, again);
}
