import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_height: var(--glassjar-progress-height, 12px);
    --_size: var(--glassjar-progress-size, 11em);
  }
  .bar {
    position: relative;
    block-size: var(--_height);
    margin-block: 0.25em 0.75em;
    border-radius: var(--_height);
    background-color: var(--_sunk);
    box-shadow: inset 0 0 0 1px var(--_line);
    overflow: hidden;
  }
  /* Between all four edges and with a width, it is the end that gives way, also where one reads from the right. */
  .bar i {
    position: absolute;
    inset: 0;
    inline-size: calc(var(--share) * 100%);
  }
  .fill,
  .dot {
    background-color: var(--_give);
  }
  .sales {
    background-color: var(--_book);
  }
  /* What came from where is told by these two colours, each upon a ground of its own: they stay also in forced colours. */
  .bar,
  .dot {
    forced-color-adjust: none;
  }
  .milestone {
    border-inline-end: 2px solid;
    opacity: 0.55;
  }
  /* The room of a drawing that is on its way. */
  .figure {
    inline-size: min(100%, var(--_size));
    aspect-ratio: 1;
    margin: 0 auto 0.75em;
  }
  .legend {
    display: grid;
    /* Columns, so that a part which grows by a digit moves no other. */
    grid-template-columns: repeat(auto-fit, minmax(min(13.5em, 100%), 1fr));
    gap: 0.3em 1em;
    font-size: 0.8125em;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 0.45em;
  }
  .legend b {
    font-weight: 650;
  }
  .dot {
    flex: none;
    inline-size: 0.7em;
    block-size: 0.7em;
    border-radius: 3px;
  }
  .milestones {
    font-size: 0.8125em;
  }
  .milestones li {
    margin-block-start: 0.35em;
  }
  @media (prefers-reduced-motion: no-preference) {
    .fill {
      transition: inline-size 0.8s ease-out;
    }
  }
`;
