import { parseReference } from '../../core/reference.ts';
import { purposeOf, textOf } from '../purpose.ts';
import type { Booked } from '../rows.ts';
import { isBookingWord } from '../words.ts';
import type { Cells } from './cells.ts';
import type { TextRow } from './csv.ts';
import type { Role } from './headings.ts';
import type { Profile, Reading } from './profiles.ts';

/** A text without the single quotes into which some banks put it as a whole. */
const unquoted = (cell: string): string => /^'([^']*)'$/.exec(cell)?.[1] ?? cell;

/** Who is at the other end, what they wrote, and the bank's ids. */
export function textsOf(
  cells: Cells,
  profile: Profile | undefined,
  row: TextRow,
  sign: 1 | -1 | null,
): Pick<Booked, 'name' | 'message' | 'reference' | 'bankId'> {
  const side = sign === -1 ? ['payee', 'payer'] : ['payer', 'payee'];
  const both = cells.all('payer').length > 0 && cells.all('payee').length > 0;
  const inParts = [cells.cell(row, 'first-name'), cells.cell(row, 'last-name')].filter(Boolean).join(' ');
  const name =
    cells.named(row, 'name') ||
    inParts ||
    cells.named(row, side[0] as Role) ||
    (both ? '' : cells.named(row, side[1] as Role)) ||
    (both ? cells.named(row, 'own') : '');
  // What stands in one column again in another, the name too, was said once.
  const texts = [...new Set(cells.all('message').flatMap((index) => unquoted(row.cells[index] ?? '') || []))];
  const isOnce = (text: string): boolean => !texts.some((other) => other !== text && other.includes(text));
  const said = texts.filter((text) => isOnce(text) && (texts.length < 2 || text !== name)).join(' ');
  const purpose = purposeOf(said);
  const reading: Reading = {
    name: textOf(purpose.name ?? name),
    message: purpose.message,
    bankId: textOf(cells.cell(row, 'id')),
  };
  const told = profile?.unpack?.(reading, said || cells.cell(row, 'type')) ?? reading;
  const reference = textOf(cells.cell(row, 'reference'));
  return {
    name: told.name && isBookingWord(told.name) ? null : textOf(told.name ?? undefined),
    message: told.message && isBookingWord(told.message) ? null : textOf(told.message ?? undefined),
    reference: (reference && parseReference(reference)) ?? purpose.reference ?? reference,
    bankId: told.bankId,
  };
}
