import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Part } from '../../part.ts';
import type { CampaignStore } from './campaign-store.ts';
import type { Language } from './language.ts';
import { late } from './late.ts';

/**
 * What stands in the place of a part that could not be loaded: that it couldn't, what helps without it, and a button that tries again.
 * Nothing while there is no trouble. The one way in which elements say it.
 * @param help What the reader can do without the part.
 * @param then What the reader wanted of it, done once it is there after all.
 */
export function trouble(
  host: ReactiveControllerHost & { readonly debug: boolean },
  part: Part,
  { messages }: Language,
  help?: unknown,
  then?: () => void,
): TemplateResult | typeof nothing {
  const { error, failures } = part;
  if (!error) return nothing;
  late(host, part);
  // Asked for in vain more than once, it may be of another build than the page; without a network a page loaded anew would be lost.
  const isStuck = failures > 1 && navigator.onLine;
  const handleClick = (): void => {
    if (isStuck) location.reload();
    else part.load().then(then, () => {});
    host.requestUpdate();
  };
  return html`<div class="trouble">
    <p role="alert">${messages.failed}</p>
    <button class="retry" type="button" aria-busy=${!!part.running} @click=${handleClick}>${isStuck ? messages.reload : messages.retry}</button>
    ${help}${host.debug ? html`<p dir="ltr" lang="en">${error.message}</p>` : nothing}
  </div>`;
}

/** What is told in parts of the page can also be read in the file itself, where there is one. */
export const dataLink = (store: CampaignStore | undefined, { messages }: Language): TemplateResult | typeof nothing =>
  store?.url ? html`<p><a href=${store.url}>${messages.data}</a></p>` : nothing;
