import type { Network } from '../post.ts';

/** Mastodon has no one address: this page of its makers asks for the server. The text is in the fragment, which no server sees. */
export const mastodon: Network = {
  id: 'mastodon',
  name: 'Mastodon',
  icon: 'M8 14V9.5a2 2 0 0 1 4 0V12m0-2.500a2 2 0 0 1 4 0V14M15 20c-5 1-10 .5-10-6V9c0-4 3-5 7-5s7 1 7 5v3c0 4-3 4.5-7 4.5-2 0-3-.3-3-.3',
  link: 'https://share.joinmastodon.org/#text={post}',
  limit: 500,
  linkCost: 23,
};
