import { html, LitElement, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CampaignAdapter } from '../../adapters/adapter.ts';
import type { Campaign } from '../../core/campaign.ts';
import type { Totals } from '../../core/ledger.ts';
import { version } from '../../version.ts';
import { CampaignController } from './campaign-controller.ts';
import type { CampaignState, CampaignStore } from './campaign-store.ts';
import { languageFor, languageOf, type Language } from './language.ts';
import { tokens } from './tokens.styles.ts';

/** What an element shows: a campaign, its sums, and whether they are the newest. */
export interface View {
  readonly campaign: Campaign;
  readonly totals: Totals;
  readonly language: Language;
  readonly state: Extract<CampaignState, { campaign: Campaign }>;
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
  /** Names of the attributes by which an element can have its data without a file. */
  static readonly plain: readonly string[] = [];

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

  /** @internal The plain attributes that are set, by attribute name. */
  plainAttributes(): Record<string, string> {
    const found: Record<string, string> = {};
    for (const name of (this.constructor as typeof GlassjarElement).plain) {
      const value = (this as Record<string, unknown>)[propertyOf(name)];
      if (typeof value === 'string' || typeof value === 'number') found[name] = `${value}`;
    }
    return found;
  }

  override render(): TemplateResult {
    const { state } = this.campaignController;
    const shown =
      'campaign' in state
        ? this.renderCampaign({ campaign: state.campaign, totals: state.totals, language: this.language, state })
        : nothing;
    return html`${shown === nothing ? html`<div class="fallback"><slot></slot></div>` : shown}${this.debug && !this.store ? this.#renderProblems(state) : nothing}`;
  }

  /** Renders what the element is for, or `nothing` where the campaign has nothing for it: then the fallback stays. */
  protected abstract renderCampaign(view: View): TemplateResult | typeof nothing;

  #renderProblems(state: CampaignState): TemplateResult | typeof nothing {
    const error = 'error' in state ? state.error : undefined;
    const problems = 'problems' in state ? state.problems : [];
    if (!error && !problems.length) return nothing;
    return html`<div class="problems" role="alert" lang="en" part="problems"><ul>
      ${error ? html`<li>${error.message}</li>` : nothing}
      ${problems.map(({ path, message }) => html`<li><b>${path}</b>: ${message}</li>`)}
    </ul></div>`;
  }
}

/** The property of a plain attribute: `as-of` is `asOf`. */
function propertyOf(attribute: string): string {
  return attribute.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Lit's declarations for plain attributes. */
export function plainProperties(names: readonly string[]): PropertyDeclarations {
  return Object.fromEntries(names.map((name) => [propertyOf(name), { attribute: name }]));
}
