import { statusOf, type Campaign } from './campaign.ts';
import type { Totals } from './ledger.ts';
import { peopleBound } from './people.ts';

/** The detailed sections of a panel, in the order in which they stand when nobody chooses. */
export const sectionNames = ['ledger', 'updates', 'press', 'supporters', 'reach', 'needs', 'embeds', 'record'] as const;
export type SectionName = (typeof sectionNames)[number];

/** A section that has something to show. */
export interface Section {
  readonly name: SectionName;
  /** How much is in it, where that is a number of things of one kind. */
  readonly count?: number;
}

/** What a section has: how many things, whether anything at all, or nothing (`0`, `false`). */
const contents: Readonly<Record<SectionName, (campaign: Campaign, totals: Totals, now: number) => number | boolean>> = {
  // Lines of which some could not be read are shown, but not counted. Without any, several sources tell more than their sum.
  ledger: ({ entries }, totals) => totals.entries || Boolean(entries?.length) || totals.sources.length > 1,
  updates: ({ updates }) => updates?.length ?? 0,
  press: ({ press }) => press?.length ?? 0,
  // Where names are withdrawn, that they are is what is to be said.
  supporters: (campaign, { supporters }) =>
    (peopleBound(campaign) === 'exact' && supporters) ||
    Boolean(supporters || campaign.entries?.some(({ flow, name }) => flow === 'gift+' && (name || campaign.hideNames))),
  reach: ({ book, reach, share }) => Boolean(share?.counts?.length || reach?.length || book?.ranks?.length),
  needs: ({ needs, noMoney }) => needs?.length || Boolean(noMoney),
  embeds: ({ embeds }) => embeds?.length ?? 0,
  record: (campaign, _totals, now) => statusOf(campaign, now) === 'ended',
};

/**
 * The sections for which a campaign has data.
 * @param now Milliseconds since 1970: an ended campaign has one more.
 * @param fed Sections that have a feed too, of which nobody knows yet how much is in it.
 */
export function sectionsOf(
  campaign: Campaign,
  totals: Totals,
  now: number,
  chosen: readonly SectionName[] = sectionNames,
  fed: readonly SectionName[] = [],
): readonly Section[] {
  return chosen.flatMap((name) => {
    const found = fed.includes(name) || contents[name](campaign, totals, now);
    if (!found) return [];
    return [found === true ? { name } : { name, count: found }];
  });
}

const isName = (text: string): text is SectionName => (sectionNames as readonly string[]).includes(text);

/** Reads a choice of sections, `"ledger press"`: each once, in the order given; what is no section's name is handed back. */
export function chooseSections(text: string): {
  readonly chosen: readonly SectionName[];
  readonly unknown: readonly string[];
} {
  const words = [...new Set(text.split(/\s+/).filter(Boolean))];
  return { chosen: words.filter(isName), unknown: words.filter((word) => !isName(word)) };
}

/** The section that a fragment asks for: `#glassjar-press`, or `#glassjar-updates-3` for something in a section. */
export function sectionIn(hash: string): SectionName | undefined {
  const name = /^#glassjar-([a-z]+)(?:-|$)/.exec(hash)?.[1] ?? '';
  return isName(name) ? name : undefined;
}
