import type { Network } from '../post.ts';

/** Posts have at most 500 characters. */
export const threads: Network = {
  id: 'threads',
  name: 'Threads',
  icon: 'M18 8.500C17.5 5.5 15.5 4 12 4c-4.5 0-6.5 3-6.5 8s2 8 6.5 8c3.5 0 6-2 6-4.5 0-3-3-4-6-4-2.5 0-3.5 1-3.5 2.200S9.5 16 11.5 16c2.5 0 3.5-1.5 3.5-4s-1-4-3-4c-1.3 0-2.2.5-2.7 1.3',
  link: 'https://www.threads.com/intent/post?text={post}',
  limit: 500,
};
