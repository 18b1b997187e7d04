/**
 * Calls back when the page's address gets another fragment, and when a link asks for the same one again: a browser goes
 * there once more, but tells the page nothing. Answers with the way to stop.
 */
export function onFragment(callback: () => void): () => void {
  const handleClick = (event: MouseEvent): void => {
    const { altKey, button, ctrlKey, defaultPrevented, metaKey, shiftKey } = event;
    if (defaultPrevented || button || altKey || ctrlKey || metaKey || shiftKey) return;
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (link?.hash && link.href === location.href && !link.target) callback();
  };
  addEventListener('hashchange', callback);
  addEventListener('click', handleClick);
  return () => {
    removeEventListener('hashchange', callback);
    removeEventListener('click', handleClick);
  };
}
