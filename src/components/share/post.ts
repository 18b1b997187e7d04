/** What is shared. */
export interface Post {
  readonly url: string;
  /** What is said with it. */
  readonly text: string;
  /** With or without the #, as the campaign has them. */
  readonly hashtags: readonly string[];
  readonly title: string;
}

/** A network to share on: one file each, data only. */
export interface Network {
  /** As campaigns name it. */
  readonly id: string;
  /** As readers know it. */
  readonly name: string;
  /** Path of a 24 x 24 icon, drawn with a round stroke of 2. */
  readonly icon: string;
  /**
   * The plain link that opens the network's own form. `{url}`, `{text}` and `{title}` are filled in percent-encoded, and `{post}` is
   * text, hashtag and address in one.
   */
  readonly link: string;
  /** Graphemes that a post may have. Default: 2000. */
  readonly limit?: number;
  /** What the network counts for an address, where that isn't its length. */
  readonly linkCost?: number;
  /** Where its form opens. Default: `_blank`. */
  readonly target?: string;
}

/** A network's link for a post. */
export function linkFor({ limit = 2000, link, linkCost }: Network, post: Post): string {
  const fields = { ...post, post: compose(post, limit - (linkCost ?? post.url.length)) };
  return link.replace(/\{(\w+)\}/g, (_, field: keyof typeof fields) => encodeURIComponent(fields[field] as string));
}

/** The text with the campaign's first hashtag, unless it has it already, shortened to a number of graphemes, and the address. */
function compose({ hashtags: [hashtag], text, url }: Post, limit: number): string {
  const tag = hashtag?.replace('#', '');
  const tagged = tag && !text.toLowerCase().includes(`#${tag.toLowerCase()}`) ? `${text} #${tag}` : text;
  const graphemes = [...new Intl.Segmenter().segment(tagged)].map(({ segment }) => segment);
  const kept =
    graphemes.length < limit
      ? tagged
      : `${graphemes
          .slice(0, limit - 2)
          .join('')
          .trimEnd()}…`;
  return `${kept} ${url}`;
}
