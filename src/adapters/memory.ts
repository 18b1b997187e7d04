import { decode, type Reading } from '../core/decode.ts';
import type { CampaignAdapter, DonationIntent, DonationStep } from './adapter.ts';

/** A campaign in memory, for tests and for demos of live figures. */
export interface MemoryAdapter extends CampaignAdapter {
  /** Replaces the document; whoever watches gets the new reading. @throws GlassjarError `invalid`, and keeps the old one. */
  set(document: unknown): void;
  /** What was asked for, by idempotency key. */
  readonly donations: ReadonlyMap<string, DonationIntent>;
}

/** @param document A document of the wire format. @throws GlassjarError `invalid` */
export function memoryAdapter(document: unknown): MemoryAdapter {
  let reading = decode(document);
  const listeners = new Set<(reading: Reading) => void>();
  const donations = new Map<string, DonationIntent>();
  return {
    name: 'memory',
    donations,
    async getCampaign({ signal } = {}) {
      signal?.throwIfAborted();
      return reading;
    },
    set(next) {
      reading = decode(next);
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
    async startDonation(intent, { signal } = {}): Promise<DonationStep> {
      signal?.throwIfAborted();
      if (!donations.has(intent.key)) donations.set(intent.key, intent);
      return { kind: 'redirect', url: intent.returnUrl };
    },
  };
}
