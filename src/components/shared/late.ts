import type { ReactiveControllerHost } from 'lit';

const loaded = new WeakMap<() => Promise<unknown>, unknown>();

/**
 * A part that loads when an element first wants it: `undefined` until it is there, which renders the element again, and while it can't be
 * had (offline, a blocker). Then it is asked for again with the next rendering.
 * @param load The import, the same function at each call.
 */
export function late<Part>(host: ReactiveControllerHost, load: () => Promise<Part>): Part | undefined {
  if (!loaded.has(load)) {
    load()
      .then((part) => loaded.set(load, part))
      .then(() => host.requestUpdate())
      .catch(() => {});
  }
  return loaded.get(load) as Part | undefined;
}
