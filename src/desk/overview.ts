import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { formatDate, formatNumber } from '../core/format.ts';
import { today } from '../core/calendar.ts';
import type { Begun, Rest, Whole } from './api.ts';
import { CampaignReadEvent } from './campaign.ts';
import { DeskElement } from './desk-element.ts';
import { look } from './look.styles.ts';
import { snippetOf } from './snippet.ts';
import { tableLook } from './table.styles.ts';

interface Shares {
  readonly channel: string;
  readonly count: number;
}

/** How a campaign stands, and what is done with all of it: publish, embed. */
export class DeskOverview extends DeskElement {
  static override styles: CSSResultGroup = [
    look,
    tableLook,
    css`
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5rem), 1fr));
        gap: 1px;
        overflow: hidden;
        padding: 0;
        background: var(--_line);
      }
      .figures > div {
        padding: 0.9rem 1.1rem;
        background: var(--_paper);
      }
      dt {
        color: var(--_quiet);
        font-size: 0.875rem;
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
        gap: 1.25rem;
        align-items: start;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    whole: { attribute: false },
    begun: { state: true },
    shares: { state: true },
  };

  declare whole: Whole;
  declare begun: readonly Begun[];
  declare shares: readonly Shares[];

  constructor() {
    super();
    this.begun = [];
    this.shares = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(() => this.#read());
  }

  async #read(): Promise<void> {
    const { api } = this.desk;
    const at = `/campaigns/${this.whole.id}`;
    const [{ donations }, { shares }] = await Promise.all([
      api.get<{ donations: readonly Begun[] }>(`${at}/donations`),
      api.get<{ shares: readonly Shares[] }>(`${at}/sums`),
    ]);
    this.begun = donations;
    this.shares = shares;
  }

  readonly #publish = (): void => {
    const isPublished = !this.whole.isPublished;
    void this.attempt(async () => {
      const campaign = await this.desk.api.post<Whole>(`/campaigns/${this.whole.id}/publish`, { isPublished });
      this.dispatchEvent(new CampaignReadEvent(campaign));
      this.desk.say(isPublished ? this.words.overview.isPublished : this.words.overview.isDraft);
    });
  };

  /** The rest of a stated sum becomes one line: then the books tell all of it. */
  #enterRest({ amount, at, kind, source }: Rest): void {
    const { overview } = this.words;
    const now = today(Date.now(), undefined);
    const line = { kind, amount, source, at: at && at < now ? at : now, label: overview.restLabel };
    void this.attempt(async () => {
      const request = { request: crypto.randomUUID(), lines: [line] };
      await this.desk.api.post(`/campaigns/${this.whole.id}/entries`, request);
      this.desk.say(overview.restDone);
      this.dispatchEvent(new Event('desk-books-moved', { bubbles: true, composed: true }));
    });
  }

  readonly #copy = (): void => {
    void navigator.clipboard.writeText(this.#snippet()).then(
      () => this.desk.say(this.words.copied),
      () => this.desk.say(this.words.failed, true),
    );
  };

  #snippet(): string {
    const { locale, overview } = this.words;
    return snippetOf(this.whole, { publicUrl: this.desk.publicUrl, overview, locale });
  }

  readonly #erase = (id: string): void => {
    if (!confirm(this.words.overview.eraseSure)) return;
    void this.attempt(async () => {
      await this.desk.api.post(`/campaigns/${this.whole.id}/donations/${id}/erase`);
      this.desk.say(this.words.books.eraseDone);
      await this.#read();
    });
  };

  override render(): TemplateResult {
    const { copy, overview } = this.words;
    const { currency, isPublished, sums } = this.whole;
    const figure = (label: string, amount: string, mark = ''): TemplateResult =>
      html`<div>
        <dt>${label}</dt>
        <dd class="figure ${mark}">${this.money(amount, currency)}</dd>
      </div>`;
    return html`<div class="stack">
      <dl class="card figures">
        ${figure(overview.raised, sums.raised, 'in')} ${figure(overview.spent, sums.spent, 'out')}
        ${figure(overview.fees, sums.fees)} ${figure(overview.balance, sums.balance)}
      </dl>
      ${this.whole.rests.length ? this.#rests() : nothing}
      <div class="two">
        <div class="stack">
        <section class="card stack">
          <div class="stack close">
            <h2>${isPublished ? this.words.published : this.words.draft}</h2>
            <p class="quiet">${isPublished ? overview.unpublishHelp : overview.publishHelp}</p>
          </div>
          <div>
            <button class=${isPublished ? '' : 'primary'} @click=${this.#publish}>
              ${isPublished ? overview.unpublish : overview.publish}
            </button>
          </div>
        </section>
        ${this.#pending()}
        </div>
        <div class="stack">
        <section class="card stack">
          <div class="stack close">
            <h2>${overview.embed}</h2>
            <p class="quiet">${overview.embedHelp}</p>
          </div>
          <pre tabindex="0" aria-label=${overview.embed}>${this.#snippet()}</pre>
          <div><button @click=${this.#copy}>${copy}</button></div>
        </section>
        ${
          this.shares.length
            ? html`<section class="card stack close">
                <h2>${overview.shares}</h2>
                <p class="quiet small">${overview.sharesHelp}</p>
                <ul class="stack close">
                  ${this.shares.map(
                    ({ channel, count }) =>
                      html`<li class="row ends"><bdi>${channel}</bdi><b>${formatNumber(count, this.words.locale)}</b></li>`,
                  )}
                </ul>
              </section>`
            : nothing
        }
        </div>
      </div>
    </div>`;
  }

  #rests(): TemplateResult {
    const { overview } = this.words;
    const { currency, rests } = this.whole;
    return html`<section class="card stack">
      <h2>${overview.rest}</h2>
      ${rests.map((rest) => {
        const amount = this.money(rest.amount, currency);
        return html`<div class="stack close">
          <p class="quiet">${overview.restHelp(rest.label ?? rest.source, amount)}</p>
          <div><button @click=${() => this.#enterRest(rest)}>${overview.restGo(amount)}</button></div>
        </div>`;
      })}
    </section>`;
  }

  #pending(): TemplateResult {
    const { locale, overview } = this.words;
    const { begun } = this;
    return html`<section class="card stack close">
      <h2>${overview.pending}</h2>
      <p class="quiet small">${begun.length ? overview.pendingHelp : overview.pendingNone}</p>
      ${
        begun.length
          ? html`<div class="table">
              <table role="table">
                <thead role="rowgroup">
                  <tr role="row">
                    <th role="columnheader" scope="col">${overview.when}</th>
                    <th role="columnheader" scope="col">${overview.who}</th>
                    <th role="columnheader" scope="col">${overview.state}</th>
                    <th role="columnheader" scope="col" class="money">${overview.amount}</th>
                  </tr>
                </thead>
                <tbody role="rowgroup">
                  ${begun.map(
                    ({ amount, createdAt, currency, id, interval, name, status }) =>
                      html`<tr role="row">
                        <td role="cell" class="day" data-label=${overview.when}>${formatDate(createdAt, locale)}</td>
                        <td role="cell" class="what" data-label=${overview.who}>
                          <div>
                            <bdi>${name ?? this.words.books.anonymous}</bdi>
                            ${
                              name
                                ? html`<div>
                                    <button class="bare" @click=${() => this.#erase(id)}>
                                      ${this.words.books.erase}<span class="hidden">: ${name}</span>
                                    </button>
                                  </div>`
                                : nothing
                            }
                          </div>
                        </td>
                        <td role="cell" data-label=${overview.state}>
                          <span class="tag ${status === 'disputed' ? 'out' : ''}">${overview.status[status]}</span>
                        </td>
                        <td role="cell" class="money" data-label=${overview.amount}>
                          <span>${this.money(amount, currency)}${interval ? html` <small>&nbsp;${overview.monthly}</small>` : nothing}</span>
                        </td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
          : nothing
      }
    </section>`;
  }
}
