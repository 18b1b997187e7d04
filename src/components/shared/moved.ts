import { html, type TemplateResult } from 'lit';
import { deMoved } from '../locales/de.moved.ts';
import { enMoved } from '../locales/en.moved.ts';
import type { Language } from './language.ts';

/** What stands in place of an account and links that changed while the page was open: a reader decides by loading the page anew. */
export const renderMoved = ({ locale, messages }: Language): TemplateResult =>
  html`<div class="trouble">
    <p role="alert"><b>${(/^de\b/i.test(locale) ? deMoved : enMoved).moved}</b></p>
    <button class="retry" type="button" @click=${() => location.reload()}>${messages.reload}</button>
  </div>`;
