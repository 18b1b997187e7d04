import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  .base {
    container-type: inline-size;
  }
  /* As wide as what is left beyond the room that tabs need: a width above 0 means tabs. It has no height, so that
     what the sections make of its news can't be news to it. */
  .measure {
    inline-size: max(0px, 100% - 34em);
    block-size: 0;
  }
  /* Where the tabs need several rows, each is ruled. */
  .tabs {
    --_row: max(44px, 2.75em);
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.4em;
    background: linear-gradient(to top, var(--_line) 1px, transparent 1px) 0 0 / 100% var(--_row);
    font-size: 0.9375em;
  }
  button {
    border: 0;
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .tab {
    block-size: var(--_row);
    padding: 0;
    border-block: 3px solid transparent;
    color: var(--_quiet);
    font-weight: 600;
    white-space: nowrap;
  }
  .tab:hover {
    color: inherit;
  }
  .tab[aria-selected='true'] {
    border-block-end-color: var(--_give);
    color: inherit;
  }
  .tab:focus-visible,
  .heading button:focus-visible {
    border-radius: 4px;
    outline-offset: -3px;
  }
  .count {
    color: var(--_quiet);
    font-weight: 500;
  }
  /* Where it is tight, how many there are matters less than all names in one row. */
  @container (inline-size < 46em) {
    .tabs {
      justify-content: space-between;
      column-gap: 0.75em;
      font-size: 0.875em;
    }
    .tab .count {
      display: none;
    }
  }
  .wide .heading {
    display: none;
  }
  .narrow .section {
    border-block-end: 1px solid var(--_line);
  }
  .narrow .section:last-child {
    border-block-end: 0;
  }
  .heading button {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1em;
    inline-size: 100%;
    min-block-size: 52px;
    padding: 0.5em 0;
    font-weight: 600;
  }
  .heading button::after {
    content: '';
    flex: none;
    inline-size: 0.5em;
    block-size: 0.5em;
    margin-inline-end: 0.3em;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    color: var(--_quiet);
    translate: 0 -25%;
    rotate: 45deg;
  }
  .heading button[aria-expanded='true']::after {
    translate: 0 25%;
    rotate: 225deg;
  }
  .wide .content {
    padding-block-start: 1.1em;
  }
  .narrow .content {
    padding-block: 0.25em 1.25em;
  }
  .waiting {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 0.75em;
    min-block-size: 12em;
    padding: 1em;
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_sunk) 55%, transparent);
    font-size: 0.9em;
    text-align: center;
  }
  .waiting .trouble {
    justify-items: center;
  }
  @media (forced-colors: active) {
    .tab[aria-selected='true'] {
      border-block-end-color: Highlight;
    }
  }
  /* On paper nothing can be opened: all that was loaded is there, and of the rest the heading. */
  @media print {
    .tabs,
    .section:not(.ready) .panel,
    .heading button::after {
      display: none;
    }
    .wide .heading {
      display: block;
      font-weight: 700;
    }
    .section {
      padding-block: 0.5em;
      border: 0;
    }
    .heading {
      break-after: avoid;
    }
    .ready .panel[hidden] {
      display: block;
      content-visibility: visible;
    }
  }
`;
