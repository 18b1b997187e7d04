import { describe, expect, it } from 'vitest';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { adapterContract } from '../contracts/adapter.contract.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';

const intent = { key: 'k1', amount: { minor: 5000, currency: 'EUR' }, returnUrl: 'https://blog.example/' };

describe('memory adapter', () => {
  adapterContract((document) => {
    const adapter = memoryAdapter(document);
    return { adapter, change: (next) => adapter.set(next) };
  });

  it('pushes what changes until it is told to stop', async () => {
    const adapter = memoryAdapter(bookCampaign());
    const seen: string[] = [];
    const stop = new AbortController();
    const watching = adapter.watch?.(({ campaign }) => seen.push(campaign.title), { signal: stop.signal });
    adapter.set(bookCampaign({ title: 'one' }));
    stop.abort();
    await watching;
    adapter.set(bookCampaign({ title: 'two' }));
    expect(seen).toEqual(['one']);
  });

  it('keeps the old document when the new one is refused', async () => {
    const adapter = memoryAdapter(bookCampaign());
    expect(() => adapter.set({ glassjar: 2 })).toThrow('[glassjar]');
    expect((await adapter.getCampaign()).campaign.title).toBe('#einBuchFürMara');
  });

  it('starts one donation for one key, however often it is asked, and counts none as raised', async () => {
    const adapter = memoryAdapter(bookCampaign());
    const before = await adapter.getCampaign();
    await adapter.startDonation?.(intent);
    await adapter.startDonation?.(intent);
    expect(adapter.donations.size).toBe(1);
    expect(await adapter.getCampaign()).toBe(before);
  });
});
