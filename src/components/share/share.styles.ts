import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_button: var(--glassjar-share-button-size, 44px);
    container-type: inline-size;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  .count {
    flex: 1 1 auto;
    font-size: 0.8125em;
    line-height: 1.35;
  }
  .count b {
    font-weight: 650;
  }
  .count time {
    display: block;
    font-size: 0.92em;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    /* Five buttons in a row of 246 px, a panel's inside at 280. */
    gap: 0.35em;
  }
  .button {
    display: grid;
    place-items: center;
    inline-size: var(--_button);
    block-size: var(--_button);
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: none;
    cursor: pointer;
  }
  .button:hover {
    border-color: currentColor;
  }
  .button svg {
    inline-size: 1.3em;
    block-size: 1.3em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
