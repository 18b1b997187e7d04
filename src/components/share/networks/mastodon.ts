import type { Network } from '../post.ts';

/** Mastodon has no one address: this page of its makers asks for the server. The text is in the fragment, which no server sees. */
export const mastodon: Network = {
  id: 'mastodon',
  name: 'Mastodon',
  icon: 'M8 14V9a2 2 0 0 1 4 0v3V9a2 2 0 0 1 4 0v5M15 20C8 21 5 19 5 14V9c0-4 3-5 7-5s7 1 7 5v3c0 4-4 5-10 4',
  link: 'https://share.joinmastodon.org/#text={post}',
  limit: 500,
  linkCost: 23,
};
