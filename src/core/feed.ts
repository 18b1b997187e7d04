import { instantOf } from './calendar.ts';
import { inLocalTime, readFeedDate } from './feed-date.ts';
import { isLink } from './link.ts';
import { textOfHtml, textOfXhtml } from './plain-text.ts';
import { clean } from './text.ts';
import { readXml, textOf, type XmlElement } from './xml.ts';

/*
 * Feeds, as a blog publishes them: JSON Feed 1.0 and 1.1, RSS 2.0 (and 0.9x), RSS 1.0 (RDF) and Atom 1.0 (RFC 4287), read to one list.
 * All of it is untrusted text: HTML is reduced to plain text, links are http(s) or absent, what has no meaning is left out.
 */

/** One post of a feed. */
export interface FeedItem {
  /** As the feed has it: often an address. */
  readonly id?: string;
  /** Where the post stands, absolute, http(s). */
  readonly url?: string;
  /** When it was published, as the wire format has dates. */
  readonly at?: string;
  /** When it was changed, more than ten minutes after. */
  readonly edited?: string;
  readonly title?: string;
  /** Plain text; blank lines part paragraphs. */
  readonly text?: string;
  /** BCP 47. */
  readonly language?: string;
  readonly tags: readonly string[];
}

/** A feed. */
export interface Feed {
  readonly title?: string;
  /** In the feed's order. */
  readonly items: readonly FeedItem[];
}

/** What reading a feed needs to know. */
export interface FeedContext {
  /** Address of the feed; relative links are resolved against it. */
  readonly base: string;
  /** Minutes from UTC at a moment (ms since 1970), for dates that a machine wrote in UTC. Absent: they stay in UTC. */
  readonly offsetAt?: (instant: number) => number;
}

/** Feeds hold the newest posts, rarely more than a few dozen; the rest of a larger one is not read. */
const mostItems = 500;

/** An edit sooner than this after publishing (ms) is still publishing. */
const grace = 600_000;

/** What an item says, before it is checked. */
interface Raw {
  readonly id?: unknown;
  readonly url?: unknown;
  /** What `url` is relative to, where not to the feed. */
  readonly base?: string | undefined;
  readonly at?: unknown;
  readonly edited?: unknown;
  readonly title?: unknown;
  readonly text?: unknown;
  readonly language?: unknown;
  readonly tags?: readonly unknown[];
}

/** Reads a feed; undefined for what is none. Never throws. */
export function readFeed(text: string, context: FeedContext): Feed | undefined {
  const start = text.replace(/^\ufeff/, '').trimStart();
  return start.startsWith('{') ? readJsonFeed(start, context) : readXmlFeed(start, context);
}

function readJsonFeed(text: string, context: FeedContext): Feed | undefined {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  const feed = fields(found);
  const { items } = feed;
  if (!Array.isArray(items)) return undefined;
  return feedOf(
    feed['title'],
    items.slice(0, mostItems).map((entry: unknown): Raw => {
      const item = fields(entry);
      const { content_html: html, content_text: plain, tags } = item;
      return {
        // The specification asks for a text, but has readers take a number too.
        id: typeof item['id'] === 'number' ? String(item['id']) : item['id'],
        url: item['url'] ?? item['external_url'],
        at: item['date_published'],
        edited: item['date_modified'],
        title: item['title'],
        text: typeof html === 'string' ? textOfHtml(html) : (plain ?? item['summary']),
        language: item['language'] ?? feed['language'],
        tags: Array.isArray(tags) ? tags : [],
      };
    }),
    context,
  );
}

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const contentSpace = 'http://purl.org/rss/1.0/modules/content/';
const dublinCore = 'http://purl.org/dc/elements/1.1/';
const dublinTerms = 'http://purl.org/dc/terms/';
const atomSpace = 'http://www.w3.org/2005/Atom';

/** The first child of such a name, in the element's own namespace unless another is named: `media:title` is no title. */
const child = (of: XmlElement | undefined, name: string, space = of?.space): XmlElement | undefined =>
  childrenOf(of, name, space)[0];

const childrenOf = (of: XmlElement | undefined, name: string, space = of?.space): XmlElement[] =>
  (of?.children ?? []).filter(
    (found): found is XmlElement => typeof found !== 'string' && found.name === name && found.space === space,
  );

const textIn = (element: XmlElement | undefined): string | undefined => (element ? textOf(element).trim() : undefined);
const htmlIn = (element: XmlElement | undefined): string | undefined =>
  element ? textOfHtml(textOf(element)) : undefined;

function readXmlFeed(text: string, context: FeedContext): Feed | undefined {
  const root = text.startsWith('<') ? readXml(text) : undefined;
  if (root?.name === 'feed') return readAtom(root, context);
  if (root?.name === 'rss') return readRss(child(root, 'channel'), undefined, context);
  if (root?.name !== 'RDF') return undefined;
  // RSS 1.0: the items stand beside the channel, in the channel's namespace.
  const channel = root.children.find((found) => typeof found !== 'string' && found.name === 'channel');
  return typeof channel === 'object' ? readRss(channel, root, context) : undefined;
}

