import type { ReactiveController, ReactiveElement } from 'lit';
import type { CampaignState } from '../shared/campaign-store.ts';
import { writeStructuredData } from '../shared/structured-data.ts';

/** What an element has written into the page's head. */
class Writing implements ReactiveController {
  #campaign: unknown;
  #takeBack: (() => void) | undefined;

  write({ campaign, totals }: CampaignState): void {
    if (!campaign || !totals || campaign === this.#campaign) return;
    const takeBack = writeStructuredData(campaign, totals, document);
    this.#takeBack?.();
    this.#takeBack = takeBack;
    this.#campaign = campaign;
  }

  hostDisconnected(): void {
    this.#takeBack?.();
    this.#campaign = undefined;
  }
}

const writings = new WeakMap<ReactiveElement, Writing>();

/** Writes what an element shows into the page's head, again when it was read anew, and takes it back when the element leaves the page. */
export function write(element: ReactiveElement, state: CampaignState): void {
  // Moved away in the meantime: then there is nothing that would take it back.
  if (!element.isConnected) return;
  const writing = writings.get(element) ?? new Writing();
  if (!writings.has(element)) element.addController(writing);
  writings.set(element, writing);
  writing.write(state);
}
