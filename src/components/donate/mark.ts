import { svg, html, type TemplateResult } from 'lit';

const glass = 'M32 27h36v4c0 3 10 6 10 15v38c0 7-4 10-10 10H32c-6 0-10-3-10-10V46c0-9 10-12 10-15z';
const heart = 'M0 4.6C-6 .6-4.6-4.4-1.6-4.4-.6-4.4 0-3.4 0-3c0-.4.6-1.4 1.6-1.4C4.6-4.4 6 .6 0 4.6z';

const coin = (x: number, y: number, turn: number): TemplateResult =>
  svg`<g transform=${`translate(${x} ${y}) rotate(${turn})`}>
    <circle class="coin" r="9.5"></circle><path class="stamp" d=${heart}></path>
  </g>`;

/** The jar with a gift in it, or with one that is still on its way. Says nothing that the words don't. */
export const renderMark = (hasArrived: boolean): TemplateResult =>
  html`<svg class="mark" viewBox="0 0 100 100" aria-hidden="true">
    <path class="light" d=${glass}></path>
    <path class="given" d="M22 66q14-5 28 0t28 0v18c0 7-4 10-10 10H32c-6 0-10-3-10-10z"></path>
    ${hasArrived ? [coin(40, 79, -14), coin(60, 81, 10), coin(51, 62, 4)] : coin(50, 12, -8)}
    <path class="shine" d="M29 50v30"></path>
    <path class="glass" d=${glass}></path>
  </svg>`;
