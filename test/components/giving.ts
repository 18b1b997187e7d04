import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import type { CampaignAdapter } from '../../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryAdapter, type MemoryOptions } from '../../src/adapters/memory.ts';
import '../../src/components/donate/define.ts';
import type { GlassjarDonate } from '../../src/components/donate/donate.ts';
import { navigation } from '../../src/components/donate/navigation.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { shownText } from './support.ts';

/* What the tests of giving share. */

export const english = html`<glassjar-donate lang="en">the fallback</glassjar-donate>`;
export const german = html`<glassjar-donate lang="de"></glassjar-donate>`;
export const iban = 'DE89 3704 0044 0532 0130 00';
export const give = {
  amounts: ['10', '50'],
  bank: { holder: 'Mara Hilfsfonds e. V.', iban, reference: 'Mara' },
  links: [
    { label: 'PayPal', url: 'https://www.paypal.me/mara', fee: '2.49 %' },
    { label: 'GoFundMe', url: 'https://www.gofundme.com/f/mara' },
  ],
};

export const find = <Found extends HTMLElement = HTMLElement>(element: Element, selector: string): Found | null =>
  element.shadowRoot!.querySelector<Found>(selector);
export const all = (element: Element, selector: string): HTMLElement[] => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
export const dialogOf = (element: Element): HTMLDialogElement | null => find<HTMLDialogElement>(element, 'dialog');
export const title = (element: Element): string => find(element, '#title')?.textContent.trim() ?? '';
export const focusedIn = (element: Element): Element | null => element.shadowRoot!.activeElement;

export interface Shown {
  readonly element: GlassjarDonate;
  readonly adapter: MemoryAdapter;
  readonly text: () => string;
}

/** A backend that takes no donations. */
export const readingOnly = (adapter: CampaignAdapter): CampaignAdapter => ({
  name: adapter.name,
  getCampaign: (options) => adapter.getCampaign(options),
});

/** A button with its campaign; without `options`, one whose backend takes no donations. */
export async function place(
  template: TemplateResult,
  changes: Record<string, unknown> = {},
  options?: MemoryOptions,
): Promise<Shown> {
  const element = await fixture<GlassjarDonate>(template);
  const adapter = memoryAdapter(bookCampaign({ give, ...changes }), options);
  element.adapter = options ? adapter : readingOnly(adapter);
  await waitUntil(() => shownText(element) !== '', 'the element shows its campaign');
  return { element, adapter, text: () => shownText(element) };
}

/** The same, with its dialog open. */
export async function open(
  template: TemplateResult,
  changes: Record<string, unknown> = {},
  options?: MemoryOptions,
): Promise<Shown> {
  const shown = await place(template, changes, options);
  find(shown.element, '[part=button]')!.click();
  await waitUntil(() => dialogOf(shown.element)?.open, 'the dialog opens');
  return shown;
}

export async function write(element: GlassjarDonate, text: string): Promise<void> {
  const input = find<HTMLInputElement>(element, '#other')!;
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await element.updateComplete;
}

export async function choose(element: GlassjarDonate, label: string): Promise<void> {
  all(element, 'label')
    .find(({ textContent }) => textContent.includes(label))!
    .click();
  await element.updateComplete;
}

export async function go(element: GlassjarDonate): Promise<void> {
  find(element, '[part=primary]')!.click();
  await element.updateComplete;
}

/** As it is once the dialog has come. */
export async function expectAccessible(element: GlassjarDonate): Promise<void> {
  await Promise.all((dialogOf(element)?.getAnimations() ?? []).map(({ finished }) => finished));
  await expect(element).to.be.accessible();
}

/** Catches where the page would go. */
export function staying(): { readonly went: string[]; restore(): void } {
  const { go: leave } = navigation;
  const went: string[] = [];
  navigation.go = (url) => void went.push(url);
  return { went, restore: () => void (navigation.go = leave) };
}