/** @param list The element that holds the items, where that isn't the channel. */
function readRss(
  channel: XmlElement | undefined,
  list: XmlElement | undefined,
  context: FeedContext,
): Feed | undefined {
  if (!channel) return undefined;
  const language = textIn(child(channel, 'language')) ?? textIn(child(channel, 'language', dublinCore));
  const items = wholeOf(childrenOf(list ?? channel, 'item', channel.space));
  return feedOf(
    htmlIn(child(channel, 'title')),
    items.map((item): Raw => {
      const guid = child(item, 'guid');
      const id = textIn(guid);
      // A guid is the post's address unless it says otherwise (RSS 2.0).
      const permalink = guid?.attributes.get('isPermaLink') === 'false' ? undefined : id;
      return {
        id,
        url: textIn(child(item, 'link')) || permalink,
        at: textIn(child(item, 'pubDate')) ?? textIn(child(item, 'date', dublinCore)),
        edited: textIn(child(item, 'updated', atomSpace)) ?? textIn(child(item, 'modified', dublinTerms)),
        title: htmlIn(child(item, 'title')),
        text: htmlIn(child(item, 'encoded', contentSpace)) || htmlIn(child(item, 'description')),
        language: textIn(child(item, 'language', dublinCore)) ?? language,
        tags: childrenOf(item, 'category').map(textOf),
      };
    }),
    context,
  );
}

function readAtom(feed: XmlElement, context: FeedContext): Feed {
  const base = resolve(feed.attributes.get('xml:base'), context.base) ?? context.base;
  return feedOf(
    atomText(child(feed, 'title')),
    wholeOf(childrenOf(feed, 'entry')).map((entry): Raw => {
      const links = childrenOf(entry, 'link').filter(
        ({ attributes }) => (attributes.get('rel') ?? 'alternate') === 'alternate',
      );
      const page = links.find(({ attributes }) => /html/.test(attributes.get('type') ?? 'html')) ?? links[0];
      const updated = textIn(child(entry, 'updated'));
      return {
        id: textIn(child(entry, 'id')),
        url: page?.attributes.get('href'),
        base: resolve(entry.attributes.get('xml:base'), base) ?? base,
        at: textIn(child(entry, 'published')) ?? updated,
        edited: updated,
        title: atomText(child(entry, 'title')),
        text: atomText(child(entry, 'content')) || atomText(child(entry, 'summary')),
        language: entry.attributes.get('xml:lang') ?? feed.attributes.get('xml:lang'),
        tags: childrenOf(entry, 'category').map(({ attributes }) => attributes.get('term')),
      };
    }),
    context,
  );
}

/** A text construct of Atom: plain, HTML as text, or XHTML as elements. What is of another type is no text. */
function atomText(element: XmlElement | undefined): string | undefined {
  if (!element) return undefined;
  const type = element.attributes.get('type') ?? 'text';
  if (type === 'xhtml') return textOfXhtml(element);
  if (type.endsWith('html')) return textOfHtml(textOf(element));
  return type.startsWith('text') ? textOf(element) : undefined;
}

/** Those items that are there to their end: half a sentence might say the opposite of the whole. */
const wholeOf = (items: readonly XmlElement[]): XmlElement[] =>
  items.filter(({ isWhole }) => isWhole).slice(0, mostItems);

function feedOf(title: unknown, items: readonly Raw[], context: FeedContext): Feed {
  const name = words(title);
  return {
    ...(name && { title: name }),
    // A post in which nothing is said is none.
    items: items.map((item) => itemOf(item, context)).filter((item) => item.title ?? item.text),
  };
}

function itemOf(raw: Raw, { base, offsetAt }: FeedContext): FeedItem {
  const date = (value: unknown): string | undefined => {
    const read = typeof value === 'string' ? readFeedDate(value) : undefined;
    return read && offsetAt ? inLocalTime(read, offsetAt) : read;
  };
  const at = date(raw.at);
  const edited = date(raw.edited);
  return withoutAbsent({
    id: words(raw.id),
    url: typeof raw.url === 'string' ? resolve(raw.url, raw.base ?? base) : undefined,
    at,
    edited: at && edited && instantOf(edited) - instantOf(at) > grace ? edited : undefined,
    title: words(raw.title),
    text: words(raw.text),
    language: languageOf(raw.language),
    tags: (raw.tags ?? [])
      .slice(0, 20)
      .map(words)
      .filter((tag) => tag !== undefined),
  });
}

/** A text cleaned and of bearable length; undefined when nothing is to be seen. */
function words(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = clean(value);
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) ? text : undefined;
}

/** A BCP 47 tag, as far as its form goes. */
const languageOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[a-z]{2,3}(?:-[a-z\d]{1,8}){0,6}$/i.test(value) ? value : undefined;

/** An http(s) address, made absolute; undefined for what must not become a link. */
function resolve(text: string | undefined, base: string): string | undefined {
  if (!text) return undefined;
  try {
    const { href } = new URL(text.trim(), base);
    return /^https?:/.test(href) && isLink(href) ? href : undefined;
  } catch {
    return undefined;
  }
}

type Absentable<Fields> = { [Key in keyof Fields]: Fields[Key] | undefined };

/** Fields that are there; an absent one is no field. */
function withoutAbsent(found: Absentable<FeedItem> & { readonly tags: readonly string[] }): FeedItem {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as unknown as FeedItem;
}
