import { css, html, nothing, render } from 'lit';
import { addStyles } from './late-styles.ts';
import type { CampaignState } from './campaign-store.ts';

const styles = css`
  .problems {
    margin: 0.75em 0 0;
    padding: 0.75em 0.75em 0.75em 2em;
    border: 2px solid;
    border-radius: var(--_radius);
    font: 0.8125em/1.5 ui-monospace, monospace;
  }
  .problems ul {
    list-style: disc;
  }
`;

const boxes = new WeakMap<Element, HTMLElement>();
const measured = new WeakSet<Element>();

/** What an element with the attribute `debug` tells its author: on the page what is wrong, on the console what room a panel needs. */
export function inform(element: HTMLElement, { campaign, error, problems, totals }: CampaignState): void {
  const root = element.shadowRoot!;
  let box = boxes.get(element);
  if (!box) {
    boxes.set(element, (box = root.appendChild(document.createElement('div'))));
    addStyles(element, styles);
  }
  // Nothing is wrong with such a file, and yet nothing is shown; a misspelt field is the usual reason.
  const isSum = /-(panel|counter|progress)$/.test(element.localName);
  const hasNoSum = isSum && campaign && !totals?.raised && !campaign.noMoney && !problems.length;
  render(
    error || problems.length || hasNoSum
      ? html`<div class="problems" role="alert" lang="en" part="problems"><ul>
          ${error ? html`<li>${error.message}</li>` : nothing}
          ${problems.map(({ path, message }) => html`<li><b>${path}</b>: ${message}</li>`)}
          ${hasNoSum ? html`<li><b>sources</b>: no sum is shown, for none follows from the file: a source needs "raised", or "copies" and "proceeds"; or there are "entries". Look for a misspelt field</li>` : nothing}
        </ul></div>`
      : nothing,
    box,
  );
  // What the page should reserve is known only here, where the figures and the page's font are.
  if (!root.querySelector('article.base') || measured.has(element)) return;
  measured.add(element);
  const { minBlockSize } = element.style;
  element.style.minBlockSize = '0';
  const height = Math.ceil(element.getBoundingClientRect().height - box.offsetHeight);
  element.style.minBlockSize = minBlockSize;
  console.info(
    `[glassjar] at ${element.clientWidth}px wide this panel needs glassjar-panel { --glassjar-panel-height: ${height}px }`,
  );
}
