import type { Network } from '../post.ts';

/** Posts have at most 280 characters, of which any link counts 23. */
export const x: Network = {
  id: 'x',
  name: 'X',
  icon: 'M4 4l16 16M20 4L4 20',
  link: 'https://x.com/intent/tweet?text={post}',
  limit: 280,
  linkCost: 23,
};
