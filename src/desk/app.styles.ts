import { css, type CSSResult } from 'lit';

export const appLook: CSSResult = css`
  :host {
    min-block-size: 100dvh;
  }
  header {
    position: relative;
    background: var(--_paper);
    border-block-end: 1px solid var(--_line);
  }
  header > div,
  main {
    inline-size: min(100%, 76rem);
    margin-inline: auto;
    padding-inline: clamp(1rem, 4vw, 2rem);
  }
  header > div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 1rem;
    padding-block: 0.4rem;
  }
  .brand {
    display: inline-flex;
    align-items: center;
    gap: 0.55rem;
    min-block-size: 44px;
    color: inherit;
    font-weight: 700;
    text-decoration: none;
  }
  .brand svg {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    color: var(--_give);
  }
  nav a {
    display: inline-flex;
    align-items: center;
    min-block-size: 44px;
    color: inherit;
    font-size: 0.9375rem;
    text-decoration: none;
  }
  nav button {
    padding-inline: 0;
    font-size: 0.9375rem;
    font-weight: 400;
  }
  nav a:hover,
  nav button:hover {
    background: none;
    text-decoration: underline;
  }
  main {
    padding-block: clamp(1.25rem, 4vw, 2.25rem) 5rem;
  }
  main:focus {
    outline: none;
  }
  .narrow {
    max-inline-size: 34rem;
    margin-inline: auto;
  }
  .skip {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    z-index: 2;
    padding: 0.7rem 1rem;
    background: var(--_paper);
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
  }
  .said {
    position: fixed;
    inset-block-end: max(1rem, env(safe-area-inset-bottom));
    inset-inline: 1rem;
    z-index: 3;
    display: grid;
    justify-items: center;
    pointer-events: none;
  }
  .said p {
    padding: 0.7rem 1.2rem;
    border-radius: var(--_radius);
    background: var(--_ink);
    color: var(--_paper);
    font-weight: 600;
    box-shadow: 0 8px 24px -8px #00000066;
  }
  .said p.bad {
    background: light-dark(#9f1239, #fda4af);
    color: light-dark(#fff, #3b0713);
  }
`;
