import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_module: var(--glassjar-bank-module, 4px);
    container-type: inline-size;
  }
  .whole {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1em 1.75em;
    align-items: start;
  }
  .scan {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75em 0.9em;
    align-items: center;
  }
  /* White to the edge: what is around the modules is part of the code. */
  .code {
    flex: none;
    display: block;
    inline-size: min(100%, calc(var(--side) * var(--_module)));
    border-radius: var(--_radius);
    outline: 1px solid var(--_line);
    background: #fff;
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  .words {
    flex: 1 1 8em;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25em;
    min-inline-size: min(100%, 8em);
    font-size: 0.875em;
    line-height: 1.45;
    hyphens: auto;
  }
  .words b {
    display: block;
    font-size: 1.0715em;
    font-weight: 700;
    text-wrap: balance;
  }
  .line {
    display: grid;
    padding-block-end: 0.5em;
    border-block-end: 1px solid var(--_line);
    font-size: 0.875em;
  }
  .line p {
    grid-area: 1 / 1;
  }
  .over {
    visibility: hidden;
  }
  .status {
    font-weight: 650;
  }
  .done {
    color: var(--_give);
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    column-gap: 0.75em;
    align-items: center;
    padding-block: 0.4em;
    border-block-end: 1px solid var(--_line);
  }
  dt {
    color: var(--_quiet);
    font-size: 0.8125em;
    line-height: 1.4;
  }
  .value {
    grid-column: 1;
    font-size: 0.9375em;
    font-weight: 650;
    line-height: 1.4;
    text-wrap: balance;
    user-select: all;
  }
  .do {
    grid-area: 1 / 2 / 3;
  }
  button {
    min-inline-size: 44px;
    min-block-size: 44px;
    padding: 0.25em 0;
    border: 0;
    border-radius: 4px;
    background: transparent;
    color: var(--_give);
    font-size: 0.9375em;
    font-weight: 650;
    text-align: end;
    cursor: pointer;
  }
  button:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .tick {
    inline-size: 1em;
    block-size: 1em;
    margin-inline-start: 0.35em;
    vertical-align: -0.12em;
    fill: none;
    stroke: color-mix(in srgb, var(--_give) 100%, transparent);
    stroke-width: 3;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .shortened {
    margin-block-start: 0.75em;
    padding: 0.6em 0.85em;
    border-inline-start: 3px solid var(--_book);
    border-radius: 2px;
    background-color: var(--_sunk);
    font-size: 0.875em;
  }
  .notice {
    font-size: 0.875em;
    font-weight: 600;
  }
  /* Large text on a small screen: what is copied keeps the whole width. */
  @container (max-width: 13em) {
    .field {
      grid-template-columns: minmax(0, 1fr);
    }
    .do {
      grid-area: auto;
    }
    button {
      text-align: start;
    }
  }
  @container (min-width: 34em) {
    .coded {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .coded .scan {
      flex-direction: column;
      align-items: stretch;
      inline-size: min-content;
    }
    .coded .code {
      inline-size: calc(var(--side) * var(--_module));
      max-inline-size: 45cqi;
    }
    .coded .words {
      flex: none;
    }
  }
  @media print {
    .line,
    .do {
      display: none;
    }
  }
`;
