import type { Network } from '../post.ts';

export const telegram: Network = {
  id: 'telegram',
  name: 'Telegram',
  icon: 'M21 4L3 11l6 2.500M21 4l-3 16-9-6.500M21 4L9 13.500V20l3-4',
  link: 'https://t.me/share/url?url={url}&text={text}',
};
