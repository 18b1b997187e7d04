import type { Provider } from '../provider.ts';

/**
 * Instagram. What it documents is a script for the host's page (https://developers.facebook.com/docs/instagram-platform/oembed),
 * which we never load; this is the page which that script puts into a frame, with the caption, and without the parameters
 * that say who shared it.
 */
export const instagram: Provider = {
  name: 'Instagram',
  kind: 'post',
  hosts: ['instagram.com', 'www.instagram.com', 'm.instagram.com'],
  privacy: () => 'https://privacycenter.instagram.com/policy',
  match: ({ pathname }) => {
    const [, kind, id] = /^\/(?:[\w.]{1,30}\/)?(p|reel|tv)\/([\w-]{5,60})\/?$/.exec(pathname) ?? [];
    return id ? { src: `https://www.instagram.com/${kind}/${id}/embed/captioned/`, shape: 720 } : undefined;
  },
};
