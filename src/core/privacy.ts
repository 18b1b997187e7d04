import { fold, withIndex } from './list.ts';
import type { Campaign, Entry } from './campaign.ts';

/*
 * A net for what must not be shown though a backend sent it: ways to reach a giver. It errs on the side of hiding, and is no
 * replacement for a backend that never hands these out. Every repetition in the patterns has an end: the text may be long.
 */

/** An e-mail address or a Mastodon handle, also with a written-out at: `lena@example.org`, `lena (at) example.org`. */
const address =
  /[\p{L}\p{N}._%+-]{1,64}[\s\p{Cf}]{0,3}(?:@|[([{]\s{0,3}(?:at|ät)\s{0,3}[)\]}])[\s\p{Cf}]{0,3}[\p{L}\p{N}\p{Cf}-]{1,63}(?:\.[\p{L}\p{N}\p{Cf}-]{1,63}){1,9}/giu;

/** Digits with what people put between them, seen or not, and the letters an IBAN begins with. */
const digits = /(?:\b[a-z]{2})?[+(]{0,3}\p{Nd}[\p{Nd}\p{Cf}\s()./\u2010-\u2013-]{4,40}\p{Nd}/giu;

/*
 * What is none of these though it has as many digits: days and years, also several in a row or with the hour after them
 * (`05.06.2021`, `2021-06-05 19.30`, `22./23.05.2026`, `22.05. - 30.06.2026`, `1984/85`, `20260522193000`), hours, thousands, decimals.
 */
const d = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
const y = String.raw`(?:1[5-9]|20)\d\d`;
const to = String.raw`(?:\s*[/\u2010-\u2013-]\s*)`;
const hour = String.raw`(?:[01]?\d|2[0-4])`;
const stamp = String.raw`20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:[\s_-]?(?:[01]\d|2[0-3])(?:[0-5]\d){1,2})?`;
const date = String.raw`(?:${d}\.${to})?(?:${d}[./-]\s?${d}[./-]\s?(?:${y}|\d\d)|${y}[-/.]\d\d?[-/.]\d\d?|${y}(?:\s?[/\u2010-\u2013-]\s?\d\d(?!\d))?|${stamp}|${d}\.\s?${d}\.?)`;
const dated = String.raw`${date}(?:\s+(?:[\u2010-\u2013-]\s+)?${hour}(?:\.[0-5]\d)?(?:\s?[\u2010-\u2013-]\s?${hour}(?:\.[0-5]\d)?)?)?`;
const thousands = String.raw`[1-9]\d{0,2}(?:\.\d{3})+`;
const plain = [
  String.raw`${dated}(?:(?:${to}|\s+)${dated})*`,
  String.raw`\d{4}\s?[/\u2010-\u2013-]\s?\d{4}`,
  String.raw`${hour}\.[0-5]\d${to}${hour}\.[0-5]\d`,
  String.raw`${thousands}(?:${to}${thousands})*`,
  String.raw`[1-9]?\d\.\d+`,
].join('|');
const harmless = new RegExp(`^(?:${plain})$`);

/** What stands before the number of a book, a magazine, a paper, an order. */
const named =
  /\b(?:IS[BS]N(?:-1[03]|-L)?|DOI|(?:bestell|auftrags|rechnungs|vorgangs|sendungs|ticket|los|buchungs|artikel|order|invoice|booking|item|tracking|lot)[\s-]?(?:nummer|nr|no|number|id|#))[.:#\s]*$/i;

/** Amounts beside their currency, where thousands may be parted by blanks or by nothing. */
const moneySum =
  /^[1-9](?:\d{0,6}|\d{0,2}(?:\s\d{3})+)(?:\.\d\d)?(?:\s*[\u2010-\u2013-]\s*[1-9](?:\d{0,6}|\d{0,2}(?:\s\d{3})+))?$/;
const currencyBefore = /(?:[€$£¥]|\b(?:EUR|CHF|USD|GBP))\s*$/iu;
const currencyAfter = /^\s*(?:[€$£¥]|(?:EUR|Euros?|CHF|Franken|USD|Dollars?|GBP)\b)/iu;

/** Whether a run of digits can be dialled or transferred to: seven digits from a 0 or a +, nine from anything else. */
function isNumber(found: string, before: string, after: string): boolean {
  const seen = found.replace(/\p{Cf}/gu, '');
  const number = seen.replace(/\P{Nd}/gu, '');
  if (harmless.test(seen) || named.test(before) || isBook(number) || isOldBook(seen)) return false;
  if (moneySum.test(seen) && (currencyBefore.test(before) || currencyAfter.test(after))) return false;
  return number.length >= (/^[(\s]*[+0٠۰]/.test(found) ? 7 : 9);
}

/** Whether four groups are an ISBN of ten digits: their check digit fits. */
const isOldBook = (text: string): boolean =>
  /^\d{1,5}-\d{1,7}-\d{1,7}-\d$/.test(text) &&
  /^\d{10}$/.test(text.replaceAll('-', '')) &&
  fold(withIndex(text.replaceAll('-', '')), 0, (total, [index, digit]) => total + Number(digit) * (10 - index)) % 11 ===
    0;

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
  const written = text.normalize('NFKC');
  const kept = written
    .replace(address, '[…]')
    .replace(digits, (found: string, at: number, all: string) =>
      isNumber(found, all.slice(Math.max(0, at - 24), at), all.slice(at + found.length, at + found.length + 12))
        ? '[…]'
        : found,
    );
  return kept === written ? text : kept;
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
