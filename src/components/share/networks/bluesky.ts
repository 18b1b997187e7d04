import type { Network } from '../post.ts';

/** Posts have at most 300 graphemes. */
export const bluesky: Network = {
  id: 'bluesky',
  name: 'Bluesky',
  icon: 'M12 11C10 6 5 4 4 5s0 8 5 8c-4 1-4 3-2 5s4 0 5-3c1 3 3 5 5 3s2-4-2-5c5 0 6-7 5-8s-6 1-8 6z',
  link: 'https://bsky.app/intent/compose?text={post}',
  limit: 300,
};
