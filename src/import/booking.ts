/*
 * From rows that were read to lines that are booked: what each is known by, so that the same file twice books nothing and two equal
 * gifts of a day are two; and what of a row goes into the books. Pure; the desk, WordPress and the command line send what is made here.
 */
import type { Row, RowKind, Statement } from './statement.ts';

/** A line as the books take it. */
export interface BookLine {
  /** `return`: takes back the entry that `reverses` names. */
  readonly kind: 'gift' | 'sale' | 'expense' | 'fee' | 'return';
  /** `YYYY-MM-DD`. */
  readonly at: string;
  /** A decimal string above zero, in the campaign's currency. */
  readonly amount: string;
  readonly source?: string;
  readonly label?: string;
  readonly name?: string;
  readonly message?: string;
  /** Whether name and message may be shown. Absent: no. */
  readonly isPublic?: boolean;
  /** It is one more, though it was booked before or the books hold one like it. */
  readonly again?: boolean;
  /** Its day is still to come, and that is meant. */
  readonly ahead?: boolean;
  /** What it is known by. 1 to 300 characters. */
  readonly key?: string;
  /** Which kind of file it is from: `camt.053`, `csv:ing-de`. 1 to 60 characters. */
  readonly origin?: string;
  /** The bank's or provider's own id of it. 1 to 200 characters. */
  readonly bankId?: string;
  /** A creditor reference (ISO 11649) or the payer's end-to-end reference. 1 to 140 characters. */
  readonly reference?: string;
  /** The id of the entry that it takes back. */
  readonly reverses?: string;
}

/** What an organiser decided of a row. */
export interface Choice {
  readonly kind?: RowKind;
  readonly source?: string;
  readonly isPublic?: boolean;
  readonly label?: string;
  readonly again?: boolean;
  readonly ahead?: boolean;
  readonly reverses?: string;
}

/** Which kind of file a statement is. */
export const originOf = ({ format, profile }: Pick<Statement, 'format' | 'profile'>): string =>
  [format, profile].filter(Boolean).join(':').slice(0, 60);

/** FNV-1a, folded to 16 bits: enough to tell apart two givers of one day and amount, and too few to tell from it who they were. */
function traceOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (((hash >>> 16) ^ hash) & 0xffff).toString(16).padStart(4, '0');
}

/** What moved, as far as it is read. Its direction is not in it where it isn't known, since whoever mends a row may only say it. */
const movedOf = ({ amount, at, currency }: Row): string => [at ?? '', amount ?? '', currency ?? ''].join(' ');

/**
 * What each row is known by, in the rows' order: the bank's own id with day and amount, else all that the row says; and which of
 * several equal ones of the file it is. Neither the kind of file nor a choice is in it, so that neither changes it.
 */
export function keysOf(rows: readonly Row[]): readonly string[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const { bankId, message, name, reference } = row;
    const own =
      bankId === null ? `row ${traceOf([name, message, reference].join('\n'))}` : `id ${bankId.slice(0, 200)}`;
    const key = `${movedOf(row)} ${own}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return nth ? `${key} #${nth + 1}` : key;
  });
}

const lineKinds: Readonly<Record<RowKind, BookLine['kind']>> = {
  ...{ gift: 'gift', sale: 'sale', cost: 'expense', fee: 'fee', return: 'return' },
};

/** As much of a text as the books take. */
const upTo = (text: string | null, most: number): string => (text ?? '').slice(0, most);

/**
 * The line that a row is booked as. What people wrote goes with a gift, and is shown only when that was chosen; of a sale, a cost or a
 * fee nothing of it is taken but a label that was chosen.
 * @param row Its day and amount MUST be read.
 */
export function lineOf(row: Row, key: string, origin: string, choice: Choice = {}): BookLine {
  const { again, ahead, isPublic, label, reverses, source } = choice;
  const kind = lineKinds[choice.kind ?? row.kind ?? 'gift'];
  const isGift = kind === 'gift';
  const line = {
    source: kind === 'gift' || kind === 'sale' ? source : '',
    label: upTo(label ?? null, 300),
    name: isGift ? upTo(row.name, 200) : '',
    message: isGift ? upTo(row.message, 2000) : '',
    origin,
    bankId: upTo(row.bankId, 200),
    reference: upTo(row.reference, 140),
    reverses: kind === 'return' ? reverses : '',
    isPublic: isGift && isPublic && (row.name !== null || row.message !== null),
    ...{ again, ahead },
  };
  const said = Object.entries(line).filter(([, value]) => Boolean(value));
  return { kind, at: row.at ?? '', amount: row.amount ?? '', key: key.slice(0, 300), ...Object.fromEntries(said) };
}
