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
    padding: 0.4em min(1em, 16px);
    border: 1.5px solid transparent;
    border-radius: var(--_radius);
    background-color: var(--_give);
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
  /* Words in a language that reads the other way than the page keep their own order, and stand where the page's would. */
  p,
  h2,
  h3,
  dt,
  dd,
  legend,
  summary,
  .label,
  .check span {
    unicode-bidi: plaintext;
  }
  .base:dir(rtl) {
    text-align: right;
  }

  /* The dialog stands in the page's top layer, as wide as a panel, and scrolls in itself. */
  dialog {
    /* Edges in pixels, here and below: large text needs the room itself. */
    inline-size: min(27em, 100% - 24px);
    max-inline-size: none;
    max-block-size: calc(100% - 24px);
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
    background-color: var(--_paper);
    color: var(--_ink);
    overflow: hidden auto;
    hyphens: auto;
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
    padding: clamp(14px, 5vw, 24px);
    container-type: inline-size;
  }
  header {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: min(1em, 16px);
  }
  h2 {
    font-size: min(1.2em, max(1em, 9cqi));
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
    margin: -10px;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_quiet);
    font-size: min(1.5em, 32px);
    line-height: 1;
    cursor: pointer;
  }
  .close:hover {
    color: var(--_ink);
  }
  .status:empty {
    display: none;
  }
  .beside {
    /* On both sides: what stands before it may read either way. */
    margin-inline: 0.5em;
  }
  .host,
  .small {
    font-size: 0.8125em;
    font-weight: 400;
  }
  .review,
  .account {
    display: grid;
    gap: 0.7em;
    padding: 0.9em min(1em, 15px);
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
  .review .sum {
    font-size: 1.5em;
    font-weight: 700;
    line-height: 1.25;
    letter-spacing: -0.01em;
  }
  .told {
    display: grid;
    gap: 0.5em;
  }
  .mark {
    inline-size: 6.5rem;
    block-size: 6.5rem;
    margin-block: -0.25em;
    fill: none;
  }
  .mark .light {
    fill: color-mix(in srgb, var(--_sunk) 100%, transparent);
  }
  .mark .given {
    fill: color-mix(in srgb, var(--_give) 100%, transparent);
  }
  .mark .glass {
    stroke: currentColor;
    stroke-width: 2;
    opacity: 0.75;
  }
  .mark .shine {
    stroke: #fff;
    stroke-width: 4;
    stroke-linecap: round;
    opacity: 0.35;
  }
  .coin {
    fill: light-dark(#f2b544, #f59e0b);
    stroke: light-dark(#b45309, #7c3f06);
    stroke-width: 1.5;
  }
  .stamp {
    fill: light-dark(#b45309, #7c3f06);
  }
  .big {
    font-size: min(1.35em, max(1em, 9cqi));
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
`;
