import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_column: var(--glassjar-supporters-column, 17em);
    container-type: inline-size;
  }
  .search {
    display: grid;
    gap: 0.25em;
    margin-block-end: 0.75em;
    font-size: 0.875em;
  }
  input {
    inline-size: 100%;
    max-inline-size: 24em;
    min-block-size: 44px;
    padding: 0.4em 0.75em;
    border: 1px solid color-mix(in srgb, var(--_quiet) 75%, transparent);
    border-radius: var(--_radius);
    background: transparent;
    color: inherit;
    font: inherit;
    font-size: max(1rem, 1em);
  }
  .list {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--_column)), 1fr));
    column-gap: 2em;
  }
  .supporter {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    column-gap: 0.75em;
    align-content: start;
    align-items: start;
    padding-block: 0.8em;
    border-block-end: 1px solid var(--_line);
  }
  .monogram {
    display: grid;
    place-items: center;
    overflow: hidden;
    inline-size: 2.75em;
    block-size: 2.75em;
    border: 1px solid transparent;
    border-radius: 50%;
    background: color-mix(in srgb, var(--_give) 13%, transparent);
    /* Darker than the ground's own colour, or lighter in the dark: small letters need 4.5 to 1. */
    color: color-mix(in srgb, var(--_give) 75%, currentColor);
    font-size: 0.9em;
    font-weight: 650;
    letter-spacing: 0.02em;
    white-space: nowrap;
    user-select: none;
  }
  .who {
    display: grid;
    align-content: center;
    min-block-size: 2.5em;
    line-height: 1.35;
  }
  .name {
    /* A name may have ten thousand letters: its end is cut off, not the page. */
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    line-clamp: 3;
    font-weight: 650;
  }
  .facts {
    font-size: 0.8125em;
  }
  .amount {
    color: var(--_give);
    font-weight: 650;
  }
  .message {
    grid-column: 2;
    overflow: hidden;
    max-block-size: 24em;
    margin: 0.45em 0 0;
    padding-inline-start: 0.75em;
    border-inline-start: 2px solid color-mix(in srgb, var(--_give) 35%, transparent);
    font-size: 0.9375em;
    line-height: 1.45;
    white-space: pre-line;
  }
  .more {
    min-block-size: 44px;
    margin-block-start: 0.9em;
    padding: 0.4em 1.1em;
    border: 1.5px solid var(--_give);
    border-radius: var(--_radius);
    background: transparent;
    color: var(--_give);
    font-weight: 650;
    cursor: pointer;
  }
  .more:hover {
    background: color-mix(in srgb, var(--_give) 10%, transparent);
  }
  progress {
    inline-size: 100%;
    margin-block-start: 0.9em;
    accent-color: var(--_give);
  }
  .status {
    margin-block-start: 0.4em;
    color: var(--_quiet);
    font-size: 0.8125em;
  }
  .status:empty {
    display: none;
  }
  .count {
    font-size: 1.0625em;
  }
  .unnamed {
    margin-block-start: 0.8em;
    font-size: 0.9375em;
  }
  @media print {
    .search,
    .more,
    .status {
      display: none;
    }
  }
`;
