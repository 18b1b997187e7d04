/* The server that tools/bench/server-store.ts sends events to: `server-store-target.ts <mode> <file> <donations>`. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { openSqlite } from '../../src/server/store/sqlite.ts';

/** `verify`: signature and JSON only. `group`: into the books. `single`: one after the other, so that each has a commit of its own. */
export type Mode = 'verify' | 'group' | 'single';

export const secret = 'whsec_bench';

interface Told {
  readonly id: string;
  readonly type: string;
  readonly payment: string;
  readonly reference: string;
  readonly amount: number;
}

if (import.meta.main) {
  const [mode, file = '', donations = '0'] = process.argv.slice(2) as [Mode, string?, string?];
  const store = await openSqlite(mode === 'verify' ? ':memory:' : file);
  const at = '2026-01-01T00:00:00Z';
  const document = { title: 'Mara' };
  await store.putCampaign({ id: 'mara', document, currency: 'EUR', isPublished: true }, 0, {
    at,
    actor: 'bench',
    what: 'update',
  });

  // Begun on the page, before the provider tells of them: that is no part of what a webhook costs.
  const begun = Array.from({ length: mode === 'verify' ? 0 : Number(donations) }, (_, n) =>
    store.beginDonation({
      key: `key_${n}`,
      fingerprint: '',
      reference: `ref_${n}`,
      campaign: 'mara',
      source: 'stripe',
      amount: { minor: 500 + (n % 977), currency: 'EUR' },
    }),
  );
  await Promise.all(begun);

  const take = ({ amount, id, payment, reference, type }: Told): Promise<unknown> =>
    store.take({
      provider: 'stripe',
      id,
      type,
      about: { donation: reference, ids: [payment] },
      facts: [{ kind: 'paid', at, payment, amount: { minor: amount, currency: 'EUR' } }],
    });
  let last: Promise<unknown> = Promise.resolve();
  const into: Readonly<Record<Mode, (told: Told) => Promise<unknown>>> = {
    verify: () => Promise.resolve(),
    group: take,
    single: (told) => (last = last.then(() => take(told))),
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const expected = createHmac('sha256', secret).update(body).digest();
      const given = Buffer.from(String(request.headers.signature), 'hex');
      const isTrue = given.length === expected.length && timingSafeEqual(given, expected);
      const done = isTrue ? into[mode](JSON.parse(body.toString()) as Told) : Promise.reject(new Error('not signed'));
      done.then(
        () => response.writeHead(204).end(),
        () => response.writeHead(503).end(),
      );
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address) process.send!(address.port);
  });
}
