import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CampaignAdapter } from '../../src/adapters/adapter.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { createStore, type CampaignStore } from '../../src/components/shared/campaign-store.ts';
import { decode } from '../../src/core/decode.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';

/** A backend that notes when it was asked, and fails when told to. */
function backend() {
  const asked: number[] = [];
  const held = { fails: false, reading: decode(bookCampaign()) };
  const adapter: CampaignAdapter = {
    name: 'test',
    pollEvery: 30,
    getCampaign() {
      asked.push(Date.now());
      return held.fails ? Promise.reject(new Error('offline')) : Promise.resolve(held.reading);
    },
  };
  return { adapter, asked, held };
}

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
    held.fails = true;
    await vi.advanceTimersByTimeAsync(6 * 3600_000);
    const pauses = asked.slice(1).map((at, index) => (at - asked[index]!) / 1000);
    expect(pauses[1]!).toBeGreaterThan(40);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(720);
    expect(pauses.at(-1)!).toBeGreaterThanOrEqual(480);
    held.fails = false;
    await vi.advanceTimersByTimeAsync(720_000);
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asked.length - before).toBeGreaterThanOrEqual(3);
    stop();
  });

  it('tells its author once what is wrong, not at each turn', async () => {
    const { adapter, held } = backend();
    held.fails = true;
    const stop = createStore(() => adapter, 'test').subscribe(() => {});
    await vi.advanceTimersByTimeAsync(3600_000);
    expect(console.error).toHaveBeenCalledTimes(1);
    stop();
  });

  it('has no figures when none were ever read, and the last good ones, said to be stale, afterwards', async () => {
    const { adapter, held } = backend();
    const store = createStore(() => adapter, 'test');
    held.fails = true;
    const stop = store.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(10);
    expect(store.state.status).toBe('none');
    held.fails = false;
    await store.refresh();
    expect(store.state.status).toBe('fresh');
    held.fails = true;
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
