import { GlassjarError } from './core/errors.ts';

/** How long a part may take before it counts as one that can't be had, ms; should it come later, it is taken all the same. */
export const patience = { ms: 12_000 };

/**
 * A part of the library that loads when it is first wanted: the one way in which anything here is imported on use. What fails
 * (a missing chunk, one of another build, a page of HTML in its place, a blocker, no network) can be asked for again: by then
 * from another address, because browsers, and caches on the way, may remember that the first one failed.
 */
export class Part<Module extends object = object> {
  /** Present once it is there. */
  loaded: Module | undefined;
  /** Why it can't be had. Absent until an attempt has failed, and once it is there. */
  error: GlassjarError | undefined;
  /** How often it could not be had. */
  failures = 0;
  /** What is under way. */
  running: Promise<Module> | undefined;
  /** Who is drawn anew when it has come, and when it could not be had. */
  readonly hosts: Set<{ requestUpdate(): void }> = new Set();
  readonly #load: (again: string) => Promise<Module>;
  readonly #name: string;

  /**
   * @param load An arrow function that begins with `() => import('…')`: the script's build gives it the parameter by which it asks
   *   from another address.
   * @param name What the module must export; another one that answers in its place has nothing of that name.
   */
  constructor(load: () => Promise<Module>, name: string & keyof Module) {
    this.#load = load;
    this.#name = name;
  }

  /** Loads it, once, however often it is called meanwhile; after a failure, anew. @throws GlassjarError `network`, whose first is told on the console. */
  load(): Promise<Module> {
    return (this.running ??= this.#ask());
  }

  async #ask(): Promise<Module> {
    const name = this.#name;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await Promise.race([
        this.#load(this.failures && !isMapped() ? `?again=${this.failures}` : '').then((module) => {
          if (!(name in module)) throw 'another file came';
          this.error = undefined;
          return (this.loaded = module);
        }),
        new Promise<never>((_, reject) => (timer = setTimeout(reject, patience.ms, 'nothing came'))),
      ]);
    } catch (cause) {
      this.error = new GlassjarError(
        'network',
        `${name} could not be loaded: upload chunks/ together with glassjar.js (${String(cause)})`,
        { cause },
      );
      if (!this.failures++) console.error(this.error.message);
      throw this.error;
    } finally {
      clearTimeout(timer);
      if (!this.loaded) this.running = undefined;
      for (const host of this.hosts) host.requestUpdate();
    }
  }
}

/** A page that maps modules may have pinned what each address must hold: then none but that address is asked. */
const isMapped = (): boolean => !!globalThis.document?.querySelector('script[type=importmap]');
