import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Campaign } from '../../src/core/campaign.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { anchorOf } from '../../src/core/news.ts';
import { chooseSections, sectionIn, sectionNames, sectionsOf, type SectionName } from '../../src/core/sections.ts';
import { campaign, entry, source } from './campaigns.ts';

const now = Date.parse('2026-06-01T12:00:00Z');
const found = (changes: Partial<Campaign>, chosen?: readonly SectionName[]) => {
  const given = campaign(changes);
  return sectionsOf(given, totalsOf(given), now, chosen);
};

describe('the sections of a campaign', () => {
  test('are none where it has nothing to show', () => {
    expect(found({})).toEqual([]);
    expect(found({ sources: [], entries: [], updates: [], press: [], needs: [], embeds: [], reach: [] })).toEqual([]);
  });

  test.each<[string, Partial<Campaign>, readonly object[]]>([
    ['entries are counted', { entries: [entry('gift+', 5), entry('cost+', 2)] }, [{ name: 'ledger', count: 2 }]],
    ['one source alone makes no ledger: its sum is the panel’s', { sources: [source('bank', 5)] }, []],
    ['several sources are told apart', { sources: [source('bank', 5), source('till', 2)] }, [{ name: 'ledger' }]],
    [
      'entries of which some were lost are not counted',
      { entries: [entry('gift+', 5)], damaged: { sources: false, entries: true } },
      [{ name: 'ledger' }],
    ],
    ['news', { updates: [{ at: '2026-05-20', text: 'a' }] }, [{ name: 'updates', count: 1 }]],
    ['press', { press: [{ outlet: 'a' }, { outlet: 'b' }] }, [{ name: 'press', count: 2 }]],
    [
      'people as the sources say',
      { sources: [source('bank', 5, { supporters: 431 })] },
      [{ name: 'supporters', count: 431 }],
    ],
    [
      'people whom a source does not count are no number',
      { sources: [source('bank', 5, { supporters: 431 }), source('till')] },
      [{ name: 'supporters' }],
    ],
    [
      'who is named in a gift',
      { entries: [entry('gift+', 5, { name: 'Lena' })] },
      [{ name: 'ledger', count: 1 }, { name: 'supporters' }],
    ],
    [
      'that the names are withdrawn',
      { hideNames: true, entries: [entry('gift+', 5)] },
      [{ name: 'ledger', count: 1 }, { name: 'supporters' }],
    ],
    ['nobody in gifts without a name', { entries: [entry('gift+', 5)] }, [{ name: 'ledger', count: 1 }]],
    [
      'nobody in what was paid out',
      { entries: [entry('cost+', 5, { name: 'The landlord' })] },
      [{ name: 'ledger', count: 1 }],
    ],
    ['counted shares', { share: { counts: [{ network: 'x', count: 1 }] } }, [{ name: 'reach' }]],
    ['what was measured', { reach: [{ at: '2026-05-20', label: 'a', value: 1 }] }, [{ name: 'reach' }]],
    [
      'the book’s places',
      { book: { title: 'a', ranks: [{ at: '2026-05-20', list: 'a', rank: 1 }] } },
      [{ name: 'reach' }],
    ],
    ['a book without one is no reach', { book: { title: 'a' } }, []],
    ['needs', { needs: [{ text: 'a' }] }, [{ name: 'needs', count: 1 }]],
    ['what helps where money doesn’t', { noMoney: { text: 'a' } }, [{ name: 'needs' }]],
    ['embeds', { embeds: [{ url: 'https://example.org' }] }, [{ name: 'embeds', count: 1 }]],
    ['the record of what is over', { ends: '2026-05-31', timeZone: 'Europe/Berlin' }, [{ name: 'record' }]],
    ['no record of what is not', { ends: '2026-06-30', timeZone: 'Europe/Berlin' }, []],
  ])('%s', (_name, changes, sections) => {
    expect(found(changes)).toEqual(sections);
  });

  test('are there for a feed, of which nobody knows how much is in it', () => {
    const given = campaign({ updates: [{ at: '2026-05-20', text: 'a' }] });
    expect(sectionsOf(given, totalsOf(given), now, ['updates', 'press'], ['updates', 'press'])).toEqual([
      { name: 'updates' },
      { name: 'press' },
    ]);
  });

  test('stand in the order chosen, and no others', () => {
    const full = { entries: [entry('gift+', 5)], press: [{ outlet: 'a' }], needs: [{ text: 'a' }] };
    expect(found(full, ['press', 'updates', 'ledger']).map(({ name }) => name)).toEqual(['press', 'ledger']);
  });
});

describe('a choice of sections', () => {
  test('is read in its order, each once, and says what it doesn’t know', () => {
    expect(chooseSections('  press ledger\npress  Ledger donors ')).toEqual({
      chosen: ['press', 'ledger'],
      unknown: ['Ledger', 'donors'],
    });
    expect(chooseSections('')).toEqual({ chosen: [], unknown: [] });
  });

  test('never names what is no section, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const name of chooseSections(text).chosen) expect(sectionNames).toContain(name);
      }),
    );
    expect(chooseSections('constructor __proto__ toString').chosen).toEqual([]);
  });
});

describe('a fragment', () => {
  test.each<[string, string | undefined]>([
    ['#glassjar-ledger', 'ledger'],
    ['#glassjar-updates-3', 'updates'],
    ['#glassjar-updates-', 'updates'],
    [`#${anchorOf({ id: 'u3' })}`, 'updates'],
    ['#glassjar-ledgers', undefined],
    ['#ledger', undefined],
    ['#glassjar-', undefined],
    ['#glassjar-constructor', undefined],
    ['', undefined],
    ['#x#glassjar-ledger', undefined],
  ])('%s asks for %s', (hash, name) => {
    expect(sectionIn(hash)).toBe(name);
  });
});
