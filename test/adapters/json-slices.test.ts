import { describe, expect, test } from 'vitest';
import { decodeInSlices } from '../../src/adapters/json-slices.ts';
import { decode } from '../../src/core/decode.ts';

const minimal = { glassjar: 1, title: 'Mara', currency: 'EUR' };

describe('a document with very many entries', () => {
  const entry = (index: number) => ({ id: `e${index}`, at: '2026-05-22', flow: 'gift+', amount: '5' });
  const many = (count: number): Record<string, unknown>[] => Array.from({ length: count }, (_, index) => entry(index));

  test('reads by slices as at once, also what is refused of it', async () => {
    const entries = many(9001);
    entries[4000]!['amount'] = '5,00';
    entries[8999]!['name'] = 7;
    for (const document of [
      { ...minimal, url: 'x', entries },
      { ...minimal, entries: many(9001) },
      { ...minimal, entries: many(3) },
      { ...minimal, entries: 'x' },
    ]) {
      const { campaign, problems } = await decodeInSlices(document);
      const whole = decode(document);
      expect(campaign).toEqual(whole.campaign);
      expect(problems.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual(
        whole.problems.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      );
    }
    await expect(decodeInSlices({ ...minimal, title: '', entries })).rejects.toThrow('title');
  });

  test('leaves the page its turn between slices', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++);
    await decodeInSlices({ ...minimal, entries: many(40_000) });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(4);
  });
});
