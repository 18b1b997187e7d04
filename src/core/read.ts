import type { Campaign } from './campaign.ts';
import { kinds, type Kind } from './kinds.ts';
import { mostEntries, mostItems, mostSources } from './limits.ts';
import { resolveLink } from './link.ts';
import { shape as wire, type Shape } from './shape.ts';

/** Told of each value that is refused: where, what the format has there (a kind of value, `a|b`, `[]` or `{}`; `[]<9` for a list that may have no more), and what was found. */
export type OnRefused = (path: string, expected: string, found: unknown) => void;

/**
 * Reads a campaign document of the wire format, without a word to its author: what is refused is left out, the rest is kept where
 * that is truthful (see `Campaign.damaged`). Undefined when it is no campaign: no object, another version, no title, no currency.
 * @param base Address of the document; relative links are resolved against it.
 */
export function read(input: unknown, base: string | undefined, onRefused: OnRefused): Campaign | undefined {
  const currency = isRecord(input) ? kinds.currency(input['currency']) : undefined;
  const damaged = { sources: false, entries: false };
  let isClosed = false;
  /** Where we are, from the outside in. */
  const at: (string | number)[] = [];

  function refuse(expected: string, found: unknown): undefined {
    const [top, , field] = at as [keyof typeof damaged, number, string];
    // A source or an entry that was refused may have held any money, so a sum without it would be a guess; a refused label
    // or name changes no sum.
    if (top in damaged && !/^(label|name|message|hideAmount|supporters|complete|asOf|proof)$/.test(field))
      damaged[top] = true;
    // "Please no money" that can't be read still means it; and who can't read from when and until when may not ask for money.
    isClosed ||= /^(noMoney|starts|ends)$/.test(top);
    onRefused(at.join('.').replace(/\.(\d+)/g, '[$1]'), expected, found);
    return undefined;
  }

  function readAt(key: string | number, shape: Shape, value: unknown): unknown {
    at.push(key);
    const kept =
      typeof shape === 'string'
        ? readValue(shape, value)
        : Array.isArray(shape)
          ? readList(shape as readonly [Shape], value)
          : readFields(shape as Fields, value);
    at.pop();
    return kept;
  }

  function readValue(kind: string, value: unknown): unknown {
    if (kind.includes('|')) return kind.split('|').includes(value as string) ? value : refuse(kind, value);
    // An amount can't be judged without its currency, whose own absence is told anyway.
    if (!currency && (kind === 'amount' || kind === 'positive')) return undefined;
    const kept = kinds[kind as Kind](value, currency!) ?? refuse(kind, value);
    return kind === 'link' && kept ? resolveLink(kept as string, base) : kept;
  }

  function readList([shape]: readonly [Shape], value: unknown): unknown {
    if (!Array.isArray(value)) return refuse('[]', value);
    const isMoney = at.length === 1 && (at[0] as string) in damaged;
    const most = !isMoney ? mostItems : at[0] === 'entries' ? mostEntries : mostSources;
    // Of money what is beyond the limit can't be left out in silence: no sum is made then.
    if (isMoney && value.length > most) refuse(`[]<${most}`, value.length);
    return value
      .slice(0, most)
      .map((item, index) => readAt(index, shape, item))
      .filter((item) => item !== undefined);
  }

  function readFields(fields: Fields, value: unknown): Record<string, unknown> | undefined {
    if (!isRecord(value)) return refuse('{}', value);
    const found = Object.create(bare) as Record<string, unknown>;
    let isWhole = true;
    for (const [key, shape, isMust] of planOf(fields)) {
      // Own fields only: a document can't reach into prototypes, nor inherit from a page that patched them.
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      const kept = given === undefined && !isMust ? given : readAt(key, shape, given);
      if (kept !== undefined && kept !== '') found[key] = kept;
      else if (isMust) isWhole = false;
      else if (given !== undefined) {
        // A wish to hide something that can't be read is still one.
        if (key.startsWith('hide')) found[key] = true;
        // A value without its refused bound, or a promise without its refused end, would claim more than its author did.
        isWhole &&= !/^(bound|until|done)$/.test(key);
      }
    }
    return isWhole ? found : undefined;
  }

  const campaign = readFields(wire, input);
  if (isClosed) delete campaign?.['give'];
  return campaign && (Object.assign(campaign, { damaged }) as unknown as Campaign);
}

type Fields = Readonly<Record<string, Shape>>;
type Plan = readonly (readonly [key: string, shape: Shape, isMust: boolean])[];

/** What a campaign's objects inherit from: nothing, so that a field which a page's old library put on Object.prototype is not taken for theirs. */
const bare: object = Object.freeze(Object.create(null) as object);

/** A ledger's fields are asked for with each of its entries. */
const plans = new Map<Fields, Plan>();

function planOf(fields: Fields): Plan {
  let plan = plans.get(fields);
  if (!plan) {
    plan = Object.entries(fields).map(([name, shape]) => [name.replace('!', ''), shape, name.endsWith('!')] as const);
    plans.set(fields, plan);
  }
  return plan;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
