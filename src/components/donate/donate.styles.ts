import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_ink: var(--glassjar-ink, light-dark(#1d2433, #eceef2));
    --_paper: var(--glassjar-paper, light-dark(#fffdf9, #181b20));
    --_give-ink: var(--glassjar-give-ink, light-dark(#fff, #05201d));
    --_out: var(--glassjar-out, light-dark(#9f1239, #fb7185));
  }
  .primary {
    display: grid;
    place-items: center;
    inline-size: 100%;
    min-block-size: 48px;
    padding: 0.4em 1em;
    border: 1.5px solid transparent;
    border-radius: var(--_radius);
    background: var(--_give);
    color: var(--_give-ink);
    font-weight: 650;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  .primary:hover {
    background: color-mix(in srgb, var(--_give) 88%, currentColor);
  }
  .primary[aria-disabled='true'] {
    opacity: 0.7;
    cursor: progress;
  }
  .notice {
    font-weight: 600;
  }

  /* The dialog stands in the page's top layer, as wide as a panel, and scrolls in itself. */
  dialog {
    inline-size: min(27em, 100% - 1.5rem);
    max-block-size: calc(100% - 1.5rem);
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_paper);
    color: var(--_ink);
    overflow-y: auto;
    overscroll-behavior: contain;
    box-shadow: 0 24px 64px -16px #0006;
  }
  dialog::backdrop {
    background: #10121499;
  }
  .box,
  form,
  .personal,
  .others {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.1em;
  }
  .box {
    padding: clamp(1rem, 5vw, 1.5rem);
  }
  header {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: 1em;
  }
  h2 {
    font-size: 1.2em;
    font-weight: 700;
    line-height: 1.25;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  /* It takes the focus so that the step is read out; there is nothing to do with it. */
  h2:focus {
    outline: none;
  }
  h3 {
    margin: 0;
    font-size: 1em;
    font-weight: 650;
  }
  .close {
    flex: none;
    inline-size: 44px;
    block-size: 44px;
    margin: -0.6rem;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_quiet);
    font-size: 1.5em;
    line-height: 1;
    cursor: pointer;
  }
  .close:hover {
    color: var(--_ink);
  }
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
    gap: 0.5em;
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
  .chip {
    display: grid;
    place-items: center;
    padding: 0.3em 0.5em;
    text-align: center;
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
    padding-inline: 0.9em;
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
  .fault:empty,
  .status:empty {
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
    gap: 0 0.7em;
    padding: 0.4em 0.9em;
  }
  .way input,
  .check input {
    flex: none;
    inline-size: 1.15em;
    block-size: 1.15em;
    margin: 0;
    accent-color: var(--_give);
  }
  .way > span {
    flex: 1;
    min-inline-size: 5em;
  }
  .beside {
    margin-inline-start: 0.5em;
  }
  .host,
  .small {
    font-size: 0.8125em;
    font-weight: 400;
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
  .review,
  .account {
    display: grid;
    gap: 0.7em;
    padding: 0.9em 1em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    font-size: 0.9375em;
  }
  .review {
    background: color-mix(in srgb, var(--_sunk) 55%, transparent);
  }
  dt {
    color: var(--_quiet);
    font-size: 0.8125em;
  }
  dd {
    line-height: 1.4;
  }
  .account dd {
    font-weight: 600;
    user-select: all;
  }
  /* 27 signs stay on one line, however narrow the dialog. */
  .account {
    container-type: inline-size;
  }
  .iban {
    font-size: min(1em, 6.2cqi);
    white-space: nowrap;
  }
  .quietly {
    justify-self: center;
    min-block-size: 44px;
    padding: 0 1em;
    border: 0;
    background: none;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  .others {
    gap: 0.6em;
    padding-block-start: 1.1em;
    border-block-start: 1px solid var(--_line);
  }
  .others a {
    display: inline-flex;
    align-items: center;
    min-block-size: 32px;
    font-weight: 600;
    text-underline-offset: 0.2em;
  }
  .big {
    font-size: 1.35em;
    font-weight: 700;
    line-height: 1.3;
  }
  ::slotted([slot='glassjar-payment']) {
    min-block-size: 12rem;
  }
  @media (prefers-reduced-motion: no-preference) {
    dialog[open] {
      animation: rise 0.18s ease-out;
    }
    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(10px);
      }
    }
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
