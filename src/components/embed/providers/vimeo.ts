import type { Provider } from '../provider.ts';

/**
 * Vimeo. `dnt=1` keeps it from setting new cookies: https://help.vimeo.com/hc/en-us/articles/26080940921361. `h` is the key of an
 * unlisted video. A video that its owner allows on some sites only needs to be told the site.
 */
export const vimeo: Provider = {
  name: 'Vimeo',
  kind: 'video',
  hosts: ['vimeo.com', 'www.vimeo.com', 'player.vimeo.com'],
  privacy: () => 'https://vimeo.com/privacy',
  allow: 'fullscreen',
  needsOrigin: true,
  match: ({ pathname, searchParams }) => {
    const [, id, key] =
      /^\/(?:videos?\/|manage\/videos\/|channels\/[\w-]+\/|groups\/[\w-]+\/videos\/|(?:album|showcase)\/\d+\/video\/|user\d+\/videos?\/|ondemand\/[\w-]+\/)?(\d{1,12})(?:\/([\da-f]{6,20}))?\/?$/.exec(
        pathname,
      ) ?? [];
    if (!id) return undefined;
    const hash = key ?? /^[\da-f]{6,20}$/.exec(searchParams.get('h') ?? '')?.[0];
    return { src: `https://player.vimeo.com/video/${id}?dnt=1${hash ? `&h=${hash}` : ''}`, shape: 'wide' };
  },
};
