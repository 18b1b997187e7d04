import { html, type TemplateResult } from 'lit';
import type { AllEntries, CampaignAdapter } from '../../adapters/adapter.ts';
import type { Campaign } from '../../core/campaign.ts';
import { formatNumber } from '../../core/format.ts';
import { totalsOf, type Totals } from '../../core/ledger.ts';
import type { View } from '../shared/glassjar-element.ts';
import type { LedgerMessages } from './messages.ts';

/** What the ledger is told of it. */
interface Host {
  requestUpdate(): void;
  /** The entries are here for the first time, in place of the button that the reader has pressed. */
  arrived(): void;
}

/**
 * The entries of a campaign that has too many to send to everyone: offered while sums stand for them, loaded at the reader's word,
 * and from then on kept up to date.
 */
export class EveryEntry {
  readonly #host: Host;
  #known: { readonly campaign: Campaign; readonly totals: Totals; readonly of: Campaign } | undefined;
  /** The reading whose entries are being loaded, or could not be. */
  #asked: Campaign | undefined;
  #running: AbortController | undefined;
  #read = 0;
  readonly #whole = new WeakSet<Campaign>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** The same figures with all entries, where they are here; else undefined. */
  of(view: View, adapter: CampaignAdapter | undefined): View | undefined {
    const all = adapter?.allEntries;
    if (!all || !this.#known) return undefined;
    const { campaign, of, totals } = this.#known;
    // Newer figures came: until their entries are here as well, those shown are of one moment still.
    if (of !== view.campaign && this.#asked !== view.campaign) void this.#load(all, view.campaign);
    return { ...view, campaign, totals };
  }

  /** Whether these figures are with all entries. */
  has(campaign: Campaign): boolean {
    return this.#whole.has(campaign);
  }

  /** Lets go of what is under way, when the ledger leaves the page. */
  stop(): void {
    this.#running?.abort();
    this.#running = this.#asked = undefined;
  }

  render(all: AllEntries, { campaign, language }: View, messages: LedgerMessages): TemplateResult {
    // Loaded, they still have to be put into lines.
    const isBusy = Boolean(this.#running ?? this.#known);
    const isFailed = this.#asked !== undefined && !isBusy;
    return html`<div class="check" part="check">
      <p>
        <bdi>${messages.summedUp(formatNumber(all.count, language.locale))}</bdi>
        <span role="status">${isBusy ? messages.reading : isFailed ? messages.readFailed : ''}</span>
      </p>
      ${
        isBusy
          ? html`<progress max=${all.count} .value=${this.#read} aria-label=${messages.reading}></progress>`
          : html`<button type="button" part="download" @click=${() => void this.#load(all, campaign)}>
              ${isFailed ? messages.retry : messages.readAll}
            </button>`
      }
    </div>`;
  }

  async #load(all: AllEntries, of: Campaign): Promise<void> {
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    this.#asked = of;
    this.#read = 0;
    this.#host.requestUpdate();
    const onProgress = (read: number): void => {
      this.#read = read;
      if (!this.#known) this.#host.requestUpdate();
    };
    try {
      const { campaign } = await all.read({ signal: running.signal, onProgress });
      if (running.signal.aborted) return;
      const isFirst = !this.#known;
      this.#whole.add(campaign);
      this.#known = { campaign, totals: totalsOf(campaign), of };
      this.#running = this.#asked = undefined;
      if (isFirst) this.#host.arrived();
    } catch {
      // The sums stand as they are; where entries are shown already, the next change asks again.
      if (running.signal.aborted) return;
      this.#running = undefined;
    }
    this.#host.requestUpdate();
  }
}
