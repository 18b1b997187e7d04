import { css, type CSSResult } from 'lit';

export const booksLook: CSSResult = css`
  fieldset {
    border: 0;
  }
  td .row {
    flex-wrap: nowrap;
    justify-content: flex-end;
    gap: 0.2rem;
    margin-block: -0.6rem;
  }
  td button {
    padding-inline: 0.5em;
    border-color: transparent;
    background: none;
    color: light-dark(#0b5a54, #5eead4);
    font-size: 0.875rem;
    white-space: nowrap;
  }
  .nr {
    display: none;
  }
  q {
    color: var(--_quiet);
  }
  td .tag {
    display: inline-block;
    margin-block-start: 0.3rem;
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem 1.5rem;
  }
  .files > div {
    display: grid;
    gap: 0.3rem;
    justify-items: start;
  }
  /* A card says first what it was and how much; the rest stands small below. */
  @container (width < 58rem) {
    table,
    tbody,
    td {
      display: block;
    }
    thead {
      position: absolute;
      clip-path: inset(50%);
    }
    tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0.1rem 1rem;
      padding-block: 0.8rem;
      border-block-start: 1px solid var(--_line);
    }
    td {
      padding: 0;
      border: 0;
    }
    td::before {
      content: none;
    }
    .what {
      grid-area: 1 / 1;
    }
    .amount {
      grid-area: 1 / 2;
      text-align: end;
    }
    .day,
    .balance {
      color: var(--_quiet);
      font-size: 0.8125rem;
      font-weight: 400;
    }
    .day {
      grid-area: 2 / 1;
    }
    .balance {
      grid-area: 2 / 2;
      text-align: end;
    }
    .number {
      display: none;
    }
    .nr {
      display: inline;
    }
    .do {
      grid-area: 3 / 1 / auto / -1;
    }
    td .row {
      flex-wrap: wrap;
      justify-content: flex-start;
      margin: 0 -0.5em;
    }
  }
`;
