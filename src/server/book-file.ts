import { keysOf, lineOf, originOf, type BookLine } from '../import/booking.ts';
import type { ReadOptions, Row, Statement } from '../import/statement.ts';
import { RefusedDocument } from './desk/campaigns.ts';
import { enter } from './desk/entries.ts';
import type { Actor } from './desk/guard.ts';
import { prepare, readLines } from './desk/lines.ts';
import type { Store, StoredCampaign } from './store/store.ts';

/* `glassjar import FILE --campaign ID`: which rows of a file its books know, and with `--book` those that are ready, booked. */

interface SourceFields {
  readonly id: string;
  readonly kind?: 'gifts' | 'sales';
  readonly complete?: boolean;
  readonly raised?: string;
  readonly copies?: number;
  readonly proceeds?: string;
}

type Kind = 'gifts' | 'sales';

/** The currency and the time zone of a campaign, unless others are asked for. @throws Error for another currency than its books are in. */
export function withCampaign(
  options: Readonly<Record<string, string>>,
  { currency, document, id }: StoredCampaign,
): Readonly<Record<string, string>> {
  const asked = options['currency']?.toUpperCase();
  if (asked !== undefined && asked !== currency) {
    throw new Error(`--currency ${asked}: the books of ${id} are in ${currency}; leave it out`);
  }
  const zone = document['timeZone'];
  return { ...(typeof zone === 'string' && { zone }), ...options, currency };
}

/** The row is understood, so that it can be asked whether it was booked. */
const canBeKnown = ({ amount, at, state }: Row): boolean =>
  amount !== null && at !== null && (state === 'ready' || state === 'left-out');

/**
 * Marks the rows that the books know.
 * @param options Those the file was read with.
 */
export async function markKnown(
  store: Store,
  campaign: StoredCampaign,
  statement: Statement,
  { currency }: ReadOptions,
  asked: { readonly actor: Actor; readonly now: number },
): Promise<Statement> {
  if (statement.fits === false)
    throw new Error(
      'nothing was booked: the rows do not lead from the opening balance to the closing one, so something is missing or misread; look at them in the desk',
    );
  const keys = keysOf(statement.rows);
  const origin = originOf(statement);
  const places: number[] = [];
  const lines: BookLine[] = [];
  for (const [place, row] of statement.rows.entries()) {
    if (!canBeKnown(row) || row.currency !== currency) continue;
    places.push(place);
    // A day that is still to come is no reason not to be known.
    lines.push(lineOf(row, keys[place]!, origin, { ahead: true }));
  }
  if (!lines.length) return statement;
  const { known } = await enter(store, campaign, prepare(readLines(lines), campaign, asked.now), {
    ...{ request: 'preview', isPreview: true },
    ...asked,
  });
  const booked = new Set(known.map((index) => places[index]));
  return {
    ...statement,
    rows: statement.rows.map((row, place) => (booked.has(place) ? { ...row, state: 'known', why: null } : row)),
  };
}

/**
 * Books what is ready and nothing else: all or none.
 * @param statement With what is known marked.
 * @param source The source that gifts or sales are booked under. Absent: the only one of their kind, or none.
 * @throws Error that says what to do, when a source has to be chosen or a row can't be booked.
 */
