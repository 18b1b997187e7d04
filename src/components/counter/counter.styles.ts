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
    gap: 0.5em;
    block-size: calc(var(--_size) * 1.1);
    white-space: nowrap;
  }
  .value {
    font-size: min(var(--_size), calc(100cqi / var(--characters) / 0.6));
    line-height: calc(var(--_size) * 1.1);
    font-weight: 750;
    letter-spacing: -0.03em;
  }
  .bound {
    font-size: 0.45em;
    font-weight: 600;
    letter-spacing: 0;
  }
  .goal {
    min-block-size: 1.5em;
  }
  .details {
    font-size: 0.8125em;
    min-block-size: 1.5em;
  }
  @container (max-width: 21em) {
    .sum {
      flex-direction: column;
      gap: 0;
      block-size: calc(var(--_size) * 1.1 + 1.5em);
    }
  }
`;
