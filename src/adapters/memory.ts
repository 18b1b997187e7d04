import { decode, type Reading } from '../core/decode.ts';
import { GlassjarError } from '../core/errors.ts';
import type { CampaignAdapter, DonationIntent, DonationOptions, DonationState, DonationStep } from './adapter.ts';

/** A campaign in memory, for tests and for demos of live figures. */
export interface MemoryAdapter extends CampaignAdapter {
  /** Replaces the document; whoever watches gets the new reading. @throws GlassjarError `invalid`, and keeps the old one. */
  set(document: unknown): void;
  /** What was asked for, by idempotency key. */
  readonly intents: ReadonlyMap<string, DonationIntent>;
  /** Lets a donation become what a provider would report. @param reference As `getDonation` takes it: `memory-1`. */
  settle(reference: string, status: DonationState['status']): void;
}

/** How a memory adapter gives. */
export interface MemoryOptions extends DonationOptions {
  /** The next step, in place of a redirect straight back. */
  readonly answer?: (intent: DonationIntent, reference: string) => DonationStep;
}

/**
 * @param document A document of the wire format.
 * @param options What it takes and how it answers.
 * @throws GlassjarError `invalid`
 */
export function memoryAdapter(document: unknown, options: MemoryOptions = {}): MemoryAdapter {
  const { answer, ...donations } = options;
  const read = (from: unknown): Reading => ({ ...decode(from), document: () => from });
  let reading = read(document);
  const listeners = new Set<(reading: Reading) => void>();
  const intents = new Map<string, DonationIntent>();
  const states = new Map<string, DonationState>();
  return {
    name: 'memory',
    intents,
    donations,
    async getCampaign({ signal } = {}) {
      signal?.throwIfAborted();
      return reading;
    },
    set(next) {
      reading = read(next);
      for (const listener of listeners) listener(reading);
    },
    watch(onReading, { signal }) {
      listeners.add(onReading);
      return new Promise((resolve) => {
        const stop = (): void => {
          listeners.delete(onReading);
          resolve();
        };
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
      });
    },
    async startDonation(intent, { signal } = {}) {
      signal?.throwIfAborted();
      const known = intents.get(intent.key);
      if (known && JSON.stringify(known) !== JSON.stringify(intent)) {
        throw new GlassjarError('invalid', 'the same key came with another donation');
      }
      if (!known) {
        intents.set(intent.key, intent);
        states.set(`memory-${intents.size}`, { status: 'pending', amount: intent.amount });
      }
      const reference = `memory-${[...intents.keys()].indexOf(intent.key) + 1}`;
      if (answer) return answer(intent, reference);
      const url = new URL(intent.returnUrl);
      url.searchParams.set('glassjar-donation', reference);
      return { kind: 'redirect', url: url.href };
    },
    async getDonation(reference, { signal } = {}) {
      signal?.throwIfAborted();
      const state = states.get(reference);
      if (!state) throw new GlassjarError('not-found', `no donation ${reference}`);
      return state;
    },
    settle(reference, status) {
      states.set(reference, { ...states.get(reference), status });
    },
  };
}
