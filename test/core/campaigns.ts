import type { Bound, Campaign, Entry, Flow, Reason, Source } from '../../src/core/campaign.ts';
import { money, type Money } from '../../src/core/money.ts';

/** Campaigns for the tests of what follows from one; amounts in euros. */

export const euro = (amount: number): Money => money(Math.round(amount * 100), 'EUR');

export function campaign(rest: Partial<Campaign> = {}): Campaign {
  return { glassjar: 1, title: 'Mara', currency: 'EUR', damaged: { sources: false, entries: false }, ...rest };
}

export function source(id: string, raised?: number, rest: Partial<Source> = {}): Source {
  return { id, ...(raised !== undefined && { raised: euro(raised) }), ...rest };
}

export function entry(flow: Flow, amount: number, rest: Partial<Entry> = {}): Entry {
  return { at: '2026-05-22', flow, amount: euro(amount), ...rest };
}

/** An entry in the shape of a table's row: id, flow, amount, source, what it reverses, reason. */
export function row(
  id: string,
  flow: Flow,
  amount: number,
  { at, reverses, reason }: { at?: string; reverses?: string; reason?: Reason } = {},
): Entry {
  return entry(flow, amount, {
    id,
    ...(at && { source: at }),
    ...(reverses && { reverses }),
    ...(reason && { reason }),
  });
}

export const bounds: readonly Bound[] = ['exact', 'at-least', 'about'];
