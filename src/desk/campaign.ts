import {
  css,
  html,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Whole } from './api.ts';
import { DeskElement } from './desk-element.ts';
import { look } from './look.styles.ts';

const sections = ['overview', 'edit', 'enter', 'books', 'log'] as const;

/** Fired by a view when the server has told a newer state of the campaign. */
export class CampaignReadEvent extends Event {
  readonly campaign: Whole;
  constructor(campaign: Whole) {
    super('desk-campaign-read', { bubbles: true, composed: true });
    this.campaign = campaign;
  }
}

/** One campaign: its head, and one of its views. */
export class DeskCampaign extends DeskElement {
  static override styles: CSSResultGroup = [
    look,
    css`
      .views {
        display: flex;
        gap: 1.4rem;
        overflow-x: auto;
        border-block-end: 1px solid var(--_line);
        /* Room for the outline of what has the focus, which a scrolling box would cut off. */
        margin: -4px;
        padding: 4px 4px 0;
        scrollbar-width: thin;
      }
      .views a {
        display: inline-flex;
        align-items: center;
        gap: 0.4em;
        min-block-size: 44px;
        border-block-end: 3px solid transparent;
        color: var(--_quiet);
        font-weight: 600;
        text-decoration: none;
        white-space: nowrap;
      }
      .views a:hover,
      .views a[aria-current] {
        color: var(--_ink);
      }
      .views a[aria-current] {
        border-color: var(--_give);
      }
      .dot {
        inline-size: 0.5em;
        block-size: 0.5em;
        /* With forced colours the edge is what is seen. */
        border: 0.25em solid var(--_book);
        border-radius: 50%;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    campaign: { attribute: false },
    section: { attribute: false },
    place: { attribute: false },
    whole: { state: true },
    isMissing: { state: true },
  };

  /** Its id. */
  declare campaign: string;
  /** Which view. */
  declare section: string;
  /** Where in the view. */
  declare place: string;
  declare whole: Whole | undefined;
  declare isMissing: boolean;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('campaign')) {
      this.whole = undefined;
      this.isMissing = false;
      void this.#read();
    } else if (changed.has('section')) void this.#read();
  }

  async #read(): Promise<void> {
    const id = this.campaign;
    await this.attempt(
      async () => {
        const whole = await this.desk.api.get<Whole>(`/campaigns/${encodeURIComponent(id)}`);
        if (id === this.campaign) this.whole = whole;
      },
      { 404: () => (this.isMissing = true) },
    );
  }

  override updated(changed: PropertyValues): void {
    if (this.whole) document.title = `${this.whole.title} · Glassjar`;
    // On a phone the row of views is longer than the screen. Only where another view was opened: whoever writes is further down.
    if (!changed.has('section') && !(changed.has('whole') && !changed.get('whole'))) return;
    this.renderRoot.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  readonly #took = ({ campaign }: CampaignReadEvent): void => {
    this.whole = campaign;
  };

  readonly #moved = (): void => void this.#read();

  readonly #written = (): void => this.requestUpdate();

  override render(): TemplateResult {
    const { campaigns, draft, loading, nav, published, unsaved } = this.words;
    const { section, whole } = this;
    if (!whole) return html`<p class="quiet">${this.isMissing ? this.words.missing : loading}</p>`;
    const { enterings, writings } = this.desk;
    const isUnsaved = (one: (typeof sections)[number]): boolean =>
      (one === 'edit' && writings.has(whole.id)) || (one === 'enter' && enterings.has(whole.id));
    return html`<div class="stack" @desk-campaign-read=${this.#took} @desk-books-moved=${this.#moved} @desk-written=${this.#written}>
      <div class="stack close">
        <p class="small"><a href="#/">${campaigns}</a></p>
        <div class="row">
          <h1><bdi>${whole.title}</bdi></h1>
          <span class="tag ${whole.isPublished ? 'on' : ''}">${whole.isPublished ? published : draft}</span>
        </div>
      </div>
      <nav class="views" aria-label=${whole.title}>
        ${sections.map(
          (one) => html`<a href="#/${whole.id}/${one}" aria-current=${one === section ? 'page' : nothing}>
            ${nav[one]}
            ${isUnsaved(one) ? html`<span class="dot" role="img" aria-label=${unsaved}></span>` : nothing}
          </a>`,
        )}
      </nav>
      ${this.#view(whole)}
    </div>`;
  }

  #view(whole: Whole): TemplateResult {
    const { desk } = this;
    switch (this.section) {
      case 'edit':
        return html`<desk-editor .desk=${desk} .whole=${whole} .place=${this.place}></desk-editor>`;
      case 'enter':
        return html`<desk-enter .desk=${desk} .whole=${whole}></desk-enter>`;
      case 'books':
        return html`<desk-books .desk=${desk} .whole=${whole}></desk-books>`;
      case 'log':
        return html`<desk-log .desk=${desk} .whole=${whole}></desk-log>`;
      default:
        return html`<desk-overview .desk=${desk} .whole=${whole}></desk-overview>`;
    }
  }
}
