import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_give-ink: var(--glassjar-give-ink, light-dark(#fff, #05201d));
    container-type: inline-size;
  }
  .list {
    display: grid;
    gap: 0.9em;
  }
  .item {
    display: grid;
    gap: 0.4em;
  }
  .card {
    padding: 0.9em 1em;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 2px);
    background: color-mix(in srgb, var(--_sunk) 55%, transparent);
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1em;
    font-size: 0.8125em;
  }
  .title {
    font-weight: 650;
    line-height: 1.35;
  }
  .small {
    font-size: 0.8125em;
    line-height: 1.45;
  }
  a {
    text-underline-offset: 0.2em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 1.1em;
    font-size: 0.9em;
  }
  .plain,
  .quietly {
    display: inline-flex;
    align-items: center;
    min-block-size: 44px;
  }
  .quietly {
    padding: 0;
    border: 0;
    background: none;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  .load {
    min-block-size: 44px;
    padding: 0 1.1em;
    border: 1.5px solid transparent;
    border-radius: var(--_radius);
    background-color: var(--_give);
    color: var(--_give-ink);
    font-weight: 650;
    cursor: pointer;
  }
  .load:hover {
    background: color-mix(in srgb, var(--_give) 88%, currentColor);
  }
  label {
    display: flex;
    align-items: flex-start;
    gap: 0.6em;
    padding-block: 0.15em;
    cursor: pointer;
  }
  input {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    margin: 0;
    accent-color: var(--_give);
  }
  .holder {
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background-color: var(--_sunk);
  }
  iframe,
  audio {
    display: block;
    inline-size: 100%;
    border: 0;
  }
  /* A frame without a background of its own is as light as its text expects, also on a dark page. */
  iframe {
    color-scheme: light;
  }
  .wide {
    aspect-ratio: 16 / 9;
  }
  .tall {
    aspect-ratio: 9 / 16;
    max-block-size: 85vh;
  }
  .high {
    max-block-size: 85vh;
  }
  @container (max-width: 22em) {
    .load {
      inline-size: 100%;
    }
  }
  /* On paper nothing can be loaded, but an address can be read. */
  @media print {
    .asks,
    button,
    label,
    .holder {
      display: none;
    }
    .plain {
      display: inline;
    }
    .plain::after {
      content: ' (' attr(href) ')';
      font-weight: 400;
    }
  }
`;
