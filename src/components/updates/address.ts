import type { ReactiveController } from 'lit';
import { onFragment } from '../shared/fragment.ts';
import type { GlassjarElement } from '../shared/glassjar-element.ts';

/**
 * Follows the page's address to an item of an element: a fragment by itself leads nowhere inside a shadow root. The element
 * renders the item that `target` names with the class `target`; it is then scrolled to and gets the focus, once.
 */
export class AddressController implements ReactiveController {
  /** What the address names behind its `#`, decoded. */
  target: string | undefined;
  readonly #host: GlassjarElement;
  readonly #onArrival: () => void;
  #stopListening: (() => void) | undefined;
  /** Why the item is still to be gone to: the page was opened so, or the address has changed since. */
  #due: 'opened' | 'changed' | undefined;

  constructor(host: GlassjarElement, onArrival: () => void) {
    this.#host = host;
    this.#onArrival = onArrival;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stopListening = onFragment(this.#handleChange);
    this.#look('opened');
  }

  hostDisconnected(): void {
    this.#stopListening?.();
  }

  hostUpdated(): void {
    if (!this.#due || !this.#item) return;
    const isWanted = this.#due === 'changed' || scrollY === 0 || leadsTo(this.#host);
    this.#due = undefined;
    this.#onArrival();
    // In the next frame, when what is around it (a section that opens) has done its own scrolling. A reader who has scrolled
    // on while the page was loading stays there, as with any fragment.
    if (isWanted) requestAnimationFrame(() => goTo(this.#item));
  }

  get #item(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.target');
  }

  readonly #handleChange = (): void => {
    arrivedAt = undefined;
    this.#look('changed');
    this.#host.requestUpdate();
  };

  #look(why: 'opened' | 'changed'): void {
    try {
      this.target = decodeURIComponent(location.hash.slice(1)) || undefined;
    } catch {
      this.target = undefined;
    }
    this.#due = this.target ? why : undefined;
  }
}

/** The address that an item was already gone to for. */
let arrivedAt: string | undefined;

/** Takes the focus to what is no control, so that reading goes on there. */
export function takeFocus(item: HTMLElement | undefined): void {
  if (!item) return;
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
}

/** Of several elements that show the same item, the first in which it is to be seen goes there. */
function goTo(item: HTMLElement | null): void {
  if (!item || arrivedAt === location.href) return;
  // Engines of before 2024 may lack it; there the first one goes.
  if ('checkVisibility' in item && !item.checkVisibility()) return;
  arrivedAt = location.href;
  item.scrollIntoView();
  takeFocus(item);
}

/** Whether the focus is on what the element stands in, since the same address has opened that. */
function leadsTo(element: Element): boolean {
  for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
    if (root.host === document.activeElement) return true;
  }
  return false;
}
