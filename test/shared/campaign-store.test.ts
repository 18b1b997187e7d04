import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CampaignAdapter } from '../../src/adapters/adapter.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { createStore, type CampaignStore } from '../../src/components/shared/campaign-store.ts';
import { GlassjarError } from '../../src/core/errors.ts';
import { decode } from '../../src/core/decode.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';

/** A backend that notes when it was asked, and fails when told to. */
function backend() {
  const asked: number[] = [];
  const held = { fails: undefined as Error | undefined, reading: decode(bookCampaign()) };
  const adapter: CampaignAdapter = {
    name: 'test',
    pollEvery: 30,
    getCampaign() {
      asked.push(Date.now());
      return held.fails ? Promise.reject(held.fails) : Promise.resolve(held.reading);
    },
  };
  return { adapter, asked, held };
}

const offline = new Error('offline');
const overloaded = new GlassjarError('http', 'answered 503');

const raised = (store: CampaignStore) => ('totals' in store.state ? store.state.totals.raised?.minor : undefined);

describe('campaign store', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('document', { hidden: false, addEventListener: () => {} });
    vi.stubGlobal('addEventListener', () => {});
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('reads once for all who listen, and again each half minute, a fifth more or less', async () => {
    const { adapter, asked } = backend();
    const store = createStore(() => adapter, 'test');
    const leave = [store.subscribe(() => {}), store.subscribe(() => {})];
    await vi.advanceTimersByTimeAsync(600_000);
    const pauses = asked.slice(1).map((at, index) => (at - asked[index]!) / 1000);
    expect(pauses.length).toBeGreaterThan(15);
    for (const pause of pauses) expect(pause).toBeGreaterThanOrEqual(24);
    for (const pause of pauses) expect(pause).toBeLessThanOrEqual(36);
    expect(new Set(pauses).size).toBeGreaterThan(1);
    for (const stop of leave) stop();
  });

  it('stops when the last one has left', async () => {
    const { adapter, asked } = backend();
    const store = createStore(() => adapter, 'test');
    const stop = store.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(1000);
    stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toHaveLength(1);
  });

  it('waits longer after each failure, ten minutes at most, and not any more after a success', async () => {
    const { adapter, asked, held } = backend();
    const store = createStore(() => adapter, 'test');
    const stop = store.subscribe(() => {});
    held.fails = overloaded;
    await vi.advanceTimersByTimeAsync(6 * 3600_000);
    const pauses = asked.slice(1).map((at, index) => (at - asked[index]!) / 1000);
    expect(pauses[1]!).toBeGreaterThan(40);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(720);
    expect(pauses.at(-1)!).toBeGreaterThanOrEqual(480);
    held.fails = undefined;
    await vi.advanceTimersByTimeAsync(720_000);
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asked.length - before).toBeGreaterThanOrEqual(3);
    stop();
  });

  it('tries again within seconds when nothing answered, and at once when the reader or the network comes back', async () => {
    const returns: (() => void)[] = [];
    vi.stubGlobal('addEventListener', (type: string, callback: () => void) => {
      if (type === 'online') returns.push(callback);
    });
    vi.resetModules();
    const fresh = await import('../../src/components/shared/campaign-store.ts');
    const { adapter, asked, held } = backend();
    const store = fresh.createStore(() => adapter, 'test');
    const stop = store.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(0);
    held.fails = offline;
    await vi.advanceTimersByTimeAsync(36_000 + 5000);
    const pauses = asked.slice(1).map((at, index) => (at - asked[index]!) / 1000);
    expect(pauses[1]!).toBeLessThan(5);
    // In a tunnel for long: the next try by itself is far off.
    await vi.advanceTimersByTimeAsync(3600_000);
    const before = asked.length;
    for (const come of returns) come();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.length).toBe(before + 1);
    // The browser was a moment early; the next try is not far off any more.
    held.fails = undefined;
    await vi.advanceTimersByTimeAsync(5000);
    expect(store.state.status).toBe('fresh');
    // A return to good figures asks nobody.
    const good = asked.length;
    for (const come of returns) come();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.length).toBe(good);
    stop();
  });

  it('tells its author once what is wrong, not at each turn', async () => {
    const { adapter, held } = backend();
    held.fails = offline;
    const stop = createStore(() => adapter, 'test').subscribe(() => {});
    await vi.advanceTimersByTimeAsync(3600_000);
    expect(console.error).toHaveBeenCalledTimes(1);
    stop();
  });

  it('has no figures when none were ever read, and the last good ones, said to be stale, afterwards', async () => {
    const { adapter, held } = backend();
    const store = createStore(() => adapter, 'test');
    held.fails = offline;
    const stop = store.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(10);
    expect(store.state.status).toBe('none');
    held.fails = undefined;
    await store.refresh();
    expect(store.state.status).toBe('fresh');
    held.fails = offline;
    await store.refresh();
    expect(store.state.status).toBe('stale');
    expect(raised(store)).toBe(1_247_872);
    stop();
  });

  it('keeps whole figures when newer ones have a hole', async () => {
    const { adapter, held } = backend();
    const store = createStore(() => adapter, 'test');
    const stop = store.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(10);
    held.reading = decode(bookCampaign({ sources: [{ id: 'bank', raised: '9.184,-' }] }));
    await store.refresh();
    expect(store.state).toMatchObject({ status: 'stale', error: { code: 'invalid' } });
    expect(raised(store)).toBe(1_247_872);
    stop();
  });

  it('tells listeners of news only', async () => {
    const { adapter } = backend();
    const store = createStore(() => adapter, 'test');
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
  });

  it('takes what a backend pushes', async () => {
    const adapter = memoryAdapter(bookCampaign());
    const store = createStore(() => adapter, 'test');
    const stop = store.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(10);
    adapter.set(bookCampaign({ sources: [{ id: 'bank', raised: '20000' }] }));
    expect(raised(store)).toBe(2_000_000);
    stop();
  });
});
