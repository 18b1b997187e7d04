import { writeSync } from 'node:fs';
import type { ProviderEvent } from '../../src/server/books/facts.ts';
import { openStore } from '../../src/server/store/open.ts';

/*
 * A process that takes events in, for tests that kill it or run it beside others: `worker.ts <url> <from> <to>`. Says `ready`, waits
 * for a line, then writes the number of each event that was acknowledged.
 */

/** Event number n: a gift of 1 €, or every third time 40 cents of the gift before it given back. */
export function numbered(n: number): ProviderEvent {
  const at = '2026-03-01T10:00:00Z';
  const isRefund = n % 3 === 2;
  const payment = `pi_${isRefund ? n - 1 : n}`;
  return {
    provider: 'stripe',
    id: `evt_${n}`,
    type: 'test',
    about: { ids: [payment] },
    facts: [
      isRefund
        ? { kind: 'refund', at, refund: `re_${n}`, amount: { minor: 40, currency: 'EUR' }, state: 'done' }
        : { kind: 'paid', at, payment, amount: { minor: 100, currency: 'EUR' } },
    ],
    ...(!isRefund && { begins: { campaign: 'mara', source: 'stripe', name: `Giver ${n}` } }),
  };
}

/** What the first `count` events come to, in minor units. */
export const sumOfNumbered = (count: number): number =>
  Array.from({ length: count }, (_, n) => (n % 3 === 2 ? -40 : 100)).reduce((sum, minor) => sum + minor, 0);

if (import.meta.main) {
  const [url = '', from = '0', to = '0'] = process.argv.slice(2);
  const store = await openStore(url);
  writeSync(1, 'ready\n');
  await new Promise((resolve) => process.stdin.once('data', resolve));
  let next = Number(from);
  const feed = async (): Promise<void> => {
    while (next < Number(to)) {
      const n = next++;
      await store.take(numbered(n));
      // Not through a stream: what was said must have left this process.
      writeSync(1, `${n}\n`);
    }
  };
  await Promise.all(Array.from({ length: 20 }, feed));
  await store.close();
  process.exit(0);
}
