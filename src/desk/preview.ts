import {
  css,
  html,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { inlineAdapter } from '../adapters/inline.ts';
import type { CampaignAdapter } from '../adapters/adapter.ts';
import { Part } from '../part.ts';
import { DeskElement } from './desk-element.ts';
import type { Draft } from './draft.ts';
import { look } from './look.styles.ts';

const libraryPart = new Part(() => import('../define.ts'), 'version');

/** How long nobody has to type before the preview is made anew, in milliseconds. */
const pause = 500;

/** The real panel, with what is being written and the books as they are. */
export class DeskPreview extends DeskElement {
  static override styles: CSSResultGroup = [
    look,
    css`
      .preview {
        display: grid;
        gap: 0.75rem;
      }
      .panel {
        max-block-size: calc(100dvh - 9rem);
        overflow: auto;
        border-radius: calc(var(--_radius) + 4px);
      }
      @media (width < 64rem) {
        .panel {
          max-block-size: none;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    campaign: { attribute: false },
    draft: { attribute: false },
    adapter: { state: true },
  };

  declare campaign: string;
  declare draft: Draft;
  declare adapter: CampaignAdapter | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    // The library as readers get it; a form can be filled in before it is there.
    libraryPart.load().catch(() => this.desk.say(this.words.offline, true));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('draft')) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#make(), this.adapter ? pause : 0);
  }

  async #make(): Promise<void> {
    const turn = ++this.#turn;
    await this.attempt(
      async () => {
        const { document } = await this.desk.api.post<{ document: unknown }>('/preview', {
          id: this.campaign,
          document: this.draft,
        });
        // Answers may come in another order than they were asked for.
        if (turn === this.#turn) this.adapter = inlineAdapter({ document, base: this.desk.publicUrl });
      },
      // What can't be read yet keeps the preview as it was; the form says why when it is saved.
      { 400: () => {} },
    );
  }

  override render(): TemplateResult {
    const { edit } = this.words;
    const { adapter } = this;
    return html`<section class="preview" aria-labelledby="preview-title">
      <div>
        <h2 id="preview-title">${edit.preview}</h2>
        <p class="quiet small">${adapter ? edit.previewHelp : edit.previewNone}</p>
      </div>
      ${
        adapter
          ? html`<div class="panel" tabindex="0" role="group" aria-label=${edit.preview}>
              <glassjar-panel .adapter=${adapter}><p class="card">${edit.previewEmpty}</p></glassjar-panel>
            </div>`
          : nothing
      }
    </section>`;
  }
}