export async function bookReady(
  store: Store,
  campaign: StoredCampaign,
  statement: Statement,
  source: string | undefined,
  asked: { readonly actor: Actor; readonly now: number },
): Promise<readonly string[]> {
  if (statement.fits === false)
    throw new Error(
      'nothing was booked: the rows do not lead from the opening balance to the closing one, so something is missing or misread; look at them in the desk',
    );
  const keys = keysOf(statement.rows);
  const origin = originOf(statement);
  const ready = statement.rows.flatMap((row, place) => (row.state === 'ready' ? [{ row, place }] : []));
  const sources = sourcesFor(
    campaign,
    ready.map(({ row }) => row),
    source,
  );
  const known = statement.rows.filter(({ state }) => state === 'known').length;
  const lines = ready.map(({ place, row }) =>
    lineOf(row, keys[place]!, origin, { source: sources[row.kind === 'sale' ? 'sales' : 'gifts'] }),
  );
  const options = { request: 'import', ...asked };
  const prepared = lines.length ? inWords(ready, () => prepare(readLines(lines), campaign, asked.now)) : [];
  const { similar } = await enter(store, campaign, prepared, { ...options, isPreview: true });
  const left = new Set(similar);
  const chosen = prepared.filter((_line, index) => !left.has(index));
  const entered = chosen.length
    ? await enter(store, campaign, chosen, { ...options, isPreview: false })
    : { known: [], matched: [] };
  const booked = chosen.length - entered.known.length;
  const rows = (count: number): string => `${count} ${count === 1 ? 'row' : 'rows'}`;
  const returned = statement.rows.flatMap(({ kind, line, state }) =>
    kind === 'return' && state === 'left-out' ? [line] : [],
  );
  const lineNumbers = similar.map((index) => ready[index]!.row.line).join(', ');
  return [
    `booked in ${campaign.id}: ${rows(booked)}`,
    ...(entered.matched.length ? [`  of these ${rows(entered.matched.length)} paid a gift that was announced`] : []),
    ...(returned.length
      ? [
          `gave money back and is not booked: ${rows(returned.length)} (line ${returned.join(', ')}); take the gift back in the desk`,
        ]
      : []),
    ...(known + entered.known.length ? [`booked before and left out: ${rows(known + entered.known.length)}`] : []),
    ...(similar.length
      ? [
          `not booked, because the books hold an entry of that day and amount: ${rows(similar.length)} (line ${lineNumbers}); ` +
            'import the file in the desk to say which of them are new',
        ]
      : []),
  ];
}

/** @throws Error with the line of the file in place of the place in what is sent. */
function inWords<T>(ready: readonly { readonly row: Row }[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RefusedDocument)) throw error;
    const places = error.problems.map(({ message, path }) => {
      const index = Number(/^lines\[(\d+)\]/.exec(path)?.[1]);
      return `  line ${ready[index]?.row.line ?? '?'}: ${message}`;
    });
    throw new Error(['nothing was booked', ...places].join('\n'), { cause: error });
  }
}

/** @throws Error when one has to be chosen, or the one that was is none. */
function sourcesFor(
  { document, id }: StoredCampaign,
  ready: readonly Row[],
  asked: string | undefined,
): Readonly<Record<Kind, string>> {
  const all = (document['sources'] as readonly SourceFields[] | undefined) ?? [];
  const named = all.find((one) => one.id === asked);
  if (asked !== undefined && !named) {
    const known = all.map((one) => one.id).join(', ');
    throw new Error(`--source ${asked}: ${id} has no such source${known ? `; there are ${known}` : ''}`);
  }
  const of = (kind: Kind): string => {
    if (named && (named.kind ?? 'gifts') === kind) return named.id;
    const some = all.filter((one) => (one.kind ?? 'gifts') === kind);
    const isAsked = ready.some((row) => (row.kind === 'sale' ? 'sales' : 'gifts') === kind);
    if (isAsked && mustChoose(some, document)) {
      throw new Error(
        `nothing was booked: ${id} has several sources of ${kind}, one of which states a sum that these rows may be a part of; ` +
          `choose with --source ${some.map((one) => one.id).join(' or --source ')}`,
      );
    }
    return some.length === 1 ? some[0]!.id : '';
  };
  return { gifts: of('gifts'), sales: of('sales') };
}

/** Whether one of several sources states a sum, of which money that names no source may be a part: the desk asks in the same case. */
function mustChoose(sources: readonly SourceFields[], document: StoredCampaign['document']): boolean {
  const book = document['book'] as { readonly proceeds?: string } | undefined;
  return (
    sources.length > 1 &&
    sources.some(
      ({ complete, copies, proceeds, raised }) =>
        !complete && (raised !== undefined || (copies !== undefined && (proceeds ?? book?.proceeds) !== undefined)),
    )
  );
}
