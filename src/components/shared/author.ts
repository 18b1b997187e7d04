import { css, html, nothing, render } from 'lit';
import { authorEn, type AuthorWords, type Saying } from '../../core/author-words.en.ts';
import type { Reading } from '../../core/decode.ts';
import type { GlassjarError, Problem } from '../../core/errors.ts';
import { review } from '../../core/review.ts';
import { reviewSums } from '../../core/review-sums.ts';
import { Part } from '../../part.ts';
import type { CampaignState } from './campaign-store.ts';
import { clock } from './clock.ts';
import type { GlassjarElement } from './glassjar-element.ts';
import { languageOf } from './language.ts';
import { addStyles } from './late-styles.ts';

const styles = css`
  .problems {
    margin: 0.75em 0 0;
    padding: 0.75em 0.75em 0.75em 2em;
    border: 2px solid;
    border-radius: var(--_radius);
    font: 0.8125em/1.5 ui-monospace, monospace;
    overflow-wrap: anywhere;
  }
  .problems ul {
    list-style: disc;
  }
`;

const germanPart = new Part(() => import('../../core/author-words.de.ts'), 'authorDe');

/** The languages in which an author is told, besides English. */
const spoken: Readonly<Record<string, () => Promise<AuthorWords>>> = {
  de: () => germanPart.load().then(({ authorDe }) => authorDe),
};

/** More would fill the page: the first ones mended, the rest is told. */
const mostShown = 40;

const boxes = new WeakMap<Element, HTMLElement>();
const measured = new WeakSet<Element>();
const reviews = new WeakMap<Reading, readonly Problem[]>();
/** What is to be told, while the words are on their way. */
const newest = new WeakMap<Element, CampaignState>();

/** What an element with the attribute `debug` tells its author: on the page what is wrong, on the console what room a panel needs. */
export async function inform(
  element: GlassjarElement,
  state: CampaignState,
  reading: Reading | undefined,
): Promise<void> {
  newest.set(element, state);
  const language = languageOf(element).split(/[-_]/, 1)[0]!.toLowerCase();
  const words = (await spoken[language]?.().catch(() => undefined)) ?? authorEn;
  if (newest.get(element) !== state || !element.shadowRoot) return;
  const root = element.shadowRoot;
  let box = boxes.get(element);
  if (!box) {
    boxes.set(element, (box = root.appendChild(document.createElement('div'))));
    addStyles(element, styles);
  }
  show(element, state, reading, words, box);
  tellHeight(element, box);
}

function show(
  element: GlassjarElement,
  { campaign, error, problems, totals }: CampaignState,
  reading: Reading | undefined,
  words: AuthorWords,
  box: HTMLElement,
): void {
  const found = new Map<string, Problem>();
  for (const problem of [...problems, ...(reading && campaign ? reviewOf(reading) : [])]) {
    found.set(`${problem.path} ${problem.message}`, problem);
  }
  if (campaign && totals)
    for (const said of reviewSums(campaign, totals)) found.set(`${said.path} ${said.message}`, said);
  const all = [...found.values()];
  // Nothing is wrong with such a file, and yet nothing is shown; a misspelt field is the usual reason.
  const isSum = /-(panel|counter|progress)$/.test(element.localName);
  const hasNoSum = isSum && campaign && !totals?.raised && !campaign.noMoney && !problems.length;
  const more = all.length - mostShown;
  render(
    error || all.length || hasNoSum
      ? html`<div class="problems" role="alert" lang=${words.language} dir="ltr" part="problems"><ul>
          ${error ? errorItem(error, element, words) : nothing}
          ${all.slice(0, mostShown).map((problem) => html`<li><b>${problem.path}</b>: ${inWords(problem, words)}</li>`)}
          ${more > 0 ? html`<li>${words.moreFaults(more)}</li>` : nothing}
          ${hasNoSum ? html`<li><b>sources</b>: ${words.noSum}</li>` : nothing}
        </ul></div>`
      : nothing,
    box,
  );
}

/** What a document's author should know beside what was refused of it; found once for each reading. */
function reviewOf(reading: Reading): readonly Problem[] {
  let found = reviews.get(reading);
  if (!found) {
    const { baseURI } = document;
    found = reading.document
      ? review(reading.document(), { now: clock.now(), origin: location.origin, base: baseURI })
      : [];
    reviews.set(reading, found);
  }
  return found;
}

/** In English where the language has no words for it, as of an adapter of somebody else. */
const inWords = (problem: Problem, words: AuthorWords): unknown =>
  problem.in ? problem.in(words) : html`<span lang="en">${problem.message}</span>`;

function errorItem(error: GlassjarError, element: GlassjarElement, words: AuthorWords): unknown {
  const say = error.say ?? sayingOf(error, element.src ?? '');
  return say ? html`<li>[glassjar] ${say(words)}</li>` : html`<li lang="en">${error.message}</li>`;
}

/** What has no words with it, since it is said by what every page loads. */
function sayingOf({ cause, code, message }: GlassjarError, src: string): Saying | undefined {
  const [, scheme = ''] = /^([a-z][a-z0-9-]*):/i.exec(src) ?? [];
  // A drive of Windows looks like a scheme.
  if (code === 'no-adapter' && /^(?:file|[a-z])$/i.test(scheme)) return (words) => words.addressFromDisk;
  if (code === 'no-adapter') return (words) => words.noAdapter(src, scheme);
  if (message.includes('have a hole')) return (words) => words.newestDamaged;
  if (message.includes('minor units')) return (words) => words.beyondCounting;
  if (message.includes('chunks/')) return (words) => words.partMissing;
  if (code !== 'network' || !(cause instanceof Error)) return undefined;
  return cause instanceof TypeError && !isAddress(src) ? (words) => words.badAddress(src) : undefined;
}

function isAddress(src: string): boolean {
  try {
    return Boolean(new URL(src, document.baseURI));
  } catch {
    return false;
  }
}

/** What the page should reserve is known only here, where the figures and the page's font are. */
function tellHeight(element: GlassjarElement, box: HTMLElement): void {
  if (!element.shadowRoot!.querySelector('article.base') || measured.has(element)) return;
  measured.add(element);
  const { minBlockSize } = element.style;
  element.style.minBlockSize = '0';
  const height = Math.ceil(element.getBoundingClientRect().height - box.offsetHeight);
  element.style.minBlockSize = minBlockSize;
  console.info(
    `[glassjar] at ${element.clientWidth}px wide this panel needs glassjar-panel { --glassjar-panel-height: ${height}px }`,
  );
}
