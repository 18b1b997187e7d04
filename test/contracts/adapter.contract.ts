import { describe, expect, it } from 'vitest';
import type { CampaignAdapter } from '../../src/adapters/adapter.ts';
import { GlassjarError } from '../../src/core/errors.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';

/** A backend under test: an adapter for it, and the way to change what the backend holds. */
export interface Backend {
  readonly adapter: CampaignAdapter;
  /** Absent for what never changes. */
  readonly change?: (document: unknown) => void | Promise<void>;
}

/** What every adapter must do, whatever it reads. @param open Makes a fresh backend that holds a document. */
export function adapterContract(open: (document: unknown) => Backend | Promise<Backend>): void {
  describe('the contract of an adapter', () => {
    it('has a name for errors and logs', async () => {
      const { adapter } = await open(bookCampaign());
      expect(adapter.name).toMatch(/^[a-z][a-z-]*$/);
    });

    it('reads the campaign', async () => {
      const { adapter } = await open(bookCampaign());
      const { campaign, problems } = await adapter.getCampaign();
      expect(problems).toEqual([]);
      expect(campaign.title).toBe('#einBuchFürMara');
      expect(campaign.sources?.[0]?.raised).toEqual({ minor: 918_400, currency: 'EUR' });
    });

    it('answers with the same object while nothing has changed', async () => {
      const { adapter } = await open(bookCampaign());
      expect(await adapter.getCampaign()).toBe(await adapter.getCampaign());
    });

    it('answers with the new figures once they have changed', async () => {
      const { adapter, change } = await open(bookCampaign());
      if (!change) return;
      const before = await adapter.getCampaign();
      await change(bookCampaign({ sources: [{ id: 'bank', raised: '10000' }] }));
      const after = await adapter.getCampaign();
      expect(after).not.toBe(before);
      expect(after.campaign.sources?.[0]?.raised?.minor).toBe(1_000_000);
    });

    it('names what was refused and keeps the rest', async () => {
      const { adapter } = await open(bookCampaign({ goal: { amount: '12.000,-' } }));
      const { campaign, problems } = await adapter.getCampaign();
      expect(campaign.goal).toBeUndefined();
      expect(problems.map(({ path }) => path)).toEqual(['goal.amount']);
    });

    it('rejects with a GlassjarError when there is no campaign to show, and can be asked again', async () => {
      const opened = await Promise.resolve()
        .then(() => open({ glassjar: 1 }))
        .catch((error: unknown) => error);
      // An adapter that holds its document from the start may refuse it there and then.
      const failure =
        opened instanceof Error
          ? opened
          : await (opened as Backend).adapter.getCampaign().catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(GlassjarError);
      expect((failure as GlassjarError).code).toBe('invalid');
    });

    it('stops when told to', async () => {
      const { adapter } = await open(bookCampaign());
      if (adapter.name === 'inline') return;
      const reason = new Error('enough');
      await expect(adapter.getCampaign({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    });

    it('does not ask for readings more often than every five seconds', async () => {
      const { adapter } = await open(bookCampaign());
      expect(adapter.pollEvery ?? 5).toBeGreaterThanOrEqual(5);
    });
  });
}
