import type { Network } from '../post.ts';

/** Posts have at most 300 graphemes. */
export const bluesky: Network = {
  id: 'bluesky',
  name: 'Bluesky',
  icon: 'M12 11C11 8.5 7.5 4.5 5 4.500c-2 0-1.5 3-1.2 5C4.2 12.5 6 13.5 9 13c-3.5.7-4.5 2.5-2.5 4.5 3 2.8 5-.5 5.5-2.5.5 2 2.5 5.3 5.5 2.5 2-2 1-3.8-2.5-4.5 3 .5 4.8-.5 5.2-3.5.3-2 .8-5-1.2-5-2.5 0-6 4-7 6.500z',
  link: 'https://bsky.app/intent/compose?text={post}',
  limit: 300,
};
