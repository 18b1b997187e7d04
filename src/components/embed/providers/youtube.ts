import type { Frame, Provider } from '../provider.ts';

const frame = (id: string, start: string, shape: Frame['shape']): Frame => ({
  src: `https://www.youtube-nocookie.com/embed/${id}${start && `?start=${start}`}`,
  shape,
});

/** Seconds in `90`, `90s` or `1m30s`; empty for anything else. */
function secondsIn(text: string | null): string {
  const [whole, hours, minutes, seconds] = /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?$/.exec(text ?? '') ?? [];
  const found = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return whole && found ? `${found}` : '';
}

/** Apps put their own parameters behind an address that has some, with another `?` or with an `&` alone: `ID?si=…`, `ID&t=9`. */
const uncut = (text: string): string => text.replace(/(?:[?&]|%3F|%26)(?:si|t|feature|list|pp|ab_channel)=.*$/, '');

/**
 * YouTube, framed from its privacy-enhanced host, which keeps nothing about those who don't play the video:
 * https://support.google.com/youtube/answer/171780. Frame and `start`: https://developers.google.com/youtube/player_parameters.
 * Without a Referer it answers "error 153":
 * https://developers.google.com/youtube/terms/required-minimum-functionality#embedded-player-api-client-identity
 */
export const youtube: Provider = {
  name: 'YouTube',
  kind: 'video',
  hosts: [
    'youtube.com',
    'www.youtube.com',
    'm.youtube.com',
    'music.youtube.com',
    'gaming.youtube.com',
    'youtu.be',
    'www.youtu.be',
    'youtube-nocookie.com',
    'www.youtube-nocookie.com',
  ],
  privacy: () => 'https://policies.google.com/privacy',
  allow: 'fullscreen',
  needsOrigin: true,
  match: ({ hash, hostname, pathname, searchParams }) => {
    const [, first = '', second = ''] = pathname.split('/').map(uncut);
    const isShort = /^(?:www\.)?youtu\.be$/.test(hostname);
    const id = isShort
      ? first
      : first === 'watch'
        ? uncut(searchParams.get('v') ?? second)
        : /^(?:embed|shorts|live|v|e)$/.test(first)
          ? second || undefined
          : undefined;
    // Players of a channel or a list, whose names are as long as a video's.
    if (id === undefined || (isShort && !id) || /^(?:videoseries|live_stream)$/.test(id)) return undefined;
    // A video's name has always had eleven characters; an address with another is one that was cut off.
    if (!/^[\w-]{11}$/.test(id)) return 'broken';
    const start = secondsIn(
      searchParams.get('t') ??
        searchParams.get('start') ??
        searchParams.get('time_continue') ??
        /^#t=(\w{1,12})$/.exec(hash)?.[1] ??
        null,
    );
    return frame(id, start, first === 'shorts' ? 'tall' : 'wide');
  },
};
