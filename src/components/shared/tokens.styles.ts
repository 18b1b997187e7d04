import { css, type CSSResult } from 'lit';

/**
 * The look's tokens: each public `--glassjar-<token>` falls back to the house's colour for the page's colour scheme, and is
 * resolved once to a private `--_<token>`; rules read only those.
 */
export const tokens: CSSResult = css`
  :host {
    --_quiet: var(--glassjar-quiet, light-dark(#5b6475, #a3abba));
    --_line: var(--glassjar-line, light-dark(#e3e0d9, #2b3038));
    --_sunk: var(--glassjar-sunk, light-dark(#f4f1ea, #20242b));
    --_give: var(--glassjar-give, light-dark(#0f766e, #2dd4bf));
    --_book: var(--glassjar-book, light-dark(#b45309, #f59e0b));
    --_radius: var(--glassjar-radius, 10px);
    display: block;
    box-sizing: border-box;
  }
  /* Whatever a page, its style sheet or ours says of display; what a search in the page may find is hidden by the browser. */
  :host([hidden]:not([hidden='until-found' i])),
  [hidden]:not([hidden='until-found' i]) {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  /* The wrapper undoes what a page's rules may have set on our element and thereby on all that inherits from it. */
  .base {
    font-size: max(1em, 13px);
    font-style: normal;
    font-variant: tabular-nums;
    font-weight: 400;
    line-height: 1.5;
    letter-spacing: normal;
    word-spacing: normal;
    text-align: start;
    text-indent: 0;
    overflow-wrap: anywhere;
    cursor: auto;
    text-transform: none;
    text-shadow: none;
    white-space: normal;
  }
  p,
  ul,
  h2,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  a,
  button,
  summary {
    color: inherit;
    font: inherit;
    touch-action: manipulation;
  }
  :focus-visible {
    outline: 3px solid var(--_give);
    outline-offset: 2px;
  }
  .quiet {
    color: var(--_quiet);
  }
  .trouble {
    display: grid;
    gap: 0.5em;
    justify-items: start;
    padding-block: 0.5em;
    font-size: 0.875em;
    overflow-wrap: anywhere;
  }
  .retry {
    min-block-size: 44px;
    padding: 0.3em 1em;
    border: 1px solid;
    border-radius: var(--_radius);
    background: none;
    cursor: pointer;
  }
  ul {
    list-style: none;
  }
`;
