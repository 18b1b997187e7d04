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
    background: var(--_sunk);
    box-shadow: inset 0 0 0 1px var(--_line);
    overflow: hidden;
  }
  .fill {
    position: absolute;
    inset: 0;
    background: var(--_give);
    transform: scaleX(var(--share));
    transform-origin: left;
  }
  .bar:dir(rtl) .fill {
    transform-origin: right;
  }
  .fill.sales {
    background: var(--_book);
  }
  .milestone {
    position: absolute;
    inset-block: 2px;
    inset-inline-start: calc(var(--share) * 100% - 1px);
    inline-size: 2px;
    border-radius: 2px;
    background: currentColor;
    opacity: 0.55;
  }
  .figure {
    position: relative;
    display: grid;
    place-items: center;
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
    color: inherit;
  }
  .dot {
    flex: none;
    inline-size: 0.7em;
    block-size: 0.7em;
    border-radius: 3px;
    background: var(--_give);
  }
  .dot.sales {
    background: var(--_book);
  }
  .milestones {
    display: grid;
    gap: 0.2em;
    margin-block-start: 0.5em;
    font-size: 0.8125em;
  }
  @media (prefers-reduced-motion: no-preference) {
    .fill {
      transition: transform 0.8s cubic-bezier(0.2, 0.7, 0.2, 1);
    }
  }
  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }
    .fill,
    .dot {
      forced-color-adjust: none;
      background: Highlight;
    }
    .fill.sales,
    .dot.sales {
      background: LinkText;
    }
  }
`;
