import { fold, withIndex } from './list.ts';
import type { Campaign, Entry } from './campaign.ts';

/*
 * A net for what must not be shown though a backend sent it: ways to reach a giver. It errs on the side of hiding, and is no
 * replacement for a backend that never hands these out. Every repetition in the patterns has an end: the text may be long.
 */

/** An e-mail address or a Mastodon handle, also with a written-out at: `lena@example.org`, `lena (at) example.org`. */
const address =
  /[\p{L}\p{N}._%+-]{1,64}\s{0,3}(?:@|[([{]\s{0,3}(?:at|ät)\s{0,3}[)\]}])\s{0,3}[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,9}/giu;

/** Digits with what people put between them, and the letters an IBAN begins with. */
const digits = /(?:\b[a-z]{2})?[+(]{0,3}\p{Nd}[\p{Nd}\s()./\u2010-\u2013-]{4,40}\p{Nd}/giu;

/** A day or a year, also several of them in a row, and the hour after it: "05.06.2021", "2021-06-05 19", "22.05.2026 - 30.06.2026". */
const date = String.raw`(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|\d{4}-\d\d-\d\d|(?:19|20)\d\d)`;
const dates = new RegExp(
  String.raw`^(?:${date}(?:(?:\s*[/\u2010-\u2013-]\s*|\s+)(?:${date}|\d{1,2}))*|\d{4}\s?[/\u2010-\u2013-]\s?\d{4})$`,
);

/** Whether a run of digits can be dialled or transferred to: seven digits from a 0 or a +, nine from anything else. */
function isNumber(found: string, before: string): boolean {
  const number = found.replace(/\P{Nd}/gu, '');
  if (dates.test(found) || /\bISBN(?:-1[03])?:?\s*$/i.test(before) || isBook(number)) return false;
  return number.length >= (/^[(\s]*[+0٠۰]/.test(found) ? 7 : 9);
}

/** Whether thirteen digits are an ISBN: their check digit fits. */
const isBook = (number: string): boolean =>
  /^97[89]\d{10}$/.test(number) &&
  fold(withIndex(number), 0, (sum, [index, digit]) => sum + Number(digit) * (index % 2 ? 3 : 1)) % 10 === 0;

/** What any of them has: an at-sign, a digit or a bracket, also the full-width ones. Most texts have none, and are left alone. */
const suspect = /[@\uff20\ufe6b\p{N}\p{Ps}]/u;

/** A text without e-mail addresses, phone and account numbers; each is replaced by `[…]`, the mark of an omission. */
export function withoutContacts(text: string): string {
  if (!suspect.test(text)) return text;
  // Full-width characters are the same to a reader, and so to us.
  const plain = text.normalize('NFKC');
  const kept = plain
    .replace(address, '[…]')
    .replace(digits, (found: string, at: number, all: string) =>
      isNumber(found, all.slice(Math.max(0, at - 12), at)) ? '[…]' : found,
    );
  return kept === plain ? text : kept;
}

/** Whether a text has an e-mail address, a phone or an account number in it. */
export const hasContacts = (text: string): boolean => withoutContacts(text) !== text;

/**
 * Whether a giver wishes that the name and the amount of a line don't stand together: said on the line itself, on one under
 * the same id, or on what takes it back or is taken back by it, which has the same amount.
 */
export function shyOf({ entries = [] }: Campaign): (entry: Entry) => boolean {
  const shy = new Set<string>();
  const isShy = ({ hideAmount, id, reverses }: Entry): boolean =>
    hideAmount || (id !== undefined && shy.has(id)) || (reverses !== undefined && shy.has(reverses));
  if (!entries.some(({ hideAmount }) => hideAmount)) return () => false;
  const linked = entries.filter(({ hideAmount, reverses }) => hideAmount ?? reverses);
  // Nobody wins a dispute over a dispute's dispute; the limit ends long chains.
  for (let hops = 0, known = -1; known < shy.size && hops < 9; hops++) {
    known = shy.size;
    for (const entry of linked) {
      if (!isShy(entry)) continue;
      if (entry.id !== undefined) shy.add(entry.id);
      if (entry.reverses !== undefined) shy.add(entry.reverses);
    }
  }
  return isShy;
}

/** What lines of the ledger may say of their givers, beside the amount: nothing where either is to stay hidden, and never a way to reach them. */
export function giversOf(campaign: Campaign): (entry: Entry) => Pick<Entry, 'name' | 'message'> {
  if (campaign.hideNames) return () => ({});
  const isShy = shyOf(campaign);
  return (entry) => {
    const { message, name } = entry;
    if ((!name && !message) || isShy(entry)) return {};
    return {
      ...(name && !hasContacts(name) && { name }),
      ...(message && { message: withoutContacts(message) }),
    };
  };
}
