import { css, type CSSResult } from 'lit';

/** The entries: rows as a table where there is room, as cards where there isn't, and as a plain table on paper. */
export const listStyles: CSSResult = css`
  .list {
    max-block-size: var(--_height);
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background-color: var(--_paper);
    color: var(--_ink);
  }

  /* A table by its roles, blocks and grids by its looks: only a block's contents can be left out while out of sight. */
  table,
  tbody {
    display: block;
  }
  tbody {
    /* About how tall one is, before it has been seen. */
    --_row: 3.4em;
    --_rows: 50;
    content-visibility: auto;
    contain-intrinsic-block-size: auto calc(var(--_rows) * var(--_row));
  }
  /* Rows that are still to be made take their room. */
  tbody:empty {
    min-block-size: calc(var(--_rows) * var(--_row));
  }
  thead {
    display: block;
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background-color: var(--_sunk);
    color: var(--_quiet);
  }
  tr {
    display: grid;
    grid-template-columns: 7.7em minmax(0, 1fr) var(--_amount) var(--_balance);
    gap: 0 1.2em;
    padding: 0.6em 0.9em;
    border-block-end: 1px solid var(--_line);
    font-size: 0.9375em;
  }
  .no-balance tr {
    grid-template-columns: 7.7em minmax(0, 1fr) var(--_amount);
  }
  .no-balance .balance {
    display: none;
  }
  thead tr {
    padding-block: 0.35em;
  }
  tbody:last-child tr:last-child {
    border: 0;
  }
  th {
    padding: 0;
    font-size: 0.875em;
    font-weight: 600;
    text-align: start;
  }
  td {
    min-inline-size: 0;
    padding: 0;
  }
  td.date,
  td.balance {
    color: var(--_quiet);
    font-size: 0.9375em;
  }
  .amount,
  .balance {
    text-align: end;
    white-space: nowrap;
  }
  /* Figures and dates read in their own direction, and stay in their column where the page reads from the right. */
  td:not(.what) {
    unicode-bidi: plaintext;
  }
  :host(:dir(rtl)) :is(td.amount, td.balance) {
    text-align: left;
  }
  :host(:dir(rtl)) :is(td.date, .what bdi) {
    text-align: right;
  }
  td.amount {
    color: var(--_give);
    font-weight: 650;
  }
  td.sale {
    color: var(--_book);
  }
  td.out {
    color: var(--_out);
  }
  .what bdi {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    unicode-bidi: isolate;
  }
  .title {
    font-weight: 550;
  }
  .message,
  .detail,
  .flaw {
    color: var(--_quiet);
    font-size: 0.875em;
    line-height: 1.4;
  }
  .what .message {
    -webkit-line-clamp: 12;
  }
  .what .flaw {
    color: var(--_out);
    font-weight: 600;
  }
  .flawed {
    background: color-mix(in srgb, var(--_out) 7%, transparent);
  }
  .carried {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1.2em;
    padding: 0.6em 0.9em;
    border-block-start: 1px solid var(--_line);
    background-color: var(--_sunk);
    color: var(--_quiet);
    font-size: 0.875em;
  }
  .carried b {
    font-weight: 600;
  }

  @container (max-width: 38em) {
    tbody {
      --_row: 4.4em;
    }
    tbody tr,
    .no-balance tbody tr {
      grid-template: 'what amount' auto 'date balance' auto / minmax(0, 1fr) auto;
      gap: 0.1em 1em;
    }
    .what {
      grid-area: what;
    }
    td.amount {
      grid-area: amount;
    }
    .date {
      grid-area: date;
    }
    td.balance {
      grid-area: balance;
    }
    td.date,
    td.balance {
      font-size: 0.875em;
    }
    td.balance:empty {
      display: none;
    }
    td.balance::before {
      content: var(--_label) ' ';
    }
    /* A card needs no head of columns; who listens still has it. */
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }

  /* On paper it is a plain table, whose head stands on every sheet and whose rows are not torn. */
  @media print {
    .list {
      max-block-size: none;
      overflow: visible;
      border: 0;
      background: none;
    }
    table {
      display: table;
      inline-size: 100%;
      border-collapse: collapse;
    }
    thead {
      display: table-header-group;
      position: static;
      clip-path: none;
    }
    tbody {
      display: table-row-group;
      content-visibility: visible;
    }
    .list tbody tr,
    .list thead tr {
      display: table-row;
      font-size: 9pt;
      break-inside: avoid;
    }
    td,
    th {
      padding: 0.25em 0.8em 0.25em 0;
      border-block-end: 1px solid var(--_line);
      vertical-align: top;
    }
    .list td.date,
    .list td.balance {
      font-size: inherit;
      white-space: nowrap;
    }
    td.balance::before {
      content: none;
    }
    .what {
      inline-size: 100%;
    }
    .what bdi {
      display: block;
    }
    .what .message {
      -webkit-line-clamp: none;
    }
  }
`;
