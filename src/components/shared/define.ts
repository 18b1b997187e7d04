import { version } from '../../version.ts';

/**
 * Registers an element once. A page may load this file twice, or two versions of it: the first wins and nothing throws, so
 * that the rest of the second bundle still runs. Two versions are told once, since the older may lack what the page asks for.
 */
export function define(tag: string, element: CustomElementConstructor & { readonly version?: string }): void {
  const known = customElements.get(tag) as typeof element | undefined;
  if (!known) customElements.define(tag, element);
  else if (known.version !== version && !warned) {
    warned = true;
    console.warn(
      `[glassjar] two versions on one page: ${known.version ?? 'another'} stays, ${version} is ignored. Load one.`,
    );
  }
}
let warned = false;
