import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { bestRank, pledgeHolds, salesOf } from '../../core/book.ts';
import { statusOf, type Book } from '../../core/campaign.ts';
import { formatDate, formatMoney } from '../../core/format.ts';
import { clock } from '../shared/clock.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import { moneyWords, numberWords } from '../shared/words.ts';
import { styles } from './book.styles.ts';

const plain = {
  book: {},
  author: {},
  cover: {},
  price: {},
  proceeds: {},
  copies: {},
  currency: {},
  shop: {},
  shopName: { attribute: 'shop-name' },
} satisfies PropertyDeclarations;

/**
 * @summary The book whose proceeds help: its cover, what a copy brings, how it sells, and where to buy it.
 * @tag glassjar-book
 *
 * A cover from another site is not loaded, since nothing may leave the page before a click; a drawn one stands in for it.
 *
 * @slot - Shown while there is no book to show.
 * @csspart base - The wrapper.
 * @csspart cover - The cover.
 * @csspart buy - The link to the first shop.
 * @cssprop [--glassjar-book-cover-size=3.4em] - Width of the cover.
 * @cssprop [--glassjar-book=#b45309] - Colour of the book.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of the edge.
 * @cssprop [--glassjar-radius=10px] - Radius of the corners.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read.
 * @fires {GlassjarErrorEvent} glassjar-error - It could not be read, or parts of it were refused.
 */
export class GlassjarBook extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];
  static override readonly plain: PropertyDeclarations = plain;
  static override properties: PropertyDeclarations = plain;

  /** Without a file: the book's title. */
  declare book: string | undefined;
  /** Without a file: its author. */
  declare author: string | undefined;
  /** Without a file: address of its cover, on the same site. */
  declare cover: string | undefined;
  /** Without a file: what a copy costs, as a decimal string with a dot, like `12.90`. */
  declare price: string | undefined;
  /** Without a file: what a sold copy brings, as a decimal string, like `7.68`. */
  declare proceeds: string | undefined;
  /** Without a file: how many copies were sold. */
  declare copies: string | undefined;
  /** Without a file: the ISO 4217 currency, like `EUR`. */
  declare currency: string | undefined;
  /** Without a file: address of the shop. */
  declare shop: string | undefined;
  /** Without a file: name of the shop. */
  declare shopName: string | undefined;

  /** A cover that could not be had. */
  #missing: string | undefined;

  protected override renderCampaign(view: View): TemplateResult | typeof nothing {
    const { book } = view.campaign;
    if (!book) return nothing;
    const { messages } = view.language;
    const [shop, ...others] = book.shops ?? [];
    return html`<div class="base card" part="base">
      ${this.#renderCover(book)}
      <div>
        <p class="title">
          ${book.title} ${book.author ? html`<span class="author quiet">${messages.by(book.author)}</span>` : nothing}
        </p>
        ${this.#renderText(book, view)}
      </div>
      ${shop ? html`<a class="buy" part="buy" href=${shop.url} aria-label=${messages.buyAt(book.title, shop.name)}>${messages.buy}</a>` : nothing}
      ${
        others.length
          ? html`<p class="ways"><span class="quiet">${messages.alsoAt}</span>${others.map(({ name, url }) => html`<a href=${url}>${name}</a>`)}</p>`
          : nothing
      }
    </div>`;
  }

  #renderCover({ cover, title }: Book): TemplateResult {
    // Rule 4: a picture from elsewhere would tell that host who reads this page.
    const isLocal = cover && cover !== this.#missing && new URL(cover, document.baseURI).origin === location.origin;
    return isLocal
      ? html`<img class="cover" part="cover" src=${cover} alt="" loading="lazy" decoding="async" @error=${() => {
          this.#missing = cover;
          this.requestUpdate();
        }} />`
      : html`<span class="cover blank" part="cover" aria-hidden="true">${title}</span>`;
  }

  #renderText(book: Book, view: View): TemplateResult {
    const { campaign, language } = view;
    const { locale, messages } = language;
    const { pledge, price, proceeds } = book;
    const now = clock.now();
    const holds = pledge ? pledgeHolds(book, now, campaign.timeZone) : statusOf(campaign, now) !== 'ended';
    const best = bestRank(book);
    return html`<div class="text quiet">
      ${
        proceeds
          ? html`<p>${messages.perCopy(formatMoney(proceeds, locale), campaign.beneficiary?.name ?? '', holds)}</p>
            ${campaign.give ? html`<p>${messages.notGift}</p>` : nothing}`
          : nothing
      }
      ${pledge ? html`<p>${pledge.text} ${pledge.until ? messages.pledge(formatDate(pledge.until, locale), holds) : nothing}</p>` : nothing}
      ${this.#renderSales(view)}
      <p class="facts">
        ${
          best
            ? html`<b class="rank">${messages.rank(numberWords(best.rank, language, best.bound), best.list)}</b
              ><time datetime=${best.at}>${formatDate(best.at, locale)}</time>`
            : nothing
        }
        ${price ? html`<span>${messages.price(formatMoney(price, locale, true))}</span>` : nothing}
      </p>
    </div>`;
  }

  #renderSales({ campaign, language }: View): TemplateResult | typeof nothing {
    const { bound, copies, each, total } = salesOf(campaign) ?? {};
    if (copies === undefined) return nothing;
    const books = language.messages.books(copies, numberWords(copies, language, bound));
    const sum = each && total ? ` × ${formatMoney(each, language.locale)} = ${moneyWords(total, language, bound)}` : '';
    return html`<p>${books + sum}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-book': GlassjarBook;
  }
}
