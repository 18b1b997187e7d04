import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_ink: var(--glassjar-ink, light-dark(#1d2433, #eceef2));
    --_paper: var(--glassjar-paper, light-dark(#fffdf9, #181b20));
    --_give-ink: var(--glassjar-give-ink, light-dark(#fff, #05201d));
    --_out: var(--glassjar-out, light-dark(#9f1239, #fb7185));
    --_padding: clamp(1rem, 5vw, 1.5rem);
    --_shadow: var(--glassjar-shadow, 0 1px 2px #0000000d, 0 12px 32px -16px #00000026);
    container-type: inline-size;
  }
  /* Both fill the height that the page reserved, so that the fallback and the panel have the same box. */
  .base,
  .fallback {
    min-block-size: inherit;
    color: var(--_ink);
    background-color: var(--_paper);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
    box-shadow: var(--_shadow);
  }
  .base {
    display: flex;
    flex-direction: column;
    overflow: hidden;
  }
  .fallback {
    padding: var(--_padding);
  }
  .body {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: 1.1em;
    padding: var(--_padding);
  }
  h2 {
    font-size: 1.2em;
    font-weight: 700;
    line-height: 1.25;
  }
  .sub {
    margin-block-start: 0.35em;
    font-size: 0.875em;
  }
  .notice {
    font-size: 0.875em;
    font-weight: 600;
  }
  .give {
    display: grid;
    gap: 0.6em;
  }
  .donate {
    display: grid;
    place-items: center;
    min-block-size: 48px;
    padding: 0.4em 1em;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background-color: var(--_give);
    color: var(--_give-ink);
    font-weight: 650;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  [aria-busy='true'] {
    cursor: progress;
    opacity: 0.7;
  }
  .missing {
    padding: 0 var(--_padding);
  }
  .donate:hover {
    background: color-mix(in srgb, var(--_give) 88%, currentColor);
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 1em;
    font-size: 0.875em;
  }
  .ways a {
    align-content: center;
    min-block-size: 28px;
    text-underline-offset: 0.2em;
  }
  .bank {
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    padding: 0.75em 1em;
    font-size: 0.9em;
  }
  .bank dt {
    margin-block-start: 0.5em;
    color: var(--_quiet);
    font-size: 0.85em;
  }
  /* 27 signs stay on one line on any phone; where text is large and the card narrow, they part between groups. */
  .bank dd {
    font-size: clamp(0.8em, (100cqi - 5.5em) / 16.5, 1em);
    font-weight: 600;
    user-select: all;
  }
  .bank h3 {
    margin: 0;
    font-size: 1em;
    font-weight: 650;
  }
  .share {
    padding: 0.85em var(--_padding);
    border-block-start: 1px solid var(--_line);
    background-color: var(--_sunk);
  }
  .all {
    border-block-start: 1px solid var(--_line);
  }
  .all summary {
    padding: 0.7em var(--_padding);
    font-size: 0.875em;
    font-weight: 650;
    cursor: pointer;
  }
  glassjar-sections {
    padding: 0.25em var(--_padding) 1.25em;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0.2em 1em;
    padding: 0.65em var(--_padding) 0.9em;
    border-block-start: 1px solid var(--_line);
    font-size: 0.75em;
    min-block-size: 3.1em;
  }
  .sound {
    color: var(--_ink);
  }
  .unsound {
    color: var(--_out);
  }
`;
