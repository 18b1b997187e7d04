import type { Provider } from '../provider.ts';

/** Spotify: frame, heights and `encrypted-media` as in https://developer.spotify.com/documentation/embeds/tutorials/using-the-oembed-api */
export const spotify: Provider = {
  name: 'Spotify',
  kind: 'audio',
  hosts: ['open.spotify.com', 'play.spotify.com'],
  privacy: () => 'https://www.spotify.com/legal/privacy-policy/',
  allow: 'encrypted-media; fullscreen',
  match: ({ pathname }) => {
    const [, kind = '', id] =
      /^\/(?:intl-[a-z]{2}(?:-[a-z]{2})?\/|embed(?:-podcast)?\/|user\/[\w.-]{1,60}\/)?(episode|show|track|album|playlist|artist)\/([\da-zA-Z]{22})\/?$/.exec(
        pathname,
      ) ?? [];
    if (!id) return undefined;
    // One piece is a line with a button; what has several is a list.
    return { src: `https://open.spotify.com/embed/${kind}/${id}`, shape: /^(?:episode|track)$/.test(kind) ? 152 : 352 };
  },
};
