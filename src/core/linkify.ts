import { isLink } from './link.ts';

/** A piece of a text; with `url`, one that is a link. */
export interface Piece {
  readonly text: string;
  readonly url?: string;
}

/** An address as people write it into a sentence: up to the next blank, quotation mark or angle bracket. */
const address = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"„“”«»\u0000-\u0020]+/giu;

const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Parts a plain text into words and bare http(s) addresses. Put together again, the pieces are the text. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(address)) {
    const url = withoutTail(found[0]);
    // The one list of what may be a link: no credentials, a host.
    if (!isLink(url)) continue;
    if (found.index > at) pieces.push({ text: text.slice(at, found.index) });
    pieces.push({ text: url, url });
    at = found.index + url.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** An address without the sentence's own punctuation at its end, and without a bracket that was opened before it. */
function withoutTail(found: string): string {
  const count: Record<string, number> = {};
  for (const sign of found) if (/[()[\]{}]/.test(sign)) count[sign] = (count[sign] ?? 0) + 1;
  let end = found.length;
  for (; end; end -= 1) {
    const sign = found[end - 1]!;
    const opening = brackets[sign];
    if (opening) {
      if ((count[sign] ?? 0) <= (count[opening] ?? 0)) break;
      count[sign]! -= 1;
    } else if (!/[.,;:!?'’‘…*_]/.test(sign)) break;
  }
  return found.slice(0, end);
}
