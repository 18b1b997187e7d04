/** Leaving the page, in one place so that tests can stay. */
export const navigation = { go: (url: string): void => location.assign(url) };

/** Whether a supporter may be sent to an address: https without credentials, or the page's own site. */
export function isSafe(url: string): boolean {
  let target: URL;
  try {
    target = new URL(url);
  } catch {
    return false;
  }
  if (target.username || target.password) return false;
  return target.protocol === 'https:' || target.origin === location.origin;
}
