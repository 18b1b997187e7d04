import type { CampaignAdapter } from '../../adapters/adapter.ts';
import type { Campaign } from '../../core/campaign.ts';
import { hostOf } from '../../core/link.ts';
import type { Money } from '../../core/money.ts';
import type { DonateMethod } from '../shared/donate-events.ts';
import { fillIn } from './pages.ts';

/** One way to give. */
export interface Way {
  /** Tells it from the others: `checkout`, `transfer`, `link-0`. */
  readonly id: string;
  readonly method: DonateMethod;
  /** As the campaign or the backend calls it; absent: said in the page's language. */
  readonly label?: string | undefined;
  /** What goes off, in words. */
  readonly fee?: string | undefined;
  /** With `link`. */
  readonly url?: string;
  /** The site that a link leads to; empty for mailto and tel. */
  readonly host?: string;
}

/** The ways to give a campaign has, the backend's own first. */
export function waysOf({ give }: Campaign, adapter: CampaignAdapter | undefined): readonly Way[] {
  // Without it the campaign takes no money, whatever its backend could do.
  if (!give) return [];
  const { bank, links = [] } = give;
  const { donations } = adapter ?? {};
  return [
    ...(adapter?.startDonation
      ? [{ id: 'checkout', method: 'checkout' as const, label: donations?.label, fee: donations?.fee }]
      : []),
    ...links.map(({ fee, label, url }, index) => ({
      id: `link-${index}`,
      method: 'link' as const,
      label,
      fee,
      url,
      host: hostOf(url),
    })),
    ...(bank ? [{ id: 'transfer', method: 'transfer' as const, fee: bank.fee }] : []),
  ];
}

/** Where a link leads to with an amount, and whether it takes the amount along. */
export function linkOf(
  { url = '' }: Way,
  amount: Money | undefined,
): { readonly url: string; readonly isFilled: boolean } {
  const filled = amount && fillIn(url, amount);
  return { url: filled ?? url, isFilled: filled !== undefined };
}
