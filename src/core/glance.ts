import { nfc } from './nfc.ts';
import { isDate, today } from './calendar.ts';
import type { Campaign } from './campaign.ts';
import { parseIban } from './iban.ts';
import { mostEntries, mostSigns, mostSources } from './limits.ts';

/*
 * What nearly every page needs of the decoder, in half of its bytes. It knows the format by the names of its fields alone and
 * has no word for what is wrong: where anything is unusual it gives up, and the decoder (read.ts), which is loaded then, reads
 * the document from the start. A test holds the two together: what is read at a glance is what the decoder makes of it.
 */

/** How a value that is neither list nor object is read; undefined where that isn't sure. */
type Reader = (value: string) => unknown;

/** What an object's fields are read into: it inherits nothing, as in read.ts. */
type Found = Record<string, unknown>;
const bare: object = Object.freeze(Object.create(null) as object);

const only =
  (pattern: RegExp): Reader =>
  (value) =>
    pattern.test(value) ? value : undefined;

/** A whole number; the only one that JSON has without quotes. */
const count =
  (least: number): Reader =>
  (value: unknown) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) < 1e9
      ? (value as number) + 0
      : undefined;

/** What text.ts takes out. */
const odd = /[^\P{C}\t\n\u200c\u200d]|\p{M}{5}/u;

/** A text in which something is to be seen, and nothing of what text.ts takes out. */
function text(value: string): string | undefined {
  // Looked at before it is normalised too, which takes the square of a tower of marks; a long one is cut by what is loaded then.
  if (value[mostSigns] || odd.test(value)) return undefined;
  const kept = nfc(value).trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(kept) && !odd.test(kept) ? kept : undefined;
}

/** By the names of fields, `[]` for what stands in a list: how the value is read, or what fields the object must have. */
const rulesFor = (currency: string, base: string): Readonly<Record<string, Reader | string>> => {
  const amount: Reader = (value) =>
    /^(0|[1-9]\d{0,9})(\.\d\d)?$/.test(value)
      ? { minor: Number(value.replace('.', '')) * (value.includes('.') ? 1 : 100), currency }
      : undefined;
  return {
    'hashtags[] networks[]': text,
    'asOf starts ends at until edited': (value) => (isDate(value) ? value : undefined),
    'raised price proceeds': amount,
    'amount amounts[]': (value) => (Number(value) ? amount(value) : undefined),
    'url cover proof': (value) =>
      /^(https?:\/\/([a-z\d-]+\.)+[a-z]+(?![^/?#])|\.{0,2}\/(?!\/))[!-[\]-~]*$/.test(value)
        ? new URL(value, base).href
        : undefined,
    'supporters copies count value wanted got': count(0),
    'rank glassjar': count(1),
    'hideAmount taxReceipt done pinned hideNames complete': (value: unknown) => (value === !!value ? value : undefined),
    // Those with cents and a symbol of their own.
    currency: only(/^(EUR|USD|GBP|CHF)$/),
    language: only(/^[a-z]{2}(-[A-Z]{2})?$/),
    timeZone: (zone) => (zone && today(0, zone) ? zone : undefined),
    iban: parseIban,
    flow: only(/^(gift|sale|cost)[+-]$/),
    reason: only(/^(donation|grant|purchase|refund|dispute(-won)?|void|expense|fee|loss)$/),
    bound: only(/^(exact|at-least|about)$/),
    'reach[].bound': only(/^(exact|at-least|about|theoretical)$/),
    'sources[].kind': only(/^(gifts|sales)$/),
    'organiser beneficiary': 'name',
    'goal milestones[]': 'amount',
    'sources[]': 'id',
    'entries[]': 'at flow amount',
    book: 'title',
    'pledge noMoney needs[]': 'text',
    'shops[]': 'name url',
    'ranks[]': 'at list rank',
    'give share': '',
    bank: 'holder iban',
    'links[]': 'label url',
    'counts[]': 'network count',
    'reach[]': 'at label value',
    'updates[]': 'at',
    'press[]': 'outlet',
    'embeds[]': 'url',
    campaign: 'title currency',
  };
};

/**
 * Reads a good campaign document of the wire format as `decode` does; what the format doesn't have at some place may be kept where it
 * is a text or has its name from elsewhere.
 * @param base Address of the document; relative links are resolved against it.
 * @returns Undefined at the first doubt. That need be no mistake: a rare currency, an emoji that is new.
 */
export function glance(input: unknown, base: string): Campaign | undefined {
  const { currency, glassjar } = (input ?? {}) as { currency?: string; glassjar?: unknown };
  const rules = new Map<string, Reader | string>();
  for (const [names, rule] of Object.entries(rulesFor(currency!, base))) {
    for (const name of names.split(' ')) rules.set(name, rule);
  }

  const doubt = (): never => {
    throw new RangeError();
  };

  const keep = (name: string, value: unknown, place?: string): unknown => {
    if (Array.isArray(value))
      return rules.has(`${name}[]`) && !value[name === 'entries' ? mostEntries : mostSources]
        ? value.map((item) => keep(`${name}[]`, item))
        : doubt();
    // What has no rule, and is no list of anything, is a text.
    const rule = rules.get(`${place}.${name}`) ?? rules.get(name) ?? (rules.has(`${name}[]`) ? doubt() : text);
    if (typeof rule === 'function') return rule(value as string) ?? doubt();
    const found = Object.create(typeof value === 'object' ? bare : doubt()) as Found;
    // What begins with $ is for editors: `$schema`.
    for (const [key, item] of Object.entries(value as Found)) if (key[0] !== '$') found[key] = keep(key, item, name);
    return rule.split(' ').every((must) => !must || must in found) ? found : doubt();
  };

  try {
    return glassjar === 1
      ? Object.assign(keep('campaign', input) as Campaign, { damaged: { sources: false, entries: false } })
      : undefined;
  } catch {
    return undefined;
  }
}
