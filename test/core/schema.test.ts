import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Campaign } from '../../src/core/campaign.ts';
import type { Money } from '../../src/core/money.ts';
import { campaignJsonSchema, campaignSchema, wireShape, type CampaignDocument } from '../../src/core/schema.ts';
import { shape } from '../../src/core/shape.ts';

/*
 * Campaign is written out by hand, so that its comments reach an editor; these types hold it against the schema. Each is
 * reduced to its fields and to which of them are required. That the values agree is what decode.test.ts is about.
 */
type FieldsOf<Type> = Type extends Money
  ? 'value'
  : Type extends readonly (infer Item)[]
    ? FieldsOf<Item>
    : Type extends object
      ? {
          -readonly [Key in keyof Type]-?: undefined extends Type[Key]
            ? ['optional', FieldsOf<NonNullable<Type[Key]>>]
            : ['required', FieldsOf<NonNullable<Type[Key]>>];
        }
      : 'value';

type Decoded = Omit<Campaign, 'damaged'>;

describe('the type Campaign', () => {
  test('has the same fields as the schema at every level, and the same of them are required', () => {
    expectTypeOf<FieldsOf<Decoded>>().toEqualTypeOf<FieldsOf<CampaignDocument>>();
  });

  test('has the same words and types of values', () => {
    type Source = NonNullable<CampaignDocument['sources']>[number];
    type Entry = NonNullable<CampaignDocument['entries']>[number];
    expectTypeOf<NonNullable<NonNullable<Campaign['sources']>[number]['kind']>>().toEqualTypeOf<
      NonNullable<Source['kind']>
    >();
    expectTypeOf<NonNullable<NonNullable<Campaign['sources']>[number]['bound']>>().toEqualTypeOf<
      NonNullable<Source['bound']>
    >();
    expectTypeOf<NonNullable<Campaign['entries']>[number]['flow']>().toEqualTypeOf<Entry['flow']>();
    expectTypeOf<NonNullable<NonNullable<Campaign['entries']>[number]['reason']>>().toEqualTypeOf<
      NonNullable<Entry['reason']>
    >();
  });
});

describe('what is made from the schema', () => {
  test('shape.ts is up to date: `npm run generate` would change nothing', () => {
    expect(readFileSync(new URL('../../src/core/shape.ts', import.meta.url), 'utf8')).toBe(wireShape());
  });

  test('the table knows every field, and which are required', () => {
    expect(Object.keys(shape).filter((key) => key.endsWith('!'))).toEqual(['glassjar!', 'title!', 'currency!']);
    expect(Object.keys(shape).map((key) => key.replace('!', ''))).toEqual(Object.keys(campaignSchema.shape));
  });

  describe('the JSON Schema', () => {
    interface Node {
      readonly pattern?: string;
      readonly type?: string;
      readonly description?: string;
      readonly const?: unknown;
      readonly enum?: unknown[];
      readonly properties?: Readonly<Record<string, Node>>;
      readonly items?: Node;
      readonly additionalProperties?: unknown;
    }
    const root = campaignJsonSchema() as Node;
    const nodes = (at: Node): Node[] => [
      at,
      ...Object.values(at.properties ?? {}).flatMap(nodes),
      ...(at.items ? nodes(at.items) : []),
    ];

    test('tells an editor what each field is, and forbids no unknown one', () => {
      for (const node of nodes(root)) {
        expect(node.type ?? node.const ?? node.enum, JSON.stringify(node)).toBeDefined();
        expect(node.additionalProperties).not.toBe(false);
        // The decoder's own keyword stays inside.
        expect(typeof (node as { kind?: unknown }).kind).not.toBe('string');
      }
    });

    test('has patterns that let pass what the decoder takes', () => {
      const at = (name: string): RegExp => {
        const [list = '', field] = name.split('.');
        const node = root.properties![list]!;
        const inner = field ? (node.items ?? node).properties![field]! : node;
        return new RegExp(inner.pattern!, 'u');
      };
      for (const amount of ['0', '7.68', '15000', '999999999999999', '1.234', '1.2345'])
        expect(amount).toMatch(at('sources.raised'));
      for (const amount of ['0.01', '15000', '1.2345', '0.0001']) expect(amount).toMatch(at('goal.amount'));
      for (const amount of ['0', '0.00', '-5', '1.000,00', '1e3']) expect(amount).not.toMatch(at('goal.amount'));
      for (const link of [
        'https://x.example',
        'http://x.example',
        'mailto:a@b.example',
        'tel:+49',
        '/a',
        './a',
        '../a',
      ]) {
        expect(link).toMatch(at('url'));
      }
      for (const date of ['2026-05-22', '2026-05-22T14:50Z', '2026-05-22T14:50:00.123+02:00'])
        expect(date).toMatch(at('ends'));
      expect('zh-Hant-TW').toMatch(at('language'));
    });
  });
});
