import { jsonText } from './json-text.ts';
import type { Campaign, Entry, Source } from './campaign.ts';
import { csvOf } from './csv.ts';
import type { Journal } from './journal.ts';
import { amountText, money, type Money } from './money.ts';
import { sheetDate, type Sheet } from './ledger-sheet.ts';
import { giversOf } from './privacy.ts';

/** The columns of the ledger's CSV: the wire format's words, the same in every language, so that programs can rely on them. */
export const columns = [
  'at',
  'flow',
  'reason',
  'amount',
  'change',
  'balance',
  'currency',
  'source',
  'label',
  'name',
  'message',
  'reverses',
  'id',
] as const;

/**
 * The whole ledger as CSV, oldest first. `amount` is without a sign as in the wire format, `change` with the sign of what
 * it did to the balance; a line that isn't counted, since its id stands twice, has neither change nor balance. Names and
 * messages that the page doesn't show are not in it.
 * @param sheet As a spreadsheet of a language wants it. Absent: the wire format's words, for programs.
 */
export function ledgerCsv({ rows }: Journal, { currency }: Campaign, sheet?: Sheet): string {
  const number = (minor: number) => ({ number: amountText(money(minor, currency)) });
  return csvOf(
    sheet ? columns.map((column) => sheet.headings[column]) : columns,
    rows.map(({ balance, effect, entry, flaw, message, name, source }) => [
      sheet ? sheetDate(entry.at) : entry.at,
      sheet ? sheet.flows[entry.flow] : entry.flow,
      sheet && entry.reason ? sheet.reasons[entry.reason] : entry.reason,
      number(entry.amount.minor),
      flaw === 'duplicate' ? undefined : number(effect),
      balance === undefined ? undefined : number(balance),
      currency,
      entry.source ?? (source || undefined),
      entry.label,
      name,
      message,
      entry.reverses,
      entry.id,
    ]),
    sheet?.form,
  );
}

/**
 * The money of a campaign as a document of the wire format: sources and entries as published, so that anyone can do the
 * sums again with any tool, or with this library. Names and messages that the page doesn't show are not in it.
 */
export function ledgerJson(campaign: Campaign): string {
  const { asOf, book, currency, entries = [], glassjar, id, language, sources, timeZone, title, url } = campaign;
  const giverOf = giversOf(campaign);
  const document = {
    glassjar,
    id,
    title,
    url,
    language,
    currency,
    timeZone,
    asOf,
    sources: sources?.map((source) => sourceOf(source, book?.proceeds)),
    entries: entries.map((entry) => entryOf(entry, giverOf(entry))),
  };
  return `${jsonText(document, '  ')}\n`;
}

function entryOf(whole: Entry, giver: Pick<Entry, 'name' | 'message'>): object {
  const { hideAmount: _hidden, message: _message, name: _name, ...entry } = whole;
  return { ...entry, amount: amountText(entry.amount), ...giver };
}

/** A source that takes the book's proceeds says them itself, since the book isn't in the file. */
function sourceOf({ proceeds, raised, ...source }: Source, ofBook: Money | undefined): object {
  const each = proceeds ?? (source.kind === 'sales' ? ofBook : undefined);
  return { ...source, ...(raised && { raised: amountText(raised) }), ...(each && { proceeds: amountText(each) }) };
}
