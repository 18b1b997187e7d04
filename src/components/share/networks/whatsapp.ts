import type { Network } from '../post.ts';

export const whatsapp: Network = {
  id: 'whatsapp',
  name: 'WhatsApp',
  icon: 'M4 20l1.3-4A8 8 0 1 1 8 19zM9 9c0 3.5 2.5 6 6 6',
  link: 'https://wa.me/?text={post}',
};
