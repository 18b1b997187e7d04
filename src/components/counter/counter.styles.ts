import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_size: var(--glassjar-counter-size, 2.6em);
    container-type: inline-size;
  }
  /* One line of a fixed height whatever the figure: a further digit makes the figure smaller, never the box taller. */
  .sum {
    block-size: 1.85em;
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
    display: block;
    font-size: 0.4em;
    line-height: 1.6;
  }
  .details {
    font-size: 0.8125em;
    min-block-size: 1.5em;
  }
  /* Where there is room the goal stands at the end, above the bar's own end, so that a growing figure doesn't push it. */
  @container (min-width: 22em) {
    .row {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      block-size: 1.15em;
    }
  }
`;
