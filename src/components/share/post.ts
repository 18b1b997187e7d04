/** What is shared. */
export interface Post {
  readonly url: string;
  /** What is said with it. */
  readonly text: string;
  /** Without the #. */
  readonly hashtags: readonly string[];
  readonly title: string;
}

/** A network to share on: one file each, data only. */
export interface Network {
  /** As campaigns name it. */
  readonly id: string;
  /** As readers know it; a function where it is a word of the language. */
  readonly name: string;
  /** Path of a 24 x 24 icon, drawn with a round stroke of 2. */
  readonly icon: string;
  /** The plain link that opens the network's own form. All values percent-encoded. */
  readonly link: (post: Post) => string;
}

const segmenter = (): Intl.Segmenter | undefined =>
  typeof Intl.Segmenter === 'function' ? new Intl.Segmenter() : undefined;

/**
 * The text with the campaign's first hashtag, unless it has it already, and the link at its end, within a network's limit.
 * @param limit Graphemes in all. @param linkCost What the network counts for a link, where that isn't its length.
 */
export function compose({ hashtags, text, url }: Post, limit: number, linkCost: number = url.length): string {
  const [hashtag] = hashtags;
  const tagged = hashtag && !text.toLowerCase().includes(`#${hashtag.toLowerCase()}`) ? `${text} #${hashtag}` : text;
  return `${shorten(tagged, limit - linkCost - 1)} ${url}`.trim();
}

function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const found = segmenter()?.segment(text);
  const graphemes = found ? Array.from(found, ({ segment }) => segment) : Array.from(text);
  return graphemes.length <= limit
    ? text
    : `${graphemes
        .slice(0, Math.max(0, limit - 1))
        .join('')
        .trimEnd()}…`;
}

/** An address with a query, percent-encoded (spaces as %20: some networks show a + as it is). */
export function query(address: string, fields: Readonly<Record<string, string>>): string {
  return `${address}?${Object.entries(fields)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')}`;
}
