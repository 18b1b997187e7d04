import * as z from 'zod';
import { isDate, today } from '../../core/calendar.ts';
import type { Flow, Reason } from '../../core/campaign.ts';
import type { Problem } from '../../core/errors.ts';
import { parseAmount } from '../../core/money.ts';
import { clean } from '../../core/text.ts';
import type { NewEntry, Person, StoredCampaign } from '../store/store.ts';
import { RefusedDocument } from './campaigns.ts';

const text = (most: number) => z.string().max(most).transform(clean).optional();

/** A line as the desk sends it. */
export const lineSchema = z.strictObject({
  kind: z.enum(['gift', 'sale', 'expense', 'fee']),
  at: z.string().refine(isDate, 'expected a date like "2026-05-22"'),
  amount: z.string().max(40),
  source: z.string().max(200).optional(),
  label: text(300),
  name: text(200),
  message: text(2000),
  isPublic: z.boolean().optional(),
  hideAmount: z.boolean().optional(),
  /** It is one more, though the books hold one like it. */
  again: z.boolean().optional(),
  /** Its day is still to come, and that is meant. */
  ahead: z.boolean().optional(),
});

export type Line = z.output<typeof lineSchema>;

/** A line ready for the books, save for its key. */
export type Prepared = Omit<NewEntry, 'key'> & { readonly again: boolean };

const flows: Readonly<Record<Line['kind'], readonly [Flow, Reason]>> = {
  gift: ['gift+', 'donation'],
  sale: ['sale+', 'purchase'],
  expense: ['cost+', 'expense'],
  fee: ['cost+', 'fee'],
};

/**
 * Checks lines against their campaign.
 * @throws RefusedDocument that names each one that can't be entered; none is entered then.
 */
export function prepare(lines: readonly Line[], campaign: StoredCampaign, now: number): Prepared[] {
  const sources = new Map(sourcesOf(campaign).map(({ id, kind }) => [id, kind ?? 'gifts']));
  const zone = campaign.document['timeZone'];
  const last = today(now, typeof zone === 'string' ? zone : 'UTC');
  const problems: Problem[] = [];
  const prepared = lines.map((line, index): Prepared | undefined => {
    const refuse = (field: string, message: string): undefined => {
      problems.push({ path: `lines[${index}].${field}`, message });
      return undefined;
    };
    const { again = false, ahead = false, at, kind, label, source = '' } = line;
    const amount = parseAmount(line.amount, campaign.currency);
    if (!amount?.minor) return refuse('amount', 'expected an amount above 0 like "50.00"');
    if (at.slice(0, 10) > last && !ahead) {
      return refuse(
        'at',
        'expected a day that has been: what is booked has happened; a day to come that is meant is sent with "ahead": true',
      );
    }
    if (source && !sources.has(source)) return refuse('source', 'expected the id of a source of this campaign');
    const isRightKind = (kind === 'sale' ? 'sales' : 'gifts') === (sources.get(source) ?? 'gifts');
    if (source && !isRightKind && (kind === 'gift' || kind === 'sale')) {
      return refuse('source', `expected a source of ${kind === 'sale' ? 'sales' : 'gifts'}`);
    }
    const [flow, reason] = flows[kind];
    const person = personOf(line);
    return { at, flow, reason, amount, source, again, ...(label && { label }), ...(person && { person }) };
  });
  if (problems.length) throw new RefusedDocument(problems);
  return prepared.filter((line) => line !== undefined);
}

/** Only who gave is a person; a cost has none, so that no name gets where nobody looks for it. */
function personOf({ hideAmount, isPublic = false, kind, message, name }: Line): Person | undefined {
  if (kind !== 'gift' || (!name && !message)) return undefined;
  return { isPublic, ...(name && { name }), ...(message && { message }), ...(hideAmount && { hideAmount }) };
}

interface SourceFields {
  readonly id: string;
  readonly kind?: 'gifts' | 'sales';
  readonly label?: string;
}

/** The sources of a stored document, which was checked when it was saved. */
export const sourcesOf = ({ document }: Pick<StoredCampaign, 'document'>): readonly SourceFields[] =>
  (document['sources'] as readonly SourceFields[] | undefined) ?? [];
