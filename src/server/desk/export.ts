import { csvLine, csvOf, type Cell } from '../../core/csv.ts';
import { columns } from '../../core/ledger-files.ts';
import { sheetDate, type Sheet } from '../../core/ledger-sheet.ts';
import { amountText } from '../../core/money.ts';
import { publicEntries } from '../document.ts';
import type { BookedEntry, Store, StoredCampaign } from '../store/store.ts';
import { sourcesOf } from './lines.ts';

/** Lines that are written at once: one for each would be slow, all of a large campaign at once would fill the memory. */
const portion = 500;

/** The ledger's columns, and whether a name may be shown. */
const deskColumns = ['number', ...columns, 'public'] as const;

/**
 * The whole ledger for its organiser, as CSV, oldest first: with all names, also those that aren't public.
 * @param sheet As a spreadsheet of a language wants it. Absent: the wire format's words, for programs.
 */
export async function* csvOfBooks(
  store: Store,
  { document, id }: StoredCampaign,
  sheet?: Sheet,
): AsyncGenerator<string> {
  yield csvOf(sheet ? deskColumns.map((column) => sheet.headings[column]) : deskColumns, [], sheet?.form);
  const sources = new Map(sourcesOf({ document }).map((source) => [source.id, source.label]));
  for await (const entries of portions(store.everyEntry(id)))
    yield entries.map((entry) => csvLine(cellsOf(entry, sources, sheet), sheet?.form)).join('');
}

function cellsOf(
  { amount, at, balance, flow, id, label, number, person, reason, reverses, source }: BookedEntry,
  sources: ReadonlyMap<string, string | undefined>,
  sheet: Sheet | undefined,
): Cell[] {
  const { currency, minor } = amount;
  const money = (value: number): Cell => ({ number: amountText({ minor: value, currency }) });
  // What goes out leaves less, and what takes a cost back leaves more.
  const isMore = (flow[0] === 'c') !== flow.endsWith('+');
  return [
    { number: String(number) },
    sheet ? sheetDate(at) : at,
    sheet ? sheet.flows[flow] : flow,
    sheet ? sheet.reasons[reason] : reason,
    money(minor),
    money(isMore ? minor : -minor),
    money(balance),
    currency,
    (sheet && sources.get(source)) ?? (source || undefined),
    label,
    person?.name,
    person?.message,
    reverses,
    id,
    person && (person.isPublic ? (sheet?.yes ?? 'yes') : (sheet?.no ?? 'no')),
  ];
}

/** The campaign with its whole ledger in the wire format: what readers may see and no more, ready to be a campaign.json. */
export async function* jsonOfBooks(store: Store, { document, id }: StoredCampaign): AsyncGenerator<string> {
  const head = JSON.stringify(document, null, 2).replace(/\s*\}$/, '');
  yield `${head},\n  "entries": [`;
  let isFirst = true;
  for await (const entries of portions(store.everyEntry(id))) {
    const lines = publicEntries(entries, document, undefined)
      .map((entry) => `\n    ${JSON.stringify(entry)}`)
      .join(',');
    yield isFirst ? lines : `,${lines}`;
    isFirst = false;
  }
  yield isFirst ? ']\n}\n' : '\n  ]\n}\n';
}

async function* portions(entries: AsyncIterable<BookedEntry>): AsyncGenerator<readonly BookedEntry[]> {
  let some: BookedEntry[] = [];
  for await (const entry of entries) {
    some.push(entry);
    if (some.length < portion) continue;
    yield some;
    some = [];
  }
  if (some.length) yield some;
}

/** Text that is made while it is read, so that a slow reader holds up its making and nothing piles up. */
export function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}
