import { parseIban } from '../../core/iban.ts';

/** A campaign's document, as it is stored. */
export type Document = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Document) : {};

/** The account that a document asks to give to. */
export function ibanOf(document: Document): string | undefined {
  const { iban } = fieldsOf(fieldsOf(document['give'])['bank']);
  return typeof iban === 'string' ? parseIban(iban) : undefined;
}

/** The pages that a document sends givers to. */
export const waysOf = (document: Document): string => {
  const links = fieldsOf(document['give'])['links'];
  return JSON.stringify((Array.isArray(links) ? links : []).map((link) => fieldsOf(link)['url']));
};

/** Enough of an IBAN to know one's own by, too little to pay into. */
export const masked = (iban: string | undefined): string => (iban ? `${iban.slice(0, 4)} … ${iban.slice(-4)}` : '-');

/** What someone types to confirm that money goes to this account from now on. */
export const lastFour = (iban: string): string => iban.slice(-4);
