import { describe, expect, it } from 'vitest';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { openAdapter, registerAdapter } from '../../src/adapters/registry.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';

const context = { base: 'https://blog.example/' };

describe('registry', () => {
  it('takes what names no scheme for a file', async () => {
    for (const src of ['kai.json', './a:b.json', 'https://blog.example/kai.json'])
      expect((await openAdapter(src, context)).name).toBe('json');
  });

  it('picks an adapter by its scheme and hands it the rest', async () => {
    const seen: string[] = [];
    registerAdapter('club', (rest) => {
      seen.push(rest);
      return memoryAdapter(bookCampaign());
    });
    expect((await openAdapter('club:a/b:c', context)).name).toBe('memory');
    expect(seen).toEqual(['a/b:c']);
  });

  it('says what to do about a scheme that nobody registered', async () => {
    expect(() => openAdapter('nobody:1', context)).toThrow(/nobody/);
  });

  it('refuses names that can be no scheme, and leaves web addresses alone', async () => {
    for (const scheme of ['https', 'http', 'My Club', ''])
      expect(() => registerAdapter(scheme, () => memoryAdapter(bookCampaign()))).toThrow(/can't be a scheme/);
  });
});
