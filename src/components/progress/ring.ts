import { html, svg, type TemplateResult } from 'lit';
import type { Progress } from '../../core/progress.ts';
import { addStyles } from '../shared/late-styles.ts';
import { styles } from './drawing.styles.ts';

const arc = (share: number, colour: string): TemplateResult =>
  svg`<circle cx="50" cy="50" r="43" pathLength="100" stroke-width="11" fill="none" transform="rotate(-90 50 50)"
    .style=${`stroke:color-mix(in srgb,var(${colour}) 100%,#0000);stroke-dasharray:${share * 100} 100`}></circle>`;

/** Progress as a ring that closes. */
export function draw({ gifts, sales }: Progress, percent: string, host: Element): TemplateResult {
  addStyles(host, styles);
  return html`<svg viewBox="0 0 100 100" aria-hidden="true">
      <circle cx="50" cy="50" r="43" stroke-width="11" fill="none" .style=${'stroke:color-mix(in srgb,var(--_sunk) 100%,#0000)'}></circle>
      ${arc(Math.min(1, gifts + sales), '--_book')} ${arc(gifts, '--_give')}
    </svg>
    <span class="percent">${percent}</span>`;
}
