import type { Flow, Reason } from '../../core/campaign.ts';

/** A line of the books with all that is to be stored of it. */
export interface NewLine {
  readonly at: string;
  readonly flow: Flow;
  readonly reason: Reason;
  readonly amount: number;
  readonly source: string;
  readonly key: string;
  readonly label?: string | undefined;
  /** The line it takes back. */
  readonly reverses?: { readonly number: number; readonly reason: string } | undefined;
  readonly donation?: number;
  readonly person?: number | null;
}
