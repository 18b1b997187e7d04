import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
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
  const loaded = oneEvent(element, 'glassjar-loaded');
  element.adapter = adapter;
  await loaded;
  await waitUntil(() => shownText(element) !== '', 'the element shows its campaign');
  return { element, adapter, text: () => shownText(element) };
}

/** What an element shows that has its data from attributes or children. */
export async function shownBy(template: TemplateResult): Promise<string> {
  const element = await fixture(template);
  await waitUntil(() => shownText(element) !== '', 'the element shows its campaign');
  return shownText(element);
}

/** An element with a campaign in a `<script type="application/json">` child, after its fallback; not yet in the page. */
export function withScript(tag: string, json: string, fallback = 'the fallback'): GlassjarElement {
  const element = document.createElement(tag) as GlassjarElement;
  const script = document.createElement('script');
  script.type = 'application/json';
  script.textContent = json;
  element.lang = 'en';
  element.append(fallback, script);
  return element;
}

/** Puts an element into the page for the time of a test. */
export async function place<Placed extends Element>(element: Placed): Promise<Placed> {
  const parent = await fixture(html`<div></div>`);
  parent.append(element);
  return element;
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

/** That an element shows its children and nothing of its own: no figure that nobody stated. */
export function expectFallback(element: HTMLElement): void {
  expect(shownText(element), 'nothing of its own').to.equal('');
  expect(element.offsetHeight, 'a height').to.be.above(0);
  const range = document.createRange();
  range.selectNodeContents(element);
  expect(range.getBoundingClientRect().height, 'the children are to be seen').to.be.above(0);
  expect(element.innerText).to.not.match(/\b0\b|NaN|undefined|null/);
}

/** All elements that match, also inside of shadow roots. */
export function deepAll<Found extends Element>(root: ParentNode, selector: string): Found[] {
  const here = [...root.querySelectorAll<Found>(selector)];
  const inner = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? deepAll<Found>(shadowRoot, selector) : [],
  );
  const own = root instanceof Element && root.shadowRoot ? deepAll<Found>(root.shadowRoot, selector) : [];
  return [...own, ...here, ...inner];
}

/** Time for what must not happen. */
export const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));

/** Whether a text reads from the left: its first sign stands left of its last. */
export function readsFromTheLeft(node: Element): boolean {
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    if ((text as Text).data.trim()) found.push(text as Text);
  const leftOf = (text: Text, at: number): number => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  };
  const [first, last] = [found[0]!, found.at(-1)!];
  return leftOf(first, first.data.search(/\S/)) < leftOf(last, last.data.trimEnd().length - 1);
}
