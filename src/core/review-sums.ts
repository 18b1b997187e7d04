import type { Saying } from './author-words.en.ts';
import type { Campaign } from './campaign.ts';
import { addUp, ofKind, sourcesOf, type Totals } from './ledger.ts';
import { amountText, money } from './money.ts';
import { signed } from './sound.ts';
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
  const { booked, books, giversAt, mayHold, place } = addUp(campaign, sources, () => {});
  const text = (minor: number): string => `${amountText(money(minor, currency))} ${currency}`;
  const pathOf = (id: string): string => `sources[${all.findIndex((source) => source.id === id)}]`;

  for (const { id, raised, rest } of totals.sources) {
    if (!rest) continue;
    tell(pathOf(id), (words) =>
      words.partOfStated(text(raised.minor), text(raised.minor - rest.minor), text(rest.minor)),
    );
  }

  for (const kind of ['gifts', 'sales'] as const) {
    const among = ofKind(sources, kind);
    if (!among.some(mayHold) || !((booked.get('')?.[kind] ?? 0) > 0)) continue;
    const at = entries.flatMap((entry, index) =>
      entry.flow === `${kind.slice(0, 4)}+` && !place(entry) ? [index] : [],
    );
    const ids = among.slice(0, 8).map(({ id }) => JSON.stringify(id));
    // The first few by their places, since each of them has to be found and mended.
    const others = at.slice(1, 20).map((index) => `entries[${index}]`);
    if (at.length) tell(`entries[${at[0]}]`, (words) => words.namesNoSource(ids, others, Math.max(0, at.length - 20)));
  }

  if (totals.supporters !== undefined || !sources.some(({ supporters }) => supporters !== undefined)) return found;
  const given = new Map<string, number>();
  for (const entry of books.values()) {
    if (entry.flow[0] === 'g') given.set(giversAt(entry), (given.get(giversAt(entry)) ?? 0) + signed(entry));
  }
  for (const [id, gifts] of given) {
    const counting = sources.find((source) => source.id === id);
    if (gifts > 0 && counting?.supporters === undefined) {
      tell(id ? `${pathOf(id)}.supporters` : 'entries', (words) => words.nobodyCounted);
    }
  }
  for (const { id, supporters } of sources) {
    const named = entries.filter((entry) => entry.name && entry.flow === 'gift+' && giversAt(entry) === id);
    const names = new Set(named.map(({ name }) => name)).size;
    if (supporters !== undefined && names > supporters) {
      tell(`${pathOf(id)}.supporters`, (words) => words.moreNames(supporters, names));
    }
  }
  return found;
}
