import { html, nothing, type TemplateResult } from 'lit';
import { linkify } from '../../core/linkify.ts';
import { foldAfter, paragraphsOf } from '../../core/paragraphs.ts';
import type { UpdatesMessages } from './messages.ts';

/** What a text needs to know of the update it belongs to. */
export interface TextOptions {
  readonly lang: string | undefined;
  readonly messages: UpdatesMessages;
  /** Of the update's headline. */
  readonly titleId: string;
  /** For what is folded. */
  readonly id: string;
  readonly isWhole: boolean;
  toggle(): void;
}

/**
 * An update's text: paragraphs, bare addresses as links, a long one folded. What is folded stays in the page, so that a browser
 * that can finds it by its own search and unfolds it (`until-found`).
 */
export function renderText(
  text: string,
  { id, isWhole, lang, messages, titleId, toggle }: TextOptions,
): TemplateResult {
  const paragraphs = paragraphsOf(text);
  const first = foldAfter(paragraphs);
  const rest = paragraphs.slice(first);
  return html`<div class="text" lang=${lang ?? nothing}>
      ${paragraphs.slice(0, first).map(renderParagraph)}
      ${
        rest.length
          ? html`<div class="rest" id=${id} hidden=${isWhole ? nothing : 'until-found'} @beforematch=${toggle}>
              ${rest.map(renderParagraph)}
            </div>`
          : nothing
      }
    </div>
    ${
      rest.length
        ? html`<button
            class="fold"
            id=${`${id}-fold`}
            type="button"
            aria-expanded=${isWhole}
            aria-controls=${id}
            aria-labelledby=${`${id}-fold ${titleId}`}
            @click=${toggle}
          >
            ${isWhole ? messages.readLess : messages.readOn}
          </button>`
        : nothing
    }`;
}

const renderParagraph = (paragraph: string): TemplateResult =>
  html`<p>
    <bdi>${linkify(paragraph).map(({ text, url }) => (url ? html`<a href=${url} rel="noopener">${text}</a>` : text))}</bdi>
  </p>`;
