import type { BookLine } from '../../import/booking.ts';

/* What the import needs of where it stands: the organiser's page, or WordPress's admin. */

/** A source that takes money. */
export interface ImportSource {
  readonly id: string;
  readonly label?: string;
  readonly kind?: 'gifts' | 'sales';
}

/** An entry that a return may take back. */
export interface Returned {
  readonly id: string;
  readonly at: string;
  readonly amount: string;
  readonly name?: string;
  readonly label?: string;
  /** The bank itself says that it is this one. */
  readonly isSure: boolean;
}

/** What the books say of lines, each by its place among those that were sent. */
export interface EnterAnswer {
  /** Booked before. */
  readonly known: readonly number[];
  /** The books hold an entry of that day and amount, of which nobody can tell whether it is the same. */
  readonly similar?: readonly number[];
  /** What lines of the kind `return` may take back. */
  readonly returns?: readonly { readonly line: number; readonly entries: readonly Returned[] }[];
  /** How many were written. */
  readonly written?: number;
}

/** Why lines were not entered; nothing of what was sent is. */
export class EnterError extends Error {
  /** By place among the lines that were sent. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];

  constructor(message: string, problems: EnterError['problems'] = []) {
    super(message);
    this.name = 'EnterError';
    this.problems = problems;
  }
}

/** The places of lines that were refused, out of those in what was sent: `lines[3].amount`. */
export const problemsOf = (
  problems: readonly { readonly path: string; readonly message: string }[],
): EnterError['problems'] =>
  problems.flatMap(({ message, path }) => {
    const line = /^lines\[(\d+)\]/.exec(path)?.[1];
    return line === undefined ? [] : [{ line: Number(line), message }];
  });

export interface ImportHost {
  /** The campaign's, ISO 4217. */
  readonly currency: string;
  /** IANA time zone in which an instant becomes a day. */
  readonly zone: string;
  /** Today there, `YYYY-MM-DD`. */
  readonly today: string;
  readonly sources: readonly ImportSource[];
  /** Whether a source has to be named, because one of several states a sum. */
  readonly mustChoose: { readonly gifts: boolean; readonly sales: boolean };
  /** What one copy brings, by source of sales; `''`: of the campaign's book. Decimal strings. */
  readonly proceeds: Readonly<Record<string, string>>;
  /** Whether single lines are typed here, too. */
  readonly hasOne: boolean;
  /** Whether names that are not shown are kept all the same, for whoever keeps the books. */
  readonly keepsNames: boolean;
  /** Where the books are to be seen once something was entered. Absent: the page shows them by itself. */
  readonly books?: string;
  /**
   * Asks what the books know of lines, or enters them, all or none.
   * @param request The same for a list that is sent again.
   * @throws EnterError
   */
  enter(lines: readonly BookLine[], request: string, isPreview: boolean): Promise<EnterAnswer>;
}
