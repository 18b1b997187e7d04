import { css, type CSSResult } from 'lit';

/** Tables that become cards where they don't fit. Their roles are written out: Safari forgets them with another `display`. */
export const tableLook: CSSResult = css`
  .table {
    container-type: inline-size;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  th {
    padding: 0.5rem 0.6rem;
    color: var(--_quiet);
    font-size: 0.8125rem;
    font-weight: 600;
    text-align: start;
    vertical-align: bottom;
    white-space: nowrap;
  }
  td {
    padding: 0.6rem;
    border-block-start: 1px solid var(--_line);
    vertical-align: top;
  }
  /* A figure is one word; what may break anywhere counts as one sign wide, and columns of figures would give way to it. */
  th,
  td {
    overflow-wrap: normal;
  }
  td.what {
    overflow-wrap: anywhere;
  }
  .money {
    text-align: end;
    font-weight: 600;
  }
  .money,
  .day,
  .number {
    white-space: nowrap;
  }
  @container (width < 44rem) {
    table,
    tbody,
    tr,
    td {
      display: block;
    }
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tr {
      padding-block: 0.7rem;
      border-block-start: 1px solid var(--_line);
    }
    td {
      display: grid;
      grid-template-columns: minmax(6rem, 30%) minmax(0, 1fr);
      gap: 0.6rem;
      padding: 0.2rem 0;
      border: 0;
    }
    td::before {
      content: attr(data-label);
      color: var(--_quiet);
      font-size: 0.8125rem;
      font-weight: 400;
    }
    td:empty {
      display: none;
    }
    .money {
      text-align: start;
    }
  }
`;
