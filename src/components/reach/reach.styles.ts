import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_1: var(--glassjar-reach-series-1, light-dark(#2a5c8a, #8cc0ee));
    --_2: var(--glassjar-reach-series-2, light-dark(#8b3f86, #dc9fd6));
    --_3: var(--glassjar-reach-series-3, light-dark(#5d6a12, #b9c65a));
    --_4: var(--glassjar-reach-series-4, light-dark(#5b6475, #a3abba));
    --_5: var(--glassjar-reach-series-5, light-dark(#8a4b1f, #d9a878));
    container-type: inline-size;
  }
  .base {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.75em;
  }
  .topic {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.4em;
    margin: 0;
  }
  .small {
    font-size: max(0.8125em, 12px);
    line-height: 1.45;
  }
  .title {
    font-size: 0.9375em;
    font-weight: 650;
    line-height: 1.3;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(9.75em, 100%), 1fr));
    gap: 0.6em 1em;
  }
  .figure {
    display: grid;
    align-content: start;
    max-inline-size: 100%;
  }
  .name {
    display: flex;
    align-items: center;
    gap: 0.5em;
    font-size: 0.875em;
  }
  /* A piece of the line, so that the figure is found in the chart. */
  .key {
    flex: none;
    inline-size: 1.1em;
    border-block-start: 3px solid;
  }
  .value {
    font-size: 0.9375em;
    line-height: 1.25;
  }
  .number {
    font-size: 1.7em;
    font-weight: 700;
    letter-spacing: -0.015em;
  }
  .chart {
    position: relative;
    block-size: 15em;
    margin-block-start: 0.3em;
    border-radius: 4px;
    font-size: max(0.75em, 12px);
    touch-action: pan-y;
  }
  .chart:has(.keys:focus-visible) {
    outline: 3px solid var(--_give);
    outline-offset: 2px;
  }
  .plot {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    overflow: visible;
  }
  .keys {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    pointer-events: none;
  }
  .of-0 {
    color: var(--_1);
  }
  .ranks .of-0 {
    color: var(--_book);
  }
  .of-1 {
    color: var(--_2);
  }
  .of-2 {
    color: var(--_3);
  }
  .of-3 {
    color: var(--_4);
  }
  .of-4 {
    color: var(--_5);
  }
  text {
    unicode-bidi: plaintext;
  }
  .label {
    fill: color-mix(in srgb, var(--_quiet) 100%, transparent);
  }
  .line-end {
    fill: currentColor;
    font-weight: 650;
  }
  .grid {
    stroke: color-mix(in srgb, var(--_line) 100%, transparent);
  }
  .cross {
    stroke: color-mix(in srgb, var(--_quiet) 100%, transparent);
    stroke-dasharray: 2 3;
  }
  .ring {
    fill: none;
    stroke: color-mix(in srgb, var(--_quiet) 100%, transparent);
    stroke-width: 1.5;
  }
  .line {
    fill: none;
    stroke: currentColor;
    stroke-width: 2.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .line.theoretical {
    stroke-dasharray: 1 6;
  }
  .mark {
    fill: currentColor;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .mark.open {
    fill: none;
  }
  /* Six dashes, whatever the length. */
  .mark.theoretical {
    stroke-width: 1.75;
    stroke-dasharray: 1;
  }
  .reading {
    min-block-size: 1.45em;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1em 1.25em;
  }
  .legend li {
    display: flex;
    gap: 0.4em;
  }
  .sample {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    margin-block-start: 0.1em;
  }
  summary {
    inline-size: fit-content;
    min-block-size: 44px;
    padding-block: 0.7em;
    font-size: 0.875em;
    font-weight: 600;
    cursor: pointer;
  }
  .topic summary {
    min-block-size: 32px;
    padding-block: 0.35em;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.875em;
  }
  caption {
    position: absolute;
    overflow: hidden;
    inline-size: 1px;
    block-size: 1px;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  th,
  td {
    padding-block: 0.4em;
    padding-inline: 0 1em;
    border-block-end: 1px solid var(--_line);
    font-weight: inherit;
    text-align: start;
    vertical-align: top;
  }
  thead th {
    color: var(--_quiet);
    font-size: 0.92em;
    font-weight: 600;
  }
  th[scope='rowgroup'] {
    padding-block-start: 0.9em;
    font-weight: 650;
  }
  td.amount,
  th.amount {
    padding-inline-end: 0;
    text-align: end;
  }
  .snowball {
    padding: 0.2em 1em;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 2px);
  }
  .snowball[open] {
    padding-block-end: 1em;
  }
  .terms {
    display: grid;
    grid-template-columns: minmax(0, 10em) auto minmax(0, 10em);
    gap: 0.3em 0.6em;
    margin-block-end: 0.6em;
  }
  label {
    display: grid;
    grid-area: 1 / 1 / 3;
    grid-template-rows: subgrid;
    align-items: end;
    font-size: 0.875em;
    line-height: 1.3;
  }
  .terms input {
    inline-size: 100%;
    min-block-size: 44px;
    padding-inline: 0.6em;
    border: 1px solid var(--_quiet);
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    font-size: 1.15em;
    font-variant: tabular-nums;
  }
  .terms input[aria-invalid] {
    border: 2px solid;
  }
  .times {
    color: var(--_quiet);
  }
  .factor + label {
    grid-column-start: 3;
  }
  .factor {
    grid-area: 2 / 2;
    align-self: center;
    margin-block-start: 0.3em;
  }
  output {
    display: block;
    min-block-size: 2.1em;
  }
  .sum {
    font-size: 1.25em;
    font-weight: 700;
  }
  .bad {
    font-weight: 650;
  }
  @media (forced-colors: active) {
    [class*='of-'] {
      color: CanvasText;
    }
    .label {
      fill: CanvasText;
    }
    .grid {
      stroke: GrayText;
    }
    .cross,
    .ring {
      stroke: Highlight;
    }
  }
  @media print {
    .keys,
    .snowball:not([open]),
    .table:not([open]) {
      display: none;
    }
  }
`;
