import type { SectionName } from '../../core/sections.ts';
import { parts } from './parts.ts';

/** How far a section's part is: `stuck` is one that failed when it was asked for again. */
export type PartState = 'waiting' | 'loading' | 'ready' | 'failed' | 'stuck';

/** Loads the parts of sections, each once, and knows which couldn't be had. */
export class PartLoader {
  readonly #states = new Map<SectionName, PartState>();
  readonly #changed: () => void;

  /** @param changed Called when a part has come, or has failed to. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  state(name: SectionName): PartState {
    return this.#states.get(name) ?? 'waiting';
  }

  /** Loads a part that was not asked for yet. */
  async load(name: SectionName): Promise<void> {
    if (this.state(name) === 'waiting') await this.#ask(name, 'failed');
  }

  /** Asks again for one that failed. */
  async retry(name: SectionName): Promise<void> {
    // Firefox before 154 and other engines of its time remember that a module failed until the page is loaded anew
    // (whatwg/html#6768): a second button that does nothing would help nobody.
    if (this.state(name) === 'stuck') location.reload();
    else await this.#ask(name, 'stuck');
  }

  async #ask(name: SectionName, otherwise: 'failed' | 'stuck'): Promise<void> {
    this.#states.set(name, 'loading');
    try {
      await parts[name]!.load();
      this.#states.set(name, 'ready');
    } catch {
      // Offline, or a blocker: the section says so, and the reader can ask again.
      this.#states.set(name, otherwise);
    }
    this.#changed();
  }
}
