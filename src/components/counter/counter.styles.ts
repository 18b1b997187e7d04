import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_size: var(--glassjar-counter-size, 2.6em);
    container-type: inline-size;
  }
  /* One line of a fixed height whatever the figure: a further digit makes the figure smaller, never the box taller. */
  .sum {
    display: flex;
    align-items: baseline;
    /* The goal stands at the end, above the bar's own end, so that a growing figure doesn't push it. */
    justify-content: space-between;
    block-size: 1.15em;
    font-size: var(--_size);
    line-height: 1.15;
    white-space: nowrap;
  }
  .value {
    font-size: min(1em, calc(100cqi / var(--characters) / 0.6));
    font-weight: 750;
    letter-spacing: -0.03em;
  }
  .bound {
    font-size: 0.45em;
    font-weight: 600;
    letter-spacing: 0;
  }
  .goal {
    font-size: 0.4em;
  }
  .details {
    font-size: 0.8125em;
    min-block-size: 1.5em;
  }
  .stacked {
    display: block;
    block-size: 1.85em;
  }
  .stacked .goal {
    display: block;
    line-height: 1.6;
  }
  @container (max-width: 22em) {
    .sum {
      display: block;
      block-size: 1.85em;
    }
    .goal {
      display: block;
      line-height: 1.6;
    }
  }
`;
