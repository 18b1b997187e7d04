import type { AllEntries, CampaignAdapter } from '../../adapters/adapter.ts';
import type { Campaign } from '../../core/campaign.ts';
import { totalsOf, type Totals } from '../../core/ledger.ts';
import type { View } from './glassjar-element.ts';

/** What an element that shows entries is told of them. */
export interface EntriesHost {
  requestUpdate(): void;
  /** The entries are here for the first time and about to be drawn, in place of the button that the reader has pressed. */
  arrived(): void;
}

/**
 * The entries of a campaign that has too many to send to everyone: offered while sums stand for them, loaded at the reader's word,
 * and from then on kept up to date. The element draws the offer; this knows how it stands.
 */
export class EveryEntry {
  readonly #host: EntriesHost;
  #known: { readonly campaign: Campaign; readonly totals: Totals; readonly of: Campaign } | undefined;
  /** The reading whose entries are being loaded, or could not be. */
  #asked: Campaign | undefined;
  #running: AbortController | undefined;
  #read = 0;
  readonly #whole = new WeakSet<Campaign>();

  constructor(host: EntriesHost) {
    this.#host = host;
  }

  /** `busy` until what was asked for can be shown. */
  get status(): 'offered' | 'busy' | 'failed' {
    if (this.#running ?? this.#known) return 'busy';
    return this.#asked ? 'failed' : 'offered';
  }

  /** How many have come so far. */
  get read(): number {
    return this.#read;
  }

  /** The same figures with all entries, where they are here; else undefined. */
  of(view: View, adapter: CampaignAdapter | undefined): View | undefined {
    const all = adapter?.allEntries;
    if (!all || !this.#known) return undefined;
    const { campaign, of, totals } = this.#known;
    // Newer figures came: until their entries are here as well, those shown are of one moment still.
    if (of !== view.campaign && this.#asked !== view.campaign) void this.load(all, view.campaign);
    return { ...view, campaign, totals };
  }

  /** Whether these figures are with all entries. */
  has(campaign: Campaign): boolean {
    return this.#whole.has(campaign);
  }

  /** Lets go of what is under way, when the element leaves the page. */
  stop(): void {
    this.#running?.abort();
    this.#running = this.#asked = undefined;
  }

  /**
   * Where `all.read` is there.
   * @param of The reading whose entries are wanted.
   */
  async load(all: AllEntries, of: Campaign): Promise<void> {
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
      const { campaign } = await all.read!({ signal: running.signal, onProgress });
      if (running.signal.aborted) return;
      const isFirst = !this.#known;
      this.#whole.add(campaign);
      this.#known = { campaign, totals: totalsOf(campaign), of };
      this.#running = this.#asked = undefined;
      this.#host.requestUpdate();
      if (isFirst) this.#host.arrived();
    } catch {
      // The sums stand as they are; where entries are shown already, the next change asks again.
      if (running.signal.aborted) return;
      this.#running = undefined;
      this.#host.requestUpdate();
    }
  }
}
