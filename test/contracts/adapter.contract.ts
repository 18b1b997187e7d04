import { describe, expect, it } from 'vitest';
import type { CampaignAdapter, DonationIntent, DonationStep } from '../../src/adapters/adapter.ts';
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

    describe('where it can take donations', () => {
      const intent: DonationIntent = {
        key: 'b5f1d7c4-7c1e-4b51-9a0e-1d2c3b4a5f60',
        amount: { minor: 5000, currency: 'EUR' },
        returnUrl: 'https://blog.example/mara?page=2#give',
        name: 'Lena Geheim',
      };
      /** What the supporter comes back with. */
      const referenceOf = (step: DonationStep): string | null | undefined => {
        if (step.kind === 'redirect') return new URL(step.url).searchParams.get('glassjar-donation');
        return step.kind === 'stripe' ? step.donation : step.reference;
      };

      it('says what it takes in the campaign’s currency', async () => {
        const { adapter } = await open(bookCampaign());
        const { currency } = (await adapter.getCampaign()).campaign;
        const { intervals, maximum, minimum, step = 1 } = adapter.donations ?? {};
        expect(intervals ?? ['once']).not.toEqual([]);
        for (const limit of [minimum, maximum]) expect(limit?.currency ?? currency).toBe(currency);
        expect(Number.isInteger(step) && step > 0).toBe(true);
      });

      it('starts one donation for one key', async () => {
        const { adapter } = await open(bookCampaign());
        if (!adapter.startDonation) return;
        const [first, second] = await Promise.all([adapter.startDonation(intent), adapter.startDonation(intent)]);
        expect(second).toEqual(first);
      });

      it('rejects a key that comes again with another amount', async () => {
        const { adapter } = await open(bookCampaign());
        if (!adapter.startDonation) return;
        await adapter.startDonation(intent);
        const other = { ...intent, amount: { minor: 500_000, currency: 'EUR' } };
        await expect(adapter.startDonation(other)).rejects.toBeInstanceOf(GlassjarError);
      });

      it('goes to secure addresses only, with whatever the way back had', async () => {
        const { adapter } = await open(bookCampaign());
        const step = await adapter.startDonation?.(intent);
        if (step?.kind !== 'redirect') return;
        expect(new URL(step.url).protocol).toBe('https:');
      });

      it('counts nothing before it is paid', async () => {
        const { adapter } = await open(bookCampaign());
        const before = await adapter.getCampaign();
        await adapter.startDonation?.(intent);
        expect((await adapter.getCampaign()).campaign.sources).toEqual(before.campaign.sources);
      });

      it('tells how it stands, not paid at first, and nothing of who gave', async () => {
        const { adapter } = await open(bookCampaign());
        const step = await adapter.startDonation?.(intent);
        const reference = step && referenceOf(step);
        if (!adapter.getDonation || !reference) return;
        expect(reference).not.toContain(intent.key);
        const state = await adapter.getDonation(reference);
        expect(['pending', 'cancelled']).toContain(state.status);
        expect(JSON.stringify(state)).not.toMatch(/Lena|Geheim/);
      });

      it('knows no donation that is not its own', async () => {
        const { adapter } = await open(bookCampaign());
        if (!adapter.getDonation) return;
        for (const reference of ['', 'nobody-s', '../campaign', '__proto__']) {
          const failure: unknown = await adapter.getDonation(reference).catch((error: unknown) => error);
          expect(failure).toBeInstanceOf(GlassjarError);
          expect((failure as GlassjarError).code).toBe('not-found');
        }
      });
    });
  });
}
