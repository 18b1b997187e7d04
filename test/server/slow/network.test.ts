/* A network that dies without a word between the server and PostgreSQL: noticed, told, and left behind. */
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openPostgres } from '../../../src/server/store/postgres.ts';
import { startProxy } from '../../../tools/faults/proxy.ts';
import { change, line, mara } from '../../contracts/store-samples.ts';
import { startCluster } from '../postgres-cluster.ts';

const cluster = await startCluster();
afterAll(() => cluster?.stop());

/** Milliseconds within which a dead connection has to be noticed. */
const noticed = 35_000;

async function behindProxy() {
  const direct = new URL(await cluster!.database());
  const proxy = await startProxy(Number(direct.port));
  const store = await openPostgres(Object.assign(new URL(direct), { port: String(proxy.port) }).href);
  const other = await openPostgres(direct.href);
  await store.putCampaign(mara, 0, change);
  const heard = vi.fn<(campaign: string) => void>();
  const told = vi.fn<(isTold: boolean) => void>();
  const stopping = new AbortController();
  await store.watch(heard, stopping.signal, told);
  // More than one connection, all of which are dead afterwards.
  await Promise.all(Array.from({ length: 8 }, () => store.sums('mara')));
  const close = async (): Promise<void> => {
    stopping.abort();
    await Promise.all([store.close(), other.close()]);
    await proxy.close();
  };
  return { store, other, proxy, heard, told, close };
}

describe.skipIf(!cluster)('a network that lets nothing through', () => {
  it('is an error in time, and all is well once it does: also what was missed is told', async () => {
    const { close, heard, other, proxy, store, told } = await behindProxy();
    proxy.freeze();
    const failures = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        store.append('mara', [line(`frozen-${n}`)], change).catch((error: unknown) => error),
      ),
    );
    for (const failure of failures) expect(failure).toMatchObject({ code: 'unavailable', retryAfter: 5 });
    await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith(false), noticed);
    await other.append('mara', [line('meanwhile')], change);
    heard.mockClear();
    proxy.thaw();
    await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith(true), noticed);
    expect(heard).toHaveBeenCalledWith('mara');
    // None of them waits for a dead connection.
    await Promise.all(Array.from({ length: 20 }, (_, n) => store.append('mara', [line(`frozen-${n}`)], change)));
    expect(await store.check()).toEqual({ flaws: [], notes: [] });
    expect((await store.sums('mara')).entries).toBe(21);
    await close();
  });

  it('that forgets what was open is noticed by the listener, though nobody asks anything', async () => {
    const { close, heard, other, proxy, told } = await behindProxy();
    proxy.forget();
    await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith(true), noticed);
    expect(told.mock.calls).toEqual([[false], [true]]);
    heard.mockClear();
    await other.append('mara', [line('new')], change);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('mara'), 2000);
    await close();
  });
});
