import { css, type CSSResult } from 'lit';

export const editorLook: CSSResult = css`
  .desk {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.5rem;
  }
  @media (width >= 64rem) {
    .desk {
      grid-template-columns: minmax(0, 1fr) 25rem;
      align-items: start;
    }
    desk-preview {
      position: sticky;
      inset-block-start: 1rem;
    }
  }
  .groups {
    gap: 0.75rem;
  }
  /* What gets the focus must not end under the bar below. */
  .groups :is(input, select, textarea, button, summary) {
    scroll-margin-block: 1rem 6rem;
  }
  details.card {
    padding: 0;
  }
  summary {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-block-size: 52px;
    padding-inline: clamp(1rem, 4vw, 1.5rem);
    border-radius: calc(var(--_radius) + 4px);
    font-weight: 650;
    cursor: pointer;
    list-style: none;
  }
  summary h2 {
    font-size: 1rem;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '';
    inline-size: 0.5em;
    block-size: 0.5em;
    border-block-end: 2px solid;
    border-inline-end: 2px solid;
    rotate: -45deg;
  }
  [open] > summary::before {
    rotate: 45deg;
  }
  .inner {
    padding: 0.25rem clamp(1rem, 4vw, 1.5rem) 1.5rem;
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    border: 0;
  }
  fieldset.stack {
    padding-block-start: 0.25rem;
  }
  fieldset legend {
    margin-block-end: 0.4rem;
    font-size: 1rem;
  }
  .item {
    padding: 1rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .difference {
    display: grid;
    gap: 0.3rem;
    justify-items: start;
    padding-block: 0.5rem;
    border-block-start: 1px solid var(--_line);
  }
  .difference dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.1rem 0.8rem;
  }
  .difference dt {
    color: var(--_quiet);
  }
  .difference dd {
    white-space: pre-wrap;
  }
  .bar {
    position: sticky;
    inset-block-end: max(0.75rem, env(safe-area-inset-bottom));
    z-index: 1;
    padding: 0.6rem 0.75rem;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_paper);
    box-shadow: 0 8px 24px -12px #00000059;
  }
  /* The views' row has its mark all the same. */
  @media (width < 30rem) {
    .unsaved {
      display: none;
    }
  }
`;
