import { css, type CSSResult } from 'lit';

export const enterLook: CSSResult = css`
  fieldset {
    min-inline-size: 0;
    border: 0;
  }
  .kinds {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.5rem;
  }
  .kinds legend {
    inline-size: 100%;
  }
  .source {
    max-inline-size: 22rem;
  }
  #paste {
    min-block-size: 9rem;
    font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
    tab-size: 12;
    white-space: pre;
    overflow: auto;
  }
  details {
    border-block: 1px solid var(--_line);
    padding-block: 0.25rem;
  }
  summary {
    display: flex;
    align-items: center;
    min-block-size: 44px;
    gap: 0.6rem;
    font-weight: 600;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '';
    inline-size: 0.5em;
    block-size: 0.5em;
    margin-inline-start: 0.15em;
    border-block-end: 2px solid;
    border-inline-end: 2px solid;
    rotate: -45deg;
  }
  [open] > summary::before {
    rotate: 45deg;
  }
  details > div {
    padding-block: 0.5rem 0.75rem;
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 10rem), 1fr));
    gap: 0.75rem;
  }
  .columns .sample {
    overflow: hidden;
    color: var(--_quiet);
    font-size: 0.8125rem;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  td.state {
    min-inline-size: 9rem;
  }
  tr.left td:not(.state) {
    color: var(--_quiet);
  }
`;
