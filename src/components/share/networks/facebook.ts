import type { Network } from '../post.ts';

/** Takes an address only; the text comes from the page's own Open Graph tags. */
export const facebook: Network = {
  id: 'facebook',
  name: 'Facebook',
  icon: 'M17 3h-2.500A4.5 4.5 0 0 0 10 7.500V21M6.5 12H15',
  link: 'https://www.facebook.com/sharer/sharer.php?u={url}',
};
