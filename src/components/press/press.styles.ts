import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    container-type: inline-size;
  }
  .heading {
    margin-block-end: 0.75em;
    font-size: 1.0625em;
    font-weight: 700;
    line-height: 1.3;
  }
  .group {
    padding-block: 0.85em;
    border-block-start: 1px solid var(--_line);
  }
  .group:first-of-type {
    padding-block-start: 0;
    border-block-start: 0;
  }
  .over {
    margin-block-end: 0.5em;
    color: var(--_quiet);
    font-size: 0.8125em;
    font-weight: 600;
    line-height: 1.6;
  }
  li + li {
    margin-block-start: 0.85em;
  }
  time {
    unicode-bidi: plaintext;
  }
  .outlet {
    font-weight: 650;
  }
  .over.outlet {
    color: inherit;
  }
  .title {
    line-height: 1.4;
  }
  .title a {
    display: inline-block;
    min-block-size: 24px;
    text-decoration-color: color-mix(in srgb, currentColor 40%, transparent);
    text-decoration-thickness: 1.5px;
    text-underline-offset: 0.2em;
  }
  .title a:hover {
    text-decoration-color: currentColor;
  }
  .facts {
    font-size: 0.8125em;
    line-height: 1.6;
  }
  .item:focus {
    outline: none;
  }
  .item:focus-visible {
    outline: 2px solid var(--_give);
    outline-offset: 0.4em;
  }
  .more {
    inline-size: 100%;
    min-block-size: 44px;
    margin-block-start: 0.4em;
    padding: 0.4em 0.9em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: none;
    color: var(--_give);
    font-size: 0.875em;
    font-weight: 650;
    cursor: pointer;
  }
  .more:hover {
    border-color: currentColor;
  }
  .status {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  /* The day or the outlet beside its reports. */
  @container (min-width: 30em) {
    .group:not(.plain) {
      display: grid;
      grid-template-columns: minmax(0, 9em) minmax(0, 1fr);
      gap: 0 1em;
    }
    .over {
      margin: 0;
    }
    .more {
      inline-size: auto;
    }
  }
  @media print {
    .more {
      display: none;
    }
    .item {
      break-inside: avoid;
    }
  }
`;
