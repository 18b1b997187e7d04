import { decode, type Reading } from '../core/decode.ts';
import type { CampaignAdapter } from './adapter.ts';
import { Part } from '../part.ts';

const failurePart = new Part(() => import('./inline-failure.ts'), 'explainInline');

/** Where inline data comes from: JSON text, or a document of the wire format that is there already. */
export type InlineSource = ({ readonly json: string } | { readonly document: unknown }) & {
  /** Address against which relative links are resolved. */
  readonly base?: string;
};

/** A campaign that stands in the page itself. It doesn't change, so nobody polls. */
export function inlineAdapter(source: InlineSource): CampaignAdapter {
  const json = 'json' in source ? source.json : undefined;
  const document = (): unknown => ('json' in source ? JSON.parse(source.json.replace(/^\ufeff/, '')) : source.document);
  let reading: Reading | undefined;
  return {
    name: 'inline',
    async getCampaign() {
      try {
        return (reading ??= { ...decode(document(), source.base), document });
      } catch (cause) {
        throw await failurePart.load().then(
          ({ explainInline }) => explainInline(cause, json, document),
          () => cause,
        );
      }
    },
  };
}

const words = (text: string | undefined): string[] | undefined => text?.split(/\s+/).filter(Boolean);

/** A whole number as JSON has it; what is none goes on as it is, to be refused by name. */
const number = (text: string | undefined): number | string | undefined =>
  text && /^\d+$/.test(text) ? Number(text) : text;

/**
 * The adapter for what stands in an element: JSON text, else plain values.
 * @param page Its title names a campaign that names none, its address resolves links.
 */
export function pageAdapter(
  json: string | null | undefined,
  values: Readonly<Record<string, string>>,
  { baseURI: base, title }: { readonly baseURI: string; readonly title: string },
): CampaignAdapter {
  return inlineAdapter({ ...(json ? { json } : { document: documentFrom(values, title) }), base });
}

/**
 * The wire-format document that an element's plain attributes say, so that they pass the same checks as a file.
 * @param values By property name: `asOf`, `shopName`.
 * @param title What to call the campaign where no book names it: the page's title.
 */
export function documentFrom(values: Readonly<Record<string, string>>, title: string): unknown {
  const {
    bic,
    book,
    copies,
    currency = 'EUR',
    goal,
    holder,
    iban,
    proceeds,
    raised,
    reference,
    shop,
    supporters,
    text,
    url,
  } = values as Partial<typeof values>;
  const source = { id: 'attributes', raised, bound: values['bound'], supporters: number(supporters) };
  return {
    glassjar: 1,
    title: book || title || '-',
    currency,
    asOf: values['asOf'],
    goal: goal === undefined ? undefined : { amount: goal },
    sources: [
      ...(raised === undefined ? [] : [source]),
      ...(copies === undefined ? [] : [{ id: 'copies', kind: 'sales', copies: number(copies), proceeds }]),
    ],
    book: book && {
      title: book,
      author: values['author'],
      cover: values['cover'],
      price: values['price'],
      proceeds,
      shops: shop && [{ name: values['shopName'] ?? shop, url: shop }],
    },
    give: (holder ?? iban) === undefined ? undefined : { bank: { holder, iban, bic, reference } },
    share: { url, text, hashtags: words(values['hashtags']), networks: words(values['networks']) },
  };
}
