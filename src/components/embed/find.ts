import { isLink, resolveLink } from '../../core/link.ts';
import type { Frame, Provider } from './provider.ts';
import { audio } from './providers/audio.ts';
import { bluesky } from './providers/bluesky.ts';
import { facebook } from './providers/facebook.ts';
import { instagram } from './providers/instagram.ts';
import { mastodon } from './providers/mastodon.ts';
import { spotify } from './providers/spotify.ts';
import { vimeo } from './providers/vimeo.ts';
import { x } from './providers/x.ts';
import { youtube } from './providers/youtube.ts';

const providers: readonly Provider[] = [youtube, vimeo, x, facebook, instagram, bluesky, spotify];
/** Those that may be at any host which isn't one of the above. */
const anywhere: readonly Provider[] = [audio, mastodon];

/** What can be made of a text that should be a link. */
export interface Found {
  /** Absent: it is no link, or one that can't lead anywhere. */
  readonly link?: string;
  readonly frame?: Frame;
  readonly provider?: Provider;
  /** Whom the reader's browser asks for the frame. */
  readonly host?: string;
  /** On the page's own site: nobody else is asked. */
  readonly isOwn?: boolean;
}

/** Reads a link. @param page Address of the page on which it stands. */
export function find(text: string, page: string): Found {
  if (!isLink(text)) return {};
  const link = resolveLink(text, page);
  const url = new URL(link);
  // A port is never part of a public page's address; mailto and tel can't be framed.
  if (!/^https?:$/.test(url.protocol)) return { link };
  const { origin } = new URL(page);
  const isOwn = url.origin === origin;
  if (url.port && !isOwn) return { link };
  const known = providers.find(({ hosts }) => hosts!.includes(url.hostname));
  for (const provider of known ? [known] : anywhere) {
    const frame = provider.match(url);
    if (frame === 'broken') return {};
    if (!frame) continue;
    const source = new URL(frame.src);
    // A frame of our own site would share the page's rights, which no sandbox could keep from it.
    if (isOwn ? frame.shape !== 'audio' : source.protocol !== 'https:') return { link };
    return { link, frame, provider, host: source.hostname, isOwn };
  }
  return { link };
}
