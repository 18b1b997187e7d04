import type { Saying } from './author-words.en.ts';
import { dayOf, hasBegun, instantOf, isDate, isInstant } from './calendar.ts';
import { formatNumber } from './format.ts';
import { kinds } from './kinds.ts';
import { mostItems, mostSigns, mostSources } from './limits.ts';
import { nearestName } from './field-names.ts';
import { misspelt } from './misspelt.ts';
import { resolveLink } from './link.ts';
import { Told } from './told.ts';

/*
 * What a campaign's author should know of a document that can be read: what readers don't see of it, and why. Told where somebody
 * asks for it (`debug`), never to readers. Sums have their own rules, in ledger.ts.
 */

/** What the review needs to know of the page. */
export interface ReviewContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Where the page stands; pictures from elsewhere are not shown there. Absent: not known. */
  readonly origin?: string | undefined;
  /** Address of the document; relative links are resolved against it. */
  readonly base?: string | undefined;
}

/** A reader's clock, or an author's, may be a little off. */
const grace = 3_600_000;

/** A bare day counts as its noon, and begins earlier in the east. */
const day = 36 * 3_600_000;

type Fields = Readonly<Record<string, unknown>>;

/** Reviews a document of the wire format, before anything was refused of it. Never throws. */
export function review(document: unknown, { base, now, origin }: ReviewContext): readonly Told[] {
  if (!isFields(document)) return [];
  const found: Told[] = misspelt(document);
  const tell = (path: string, say: Saying): unknown => found.push(new Told(path, say));

  const { ends, starts } = document;
  if (isDateText(starts) && isDateText(ends) && isLater(starts, ends)) {
    tell('starts', (words) => words.startAfterEnd(shown(starts), shown(ends)));
  }

  const timeZone = kinds.zone(document['timeZone']);
  const isFuture = (value: unknown): value is string =>
    isDateText(value) && instantOf(value) > now - day && !hasBegun(value, now + grace, timeZone);
  const { asOf } = document;
  if (isFuture(asOf)) tell('asOf', (words) => words.futureFigures(shown(asOf)));

  const sources = itemsOf(document['sources']);
  for (const [index, { asOf: when }] of sources.entries()) {
    if (isFuture(when)) tell(`sources[${index}].asOf`, (words) => words.futureFigures(shown(when)));
  }

  const ids = sources.flatMap(({ id }) => (typeof id === 'string' ? [id.trim()] : []));
  const known = new Set(ids);
  const entries = itemsOf(document['entries']);
  const once = new Once(tell);
  for (const [index, { at, source }] of entries.entries()) {
    if (isFuture(at)) once.tell('at', `entries[${index}].at`, (words) => words.futureEntry(shown(at)));
    if (typeof source !== 'string' || !source.trim() || known.has(source.trim())) continue;
    once.tell(`source ${source}`, `entries[${index}].source`, (words) => {
      const meant = nearestName(source, ids.slice(0, mostSources));
      return meant === undefined
        ? words.unknownSource(shown(source), ids.slice(0, 8).map(shown))
        : words.meantSource(shown(source), shown(meant));
    });
  }
  once.done();

  const { cover } = isFields(document['book']) ? document['book'] : {};
  const picture = typeof cover === 'string' && kinds.link(cover) ? originOf(resolveLink(cover, base)) : undefined;
  if (origin && picture && picture !== origin) tell('book.cover', (words) => words.foreignCover(picture));

  textsOf(document, tell);
  return found;
}

/** Faults of many items, each kind told with the first and how many there are. */
class Once {
  readonly #tell: (path: string, say: Saying) => unknown;
  readonly #found = new Map<string, { readonly path: string; readonly say: Saying; more: number }>();

  constructor(tell: (path: string, say: Saying) => unknown) {
    this.#tell = tell;
  }

