import { css, type CSSResult } from 'lit';

/** What the ring and the jar have in common. */
export const styles: CSSResult = css`
  .figure {
    position: relative;
    display: grid;
    place-items: center;
  }
  .figure svg {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    overflow: visible;
  }
  .percent {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 0 22%;
    font-size: 1.5em;
    font-weight: 700;
    line-height: 1.15;
    text-align: center;
    letter-spacing: -0.02em;
  }
  .chip {
    padding: 0 0.5em;
    border-radius: 1em;
    background: #fffe;
    color: #1d2433;
    font-size: 0.75em;
  }
  @media (prefers-reduced-motion: no-preference) {
    .level {
      transition: transform 0.8s cubic-bezier(0.2, 0.7, 0.2, 1);
    }
  }
`;
