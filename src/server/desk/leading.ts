import { parseIban } from '../../core/iban.ts';
import { hasContacts } from '../../core/privacy.ts';
import { shape, type Shape } from '../../core/shape.ts';
import type { Document } from './account.ts';

/*
 * What of a document says where money or people go. A script's token that leaked must not be able to lead either away, so that all of
 * this is changed by an organiser alone. Taken from the table of the wire format, so that a field that is new is guarded from its
 * first day:
 *   - every link and every account, wherever it stands;
 *   - what is said beside one: the holder, the name of a shop, the summary beside the campaign's address, an item of a list with a link;
 *   - for whom it is, and whether money is asked for at all;
 *   - any other text, as soon as a link, an address, an account or a number to call stands in it that wasn't there before.
 */

/** Said of whom money is for, or that none is wanted, without a link beside it. */
const alsoGuarded: ReadonlySet<string> = new Set(['beneficiary', 'noMoney', 'book.pledge']);

/** Whether a text leads somewhere: a link or a host, a way to reach someone, an account. */
function leads(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, '');
  return (
    /:\/\/|\bwww\.|\b(?:mailto|tel|sms|bitcoin|ethereum|lightning|upi):/i.test(plain) ||
    /[\p{L}\p{N}-]\.(?:\p{L}{2,24}|xn--[a-z\d-]+)(?=$|[\s/:?#)\]}>,;.!"'“”«»])/iu.test(plain) ||
    /(?:^|[\s(])@[\p{L}\p{N}_]/u.test(plain) ||
    hasContacts(plain) ||
    (plain.match(/[A-Z]{2}\d{2}[A-Z\d ]{11,40}/gi) ?? []).some((found) => parseIban(found.slice(0, 42)) !== undefined)
  );
}

const isFields = (at: Shape): at is { readonly [field: string]: Shape } => typeof at === 'object' && !Array.isArray(at);
const guards = (at: Shape): boolean => at === 'link' || at === 'iban';
const isWords = (at: Shape): boolean => at === 'text' || at === 'name';

/** A value in the one way it is compared. */
const plainOf = (kind: Shape, value: unknown): string =>
  JSON.stringify(kind === 'iban' && typeof value === 'string' ? (parseIban(value) ?? value) : value);

/** All that says where money or people go, written so that two documents can be compared. Without an order: a list may be sorted. */
export function leadingOf(document: Document): readonly string[] {
  const found: string[] = [];
  gather(shape, document, '', false, found);
  return found.sort();
}

function gather(at: Shape, value: unknown, path: string, isItem: boolean, found: string[]): void {
  if (value === undefined || value === null) return;
  if (Array.isArray(at)) {
    const [item] = at as readonly [Shape];
    for (const one of Array.isArray(value) ? (value as unknown[]) : []) gather(item, one, path, true, found);
    return;
  }
  if (!isFields(at)) {
    if (guards(at) || (isWords(at) && typeof value === 'string' && leads(value)))
      found.push(`${path} ${plainOf(at, value)}`);
    return;
  }
  if (typeof value !== 'object') return;
  const fields = Object.entries(at).map(([key, inner]) => [key.replace('!', ''), inner] as const);
  const valueOf = (key: string): unknown => (value as Record<string, unknown>)[key];
  // An item of a list is what it leads to; of the others, what could stand beside a link is guarded also without one.
  const isBeside = fields.some(([key, inner]) => guards(inner) && (!isItem || valueOf(key) !== undefined));
  if (isItem && isBeside) {
    const whole = fields.filter(([, inner]) => guards(inner) || isWords(inner));
    found.push(`${path} ${whole.map(([key, inner]) => `${key}=${plainOf(inner, valueOf(key) ?? null)}`).join(' ')}`);
  }
  for (const [key, inner] of fields) {
    const own = path ? `${path}.${key}` : key;
    // The title and other names at the top stand beside no link; they are looked through like any text.
    const isGuarded = alsoGuarded.has(path) || (isBeside && (path !== '' || inner === 'text'));
    const isOwn = isGuarded && isWords(inner) && !isItem && valueOf(key) !== undefined;
    if (isOwn) found.push(`${own} ${plainOf(inner, valueOf(key))}`);
    else gather(inner, valueOf(key), own, false, found);
  }
}

/** Whether a change of one document into another leads money or people elsewhere. */
export const isLedElsewhere = (before: Document, after: Document): boolean =>
  leadingOf(before).join('\n') !== leadingOf(after).join('\n');
