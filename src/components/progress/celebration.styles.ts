import { css, type CSSResult } from 'lit';

/** The light in the jar, a few coins, and the words: over what is there, so that nothing moves aside. */
export const styles: CSSResult = css`
  :host {
    position: relative;
  }
  .celebration {
    position: absolute;
    z-index: 1;
    container-type: size;
    pointer-events: none;
  }
  .scene,
  .glow,
  .clip,
  .sweep {
    position: absolute;
    inset: 0;
    border-radius: var(--_height);
  }
  .scene {
    display: none;
  }
  .said {
    position: absolute;
    inset-block-start: 50%;
    left: 50%;
    inline-size: max-content;
    max-inline-size: min(22em, var(--room));
    padding: 0.3em 0.9em;
    border-radius: 1.1em;
    background: light-dark(#fffdf9, #20242b);
    color: light-dark(#1d2433, #eceef2);
    box-shadow:
      0 0 0 1.5px var(--_give),
      0 6px 20px -6px #0006;
    font-size: 0.875em;
    line-height: 1.35;
    text-align: center;
    text-wrap: balance;
    /* A label may be long; the list of milestones has all of it. */
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    opacity: 0;
    transform: translate(-50%, -50%);
  }
  .said b {
    font-weight: 700;
  }
  .said.now {
    opacity: 1;
  }
  .along + .said {
    max-inline-size: min(34em, var(--room));
  }
  .scene:not(.along) + .said {
    inset-block-start: 90%;
  }
  @media (prefers-reduced-motion: no-preference) {
    .scene {
      display: block;
    }
    .said.now {
      animation: say 5.85s both;
    }
    .glow {
      inset: -3px;
      background-color: var(--_give);
      filter: blur(9px);
      opacity: 0;
      animation: shine 1.7s ease-out;
    }
    .scene:not(.along) .glow {
      inset: -8%;
      border-radius: 50%;
      background: radial-gradient(closest-side, #ffe9a840, #ffe9a830 42%, #ffc54d99 58%, #f59e0b33 78%, transparent);
      filter: none;
    }
    .clip {
      overflow: hidden;
    }
    .scene:not(.along) .clip {
      display: none;
    }
    .sweep {
      background: linear-gradient(90deg, transparent, #fffc, transparent);
      transform: translateX(-100%);
      animation: sweep 1.1s 0.25s ease-in-out;
    }
    .coin {
      position: absolute;
      inset-block-start: calc(50% - 8px);
      inset-inline-start: clamp(8px, calc(var(--at) * 100% - 8px + var(--aside)), calc(100% - 24px));
      inline-size: 16px;
      block-size: 16px;
      border-radius: 50%;
      background: radial-gradient(circle at 35% 30%, #fff3c4, #f5b83d 45%, #b45309 120%);
      box-shadow:
        inset 0 0 0 1.5px #92400e99,
        inset 0 0 0 3.5px #fde68a99;
      opacity: 0;
      --fall: -72px;
      --aside: 0px;
      animation: drop 0.95s var(--after) cubic-bezier(0.5, 0.05, 0.8, 0.6);
    }
    /* Into the glass: from below its lid. */
    .scene:not(.along) .coin {
      inset-block-start: 66%;
      inset-inline-start: calc(50% - 8px + var(--aside));
      --fall: -42cqb;
    }
    .c0 {
      --aside: -6px;
      --after: 0s;
    }
    .c1 {
      --aside: 22px;
      --after: 0.12s;
      scale: 0.8;
    }
    .c2 {
      --aside: -34px;
      --after: 0.2s;
      scale: 0.9;
    }
    .c3 {
      --aside: 8px;
      --after: 0.32s;
      scale: 1.1;
    }
    .c4 {
      --aside: -20px;
      --after: 0.42s;
      scale: 0.75;
    }
    .c5 {
      --aside: 36px;
      --after: 0.5s;
    }
    .c6 {
      --aside: -8px;
      --after: 0.62s;
      scale: 0.9;
    }
    @keyframes drop {
      0% {
        opacity: 0;
        transform: translateY(var(--fall)) rotateY(0);
      }
      18% {
        opacity: 1;
      }
      72% {
        opacity: 1;
        transform: translateY(0) rotateY(300deg);
        animation-timing-function: ease-out;
      }
      84% {
        opacity: 1;
        transform: translateY(-9px) rotateY(340deg);
        animation-timing-function: ease-in;
      }
      100% {
        opacity: 0;
        transform: translateY(2px) rotateY(360deg);
      }
    }
    @keyframes sweep {
      to {
        transform: translateX(100%);
      }
    }
    @keyframes shine {
      0% {
        opacity: 0;
        transform: scale(0.96);
      }
      45% {
        opacity: 0.75;
        transform: scale(1);
      }
      100% {
        opacity: 0;
        transform: scale(1.04);
      }
    }
    @keyframes say {
      0% {
        opacity: 0;
        transform: translate(-50%, -20%) scale(0.94);
      }
      5% {
        opacity: 1;
        transform: translate(-50%, -50%);
      }
      94% {
        opacity: 1;
        transform: translate(-50%, -50%);
      }
      100% {
        opacity: 0;
        transform: translate(-50%, -50%);
      }
    }
  }
  @media (forced-colors: active) {
    .scene {
      display: none;
    }
    .said {
      border: 1px solid CanvasText;
      background: Canvas;
    }
  }
`;
