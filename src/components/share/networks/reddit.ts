import type { Network } from '../post.ts';

export const reddit: Network = {
  id: 'reddit',
  name: 'Reddit',
  icon: 'M12 9c4.5 0 8 2.3 8 5.500S16.5 20 12 20s-8-2.3-8-5.500S7.5 9 12 9zm0 0l1-5 4 1M9 13.500v.1M15 13.500v.1M9 17c1.8 1 4.2 1 6 0M4 12.500A2 2 0 1 1 6.5 10M20 12.500A2 2 0 1 0 17.5 10',
  link: 'https://www.reddit.com/submit?url={url}&title={title}',
};
