import { bluesky } from './networks/bluesky.ts';
import { email } from './networks/email.ts';
import { facebook } from './networks/facebook.ts';
import { linkedin } from './networks/linkedin.ts';
import { mastodon } from './networks/mastodon.ts';
import { reddit } from './networks/reddit.ts';
import { telegram } from './networks/telegram.ts';
import { threads } from './networks/threads.ts';
import { whatsapp } from './networks/whatsapp.ts';
import { x } from './networks/x.ts';
import type { Network } from './post.ts';

/** All networks, in the order in which they are offered where a campaign names none. */
export const networks: readonly Network[] = [
  mastodon,
  bluesky,
  facebook,
  whatsapp,
  email,
  telegram,
  threads,
  x,
  linkedin,
  reddit,
];

/**
 * The networks to offer: those a campaign names, in its order and no others, else all. `first` fit in a row; `more` are behind a
 * button. Names that nobody knows are passed over.
 */
export function networksFor(named: readonly string[] | undefined): {
  readonly first: readonly Network[];
  readonly more: readonly Network[];
} {
  const chosen = (named ?? [])
    .map((id) => networks.find((network) => network.id === id))
    .filter((network) => network !== undefined);
  const offered = chosen.length ? chosen : networks;
  return { first: offered.slice(0, shown), more: offered.slice(shown) };
}

/** As many as stand in one row at 320 px beside the button for more. */
const shown = 4;
