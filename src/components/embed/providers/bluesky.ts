import type { Provider } from '../provider.ts';

/**
 * Bluesky: https://github.com/bluesky-social/social-app/blob/main/bskyweb/README.embed.md. The frame's address names the author
 * by DID (`did:plc:…`) and refuses handles, which only a request could turn into one; a link with a handle stays a plain link.
 * "Embed post" in the app shows the address with the DID.
 */
export const bluesky: Provider = {
  name: 'Bluesky',
  kind: 'post',
  hosts: ['bsky.app', 'www.bsky.app'],
  privacy: () => 'https://bsky.social/about/support/privacy-policy',
  match: ({ pathname }) => {
    const [, did, id] =
      /^\/profile\/(did:(?:plc:[a-z2-7]{24}|web:[a-z\d.-]{1,253}))\/post\/([a-z\d]{1,32})\/?$/.exec(
        pathname.replace(/%3A/gi, ':'),
      ) ?? [];
    return id ? { src: `https://embed.bsky.app/embed/${did}/app.bsky.feed.post/${id}`, shape: 480 } : undefined;
  },
};
