import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_out: var(--glassjar-out, light-dark(#9f1239, #fb7185));
    container-type: inline-size;
  }
  .base {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.1em;
  }
  .title {
    margin: 0;
    font-size: 1.125em;
    font-weight: 700;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  header p {
    font-size: 0.875em;
  }
  .sums {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5em), 1fr));
    gap: 1px;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .sums:has(> :only-child) {
    max-inline-size: 18em;
  }
  .sum {
    display: grid;
    align-content: space-between;
    padding: 0.75em 0.9em;
    outline: 1px solid var(--_line);
  }
  dt {
    color: var(--_quiet);
    font-size: 0.8125em;
    line-height: 1.35;
  }
  dd {
    font-size: 1.25em;
    font-weight: 700;
    line-height: 1.35;
    letter-spacing: -0.01em;
  }
  .in dd {
    color: var(--_give);
  }
  .out dd {
    color: var(--_out);
  }
  .sum .unknown {
    color: inherit;
    font-size: 1em;
    font-weight: 600;
  }
  .note {
    margin-block-start: -0.6em;
    font-size: 0.8125em;
  }
  .note:empty {
    display: none;
  }
  .thanks {
    margin: 0;
    padding: 0.9em 1.1em;
    border-inline-start: 3px solid var(--_give);
    border-radius: var(--_radius);
    border-start-start-radius: 2px;
    border-end-start-radius: 2px;
    background-color: var(--_sunk);
    line-height: 1.55;
    white-space: pre-line;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 17em), 1fr));
    gap: 0 1.5em;
    margin-block-start: 0.6em;
    font-size: 0.9375em;
  }
  .facts li {
    padding-block: 0.4em;
    border-block-start: 1px solid var(--_line);
    line-height: 1.4;
  }
  .facts time {
    font-size: 0.875em;
  }
  .updates {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.7em;
    margin-block-start: 0.9em;
  }
  .updates li {
    display: grid;
    grid-template-columns: minmax(0, 8.5em) minmax(0, 1fr);
    gap: 0 1em;
    align-items: baseline;
  }
  .updates time {
    font-size: 0.8125em;
  }
  .updates p {
    font-weight: 600;
    line-height: 1.4;
  }
  .updates a {
    display: inline-block;
    min-block-size: 24px;
    text-underline-offset: 0.2em;
  }
  @container (max-width: 30em) {
    .updates li {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
