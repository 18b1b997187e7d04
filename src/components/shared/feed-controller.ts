import type { ReactiveController } from 'lit';
import { GlassjarError } from '../../core/errors.ts';
import type { Feed } from '../../core/feed.ts';
import { GlassjarErrorEvent } from './events.ts';
import type { GlassjarElement } from './glassjar-element.ts';
import { Part } from '../../part.ts';

const feedPart = new Part(() => import('../../adapters/feed.ts'), 'fetchFeed');

const feeds = new Map<string, Promise<Feed>>();

/** The page's one reading of a feed, however many elements name it. A failed one is forgotten, to be tried by who asks next. */
function feedFor(src: string): Promise<Feed> {
  const base = document.baseURI;
  const key = `${base}\n${src}`;
  const known = feeds.get(key);
  if (known) return known;
  const reading = feedPart.load().then(({ fetchFeed }) => fetchFeed(src, { base, origin: location.origin }));
  feeds.set(key, reading);
  reading.catch((error: unknown) => {
    feeds.delete(key);
    console.error(error instanceof GlassjarError ? error.message : error);
  });
  return reading;
}

/** Reads the feed that an element names, once it stands in a page. What goes wrong is told its author; the campaign's own items stay. */
export class FeedController implements ReactiveController {
  /** Absent until it is read, and for good if it can't be. */
  feed: Feed | undefined;
  readonly #host: GlassjarElement;
  readonly #srcOf: () => string | undefined;
  #src: string | undefined;

  constructor(host: GlassjarElement, srcOf: () => string | undefined) {
    this.#host = host;
    this.#srcOf = srcOf;
    host.addController(this);
  }

  hostConnected(): void {
    // One that failed is tried again where the element is put back.
    if (!this.feed) this.#src = undefined;
  }

  hostUpdate(): void {
    const src = this.#srcOf();
    if (src === this.#src || !this.#host.isConnected) return;
    this.#src = src;
    this.feed = undefined;
    if (src) void this.#read(src);
  }

  async #read(src: string): Promise<void> {
    try {
      const feed = await feedFor(src);
      if (src !== this.#src) return;
      this.feed = feed;
      this.#host.requestUpdate();
    } catch (cause) {
      if (src !== this.#src) return;
      const error =
        cause instanceof GlassjarError
          ? cause
          : new GlassjarError('network', `feed ${src}: ${String(cause)}`, { cause });
      this.#host.dispatchEvent(new GlassjarErrorEvent(error, []));
    }
  }
}
