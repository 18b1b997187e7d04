import type { Provider } from '../provider.ts';

/** A podcast's episode as a file, for the browser's own player. */
export const audio: Provider = {
  kind: 'audio',
  match: ({ href, pathname }) =>
    /\.(?:mp3|m4a|aac|ogg|oga|opus|wav|flac)$/i.test(pathname) ? { src: href, shape: 'audio' } : undefined,
};
