import { html, svg, type TemplateResult } from 'lit';
import type { Progress } from '../../core/progress.ts';
import { addStyles } from '../shared/late-styles.ts';
import { styles } from './drawing.styles.ts';

/** Inside of the glass: from y = 24 (brim) to y = 96 (bottom), in a box of 100. */
const brim = 24;
const depth = 72;

const glass = 'M30 17h40v5c0 3 10 6 10 15v50c0 7-4 10-10 10H30c-6 0-10-3-10-10V37c0-9 10-12 10-15z';

/** What fills the jar up to a share, moved by a transform so that it can rise without a new layout. */
const level = (share: number, colour: string): TemplateResult =>
  svg`<g class="level" .style=${`transform:translateY(${brim + depth * (1 - share)}px)`}>
    <path d="M0 0q12.5 -3 25 0t25 0 25 0 25 0V100H0z" .style=${`fill:color-mix(in srgb,var(${colour}) 100%,#0000)`}></path>
  </g>`;

/** Progress as the glass jar that gave the library its name: what was given below, what the book brought on top of it. */
export function draw({ gifts, sales, milestones }: Progress, percent: string, host: Element): TemplateResult {
  addStyles(host, styles);
  return html`<svg viewBox="0 0 100 100" aria-hidden="true">
      <clipPath id="inside"><path d=${glass}></path></clipPath>
      <g clip-path="url(#inside)">
        <rect width="100" height="100" .style=${'fill:color-mix(in srgb,var(--_sunk) 100%,#0000)'}></rect>
        ${sales > 0 ? level(Math.min(1, gifts + sales), '--_book') : null} ${level(gifts, '--_give')}
        <path d="M27 40v46" stroke="#fff" stroke-width="4" stroke-linecap="round" opacity="0.35" fill="none"></path>
      </g>
      ${milestones.map(
        ({ at }) =>
          svg`<path d=${`M74 ${brim + depth * (1 - at)}h6`} stroke="currentColor" stroke-width="1.5" opacity="0.6"></path>`,
      )}
      <path d=${glass} fill="none" stroke="currentColor" stroke-width="2" opacity="0.75"></path>
      <rect x="27" y="5" width="46" height="12" rx="3" .style=${'fill:color-mix(in srgb,var(--_book) 100%,#0000)'}></rect>
      <path d="M46 9h8" stroke="#fff" stroke-width="2.4" stroke-linecap="round"></path>
    </svg>
    <span class="percent"><b class="chip">${percent}</b></span>`;
}
