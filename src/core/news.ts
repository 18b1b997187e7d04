import { dayOf, instantOf, isInstant, minutesSince, today } from './calendar.ts';
import type { PressItem, Update } from './campaign.ts';
import type { Feed, FeedItem } from './feed.ts';

/** An update as it is shown: the campaign's own, or a post of a feed, which may lack a date. */
export interface News extends Omit<Update, 'at'> {
  readonly at?: string;
  /** Unlike any other's in the list. */
  readonly key: string;
  /** BCP 47, where it isn't the campaign's. */
  readonly language?: string;
}

/** The kinds of updates that have a word in every language; any other is the author's own word. */
export const updateKinds = ['news', 'book', 'money', 'thanks', 'health', 'press', 'milestone', 'correction'] as const;
export type UpdateKind = (typeof updateKinds)[number];

export const isUpdateKind = (kind: string): kind is UpdateKind => (updateKinds as readonly string[]).includes(kind);

/** An address for comparing: http or https, with or without a slash at the end, it is the same page. */
const sameAddress = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/?(?:#.*)?$/, '');

/** The campaign's own items, then those of a feed that aren't among them, by address or id. */
function merge<Own extends { readonly id?: string; readonly url?: string }>(
  own: readonly Own[],
  posts: readonly FeedItem[],
): { own: readonly Own[]; posts: readonly FeedItem[] } {
  const known = new Set<string>();
  const names = ({ id, url }: { readonly id?: string; readonly url?: string }): string[] => [
    ...(url ? [`at ${sameAddress(url)}`] : []),
    ...(id ? [`id ${id}`] : []),
  ];
  for (const item of own) for (const name of names(item)) known.add(name);
  const others = posts.filter((post) => {
    const found = names(post);
    const isNew = !found.some((name) => known.has(name));
    for (const name of found) known.add(name);
    return isNew;
  });
  return { own, posts: others };
}

/** When something was, for sorting; what has no date comes last. */
const timeOf = ({ at }: { readonly at?: string }): number => (at ? instantOf(at) : -Infinity);

/**
 * Newest first; of the same time, in the order given. A post without a date that can be read stays behind the one that its feed has
 * before it, or else with the first that has one.
 */
function newestFirst<Item extends { readonly at?: string }>(own: readonly Item[], posts: readonly Item[]): Item[] {
  const dated = posts.find(({ at }) => at);
  let last = dated ? timeOf(dated) : -Infinity;
  const timed = [
    ...own.map((item) => ({ item, time: timeOf(item) })),
    ...posts.map((item) => {
      last = item.at ? timeOf(item) : last;
      return { item, time: last };
    }),
  ];
  // Two without a date: Infinity less Infinity is no number, and no order.
  return timed.sort((one, other) => (one.time === other.time ? 0 : other.time - one.time)).map(({ item }) => item);
}

/** The updates of a campaign and of its blog, pinned ones on top, else newest first. */
export function newsOf(updates: readonly Update[] = [], feed?: Feed): News[] {
  const merged = merge(updates, feed?.items ?? []);
  const posts = merged.posts.map(({ tags, ...post }): Omit<News, 'key'> => {
    const kind = tags.map((tag) => tag.toLowerCase()).find(isUpdateKind);
    return kind ? { ...post, kind } : post;
  });
  const sorted = newestFirst<Omit<News, 'key'>>(merged.own, posts);
  const seen = new Map<string, number>();
  return [...sorted.filter(({ pinned }) => pinned), ...sorted.filter(({ pinned }) => !pinned)].map((item) => {
    const name = item.id ?? item.url ?? `${item.at ?? ''} ${item.title ?? ''}`;
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return { ...item, key: `${name}\n${nth}` };
  });
}

/**
 * What an update is called in a page's address, behind the `#`: something in the section `glassjar-updates`, which the same
 * address opens. Undefined for one without an id. Not encoded.
 */
export const anchorOf = ({ id }: { readonly id?: string }): string | undefined =>
  id ? `glassjar-updates-${id}` : undefined;

/** How long ago something was. */
export interface Age {
  readonly unit: 'minute' | 'hour' | 'day';
  readonly count: number;
}

/**
 * How long ago something was, in the largest unit that fits; undefined for what is more than six days old, or still to come.
 * Days are those of the campaign's calendar: what was last night was yesterday. @param now ms since 1970
 */
export function ageOf(date: string, now: number, timeZone: string | undefined): Age | undefined {
  const minutes = minutesSince(date, now);
  if (minutes !== undefined) {
    return minutes < 60 ? { unit: 'minute', count: minutes } : { unit: 'hour', count: Math.floor(minutes / 60) };
  }
  if (isInstant(date) && instantOf(date) > now) return undefined;
  const days = Math.round((instantOf(today(now, timeZone)) - instantOf(dayOf(date))) / 86_400_000);
  return days >= 0 && days <= 6 ? { unit: 'day', count: days } : undefined;
}

/** The reports of a campaign and of a feed, whose title is the outlet, newest first. */
export function reportsOf(press: readonly PressItem[] = [], feed?: Feed): PressItem[] {
  const merged = merge(press, feed?.items ?? []);
  const outlet = feed?.title;
  const posts = merged.posts.flatMap(({ at, language, title, url }): PressItem[] => {
    const name = outlet ?? title;
    if (!name) return [];
    return [
      {
        outlet: name,
        ...(at && { at }),
        ...(language && { language }),
        ...(title && outlet && { title }),
        ...(url && { url }),
      },
    ];
  });
  return newestFirst(merged.own, posts);
}

/** Reports that stand under one heading: of one day (absent: undated) or of one outlet. */
export interface ReportGroup {
  readonly day?: string;
  readonly outlet?: string;
  readonly reports: readonly PressItem[];
}

/** An outlet's name for counting: in whatever case and with whatever blanks it was written, it is the same outlet. */
const sameOutlet = ({ outlet }: PressItem): string => outlet.toLowerCase().replace(/\s+/g, ' ').trim();

export const countOutlets = (reports: readonly PressItem[]): number => new Set(reports.map(sameOutlet)).size;

/**
 * Reports by day, the newest first and the undated last, or by outlet, the busiest first.
 * @param reports Newest first, as `reportsOf` gives them.
 */
export function groupReports(reports: readonly PressItem[], by: 'day' | 'outlet'): ReportGroup[] {
  const groups = new Map<string, PressItem[]>();
  for (const report of reports) {
    const key = by === 'outlet' ? sameOutlet(report) : report.at ? dayOf(report.at) : '';
    const group = groups.get(key);
    if (group) group.push(report);
    else groups.set(key, [report]);
  }
  const found = [...groups.entries()];
  if (by === 'outlet') {
    return found
      .map(([, list]): ReportGroup => ({ outlet: list[0]!.outlet, reports: list }))
      .sort((one, other) => other.reports.length - one.reports.length);
  }
  // By their own day, which is not the order of their moments where time zones differ.
  return found
    .sort(([one], [other]) => (one === other ? 0 : one < other ? 1 : -1))
    .map(([day, list]) => (day ? { day, reports: list } : { reports: list }));
}
