import type { Network } from '../post.ts';

/** Takes an address only. */
export const linkedin: Network = {
  id: 'linkedin',
  name: 'LinkedIn',
  icon: 'M5.5 9.500V19M5.5 5v.5M10.5 19V9.500m0 4a4 4 0 0 1 8 0V19',
  link: 'https://www.linkedin.com/sharing/share-offsite/?url={url}',
};
