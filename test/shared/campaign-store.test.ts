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

  it.each([
    ['a fifth less', 0, 24_000],
    ['as said', 0.5, 30_000],
    ['a fifth more', 0.999999, 35_999.988],
  ])('reads once for all who listen, and again each half minute: %s, as chance has it', async (_, chance, pause) => {
    vi.spyOn(Math, 'random').mockReturnValue(chance);
    const { adapter, asked } = backend();
    const store = createStore(() => adapter, 'test');
    const leave = [store.subscribe(() => {}), store.subscribe(() => {})];
    await vi.advanceTimersByTimeAsync(600_000);
    const pauses = asked.slice(1).map((at, index) => at - asked[index]!);
    expect(pauses).toHaveLength(Math.floor(600_000 / pause));
    // Timers wait whole milliseconds, and one that rings within the last of them is set once more, for the least that it waits: 20 ms.
    for (const found of pauses) {
      expect(found).toBeGreaterThanOrEqual(pause);
      expect(found).toBeLessThanOrEqual(pause + 20);
    }
    for (const stop of leave) stop();
  });

  it('takes its chance anew at each turn, so that readers do not come in step', async () => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValue(0.5);
    const { adapter, asked } = backend();
    const stop = createStore(() => adapter, 'test').subscribe(() => {});
    await vi.advanceTimersByTimeAsync(70_000);
    expect(asked.slice(1).map((at, index) => at - asked[index]!)).toEqual([24_000, 30_000]);
    stop();
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

  it('asks a server in trouble at most once in 15 s, and is back within 30 s of when it is well again', async () => {
    const { adapter, asked, held } = backend();
    const store = createStore(() => ({ ...adapter, pollEvery: 5 }), 'test');
    const stop = store.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(0);
    held.fails = overloaded;
    await store.refresh();
    const failed = asked.length;
    await vi.advanceTimersByTimeAsync(3600_000);
    const times = asked.slice(failed - 1);
    expect(times.length).toBeGreaterThan(100);
    for (const [index, time] of times.slice(1).entries()) expect(time - times[index]!).toBeGreaterThanOrEqual(15_000);
    held.fails = undefined;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(store.state.status).toBe('fresh');
    stop();
  });

  it.each([
    ['seconds', () => '120'],
    ['a date', () => new Date(Date.now() + 120_000).toUTCString()],
  ])('leaves a server alone for as long as it says, in %s', async (_, said) => {
    const { adapter, asked, held } = backend();
    const store = createStore(() => adapter, 'test');
    const stop = store.subscribe(() => {});
    held.fails = new GlassjarError('http', 'answered 503', {
      cause: new Response('', { status: 503, headers: { 'retry-after': said() } }),
    });
    await vi.advanceTimersByTimeAsync(118_000);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toHaveLength(2);
    stop();
  });

  it('tells no news where a backend makes a new object of the same at each turn', async () => {
    const { adapter, held } = backend();
    const store = createStore(
      () => ({ ...adapter, getCampaign: () => Promise.resolve(decode(bookCampaign())) }),
      'test',
    );
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    await vi.advanceTimersByTimeAsync(0);
    const { campaign } = store.state;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.state.campaign).toBe(campaign);
    expect(held.fails).toBeUndefined();
    stop();
  });

  it('gives out no account that is another than when the page was opened, and the first one again when it is back', async () => {
    const { adapter, held } = backend();
    const store = createStore(() => adapter, 'test');
    const stop = store.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(0);
    const before = held.reading;
    expect(store.state.campaign?.give?.bank).toBeDefined();
    for (const give of [
      { bank: { holder: 'Mara Hilfsfonds e. V.', iban: 'GB82WEST12345698765432' } },
      { bank: { holder: 'Somebody else', iban: 'DE89370400440532013000' } },
      { links: [{ label: 'PayPal', url: 'https://example.net/else' }] },
    ]) {
      held.reading = decode(bookCampaign({ give }));
      await store.refresh();
      expect(store.state.isMoved).toBe(true);
      expect(store.state.campaign?.give).toEqual({});
    }
    held.reading = before;
    await store.refresh();
    expect(store.state.isMoved).toBe(false);
    expect(store.state.campaign?.give?.bank).toBeDefined();
    stop();
  });

  it('takes a first account as no change', async () => {
    const { adapter, held } = backend();
    held.reading = decode(bookCampaign({ give: {} }));
    const store = createStore(() => adapter, 'test');
    const stop = store.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(0);
    held.reading = decode(bookCampaign());
    await store.refresh();
    expect(store.state.isMoved).toBe(false);
    expect(store.state.campaign?.give).not.toEqual({});
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
