import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_ink: var(--glassjar-ink, light-dark(#1d2433, #eceef2));
    --_paper: var(--glassjar-paper, light-dark(#fffdf9, #181b20));
    --_out: var(--glassjar-out, light-dark(#9f1239, #fb7185));
    --_height: var(--glassjar-ledger-height, 34rem);
    container-type: inline-size;
  }
  .base {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.1em;
  }
  .topic {
    margin: 0 0 0.5em;
    font-size: 0.875em;
    font-weight: 650;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8.5em, 1fr));
    /* Lines between what stands in one row or in several: those at the edge are cut off by it. */
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .figures div {
    padding: 0.7em 0.9em;
    margin-block-end: -1px;
    margin-inline-end: -1px;
    border: solid var(--_line);
    border-width: 0 0 1px;
    border-inline-end-width: 1px;
  }
  dt {
    color: var(--_quiet);
    font-size: 0.8125em;
  }
  dd {
    font-size: 1.1em;
    font-weight: 700;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  .figures .out dd {
    color: var(--_out);
  }
  .groups {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
    gap: 1.1em 2em;
  }
  .groups:not(:has(section)) {
    display: none;
  }
  .groups li + li {
    margin-block-start: 0.5em;
  }
  .group {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 1em;
    font-size: 0.875em;
  }
  .group bdi {
    min-inline-size: 0;
  }
  .group b {
    font-weight: 650;
    white-space: nowrap;
  }
  .bar {
    display: block;
    block-size: 4px;
    margin-block-start: 0.2em;
    border-radius: 2px;
    background-color: var(--_give);
    print-color-adjust: exact;
  }
  .bar.sales {
    background-color: var(--_book);
  }
  .bar.out {
    background-color: var(--_out);
  }
  .check {
    padding: 0.65em 0.9em;
    border-radius: var(--_radius);
    background-color: var(--_sunk);
    color: var(--_ink);
    font-size: 0.875em;
  }
  .check summary {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    align-items: baseline;
    justify-content: space-between;
    min-block-size: 24px;
    list-style: none;
    cursor: pointer;
  }
  .check summary::-webkit-details-marker {
    display: none;
  }
  .check summary span:first-child {
    color: var(--_give);
    font-weight: 650;
  }
  .how {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .check ul {
    margin-block: 0.5em;
    padding-inline-start: 1.1em;
    list-style: disc;
  }
  .unsound {
    border-inline-start: 3px solid var(--_out);
  }
  .unsound b {
    color: var(--_out);
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6em 1em;
    align-items: end;
  }
  .controls label > span,
  legend {
    display: block;
    padding: 0;
    color: var(--_quiet);
    font-size: 0.8125em;
  }
  .search {
    flex: 1 1 100%;
    min-inline-size: 0;
  }
  input[type='search'],
  select {
    inline-size: 100%;
    min-block-size: 44px;
    margin: 0;
    padding: 0 0.75em;
    border: 1px solid color-mix(in srgb, var(--_quiet) 80%, transparent);
    border-radius: var(--_radius);
    background-color: var(--_paper);
    color: var(--_ink);
    /* Below 16px a phone zooms into the field. */
    font: inherit;
    font-size: max(1em, 16px);
  }
  ::placeholder {
    color: var(--_quiet);
    opacity: 1;
  }
  .source {
    flex: 0 1 auto;
    min-inline-size: 8em;
    max-inline-size: 100%;
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .sides {
    display: flex;
  }
  .sides label {
    position: relative;
  }
  fieldset input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .controls fieldset label span {
    display: grid;
    place-items: center;
    min-block-size: 44px;
    padding: 0 0.85em;
    margin-inline-end: -1px;
    border: 1px solid color-mix(in srgb, var(--_quiet) 80%, transparent);
    background-color: var(--_paper);
    color: var(--_ink);
    font-size: 0.875em;
  }
  fieldset label:first-of-type span {
    border-start-start-radius: var(--_radius);
    border-end-start-radius: var(--_radius);
  }
  .controls fieldset label:last-of-type span {
    margin: 0;
    border-start-end-radius: var(--_radius);
    border-end-end-radius: var(--_radius);
  }
  .controls fieldset input:checked + span {
    position: relative;
    border-color: var(--_give);
    background: color-mix(in srgb, var(--_give) 10%, var(--_paper));
    font-weight: 650;
  }
  fieldset input:focus-visible + span {
    position: relative;
    z-index: 1;
    outline: 3px solid var(--_give);
    outline-offset: 2px;
  }
  .status {
    margin-block-end: -0.5em;
    font-size: 0.8125em;
  }
  button {
    justify-self: start;
    min-block-size: 44px;
    padding: 0 1em;
    border: 1px solid color-mix(in srgb, var(--_quiet) 80%, transparent);
    border-radius: var(--_radius);
    background: none;
    font-size: 0.875em;
    font-weight: 600;
    cursor: pointer;
  }
  button:hover {
    border-color: currentColor;
  }
  .check progress {
    inline-size: 100%;
    margin-block-start: 0.5em;
    accent-color: var(--_give);
  }
  .check button {
    margin-block-start: 0.5em;
  }
  .downloads {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: center;
    font-size: 0.8125em;
  }
  .downloads span {
    flex: 1 1 12em;
  }
  .downloads button {
    font-size: 1em;
  }

  @container (min-width: 44em) {
    .search {
      flex-basis: 14em;
    }
  }
  @container (max-width: 38em) {
    .controls > * {
      flex: 1 1 100%;
    }
    .sides label {
      flex: 1;
    }
    .controls fieldset label span {
      padding: 0 0.2em;
    }
  }

  @media (forced-colors: active) {
    .groups .bar {
      background: CanvasText;
    }
    .controls fieldset input:checked + span {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .check {
      border: 1px solid;
    }
  }

  @media print {
    .controls,
    .downloads,
    .how,
    .all {
      display: none;
    }
  }
`;
