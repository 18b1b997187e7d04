import type { Provider } from '../provider.ts';

/**
 * X, formerly Twitter. What it documents is a script for the host's page, which we never load; this is the page which that
 * script (platform.twitter.com/widgets.js) puts into a frame. `dnt` opts out of personalisation:
 * https://developer.x.com/en/docs/x-for-websites/webpage-properties. Should the page go away, the plain link stays.
 */
export const x: Provider = {
  name: 'X',
  kind: 'post',
  hosts: [
    'x.com',
    'www.x.com',
    'mobile.x.com',
    'm.twitter.com',
    'twitter.com',
    'www.twitter.com',
    'mobile.twitter.com',
  ],
  privacy: () => 'https://x.com/privacy',
  match: ({ pathname }) => {
    const id = /^\/(?:\w{1,20}|i\/web)\/status(?:es)?\/(\d{1,20})(?:\/|$)/.exec(pathname)?.[1];
    return id ? { src: `https://platform.twitter.com/embed/Tweet.html?dnt=true&id=${id}`, shape: 560 } : undefined;
  },
};
