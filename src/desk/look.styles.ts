import { css, type CSSResult } from 'lit';
import { tokens } from '../components/shared/tokens.styles.ts';

/** What all views of the desk look like: the panel's paper, ink and teal. */
export const look: CSSResult[] = [
  tokens,
  css`
    :host {
      --_ink: light-dark(#1d2433, #eceef2);
      --_paper: light-dark(#fffdf9, #181b20);
      --_give-ink: light-dark(#fff, #05201d);
      --_out: light-dark(#9f1239, #fb7185);
      /* 3:1 against paper: the edge is what says that something can be filled in. */
      --_edge: light-dark(#8d8778, #6b7280);
      color: var(--_ink);
      font-variant-numeric: tabular-nums;
      overflow-wrap: anywhere;
    }
    h1,
    h2,
    h3,
    p,
    dl,
    dd,
    ul,
    ol,
    fieldset,
    legend,
    figure,
    pre {
      margin: 0;
      padding: 0;
    }
    h1 {
      font-size: clamp(1.35rem, 1rem + 1.6vw, 1.8rem);
      line-height: 1.2;
      letter-spacing: -0.015em;
      text-wrap: balance;
    }
    h2 {
      font-size: 1.15rem;
      line-height: 1.3;
      letter-spacing: -0.01em;
    }
    h3 {
      font-size: 1rem;
      line-height: 1.35;
    }
    .stack {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 1.25rem;
      align-content: start;
    }
    .close {
      gap: 0.5rem;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.6rem 0.9rem;
    }
    .ends {
      justify-content: space-between;
    }
    .card {
      padding: clamp(1rem, 4vw, 1.5rem);
      background: var(--_paper);
      border: 1px solid var(--_line);
      border-radius: calc(var(--_radius) + 4px);
    }
    .small {
      font-size: 0.875rem;
    }
    .tag {
      overflow-wrap: break-word;
      padding: 0.15em 0.7em;
      border: 1px solid var(--_line);
      border-radius: 1em;
      background: var(--_sunk);
      color: var(--_quiet);
      font-size: 0.8125rem;
      font-weight: 600;
      justify-self: start;
    }
    .tag.on {
      border-color: transparent;
      background: color-mix(in srgb, var(--_give) 14%, var(--_paper));
      color: light-dark(#0b5a54, #5eead4);
    }
    .tag.out {
      border-color: transparent;
      background: color-mix(in srgb, var(--_out) 12%, var(--_paper));
      color: var(--_out);
    }
    .figure {
      overflow-wrap: break-word;
      font-size: 1.35rem;
      font-weight: 700;
      letter-spacing: -0.015em;
      line-height: 1.2;
    }
    .in {
      color: var(--_give);
    }
    .out {
      color: var(--_out);
    }
    button,
    .button {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: 0.5em;
      min-block-size: 44px;
      padding: 0.35em 1.1em;
      border: 1px solid var(--_edge);
      border-radius: var(--_radius);
      background: var(--_paper);
      color: var(--_ink);
      font: inherit;
      font-weight: 600;
      text-align: center;
      text-decoration: none;
      cursor: pointer;
    }
    button:hover,
    .button:hover {
      background: var(--_sunk);
    }
    button[disabled] {
      opacity: 0.55;
      cursor: default;
    }
    .primary {
      border-color: var(--_give);
      background: var(--_give);
      color: var(--_give-ink);
    }
    .primary:hover {
      background: color-mix(in srgb, var(--_give) 88%, var(--_ink));
    }
    .danger {
      border-color: var(--_out);
      color: var(--_out);
    }
    .bare {
      padding-inline: 0.6em;
      border-color: transparent;
      background: none;
    }
    a {
      color: light-dark(#0b5a54, #5eead4);
      text-underline-offset: 0.2em;
    }
    .notice {
      padding: 0.7rem 1rem;
      border-inline-start: 4px solid var(--_give);
      border-radius: var(--_radius);
      background: var(--_sunk);
    }
    .notice.bad {
      border-color: var(--_out);
    }
    .hidden {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    code,
    pre {
      font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
      font-size: 0.9em;
    }
    pre {
      padding: 0.8rem 1rem;
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
      background: var(--_sunk);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    dialog {
      inline-size: min(34rem, calc(100vw - 2rem));
      padding: clamp(1.1rem, 4vw, 1.6rem);
      border: 1px solid var(--_line);
      border-radius: calc(var(--_radius) + 4px);
      background: var(--_paper);
      color: var(--_ink);
    }
    dialog::backdrop {
      background: #10141c99;
    }
    @media (forced-colors: active) {
      .primary,
      .tag,
      .notice {
        border: 1px solid;
      }
    }
  `,
];
