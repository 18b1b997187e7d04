import { jsonText } from './json-text.ts';
import { dayOf } from './calendar.ts';
import { asOf, statusOf, type Book, type Campaign, type PressItem } from './campaign.ts';
import { salesOf } from './book.ts';
import type { Totals } from './ledger.ts';
import { amountText } from './money.ts';
import { peopleBound } from './people.ts';
import { sharesOf } from './reach.ts';

/** A node of JSON-LD. */
export type JsonLd = { readonly [property: string]: unknown };

/** As much of the press as a page's head should carry. */
const mostReports = 50;

/**
 * A campaign in the terms of schema.org, for search engines: only what the campaign says, and no giver's name.
 *
 * - The campaign is a `Project` ("planned to achieve a particular aim"). A `FundingScheme` would be a programme that awards
 *   grants, which a campaign is not.
 * - Each link to give is a `DonateAction` that can be taken, only while giving is possible and wanted. Givers' own gifts are
 *   not told: a completed `DonateAction` would name its agent.
 * - What came in is the amount of the `MonetaryGrant` that is the project's `funding`, the only term for it; a lower bound
 *   is its `minValue`. What is known only roughly is left out, since a number would claim to be exact. How many people gave
 *   is an `InteractionCounter`. schema.org has no term for a goal.
 * - The organiser is an `Organization` where the name has a legal form ("e. V.") and of no stated type elsewhere: the wire format
 *   does not say whether it is a person.
 * - The book is a `Book` with an `Offer` for each shop, the press `subjectOf` the project.
 *
 * @param page The address of the page the campaign is shown on.
 * @param now Milliseconds since 1970.
 */
export function structuredDataOf(campaign: Campaign, totals: Totals, page: string, now: number): JsonLd {
  const { beneficiary, book, give, id, noMoney, organiser, press = [], summary, title, url } = campaign;
  const status = statusOf(campaign, now);
  const isOpen = status === 'running' && !noMoney;
  const recipient = beneficiary ?? organiser;
  const links = isOpen ? (give?.links ?? []).filter((link) => isWeb(link.url)) : [];
  const shares = sharesOf(campaign.share?.counts);
  const project = {
    '@type': 'Project',
    '@id': `${page.replace(/#.*/, '')}#glassjar-${encodeURIComponent(id ?? title)}`,
    name: title,
    description: summary,
    identifier: id,
    url: url && isWeb(url) ? url : page,
    foundingDate: campaign.starts && status !== 'upcoming' ? dayOf(campaign.starts) : undefined,
    dissolutionDate: campaign.ends && status === 'ended' ? dayOf(campaign.ends) : undefined,
    founder: organiser && party(organiser.name, organiser.url),
    keywords: campaign.share?.hashtags?.map((tag) => `#${tag.replace(/^#/, '')}`),
    funding: fundingOf(campaign, totals, now),
    interactionStatistic: [
      counter('DonateAction', peopleBound(campaign) === 'exact' ? exact(totals)?.supporters : undefined),
      counter('ShareAction', exact(shares)?.count),
    ],
    potentialAction: links.map((link) => ({
      '@type': 'DonateAction',
      name: link.label,
      target: { '@type': 'EntryPoint', urlTemplate: link.url },
      recipient: recipient && party(recipient.name),
      priceCurrency: campaign.currency,
    })),
    subjectOf: press
      .filter((item) => item.title ?? item.url)
      .slice(0, mostReports)
      .map(reportOf),
  };
  return pruned({ '@context': 'https://schema.org', '@graph': [project, book && bookOf(book, campaign)] }) as JsonLd;
}

/**
 * JSON-LD as the text of a script element: `<`, `>`, `&` and the line separators are escaped, so that no text in it can end
 * the element or begin a comment (JSON-LD 1.1, section 7.3).
 */
export function jsonLdText(data: JsonLd): string {
  return jsonText(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const isWeb = (link: string): boolean => /^https?:/.test(link);

const exact = <Known extends { readonly bound: string }>(value: Known | undefined): Known | undefined =>
  value?.bound === 'exact' ? value : undefined;

const legalForm =
  /\be\.\s?(?:V|G)\.(?!\p{L})|\bStiftung\b|\bVerein\b|(?<!\p{L})(?:g?GmbH|g?UG|AG|Ltd|LLC|LLP|Inc|CIC|plc|SARL|S\.A\.|ASBL|Foundation|Association)(?!\p{L})/iu;

function party(name: string, link?: string): JsonLd {
  return {
    ...(legalForm.test(name) && { '@type': 'Organization' }),
    name,
    ...(link && isWeb(link) && { url: link }),
  };
}

function fundingOf(campaign: Campaign, { raised, bound }: Totals, now: number): JsonLd | undefined {
  if (!raised || bound === 'about') return undefined;
  const { currency } = campaign;
  const value = amountText(raised);
  const when = campaign.asOf && asOf(campaign, now);
  return {
    '@type': 'MonetaryGrant',
    amount: {
      '@type': 'MonetaryAmount',
      currency,
      ...(bound === 'exact' ? { value } : { minValue: value }),
      ...(when && { validFrom: when }),
    },
  };
}

const counter = (action: string, count: number | undefined): JsonLd | undefined =>
  count === undefined
    ? undefined
    : {
        '@type': 'InteractionCounter',
        interactionType: `https://schema.org/${action}`,
        userInteractionCount: count,
      };

function bookOf({ author, cover, isbn, price, shops = [], title }: Book, campaign: Campaign): JsonLd {
  const digits = isbn?.replace(/[\s\u2010-\u2013-]/g, '').toUpperCase();
  const sales = exact(salesOf(campaign));
  return {
    '@type': 'Book',
    name: title,
    author: author && { '@type': 'Person', name: author },
    isbn: digits && /^(?:\d{9}[\dX]|97[89]\d{10})$/.test(digits) ? digits : undefined,
    image: cover && isWeb(cover) ? cover : undefined,
    interactionStatistic: counter('BuyAction', sales?.copies),
    offers: shops
      .filter((shop) => isWeb(shop.url))
      .map((shop) => ({
        '@type': 'Offer',
        url: shop.url,
        seller: { '@type': 'Organization', name: shop.name },
        ...(price && { price: amountText(price), priceCurrency: price.currency }),
      })),
  };
}

const reportTypes: Readonly<Record<string, string>> = {
  newspaper: 'NewsArticle',
  magazine: 'NewsArticle',
  online: 'NewsArticle',
  news: 'NewsArticle',
  blog: 'BlogPosting',
};

const reportOf = ({ at, kind = '', language, outlet, title, url }: PressItem): JsonLd => ({
  '@type': (Object.hasOwn(reportTypes, kind) && reportTypes[kind]) || 'CreativeWork',
  headline: title,
  url: url && isWeb(url) ? url : undefined,
  datePublished: at,
  inLanguage: language,
  publisher: { '@type': 'Organization', name: outlet },
});

/** Without what is absent or empty. */
function pruned(value: unknown): unknown {
  if (Array.isArray(value)) {
    const kept = value.map(pruned).filter((item) => item !== undefined);
    return kept.length ? kept : undefined;
  }
  if (typeof value !== 'object' || !value) return value === '' ? undefined : value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, pruned(inner)] as const)
      .filter(([, inner]) => inner !== undefined),
  );
}
