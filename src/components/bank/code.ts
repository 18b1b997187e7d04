import { html, type TemplateResult } from 'lit';
import { correction, generate, mode, type Bitmap2D } from 'lean-qr';

/** Modules of white around a code, without which scanners don't find it (ISO/IEC 18004). */
const quietZone = 4;

/** A QR code as an SVG path: the dark modules, and how many modules a side has with its quiet zone. */
export interface Drawing {
  readonly path: string;
  readonly side: number;
}

const isSeveral = (made: Bitmap2D | readonly Bitmap2D[]): made is readonly Bitmap2D[] => Array.isArray(made);

/**
 * The QR code of a payment text as EPC069-12 wants it: error correction M, version 13 at most, its bytes as they are. The text
 * itself names its character set; an ECI header would name it again, and bank terminals hand that on as a part of the text.
 */
export function drawCode(text: string): Drawing {
  const made: Bitmap2D | readonly Bitmap2D[] = generate(mode.bytes(new TextEncoder().encode(text)), {
    minCorrectionLevel: correction.M,
    maxCorrectionLevel: correction.M,
    maxVersion: 13,
  });
  // Beside Prototype.js, whose `reduce` chooses nothing, it is a code of each mask: any can be read.
  const code = isSeveral(made) ? made[0]! : made;
  let path = '';
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      const from = x;
      while (code.get(x, y)) x++;
      if (x > from) path += `M${from + quietZone} ${y + quietZone}h${x - from}v1H${from + quietZone}z`;
    }
  }
  return { path, side: code.size + 2 * quietZone };
}

/** Dark on white whatever the page's colours: scanners know no other. */
export const renderCode = ({ path, side }: Drawing, label: string): TemplateResult =>
  html`<svg
    class="code"
    part="code"
    role="img"
    aria-label=${label}
    viewBox=${`0 0 ${side} ${side}`}
    shape-rendering="crispEdges"
    .style=${`--side:${side}`}
  >
    <path fill="#fff" d=${`M0 0h${side}v${side}H0z`}></path>
    <path fill="#000" d=${path}></path>
  </svg>`;
