import type { Campaign } from '../../core/campaign.ts';
import type { Totals } from '../../core/ledger.ts';
import { jsonLdText, structuredDataOf } from '../../core/structured-data.ts';
import { clock } from './clock.ts';

interface Written {
  readonly script: HTMLScriptElement;
  readonly writers: Set<object>;
}

const written = new WeakMap<Document, Map<string, Written>>();

/**
 * Writes a campaign as schema.org JSON-LD into a page's head: one `<script type="application/ld+json">` for each campaign,
 * changed in place when the campaign is written again. To renew, write first and take the older writing back after.
 *
 * @returns Takes the writing back: the script goes with the last of its writers.
 */
export function writeStructuredData(campaign: Campaign, totals: Totals, page: Document): () => void {
  const scripts = written.get(page) ?? new Map<string, Written>();
  written.set(page, scripts);
  const key = campaign.id ?? campaign.url ?? campaign.title;
  let entry = scripts.get(key);
  if (!entry?.script.isConnected) {
    entry = { script: dataScript(page), writers: entry?.writers ?? new Set() };
    scripts.set(key, entry);
    page.head.append(entry.script);
  }
  const { script, writers } = entry;
  const text = jsonLdText(structuredDataOf(campaign, totals, addressOf(page), clock.now()));
  if (script.textContent !== text) script.replaceChildren(text);
  const writer = {};
  writers.add(writer);
  return () => {
    if (!writers.delete(writer) || writers.size) return;
    script.remove();
    if (scripts.get(key)?.script === script) scripts.delete(key);
  };
}

/** The address by which search engines know the page. */
const addressOf = (page: Document): string =>
  (page.querySelector<HTMLLinkElement>('link[rel=canonical][href]')?.href ?? page.URL).replace(/#.*/, '');

/**
 * A script element for data. Under `require-trusted-types-for 'script'` browsers guard the text of every script element, of
 * data blocks too: setting `textContent` throws, and a text node put into a new element is reported when the element is
 * prepared (seen in Chromium 156 and Firefox 153). Prepared are only elements that have not already started, a mark that
 * cloning copies and nothing takes away (HTML, "cloning steps for script elements"). So we clone a script of the page that
 * has run, ours among them: what is in the clone can never run, and no policy is needed.
 */
function dataScript(page: Document): HTMLScriptElement {
  const started = [...page.scripts].find(
    ({ noModule, src, type }) => src && !noModule && /^(?:module|(?:text|application)\/javascript)?$/i.test(type),
  );
  const script = (started?.cloneNode(false) as HTMLScriptElement | undefined) ?? page.createElement('script');
  for (const name of script.getAttributeNames()) script.removeAttribute(name);
  script.nonce = '';
  script.type = 'application/ld+json';
  return script;
}
