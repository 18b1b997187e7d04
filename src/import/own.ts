/* This product's own JSON: a campaign's document, or the ledger's download. Its CSV is a table like others, by its headings. */
import type { Entry } from '../core/campaign.ts';
import { dayOf } from '../core/calendar.ts';
import { decode } from '../core/decode.ts';
import { sheetIn } from '../core/ledger-sheet.ts';
import { amountText } from '../core/money.ts';
import { unread, type Booked } from './rows.ts';
import type { ReadOptions, RowKind } from './statement.ts';

/** The flows in the words of the ledger's download for spreadsheets, in each of its languages. */
const flowWords: ReadonlyMap<string, string> = new Map(
  ['de', 'en'].flatMap((language) => Object.entries(sheetIn(language).flows).map(([flow, word]) => [word, flow])),
);

/** A flow of the wire format, by itself or in words; undefined for something else. */
const flowOf = (cell: string): string | undefined =>
  /^(?:gift|sale|cost)[+-]$/.test(cell) ? cell : flowWords.get(cell.trim());

/** What an entry is, by the sum it moves and why; undefined for what is no flow. */
export function kindOfFlow(cell: string, reason?: string): RowKind | undefined {
  const flow = flowOf(cell);
  if (flow === 'gift+') return 'gift';
  if (flow === 'sale+') return 'sale';
  if (flow === 'cost+') return /^(?:fee|Gebühr)$/.test(reason ?? '') ? 'fee' : 'cost';
  return flow === undefined ? undefined : 'return';
}

/** Which way the money of an entry went: in, or out; undefined for what is no flow. */
export function signOfFlow(cell: string): 1 | -1 | undefined {
  const flow = flowOf(cell);
  if (flow === undefined) return undefined;
  return /^(?:gift\+|sale\+|cost-)$/.test(flow) ? 1 : -1;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of a campaign's document; undefined for other JSON. */
export function readOwn(json: unknown, options: ReadOptions): Booked[] | undefined {
  if (!isRecord(json) || json['glassjar'] !== 1 || !Array.isArray(json['entries'])) return undefined;
  const head = { glassjar: 1, title: 'x', currency: json['currency'] };
  return json['entries'].map((entry: unknown, index): Booked => {
    const [read] = decode({ ...head, entries: [entry] }).campaign?.entries ?? [];
    return read ? bookedOf(read, index + 1, options) : { ...unread(index + 1, null), refusal: 'unreadable-amount' };
  });
}

function bookedOf(entry: Entry, line: number, { today }: ReadOptions): Booked {
  const { amount, at, flow, id, label, message, name, reason } = entry;
  const booked: Booked = {
    line,
    at: dayOf(at),
    amount: amountText(amount),
    minor: amount.minor,
    currency: amount.currency,
    sign: signOfFlow(flow) ?? null,
    kind: kindOfFlow(flow, reason) ?? null,
    name: name ?? null,
    message: message ?? label ?? null,
    reference: null,
    bankId: id ?? null,
  };
  return dayOf(at) > today ? { ...booked, refusal: 'future-date' } : booked;
}
