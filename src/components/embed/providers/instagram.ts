import type { Provider } from '../provider.ts';

/**
 * Instagram. What it documents is a script for the host's page (https://developers.facebook.com/docs/instagram-platform/oembed),
 * which we never load; this is the page which that script puts into a frame, with the caption, and without the parameters
 * that say who shared it.
 */
export const instagram: Provider = {
  name: 'Instagram',
  kind: 'post',
  hosts: ['instagram.com', 'www.instagram.com', 'm.instagram.com', 'instagr.am', 'www.instagr.am'],
  privacy: () => 'https://privacycenter.instagram.com/policy',
  match: ({ pathname }) => {
    // What "share" gives an app is another name, which only a request could turn into the post's own.
    const [, kind = '', id] =
      /^\/(?!share\/|reels\/audio\b)(?:[\w.]{1,30}\/)?(p|reels?|tv)\/([\w-]{5,60})(?:\/embed(?:\/captioned)?)?\/?$/.exec(
        pathname,
      ) ?? [];
    // A list of reels is copied with the name of the one that is seen.
    return id
      ? { src: `https://www.instagram.com/${kind.replace('reels', 'reel')}/${id}/embed/captioned/`, shape: 720 }
      : undefined;
  },
};