  tell(kind: string, path: string, say: Saying): void {
    const known = this.#found.get(kind);
    if (known) known.more += 1;
    else if (this.#found.size < 20) this.#found.set(kind, { path, say, more: 0 });
  }

  done(): void {
    for (const { more, path, say } of this.#found.values()) {
      this.#tell(path, (words) => (more ? `${say(words)} (${words.moreOfThem(more)})` : say(words)));
    }
  }
}

/**
 * UTF-8 that was read as Latin-1 or Windows-1252 on its way, and saved so: two letters for one, the first of which stands in few words.
 * `Ã¤` was `ä`, `â‚¬` was `€`.
 */
const garbled =
  /Ã[\u0080-\u00bf\u0152-\u017e\u02c6-\u2122]|â[\u0080-\u00bf\u0152-\u017e\u02c6-\u2122]{2}|Â[\u00a0-\u00bf]/;

/** What is seen of each text and list: letters that were lost, and what is too long. */
function textsOf(document: Fields, tell: (path: string, say: Saying) => unknown): void {
  const once = new Once(tell);
  const visit = (value: unknown, path: string, depth: number): void => {
    if (typeof value === 'string') {
      const start = value.slice(0, mostSigns);
      if (start.includes('\ufffd')) once.tell('lost', path, (words) => words.textUnreadable);
      const word = garbled.exec(start);
      if (word) {
        const before = /\S*$/.exec(start.slice(Math.max(0, word.index - 20), word.index))![0];
        const wrong = before + start.slice(word.index).split(/\s/, 1)[0]!.slice(0, 30);
        once.tell('garbled', path, (words) => words.textGarbled(shown(wrong), shown(mended(wrong))));
      }
      if (value.length > mostSigns) {
        const count = value.length;
        once.tell('long', path, (words) => words.tooLong(counted(count, words), counted(mostSigns, words)));
      }
      return;
    }
    // The format is five levels deep; what lies deeper is none of it.
    if (typeof value !== 'object' || value === null || depth > 6) return;
    if (!Array.isArray(value)) {
      for (const [name, inner] of Object.entries(value))
        visit(inner, path ? `${path}.${name.slice(0, 40)}` : name.slice(0, 40), depth + 1);
      return;
    }
    const { length } = value;
    if (length > mostItems && path !== 'entries' && path !== 'sources') {
      tell(path, (words) => words.tooMany(counted(length, words), counted(mostItems, words)));
    }
    for (const [index, inner] of value.entries()) visit(inner, `${path}[${index}]`, depth + 1);
  };
  visit(document, '', 0);
  once.done();
}

/** What of Windows-1252 lies elsewhere than in Latin-1: by the byte, from 0x80. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** A garbled word as it was once: its letters back to bytes, and these read as UTF-8. */
function mended(wrong: string): string {
  const bytes = Array.from(wrong, (sign) => {
    const place = windows.indexOf(sign);
    return place < 0 ? sign.charCodeAt(0) : 0x80 + place;
  });
  try {
    return decodeURIComponent(
      bytes.map((byte) => (byte > 255 ? '' : `%${byte.toString(16).padStart(2, '0')}`)).join(''),
    );
  } catch {
    return '…';
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The items of a list that have fields; where they stand in it is kept. */
const itemsOf = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? value.map((item: unknown) => (isFields(item) ? item : {})) : [];

/** Whether one date is after another: by the day, where one of them is only that. */
const isLater = (one: string, other: string): boolean =>
  isInstant(one) && isInstant(other) ? instantOf(one) > instantOf(other) : dayOf(one) > dayOf(other);

const isDateText = (value: unknown): value is string => typeof value === 'string' && isDate(value);

/** A value of the document within a sentence. */
const shown = (value: string): string => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);

/** A number as the language writes it. */
const counted = (count: number, { language }: { readonly language: string }): string => formatNumber(count, language);

function originOf(link: string): string | undefined {
  try {
    return new URL(link).origin;
  } catch {
    return undefined;
  }
}
