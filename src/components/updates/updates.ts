import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Campaign } from '../../core/campaign.ts';
import type { Feed } from '../../core/feed.ts';
import { formatDate, formatNumber } from '../../core/format.ts';
import { ageOf, anchorOf, isUpdateKind, newsOf, type News } from '../../core/news.ts';
import { clock } from '../shared/clock.ts';
import { FeedController } from '../shared/feed-controller.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import { MinuteController } from '../shared/minute-controller.ts';
import { AddressController, takeFocus } from './address.ts';
import { messagesFor, type UpdatesMessages } from './messages.ts';
import { renderText } from './text.ts';
import { styles } from './updates.styles.ts';

const plain = { updatesSrc: { attribute: 'updates-src' } } satisfies PropertyDeclarations;

/** How many are shown at first, and how many more at each wish. */
const shownFirst = 5;
const step = 10;

/**
 * @summary The organiser's news as a timeline: what happened, when, and what was changed since.
 * @tag glassjar-updates
 *
 * An update with an id is reached by the page's address with `#glassjar-updates-` and the id behind it: it is then shown,
 * marked and scrolled to, also within a section that has to be opened first.
 *
 * @slot - Shown while there is no news to show.
 * @csspart base - The wrapper.
 * @csspart heading - The heading.
 * @csspart item - Each update.
 * @csspart title - The headline of an update.
 * @csspart more - The button for earlier ones.
 * @cssprop [--glassjar-quiet=#5b6475] - Colour of dates.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of the line.
 * @cssprop [--glassjar-sunk=#f4f1ea] - Colour behind what is pinned.
 * @cssprop [--glassjar-give=#0f766e] - Colour of the marks on the line, and of links.
 * @cssprop [--glassjar-book=#b45309] - Colour of news about the book.
 * @cssprop [--glassjar-out=#9f1239] - Colour of corrections.
 * @cssprop [--glassjar-radius=10px] - Radius of the corners.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read.
 * @fires {GlassjarErrorEvent} glassjar-error - It or its feed could not be read, or parts of it were refused.
 */
