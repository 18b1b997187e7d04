import { css, type CSSResult } from 'lit';

/** How much, how often, which way: the first step. */
export const styles: CSSResult = css`
  fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5em;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-block-end: 0.5em;
    padding: 0;
    font-weight: 650;
  }
  input,
  textarea {
    font: inherit;
    color: inherit;
  }
  .chips {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 4.4em), 1fr));
    gap: min(0.5em, 8px);
  }
  /* Four stand in a row, or two by two: none alone in a row of its own. */
  @container (inline-size < 19.5em) {
    .paired {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  .two {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 7em), 1fr));
  }
  .chip,
  .way {
    position: relative;
    min-block-size: 44px;
    border: 1.5px solid var(--_line);
    border-radius: var(--_radius);
    font-weight: 650;
    cursor: pointer;
  }
  button.chip {
    background: none;
    font: inherit;
    font-weight: 650;
    color: inherit;
  }
  .chip {
    display: grid;
    place-items: center;
    padding: 0.3em min(0.5em, 8px);
    text-align: center;
    hyphens: none;
  }
  /* The chip is the button that is seen; the radio keeps the keyboard and the role. */
  .chip input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .chip:hover,
  .way:hover {
    border-color: color-mix(in srgb, var(--_give) 55%, var(--_line));
  }
  .chip:has(:checked),
  .way:has(:checked) {
    border-color: var(--_give);
    background: color-mix(in srgb, var(--_give) 11%, transparent);
    box-shadow: inset 0 0 0 0.5px var(--_give);
  }
  .chip:has(:focus-visible),
  .way:has(:focus-visible),
  .input:has(:focus-visible) {
    outline: 3px solid var(--_give);
    outline-offset: 2px;
  }
  .chip :focus-visible,
  .way :focus-visible,
  .input :focus-visible {
    outline: none;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25em;
  }
  .label {
    font-size: 0.875em;
    color: var(--_quiet);
  }
  .input {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 48px;
    padding-inline: min(0.9em, 14px);
    border: 1.5px solid color-mix(in srgb, var(--_quiet) 65%, var(--_line));
    border-radius: var(--_radius);
  }
  .input input,
  .input textarea {
    flex: 1;
    min-inline-size: 0;
    padding: 0.55em 0;
    border: 0;
    background: none;
    resize: vertical;
  }
  .input:has([aria-invalid='true']) {
    border-color: var(--_out);
  }
  .input:has(:disabled) {
    opacity: 0.5;
  }
  .fault {
    color: var(--_out);
    font-size: 0.9em;
    font-weight: 600;
  }
  .fault:empty {
    display: none;
  }
  .ways {
    display: grid;
    gap: 0.5em;
  }
  .way {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 min(0.7em, 11px);
    padding: 0.4em min(0.9em, 14px);
  }
  .way input,
  .check input {
    flex: none;
    inline-size: min(1.15em, 24px);
    block-size: min(1.15em, 24px);
    margin: 0;
    accent-color: var(--_give);
  }
  .way > span {
    flex: 1;
    min-inline-size: min(5em, 70%);
  }
  summary {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 32px;
    font-size: 0.9em;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  .personal {
    padding-block-start: 0.6em;
    gap: 0.8em;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 0.6em;
    min-block-size: 32px;
    cursor: pointer;
  }
  /* Where the system has the colours, a mark stands for what is chosen. */
  @media (forced-colors: active) {
    .chip:has(:checked),
    .way:has(:checked) {
      border-color: Highlight;
      outline: 2px solid Highlight;
    }
  }
`;
