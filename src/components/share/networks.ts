import { bluesky } from './networks/bluesky.ts';
import { facebook } from './networks/facebook.ts';
import { mastodon } from './networks/mastodon.ts';
import { whatsapp } from './networks/whatsapp.ts';
import type { Network } from './post.ts';

/** What is offered in the first row where a campaign names no networks; the others are in more-networks.ts and load on use. */
export const networks: readonly Network[] = [mastodon, bluesky, facebook, whatsapp];
