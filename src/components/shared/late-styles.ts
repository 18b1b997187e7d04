import type { CSSResult } from 'lit';

/** Gives an element the styles of a part that loaded on use; each once. */
export function addStyles({ shadowRoot: root }: Element, { styleSheet }: CSSResult): void {
  if (!root || !styleSheet || root.adoptedStyleSheets.includes(styleSheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}
