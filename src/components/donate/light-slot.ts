/** A place in the page's own tree that is seen inside of an element's shadow root. */
export interface LightSlot {
  /** In no shadow root; in the document from the start. */
  readonly place: HTMLElement;
  /** Takes away the place and the slots that lead to it. */
  close(): void;
}

/**
 * Makes a place in the light DOM for what refuses to live in a shadow root (Stripe's fields), seen where the element has its
 * `<slot name=…>`. An element that itself stands in a shadow root gets a slot as a child, which hands its place on outwards, and so
 * on up to the document: panel in a site's own component in its layout.
 * @param element Has a slot of that name in its shadow root.
 */
export function openLightSlot(element: Element, name: string): LightSlot {
  const added: Element[] = [];
  const add = <Added extends HTMLElement>(to: Element, child: Added): Added => {
    child.slot = name;
    to.append(child);
    added.push(child);
    return child;
  };
  let at = element;
  for (let root = at.getRootNode(); root instanceof ShadowRoot; root = at.getRootNode()) {
    const slot = document.createElement('slot');
    slot.name = name;
    add(at, slot);
    at = root.host;
  }
  const place = add(at, document.createElement('div'));
  return {
    place,
    close: () => {
      for (const child of added) child.remove();
    },
  };
}
