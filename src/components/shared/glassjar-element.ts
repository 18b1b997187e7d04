import { html, LitElement, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CampaignAdapter } from '../../adapters/adapter.ts';
import type { Campaign } from '../../core/campaign.ts';
import type { Totals } from '../../core/ledger.ts';
import { version } from '../../version.ts';
import { authorPart, CampaignController } from './campaign-controller.ts';
import type { CampaignState, CampaignStore } from './campaign-store.ts';
import { late } from './late.ts';
import { Part } from '../../part.ts';
import { languageFor, languageOf, type Language } from './language.ts';
import { tokens } from './tokens.styles.ts';
import { trouble } from './trouble.ts';

// Whoever imports one element has the events of all typed, since a panel fires those of its parts.
export type { GlassjarDonatedEvent, GlassjarDonateRequestEvent } from './donate-events.ts';
export type { GlassjarErrorEvent, GlassjarLoadedEvent, GlassjarSharedEvent } from './events.ts';

const movedPart = new Part(() => import('./moved.ts'), 'renderMoved');

/** What an element shows: a campaign, its sums, and whether they are the newest. */
export interface View {
  readonly campaign: Campaign;
  readonly totals: Totals;
  readonly language: Language;
  readonly state: CampaignState;
}

/**
 * What all elements share: where the campaign comes from, the language, and the four states. An element's children are its
 * fallback: shown while loading, without data, and for good when scripts are off.
 */
export abstract class GlassjarElement extends LitElement {
  static override styles: CSSResultGroup = tokens;
  static override properties: PropertyDeclarations = {
    src: { type: String },
    debug: { type: Boolean },
    formal: { type: Boolean },
    adapter: { attribute: false },
    store: { attribute: false },
  };

  /** The version that registered this element. */
  static readonly version: string = version;
  /** The properties by which an element can have its data without a file. */
  static readonly plain: PropertyDeclarations = {};

  /** Address of the campaign's JSON file, or `scheme:rest` for a registered adapter. Not needed inside a panel. */
  declare src: string | undefined;
  /** Shows the author's messages on the page. */
  declare debug: boolean;
  /** Addresses the reader formally, where the language has a choice (Sie). */
  declare formal: boolean;
  /** In place of `src`: an adapter made by the host's script. */
  declare adapter: CampaignAdapter | undefined;
  /** @internal The panel's store, handed to its parts. */
  declare store: CampaignStore | undefined;

  /** @internal */
  protected readonly campaignController: CampaignController = new CampaignController(this);
  #language: Language | undefined;

  constructor() {
    super();
    this.debug = false;
    this.formal = false;
  }

  override connectedCallback(): void {
    this.#language = undefined;
    super.connectedCallback();
    // Moved to where another language is spoken, it has new words for the same figures.
    this.requestUpdate();
  }

  /** The language the element stands in, looked up once for each place it is put in. */
  protected get language(): Language {
    return (this.#language ??= languageFor(languageOf(this)));
  }

  /** @internal The values of the plain properties that are set. */
  plainValues(): Record<string, string> {
    const values: Record<string, string> = {};
    for (const name of Object.keys((this.constructor as typeof GlassjarElement).plain)) {
      const value = (this as Record<string, unknown>)[name] as string | number | undefined;
      if (value != null) values[name] = String(value);
    }
    return values;
  }

  override render(): TemplateResult {
    const { state } = this.campaignController;
    const { campaign, totals } = state;
    const shown =
      campaign && totals ? this.renderCampaign({ campaign, totals, language: this.language, state }) : nothing;
    return html`${shown === nothing ? html`<div class="fallback"><slot></slot></div>` : shown}${state.isMoved && !this.store ? (late(this, movedPart)?.renderMoved(this.language) ?? nothing) : nothing}${this.debug ? trouble(this, authorPart, this.language) : nothing}`;
  }

  /** Renders what the element is for, or `nothing` where the campaign has nothing for it: then the fallback stays. */
  protected abstract renderCampaign(view: View): TemplateResult | typeof nothing;
}
