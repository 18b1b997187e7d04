let isWaiting = false;

/** Loads the parts whose tags stand in the page and that nobody has registered yet. */
async function look(): Promise<void> {
  isWaiting = false;
  const missing = [...document.querySelectorAll(':not(:defined)')].filter(({ localName }) =>
    localName.startsWith('glassjar-'),
  );
  // A part that can't be loaded (offline, a blocker) leaves its fallback, and is asked for again when the page changes.
  if (missing.length) (await import('./parts.ts').catch(() => undefined))?.load(missing);
}

/** Elements that come later (a feed, a page builder) are found as well, in the next frame and however many at once. */
export function autoload(): void {
  new MutationObserver(() => {
    if (!isWaiting) requestAnimationFrame(() => void look());
    isWaiting = true;
  }).observe(document, { childList: true, subtree: true });
  void look();
}