export class GlassjarUpdates extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];
  static override readonly plain: PropertyDeclarations = plain;
  static override properties: PropertyDeclarations = {
    ...GlassjarElement.properties,
    ...plain,
    headingLevel: { attribute: 'heading-level', type: Number },
    noHeading: { type: Boolean, attribute: 'no-heading' },
    shown: { state: true, attribute: false },
    unfolded: { state: true, attribute: false },
    status: { state: true, attribute: false },
  };

  /** Address of the blog's feed (JSON Feed, RSS, Atom) on the same site: its posts stand among the updates. Needs no campaign. */
  declare updatesSrc: string | undefined;
  /** Level of the heading, 1 to 5; those below it are one deeper. Default: 2. */
  declare headingLevel: number;
  /** Leaves out the heading, where the page has one. */
  declare noHeading: boolean;
  /** @internal How many are shown. */
  declare shown: number;
  /** @internal Keys of those whose text is shown whole. */
  declare unfolded: ReadonlySet<string>;
  /** @internal What was done, said to screen readers. */
  declare status: string;

  readonly #feed = new FeedController(this, () => this.updatesSrc);
  readonly #address = new AddressController(this, () => this.#unfoldTarget());
  #news: readonly News[] = [];
  #from: readonly [Campaign, Feed | undefined] | undefined;
  constructor() {
    super();
    this.addController(new MinuteController(this));
    this.headingLevel = 2;
    this.noHeading = false;
    this.shown = shownFirst;
    this.unfolded = new Set();
    this.status = '';
  }

  readonly #handleEarlier = async (): Promise<void> => {
    const before = this.#count();
    this.shown = before + step;
    const { locale } = this.language;
    const count = this.#count() - before;
    this.status = messagesFor(locale).shownMore(count, formatNumber(count, locale));
    await this.updateComplete;
    takeFocus(this.renderRoot.querySelectorAll<HTMLElement>('.item')[before]);
  };

  #toggle(key: string): void {
    const unfolded = new Set(this.unfolded);
    if (!unfolded.delete(key)) unfolded.add(key);
    this.unfolded = unfolded;
  }

  get #target(): News | undefined {
    const { target } = this.#address;
    return target === undefined ? undefined : this.#news.find((item) => anchorOf(item) === target);
  }

  #unfoldTarget(): void {
    const target = this.#target;
    if (target) this.unfolded = new Set([...this.unfolded, target.key]);
  }

  /** How many are on the page: those asked for, and as many more as lead to the one that the address names. */
  #count(): number {
    const target = this.#target;
    return Math.min(this.#news.length, Math.max(this.shown, target ? this.#news.indexOf(target) + 1 : 0));
  }

  protected override renderCampaign(view: View): TemplateResult | typeof nothing {
    const { campaign, language } = view;
    const { feed } = this.#feed;
    if (campaign !== this.#from?.[0] || feed !== this.#from[1]) {
      this.#from = [campaign, feed];
      this.#news = newsOf(campaign.updates, feed);
    }
    const news = this.#news;
    if (!news.length) return nothing;
    const { locale } = language;
    const messages = messagesFor(locale);
    const count = this.#count();
    const left = news.length - count;
    const next = Math.min(step, left);
    return html`<div class="base" part="base">
      ${
        this.noHeading
          ? nothing
          : html`<div class="heading" part="heading" role="heading" aria-level=${this.headingLevel}>
              <bdi>${messages.updates}</bdi> <span class="quiet">${formatNumber(news.length, locale)}</span>
            </div>`
      }
      <ol role="list">
        ${repeat(
          news.slice(0, count),
          ({ key }) => key,
          (item, index) =>
            html`<li class=${item.pinned ? 'top' : nothing}>${this.#renderItem(item, index, view, messages)}</li>`,
        )}
      </ol>
      ${
        left
          ? html`<button class="more" part="more" type="button" @click=${this.#handleEarlier}>
              <bdi>${messages.earlier(next, formatNumber(next, locale))}</bdi>
            </button>`
          : nothing
      }
      <p class="status" role="status">${this.status}</p>
    </div>`;
  }

  #renderItem(item: News, index: number, view: View, messages: UpdatesMessages): TemplateResult {
    const { campaign } = view;
    const { key, kind, pinned, title, url } = item;
    const classes = ['item', item === this.#target && 'target', kind && isUpdateKind(kind) && kind]
      .filter(Boolean)
      .join(' ');
    const lang = item.language ?? campaign.language;
    const id = `title-${index}`;
    const level = this.headingLevel + 1;
    const about = html`${pinned ? html`<span class="pinned">${pin}${messages.pinned}</span>` : nothing}
      ${kind ? html`<span class="kind">${isUpdateKind(kind) ? messages.kinds[kind] : html`<bdi lang=${lang ?? nothing}>${kind}</bdi>`}</span>` : nothing}
      ${this.#renderWhen(item, view, messages)}`;
    return html`<article class=${classes} part="item" aria-labelledby=${id}>
      ${title ? html`<p class="about quiet">${about}</p>` : html`<div class="about quiet" role="heading" aria-level=${level} id=${id}>${about}</div>`}
      ${
        title
          ? html`<div
              class="title"
              part="title"
              role="heading"
              aria-level=${level}
              id=${id}
            >
              <bdi lang=${lang ?? nothing}>${url ? html`<a href=${url} rel="noopener">${title}</a>` : title}</bdi>
            </div>`
          : nothing
      }
      ${
        item.text
          ? renderText(item.text, {
              lang,
              messages,
              titleId: id,
              id: `rest-${index}`,
              isWhole: this.unfolded.has(key),
              toggle: () => this.#toggle(key),
            })
          : nothing
      }
    </article>`;
  }

  #renderWhen(item: News, { campaign, language }: View, messages: UpdatesMessages): TemplateResult {
    const { at, edited, title } = item;
    const { locale } = language;
    const age = at ? ageOf(at, clock.now(), campaign.timeZone) : undefined;
    const words =
      age &&
      {
        minute: language.messages.minutesAgo,
        hour: language.messages.hoursAgo,
        day: (days: number) => [messages.today, messages.yesterday][days] ?? messages.daysAgo(days),
      }[age.unit](age.count);
    const time = at
      ? html`<time datetime=${at}>${words ? `${words} · ` : nothing}${formatDate(at, locale)}</time>`
      : nothing;
    const link = permalinkOf(item, campaign);
    // A headline that leads to the same place is link enough.
    return html`${link && at && !(title && item.url) ? html`<a href=${link} rel="noopener">${time}</a>` : time}
    ${edited ? html`<span>${messages.edited} <time datetime=${edited}>${formatDate(edited, locale)}</time></span>` : nothing}`;
  }
}

/** Where an update is reached: where it stands in full, else by its name on the campaign's page, else on this one. */
function permalinkOf(item: News, { url }: Campaign): string | undefined {
  const anchor = anchorOf(item);
  if (item.url || !anchor) return item.url;
  const page = url && /^https?:/.test(url) ? url : location.href;
  return `${page.replace(/#.*/, '')}#${encodeURIComponent(anchor)}`;
}

const pin = html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5 1.5h6l-1 5 2.5 2.5h-9L6 6.500zM8 9v5.500"></path></svg>`;

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-updates': GlassjarUpdates;
  }
}
