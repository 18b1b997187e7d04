import { describe, expect, it } from 'vitest';
import { documentFrom, inlineAdapter } from '../../src/adapters/inline.ts';
import { decode } from '../../src/core/decode.ts';
import { adapterContract } from '../contracts/adapter.contract.ts';

describe('inline adapter', () => {
  adapterContract((document) => ({ adapter: inlineAdapter({ json: JSON.stringify(document) }) }));

  it('says where the text stands that is not JSON', async () => {
    await expect(inlineAdapter({ json: '{ "glassjar": 1, }' }).getCampaign()).rejects.toMatchObject({
      code: 'not-json',
      message: expect.stringContaining('application/json'),
    });
  });

  it('resolves links against the page', async () => {
    const document = { glassjar: 1, title: 'A', currency: 'EUR', url: './story' };
    const { campaign } = await inlineAdapter({ document, base: 'https://blog.example/posts/' }).getCampaign();
    expect(campaign.url).toBe('https://blog.example/posts/story');
  });
});

describe('plain attributes', () => {
  const read = (values: Record<string, string>) => decode(documentFrom(values, 'Page'));

  it('are a campaign like any other', () => {
    const given = { raised: '12000', goal: '15000', currency: 'EUR', supporters: '431', asOf: '2026-05-22' };
    const { campaign, problems } = read(given);
    expect(problems).toEqual([]);
    expect(campaign.title).toBe('Page');
    expect(campaign.asOf).toBe('2026-05-22');
    expect(campaign.goal?.amount.minor).toBe(1_500_000);
    expect(campaign.sources).toMatchObject([{ raised: { minor: 1_200_000 }, supporters: 431 }]);
  });

  it('are refused by the same rules', () => {
    const { campaign, problems } = read({ raised: '1.000', currency: 'EUR', supporters: 'many' });
    expect(problems.map(({ path }) => path)).toEqual(['sources[0].raised', 'sources[0].supporters']);
    expect(campaign.damaged.sources).toBe(true);
  });

  it('of a book make a book and its sales', () => {
    const shop = 'https://shop.example/b';
    const { campaign } = read({ book: 'B', proceeds: '7.68', copies: '429', shop, shopName: 'Shop' });
    expect(campaign.book?.shops).toEqual([{ name: 'Shop', url: shop }]);
    expect(campaign.sources).toMatchObject([{ kind: 'sales', copies: 429, proceeds: { minor: 768 } }]);
  });

  it('of an account make a way to give', () => {
    const { campaign, problems } = read({ holder: 'Mara', iban: 'DE89 3704 0044 0532 0130 00', reference: 'RF72 YW' });
    expect(problems).toEqual([]);
    expect(campaign.give?.bank).toEqual({ holder: 'Mara', iban: 'DE89370400440532013000', reference: 'RF72 YW' });
    expect(campaign.currency).toBe('EUR');
  });

  it('of half an account make none, and say what is missing', () => {
    expect(read({ holder: 'Mara', iban: 'DE88370400440532013000' }).problems[0]?.path).toBe('give.bank.iban');
    expect(read({ iban: 'DE89370400440532013000' }).problems[0]?.path).toBe('give.bank.holder');
    expect(read({ holder: 'Mara' }).campaign.give?.bank).toBeUndefined();
  });

  it('that are not there state nothing', () => {
    expect(read({}).campaign.give).toBeUndefined();
    expect(read({}).campaign.sources).toEqual([]);
  });
});
