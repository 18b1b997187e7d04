import type { Network } from '../post.ts';

/** RFC 6068: line breaks as CR LF. */
export const email: Network = {
  id: 'email',
  name: 'E-Mail',
  icon: 'M3.5 6h17v12h-17zM4 6.500l8 6.5 8-6.5',
  link: 'mailto:?subject={title}&body={text}%0D%0A%0D%0A{url}%0D%0A',
  target: '',
};
