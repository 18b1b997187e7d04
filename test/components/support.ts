import { fixture, html, waitUntil } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import { memoryAdapter, type MemoryAdapter } from '../../src/adapters/memory.ts';
import type { GlassjarElement } from '../../src/components/shared/glassjar-element.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';

/** An element that shows a campaign from memory, and the adapter to change it by. */
export async function show<Shown extends GlassjarElement>(
  template: TemplateResult,
  changes: Record<string, unknown> = {},
): Promise<{ element: Shown; adapter: MemoryAdapter; text: () => string }> {
  const element = await fixture<Shown>(template);
  const adapter = memoryAdapter(bookCampaign(changes));
  element.adapter = adapter;
  await waitUntil(() => shownText(element) !== '', 'the element shows its campaign');
  return { element, adapter, text: () => shownText(element) };
}

/** All that an element shows, its parts' shadow roots included, its fallback not; blanks as one. */
export function shownText(element: Element): string {
  const read = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof HTMLStyleElement || node instanceof HTMLSlotElement) return '';
    const root = node instanceof Element ? node.shadowRoot : null;
    return [...(root ?? node).childNodes].map(read).join(' ');
  };
  return read(element).replace(/\s+/g, ' ').trim();
}

/** A German and an English page around an element. */
export const inGerman = (content: TemplateResult): TemplateResult => html`<div lang="de">${content}</div>`;
