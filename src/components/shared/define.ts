import { html, render } from 'lit';
import { version } from '../../version.ts';

/**
 * Registers an element once. A page may load this file twice, or two versions of it: the first wins and nothing throws, so
 * that the rest of the second bundle still runs. Two versions are told once, since the older may lack what the page asks for.
 */
export function define(tag: string, element: CustomElementConstructor & { readonly version?: string }): void {
  const known = customElements.get(tag) as typeof element | undefined;
  if (!known)
    try {
      // A page's list of Trusted Types policies may let Lit's be made only once: who came second can't draw, and registers nothing.
      if ('trustedTypes' in globalThis) render(html`<i></i>`, document.createElement('i'));
      customElements.define(tag, element);
    } catch {
      warn("trusted-types needs 'allow-duplicates'");
    }
  else if (known.version !== version)
    warn(`two versions on one page: ${known.version ?? 'another'} stays, ${version} is ignored. Load one.`);
}

let warned = false;

function warn(message: string): void {
  if (!warned) console.warn(`[glassjar] ${message}`);
  warned = true;
}
