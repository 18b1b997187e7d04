import { css, type CSSResult } from 'lit';

/** Labels and what stands under them. */
export const formLook: CSSResult = css`
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
    gap: 1.1rem 1rem;
    align-items: start;
  }
  .field {
    display: grid;
    gap: 0.3rem;
    min-inline-size: 0;
  }
  .wide {
    grid-column: 1 / -1;
  }
  label,
  legend {
    font-size: 0.9375rem;
    font-weight: 600;
  }
  .needed {
    margin-inline-start: 0.4em;
    color: var(--_quiet);
    font-size: 0.8125rem;
    font-weight: 400;
  }
  .help,
  .error {
    font-size: 0.875rem;
    line-height: 1.4;
  }
  .help {
    color: var(--_quiet);
  }
  .error {
    color: var(--_out);
    font-weight: 600;
  }
  .help:empty,
  .error:empty {
    display: none;
  }
  input,
  select,
  textarea {
    inline-size: 100%;
    min-block-size: 44px;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: inherit;
    font: inherit;
    /* Below 16px Safari on a phone zooms into the page. */
    font-size: max(1rem, 16px);
  }
  textarea {
    min-block-size: 6.5rem;
    resize: vertical;
    field-sizing: content;
    max-block-size: 70vh;
  }
  input[aria-invalid='true'],
  textarea[aria-invalid='true'],
  select[aria-invalid='true'] {
    border-color: var(--_out);
    border-width: 2px;
  }
  input[type='checkbox'],
  input[type='radio'] {
    inline-size: 1.35rem;
    min-block-size: 1.35rem;
    margin: 0;
    accent-color: var(--_give);
    flex: none;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 0.7rem;
    min-block-size: 44px;
    font-weight: 500;
    cursor: pointer;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.5rem), 1fr));
    gap: 0.5rem;
  }
`;
