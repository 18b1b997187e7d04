import { createHash } from 'node:crypto';
import * as z from 'zod';
import { isDate, today } from '../../core/calendar.ts';
import type { Flow, Reason } from '../../core/campaign.ts';
import type { Problem } from '../../core/errors.ts';
import { parseAmount } from '../../core/money.ts';
import { parseReference } from '../../core/reference.ts';
import { clean } from '../../core/text.ts';
import type { NewEntry, Person, StoredCampaign } from '../store/store.ts';
import { RefusedDocument } from './campaigns.ts';

const text = (most: number) => z.string().max(most).transform(clean).optional();

/** A line as the desk sends it. */
const lineSchema = z.strictObject({
  /** `return`: takes back the entry that `reverses` names. */
  kind: z.enum(['gift', 'sale', 'expense', 'fee', 'return']),
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
  /** What the row of a file is known by: the same row of the same file has the same, and no other one of it. */
  key: z.string().min(1).max(300).optional(),
  /** Which kind of file it is from: `camt.053`, `csv:ing-de`. */
  origin: z
    .string()
    .regex(/^[\w.:-]{1,60}$/, 'expected letters, digits, points and colons, at most 60')
    .optional(),
  /** The bank's or provider's own id of it. */
  bankId: text(200),
  /** A creditor reference (ISO 11649) or the payer's end-to-end reference. */
  reference: text(140),
  /** The id of the entry that a return takes back. */
  reverses: z.string().max(40).optional(),
});

export type Line = z.output<typeof lineSchema>;

/** @throws RefusedDocument that names each place that is not as expected. */
export function readLines(sent: readonly unknown[]): readonly Line[] {
  const problems: Problem[] = [];
  const lines = sent.flatMap((one, index) => {
    const read = lineSchema.safeParse(one);
    if (read.success) return read.data;
    for (const { message, path } of read.error.issues) {
      problems.push({ path: [`lines[${index}]`, ...path].join('.'), message });
    }
    return [];
  });
  if (problems.length) throw new RefusedDocument(problems);
  return lines;
}

/** A line ready for the books, save for its key. */
export type Prepared = Omit<NewEntry, 'key'> & {
  readonly again: boolean;
  /** As it is kept. Absent: it is known by what it says. */
  readonly key?: string;
  /** Whether it takes another entry back; which one may not be said yet. */
  readonly isReturn: boolean;
  /** The creditor reference it came with, which may be that of a gift that was announced. */
  readonly creditorReference?: string;
};

const flows: Readonly<Record<Line['kind'], readonly [Flow, Reason]>> = {
  gift: ['gift+', 'donation'],
  sale: ['sale+', 'purchase'],
  expense: ['cost+', 'expense'],
  fee: ['cost+', 'fee'],
  // Of which sum it takes is said by the entry that it takes back.
  return: ['gift-', 'refund'],
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
  const keys = new Set<string>();
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
    if (line.reverses !== undefined && kind !== 'return') {
      return refuse('reverses', 'expected no entry to take back: only a return takes one back');
    }
    if (line.key !== undefined && keys.size === keys.add(line.key).size) {
      return refuse('key', 'expected a key of its own: another line of the list has the same');
    }
    const [flow, reason] = flows[kind];
    const person = personOf(line);
    return {
      ...{ at, flow, reason, amount, source, again, isReturn: kind === 'return' },
      ...(label && { label }),
      ...(person && { person }),
      ...(line.reverses && { reverses: line.reverses }),
      ...fileOf(line),
    };
  });
  if (problems.length) throw new RefusedDocument(problems);
  return prepared.filter((line) => line !== undefined);
}

const digest = (said: string): string => createHash('sha256').update(said).digest('base64url').slice(0, 22);

/** What is kept of the file that a line is from. */
function fileOf({ bankId, key, origin, reference }: Line): Pick<Prepared, 'bank' | 'creditorReference' | 'key'> {
  const creditorReference = reference ? parseReference(reference) : undefined;
  const bank = {
    origin: origin ?? '',
    ...(bankId && { id: bankId }),
    // One of ours names nobody. What a payer chose may hold a name, so 18 bits of it are kept: too few to tell whose.
    ...(reference && { reference: creditorReference ? digest(creditorReference) : digest(reference).slice(0, 3) }),
  };
  return {
    ...(key && { key: `bank:${digest(key)}` }),
    ...(creditorReference && { creditorReference }),
    ...((origin || bankId || reference) && { bank }),
  };
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
