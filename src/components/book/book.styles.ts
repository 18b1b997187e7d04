import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_cover-size: var(--glassjar-book-cover-size, 3.4em);
    container-type: inline-size;
  }
  .card {
    display: grid;
    grid-template-columns: var(--_cover-size) 1fr auto;
    align-items: center;
    gap: 0.6em 0.9em;
    padding: 0.65em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .cover {
    inline-size: 100%;
    aspect-ratio: 5 / 7;
    border-radius: 4px;
    object-fit: cover;
    background: linear-gradient(100deg, #7c2d12 8%, #b45309 0);
    box-shadow: 0 4px 10px -4px #0007;
  }
  .blank {
    overflow: hidden;
    padding: 1.8em 1em 0 1.8em;
    color: #fff;
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
  }
  .buy {
    display: grid;
    place-items: center;
    min-block-size: 44px;
    padding: 0 0.9em;
    border: 1.5px solid;
    border-radius: var(--_radius);
    color: var(--_book);
    font-weight: 650;
    text-decoration: none;
    overflow-wrap: normal;
  }
  .buy:hover {
    background-color: var(--_sunk);
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 1em;
    font-size: 0.875em;
    grid-column: 1 / -1;
  }
  .ways a {
    align-content: center;
    min-block-size: 28px;
    text-underline-offset: 0.2em;
  }
  @container (max-width: 25em) {
    .card {
      grid-template-columns: var(--_cover-size) 1fr;
    }
    .buy {
      grid-column: 1 / -1;
    }
  }
`;
