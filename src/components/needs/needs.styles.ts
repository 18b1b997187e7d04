import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    --_meter-height: var(--glassjar-needs-meter-height, 8px);
    container-type: inline-size;
  }
  .notice {
    margin-block-end: 1em;
    padding: 0.8em 1em;
    border: 1px solid var(--_line);
    border-inline-start: 3px solid var(--_give);
    border-radius: var(--_radius);
    border-start-start-radius: 2px;
    border-end-start-radius: 2px;
    background-color: var(--_sunk);
  }
  .no-money {
    font-weight: 700;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 1em;
    padding-block-end: 0.5em;
    border-block-end: 1px solid var(--_line);
  }
  .head bdi {
    font-size: 0.875em;
  }
  .need {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0.5em 0.75em;
    align-items: start;
    padding-block: 0.85em;
    border-block-end: 1px solid var(--_line);
  }
  .icon {
    inline-size: 1.35em;
    block-size: 1.35em;
    margin-block-start: 0.08em;
    fill: none;
    stroke: color-mix(in srgb, var(--_quiet) 100%, transparent);
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .met .icon {
    stroke: color-mix(in srgb, var(--_give) 100%, transparent);
    stroke-width: 3;
  }
  .text {
    font-weight: 600;
    line-height: 1.4;
  }
  .met .text {
    font-weight: 400;
  }
  .state {
    color: var(--_quiet);
    font-size: 0.8125em;
  }
  .met .state {
    color: var(--_give);
    font-weight: 650;
  }
  .progress {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.2em 0.75em;
    margin-block: 0.4em 0.2em;
  }
  .meter {
    flex: 1 1 7em;
    max-inline-size: 16em;
    overflow: hidden;
    block-size: var(--_meter-height);
    border: 1px solid var(--_line);
    border-radius: 99px;
    background-color: var(--_sunk);
  }
  .filled {
    inline-size: calc(var(--share) * 100%);
    block-size: 100%;
    background-color: var(--_give);
  }
  .figures {
    font-size: 0.875em;
    font-weight: 650;
  }
  .help {
    display: inline-grid;
    place-items: center;
    min-block-size: 44px;
    padding: 0.3em 0.9em;
    border: 1.5px solid var(--_give);
    border-radius: var(--_radius);
    color: var(--_give);
    font-size: 0.9375em;
    font-weight: 650;
    text-align: center;
    text-decoration: none;
    overflow-wrap: normal;
  }
  .help:hover {
    background: color-mix(in srgb, var(--_give) 10%, transparent);
  }
  @container (max-width: 25em) {
    .need {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .help {
      grid-column: 2;
    }
  }
  @media (forced-colors: active) {
    .filled {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
`;
