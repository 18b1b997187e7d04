import { css, type CSSResult } from 'lit';

/** What loads with the ways to share behind the first row. */
export const styles: CSSResult = css`
  .wide {
    inline-size: auto;
    padding-inline: 0.9em;
    font-size: 0.875em;
    font-weight: 600;
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
