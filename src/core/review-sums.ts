import type { Saying } from './author-words.en.ts';
import type { Campaign } from './campaign.ts';
import { addUp, sourcesOf, type Totals } from './ledger.ts';
import { amountText, money } from './money.ts';
import { Told } from './told.ts';

/*
 * What a campaign's author should know of its sums: what is shown though the file doesn't say it, and what is not shown and why. What
 * doesn't add up is told to every reader, and not here.
 */

/** @param totals What `totalsOf` makes of it. */
export function reviewSums(campaign: Campaign, totals: Totals): readonly Told[] {
  const { currency, damaged, entries = [], sources: all = [] } = campaign;
  const found: Told[] = [];
  if (damaged.sources || damaged.entries) return found;
  const tell = (path: string, say: Saying): unknown => found.push(new Told(path, say));
  const sources = sourcesOf(campaign);
  const { booked, place } = addUp(campaign, sources, () => {});
  const text = (minor: number): string => `${amountText(money(minor, currency))} ${currency}`;
  const pathOf = (id: string): string => `sources[${all.findIndex((source) => source.id === id)}]`;

  for (const { id, raised, rest } of totals.sources) {
    if (!rest) continue;
    tell(pathOf(id), (words) =>
      words.partOfStated(text(raised.minor), text(raised.minor - rest.minor), text(rest.minor)),
    );
  }

  const loose = entries.findIndex((entry) => entry.flow[0] !== 'c' && !entry.source && !place(entry));
  const ids = sources.map(({ id }) => JSON.stringify(id));
  const isFlagged = totals.discrepancies.some(({ kind }) => kind === 'unknown-source');
  if (loose >= 0 && isFlagged) tell(`entries[${loose}]`, (words) => words.namesNoSource(ids.slice(0, 8)));

  if (totals.supporters !== undefined || !sources.some(({ supporters }) => supporters !== undefined)) return found;
  for (const [id, { gifts = 0 }] of booked) {
    const counting = sources.find((source) => source.id === id);
    if (gifts > 0 && counting?.supporters === undefined) {
      tell(id ? `${pathOf(id)}.supporters` : 'entries', (words) => words.nobodyCounted);
    }
  }
  for (const { id, supporters } of sources) {
    const named = entries.filter((entry) => entry.name && entry.flow === 'gift+' && place(entry) === id);
    const names = new Set(named.map(({ name }) => name)).size;
    if (supporters !== undefined && names > supporters) {
      tell(`${pathOf(id)}.supporters`, (words) => words.moreNames(supporters, names));
    }
  }
  return found;
}
