import { css, type CSSResult } from 'lit';

/** What is the import's own: the place for a file, the row of choices, the rows and what ends them. */
export const importLook: CSSResult = css`
  /* Where the focus is put so that reading goes on there; nothing is pressed by it. */
  [tabindex='-1']:focus {
    outline: none;
  }
  fieldset {
    min-inline-size: 0;
    border: 0;
  }
  .drop {
    display: grid;
    gap: 0.3rem;
    padding: 0.9rem;
    border: 2px dashed var(--_line);
    border-radius: var(--_radius);
  }
  .drop.over {
    border-color: var(--_give);
    background: var(--_sunk);
  }
  input[type='file'] {
    padding: 0.4rem;
  }
  #paste {
    min-block-size: 6.5rem;
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
  progress {
    inline-size: 100%;
    block-size: 0.6rem;
    accent-color: var(--_give);
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr));
    gap: 0.9rem;
  }
  .columns .sample {
    display: grid;
    color: var(--_quiet);
    font-size: 0.8125rem;
  }
  .columns .sample bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
  }
  .filters button {
    padding: 0.15em 0.9em;
    border-radius: 2em;
    font-size: 0.875rem;
  }
  .filters button[aria-pressed='true'] {
    border-color: var(--_give);
    background: color-mix(in srgb, var(--_give) 14%, var(--_paper));
  }
  td select,
  td input:not([type='checkbox']) {
    padding: 0.25rem 0.5rem;
  }
  td.kind {
    min-inline-size: 9.5rem;
  }
  td.kind > div,
  td.who > div {
    display: grid;
    gap: 0.4rem;
  }
  td.who {
    overflow-wrap: anywhere;
  }
  td.state {
    min-inline-size: 9rem;
    font-size: 0.875rem;
  }
  td.state > div {
    display: grid;
    gap: 0.35rem;
    justify-items: start;
  }
  td.state button {
    font-size: 0.875rem;
  }
  .money.out {
    color: var(--_out);
  }
  .raw {
    color: var(--_quiet);
    font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
    font-size: 0.8125rem;
  }
  tr.left td:not(.state, .tick) {
    color: var(--_quiet);
  }
  .tick input {
    inline-size: 1.5rem;
    min-block-size: 1.5rem;
  }
  .tick label {
    display: inline-grid;
    place-items: center;
    min-inline-size: 44px;
    min-block-size: 44px;
    margin: -0.6rem 0 -0.6rem -0.6rem;
  }
  .foot #import-said {
    flex-basis: 100%;
  }
  .again {
    display: block;
    color: var(--_out);
  }
  /* What has the focus must not lie under the foot. */
  td :is(input, select, button),
  #more {
    scroll-margin-block: 1rem 7rem;
  }
  .foot {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1rem;
    padding-block: 0.75rem;
    border-block-start: 1px solid var(--_line);
    background: var(--_paper);
  }
  @container (width < 44rem) {
    td.kind,
    td.state {
      min-inline-size: 0;
    }
    .tick label {
      justify-self: start;
      place-items: center start;
      margin: 0;
    }
  }
`;
