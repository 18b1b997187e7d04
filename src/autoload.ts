import { late } from './components/shared/late.ts';
import { Part } from './part.ts';

const partsPart = new Part(() => import('./parts.ts'), 'load');
let isWaiting = false;

/** Loads the parts whose tags stand in the page and that nobody has registered yet. */
function look(): void {
  isWaiting = false;
  const missing = [...document.querySelectorAll(':not(:defined)')].filter(({ localName }) =>
    localName.startsWith('glassjar-'),
  );
  // A part that can't be loaded (offline, a blocker) leaves its fallback, and is asked for again.
  if (missing.length) late(looker, partsPart)?.load(missing);
}

const looker = { requestUpdate: look };

/** Elements that come later (a feed, a page builder) are found as well, in the next frame and however many at once. */
export function autoload(): void {
  // Where pages are made on a server there is none to look at yet.
  if (!globalThis.MutationObserver) return;
  new MutationObserver(() => {
    if (!isWaiting) requestAnimationFrame(look);
    isWaiting = true;
  }).observe(document, { childList: true, subtree: true });
  look();
}
