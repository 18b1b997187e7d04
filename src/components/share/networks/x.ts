import { compose, query, type Network } from '../post.ts';

/** Posts have at most 280 characters, of which any link counts 23. */
export const x: Network = {
  id: 'x',
  name: 'X',
  icon: 'M4 4l16 16M20 4L4 20',
  link: (post) => query('https://x.com/intent/tweet', { text: compose(post, 280, 23) }),
};
