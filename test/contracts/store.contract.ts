import { describe } from 'vitest';
import { deskContract } from './store-desk.ts';
import { eventContract } from './store-events.ts';
import { orderContract } from './store-orders.ts';
import type { OpenBench } from './store-samples.ts';

/** What every store must do, whatever keeps it. @param open Makes an empty database; closed after the test by whoever made it. */
export function storeContract(open: OpenBench): void {
  describe('the contract of a store', () => {
    deskContract(open);
    eventContract(open);
    orderContract(open);
  });
}
