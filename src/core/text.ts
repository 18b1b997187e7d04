import { nfc } from './nfc.ts';
import { mostSigns } from './limits.ts';

/**
 * What a text may not bring into a page: control characters, and the invisible ones that turn or hide its neighbours
 * (bidirectional overrides and isolates, UAX #9; zero-width space, word joiner and byte-order mark). ZWJ and ZWNJ stay: emoji, Persian.
 */
// eslint-disable-next-line no-control-regex -- naming control characters is the purpose
const unsafe =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Cs}/gu;

/** More than four marks on one letter is no language but an attack on the layout. */
const stackedMarks = /(\p{M}{4})\p{M}+/gu;

/** So many are put into order in no time; to order a tower of thousands takes the square of its height. */
const towers = /(\p{M}{16})\p{M}+/gu;

/**
 * A text made safe to stand beside figures: normalised (NFC), without control or direction characters, without towers of marks, trimmed.
 * Of a longer one than any campaign needs the rest is left out, behind an ellipsis.
 */
export function clean(text: string): string {
  if (text.length > mostSigns) return clean(text.slice(0, mostSigns - 1).replace(/[\ud800-\udbff]$/, '')) + '…';
  // Most texts are plain Latin letters, which nothing of this can touch.
  if (/^[ -~\u00a0-\u017f]*$/.test(text)) return text.trim();
  return nfc(text.replace(unsafe, '').replace(towers, '$1')).replace(stackedMarks, '$1').trim();
}
