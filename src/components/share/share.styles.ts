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
    gap: 0.5em;
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
  .wide {
    inline-size: auto;
    padding-inline: 0.9em;
    font-size: 0.875em;
    font-weight: 600;
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
  .more {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin-block-start: 0.75em;
  }
  .more .hashtags,
  .status {
    flex-basis: 100%;
    font-size: 0.8125em;
  }
  .status:not(:empty) {
    margin-block-start: 0.5em;
  }
  form {
    display: grid;
    grid-template-columns: 1fr auto auto;
    gap: 0.5em;
    margin-block-start: 0.75em;
    font-size: 0.875em;
  }
  form label {
    grid-column: 1 / -1;
  }
  form input:not([type='checkbox']) {
    min-inline-size: 0;
    min-block-size: 44px;
    padding-inline: 0.75em;
    border: 1px solid var(--_quiet);
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
  }
  .remember {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 24px;
  }
  .error {
    grid-column: 1 / -1;
    font-weight: 650;
  }
`;
