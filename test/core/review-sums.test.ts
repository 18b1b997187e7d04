import { describe, expect, test } from 'vitest';
import { authorDe } from '../../src/core/author-words.de.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { reviewSums } from '../../src/core/review-sums.ts';
import { campaign, entry, row, source } from './campaigns.ts';

const told = (rest: Parameters<typeof campaign>[0]): readonly string[] => {
  const given = campaign(rest);
  return reviewSums(given, totalsOf(given)).map(({ message, path }) => `${path}: ${message}`);
};

describe('an author is told', () => {
  const bank = source('bank', 1184, { supporters: 40 });
  const gifts = [entry('gift+', 50, { source: 'bank', name: 'Lena' }), entry('gift+', 25, { source: 'bank' })];

  test('that entries are shown as a part of a stated sum, and how to say that they are all', () => {
    const [said, ...more] = told({ sources: [source('till', 5), bank], entries: gifts });
    expect(said).toBe(
      'sources[1]: 1184.00 EUR are stated, and the entries make 75.00 EUR of it: they are shown as a part, and 1109.00 EUR as not listed one by one. If they are all that came in here, write "complete": true, and readers are told of any difference',
    );
    expect(more).toEqual([]);
    const given = campaign({ sources: [bank], entries: gifts });
    const german = reviewSums(given, totalsOf(given)).map((one) => one.in(authorDe));
    expect(german[0]).toMatch(/ohne einzelne Buchungen.*"complete": true/);
  });

  test('nothing where all adds up, and nothing of what every reader is told', () => {
    expect(told({ sources: [bank] })).toEqual([]);
    expect(told({ sources: [source('bank', 75, { complete: true })], entries: gifts })).toEqual([]);
    expect(told({ sources: [{ ...bank, complete: true }], entries: gifts })).toEqual([]);
  });

  test('which source to name where several state their sums', () => {
    const said = told({ sources: [bank, source('paypal', 300)], entries: [row('e1', 'gift+', 50)] });
    expect(said[0]).toMatch(/^entries\[0\]: it names no source.*"bank" or "paypal"/);
  });

  test('which entries lack a source, and nothing where they are counted', () => {
    const entries = [row('e1', 'gift+', 50, { at: 'bank' }), row('e2', 'gift+', 9), row('e3', 'gift+', 8)];
    const said = told({ sources: [bank, source('fest')], entries });
    expect(said).toContainEqual(expect.stringMatching(/^entries\[1\]: it names no source.*so it is with entries\[2\]/));
    expect(told({ sources: [source('bank'), source('fest')], entries })).toEqual([]);
  });

  test('why no number of people is shown', () => {
    expect(
      told({ sources: [source('bank', undefined, { supporters: 1 })], entries: [gifts[0]!, entry('gift+', 9)] }),
    ).toEqual([expect.stringMatching(/^entries: no number of people/)]);
    expect(
      told({
        sources: [source('bank', undefined, { supporters: 1 })],
        entries: [gifts[0]!, entry('gift+', 9, { source: 'bank', name: 'Ole' })],
      }),
    ).toEqual([expect.stringMatching(/^sources\[0\]\.supporters: "supporters" says 1, and 2 names/)]);
  });
});
