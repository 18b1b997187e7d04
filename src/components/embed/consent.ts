const key = 'glassjar-embeds';

/** Hosts that the reader always allows: what was read, and what was allowed on this page where nothing can be kept. */
let allowed: Set<string> | undefined;
const listeners = new Set<() => void>();

/** Storage may be switched off altogether; then a choice holds as long as the page. */
function read(): Set<string> {
  try {
    return new Set((localStorage.getItem(key) ?? '').split(' ').filter(Boolean));
  } catch {
    return allowed ?? new Set();
  }
}

function keep(hosts: Set<string>): void {
  allowed = hosts;
  try {
    if (hosts.size) localStorage.setItem(key, [...hosts].join(' '));
    else localStorage.removeItem(key);
  } catch {
    // It holds as long as the page.
  }
  for (const listener of listeners) listener();
}

/** Which hosts a reader always loads from. Nothing is kept before they say so, and nothing once they took it all back. */
export const consent = {
  has: (host: string): boolean => (allowed ??= read()).has(host),
  give(host: string): void {
    // Read anew: another tab may have been told something since.
    keep(read().add(host));
  },
  takeBack(host: string): void {
    const hosts = read();
    hosts.delete(host);
    keep(hosts);
  },
  /** Calls back after every change on this page. Answers with the way to stop. */
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Forgets what was read, so that it is read anew. */
  forget(): void {
    allowed = undefined;
  },
};
