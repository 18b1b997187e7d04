import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_cover-size: var(--glassjar-book-cover-size, 3.4em);
    container-type: inline-size;
  }
  .card {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0.6em 0.9em;
    align-items: center;
    padding: 0.65em;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 2px);
  }
  .cover {
    inline-size: var(--_cover-size);
    block-size: calc(var(--_cover-size) * 1.4);
    border-radius: 3px 5px 5px 3px;
    object-fit: cover;
    background: linear-gradient(100deg, #7c2d12 0 6%, #9a3412 6% 9%, #b4530a 9%);
    box-shadow: 0 4px 10px -4px #0007;
  }
  .blank {
    overflow: hidden;
    padding: 0.9em 0.5em 0 0.9em;
    color: #fff;
    font-size: 1em;
  }
  .blank span {
    display: block;
    font-size: 0.5em;
    font-weight: 700;
    line-height: 1.25;
  }
  .title {
    font-size: 0.95em;
    font-weight: 650;
    line-height: 1.3;
  }
  .author {
    font-weight: 400;
  }
  .text {
    font-size: 0.8125em;
    line-height: 1.4;
  }
  .text p {
    margin-block-start: 0.2em;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.9em;
  }
  .rank {
    color: var(--_book);
    font-weight: 650;
  }
  .buy {
    display: inline-grid;
    place-items: center;
    min-block-size: 44px;
    padding: 0 0.9em;
    border: 1.5px solid var(--_book);
    border-radius: var(--_radius);
    color: var(--_book);
    font-weight: 650;
    text-decoration: none;
    overflow-wrap: normal;
  }
  .buy:hover {
    background: color-mix(in srgb, var(--_book) 10%, transparent);
  }
  .also {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.4em;
    grid-column: 1 / -1;
    font-size: 0.8125em;
  }
  .also a {
    display: inline-block;
    min-block-size: 24px;
    padding-inline: 0.25em;
    text-underline-offset: 0.2em;
  }
  @container (max-width: 25em) {
    .card {
      grid-template-columns: auto 1fr;
    }
    .buy {
      grid-column: 1 / -1;
    }
  }
`;
