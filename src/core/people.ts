import { weakest, type Bound, type Campaign } from './campaign.ts';
import { sourcesOf } from './sound.ts';

/** How well the number of those who gave is known: a source of gifts that does not count its givers makes it a lower bound. */
export const peopleBound = (campaign: Campaign): Bound =>
  weakest(
    sourcesOf(campaign)
      .filter(({ kind, supporters }) => kind !== 'sales' || supporters !== undefined)
      .map(({ bound, supporters }) => (supporters === undefined ? 'at-least' : bound)),
  );
