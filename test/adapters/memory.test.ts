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
    expect(adapter.intents.size).toBe(1);
    expect(await adapter.getCampaign()).toBe(before);
  });

  it('says what it takes, and answers with the step that it is told', async () => {
    const adapter = memoryAdapter(bookCampaign(), {
      intervals: ['once', 'month'],
      answer: ({ amount }, reference) => ({ kind: 'transfer', holder: 'H', iban: `${amount.minor}`, reference }),
    });
    expect(adapter.donations).toEqual({ intervals: ['once', 'month'] });
    expect(await adapter.startDonation?.(intent)).toMatchObject({
      kind: 'transfer',
      iban: '5000',
      reference: 'memory-1',
    });
  });

  it('lets a donation become paid', async () => {
    const adapter = memoryAdapter(bookCampaign());
    await adapter.startDonation?.(intent);
    adapter.settle('memory-1', 'paid');
    expect(await adapter.getDonation?.('memory-1')).toEqual({ status: 'paid', amount: intent.amount });
  });
});
