import { query, type Network } from '../post.ts';

/** RFC 6068: line breaks as CR LF. */
export const email: Network = {
  id: 'email',
  name: 'email',
  icon: 'M3.5 6h17v12h-17zM4 6.500l8 6.5 8-6.5',
  link: ({ text, title, url }) => query('mailto:', { subject: title, body: `${text}\r\n\r\n${url}\r\n` }),
};
