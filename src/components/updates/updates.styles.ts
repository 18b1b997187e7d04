import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_out: var(--glassjar-out, light-dark(#9f1239, #fb7185));
    --_inset: 0.5em;
    container-type: inline-size;
  }
  .heading {
    margin-block-end: 0.6em;
    font-size: 1.0625em;
    font-weight: 700;
    line-height: 1.3;
  }
  .heading span {
    font-weight: 500;
  }
  .title {
    font-size: 1em;
    font-weight: 650;
    line-height: 1.4;
  }
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    position: relative;
    padding-block-end: 0.7em;
    padding-inline-start: 1.1em;
  }
  li:last-child {
    padding-block-end: 0;
  }
  /* The line, and on it a ring for each. Borders, since forced colours take backgrounds away. */
  li::before {
    content: '';
    position: absolute;
    inset-block: calc(var(--_inset) + 12px + 0.375em) calc(0.375em - 12px - var(--_inset));
    inset-inline-start: calc(0.375em - 1px);
    border-inline-start: 2px solid var(--_line);
  }
  li:last-child::before {
    content: none;
  }
  .item::before {
    content: '';
    position: absolute;
    inset-block-start: calc(var(--_inset) + 12px - 0.375em);
    inset-inline-start: 0;
    inline-size: 0.75em;
    block-size: 0.75em;
    border: 2px solid var(--_mark, var(--_give));
    border-radius: 50%;
  }
  .book {
    --_mark: var(--_book);
  }
  .correction {
    --_mark: var(--_out);
  }
  /* A box of its own, so that what marks it stays within the element. */
  .item {
    padding: var(--_inset) 0.6em;
    border-radius: var(--_radius);
    scroll-margin-block: 1em;
  }
  .item:focus {
    outline: none;
  }
  .item:focus-visible,
  .target {
    outline: 2px solid var(--_give);
    outline-offset: -2px;
  }
  .top .item {
    background-color: var(--_sunk);
  }
  .top .item::before {
    background-color: var(--_mark, var(--_give));
  }
  .about {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.75em;
    font-size: 0.8125em;
    font-weight: 400;
    line-height: 1.45;
  }
  .about > * {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 0.3em;
    align-items: center;
    min-inline-size: 0;
    min-block-size: 24px;
  }
  time {
    unicode-bidi: plaintext;
  }
  .pinned,
  .kind {
    color: var(--_mark, var(--_give));
    font-weight: 650;
  }
  .pinned svg {
    inline-size: 1em;
    block-size: 1em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .about a {
    text-decoration: none;
  }
  .about a:hover {
    text-decoration: underline;
  }
  .title + .text {
    margin-block-start: 0.15em;
  }
  .title a {
    text-decoration-color: color-mix(in srgb, currentColor 40%, transparent);
    text-decoration-thickness: 1.5px;
    text-underline-offset: 0.2em;
  }
  .text {
    font-size: 0.9375em;
    line-height: 1.55;
  }
  .text bdi {
    white-space: pre-line;
  }
  .text p + p,
  .rest:not([hidden]) {
    margin-block-start: 0.7em;
  }
  .text a {
    color: var(--_give);
    text-underline-offset: 0.2em;
  }
  .text a:hover,
  .title a:hover {
    text-decoration-color: currentColor;
    text-decoration-thickness: 2px;
  }
  .fold,
  .more {
    min-block-size: 44px;
    border: 0;
    background: none;
    color: var(--_give);
    font-size: 0.875em;
    font-weight: 650;
    cursor: pointer;
  }
  .fold {
    margin-block-end: -0.7em;
    padding: 0;
    text-align: start;
  }
  .fold:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .more {
    inline-size: 100%;
    margin-block-start: 0.9em;
    padding: 0.4em 0.9em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .more:hover {
    border-color: currentColor;
  }
  .status {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @container (min-width: 30em) {
    .more {
      inline-size: auto;
      margin-inline-start: 1.7em;
    }
  }
  /* On paper nothing can be unfolded. */
  @media print {
    .rest {
      display: block;
      content-visibility: visible;
    }
    .fold,
    .more {
      display: none;
    }
    li {
      break-inside: avoid;
    }
  }
`;
