import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Chart, Line, Mark } from '../../core/chart.ts';
import type { Known } from '../../core/series.ts';

/** What a chart is drawn from. */
export interface Drawing {
  readonly chart: Chart;
  readonly width: number;
  readonly height: number;
  /** Where reading goes from right to left, so does time. */
  readonly isRtl: boolean;
  /** Places are turned: 1 is on top, more is further down. */
  readonly isTurned: boolean;
  readonly summary: string;
  /** Index of the mark that the reader is at. */
  readonly picked: number | undefined;
}

const radius = 4;

/** How a reading is marked: filled as counted, open where less is known, and a triangle shows which way more would be. */
export function markOf(known: Known, x: number, y: number, isTurned: boolean): SVGTemplateResult {
  if (known === 'at-least') {
    const up = isTurned ? -1 : 1;
    return svg`<path class="mark open" d="M${x} ${y - 5.5 * up}l5 ${9 * up}h-10z"></path>`;
  }
  return svg`<circle class="mark ${known === 'exact' ? '' : 'open'} ${known}" cx=${x} cy=${y} r=${known === 'theoretical' ? 5 : radius} pathLength="12"></circle>`;
}

/** An open mark in a legend. */
export const legendMark = (known: Known, isTurned: boolean): TemplateResult =>
  html`<svg class="sample" viewBox="0 0 16 16" aria-hidden="true">${markOf(known, 8, 8, isTurned)}</svg>`;

/** The chart's picture; its words and its table stand beside it. */
export function renderChart({ chart, height, isRtl, isTurned, picked, summary, width }: Drawing): TemplateResult {
  const { bottom, ends, left, lines, marks, right, times, top, values } = chart;
  const at = (x: number): number => (isRtl ? width - x : x);
  const found = picked === undefined ? undefined : marks[picked];
  return html`<svg class="plot" viewBox="0 0 ${width} ${height}" role="img" aria-label=${summary}>
    ${values.map(
      (tick) => svg`<line class="grid" x1=${at(left)} x2=${at(right)} y1=${tick.at} y2=${tick.at}></line>
      <text class="label" x=${at(left - 6)} y=${tick.at} dy="0.35em" text-anchor="end">${tick.text}</text>`,
    )}
    ${times.map(
      (tick) => svg`<line class="grid" x1=${at(tick.at)} x2=${at(tick.at)} y1=${bottom} y2=${bottom + 5}></line>
      <text class="label" x=${at(tick.textAt)} y=${bottom + 5} dy="${1.1 + 1.2 * tick.row}em" text-anchor="start">${tick.text}</text>`,
    )}
    ${
      found
        ? svg`<line class="cross" x1=${at(found.x)} x2=${at(found.x)} y1=${top} y2=${bottom}></line>
        <circle class="ring" cx=${at(found.x)} cy=${found.y} r="9"></circle>`
        : nothing
    }
    ${lines.map(
      (line) =>
        svg`<path class="line of-${line.of} ${line.isTheoretical ? 'theoretical' : ''}" d=${pathOf(line, at)}></path>`,
    )}
    ${marks
      .filter(({ isDrawn }) => isDrawn)
      .map(({ of, reading, x, y }) => svg`<g class="of-${of}">${markOf(reading.known, at(x), y, isTurned)}</g>`)}
    ${ends.map(
      ({ anchor, of, text, x, y }) =>
        svg`<text class="line-end of-${of}" x=${at(x)} y=${y} dy="0.35em" text-anchor=${anchor}>${text}</text>`,
    )}
  </svg>`;
}

/** Straight stretches from mark to mark. They end at the edge of an open mark, so that it stays open on any background. */
function pathOf({ marks }: Line, at: (x: number) => number): string {
  return marks
    .slice(1)
    .map((to, index) => {
      const from = marks[index]!;
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      const [start, end] = [gapOf(from), gapOf(to)];
      if (length <= start + end)
        return isOpen(from) || isOpen(to) ? '' : `M${at(from.x)} ${from.y}L${at(to.x)} ${to.y}`;
      const along = (share: number): string =>
        `${at(from.x + (to.x - from.x) * share)} ${from.y + (to.y - from.y) * share}`;
      return `M${along(start / length)}L${along(1 - end / length)}`;
    })
    .join('');
}

const isOpen = ({ isDrawn, reading }: Mark): boolean => isDrawn && reading.known !== 'exact';
const gapOf = (mark: Mark): number => (isOpen(mark) ? radius + 1.5 : 0);
