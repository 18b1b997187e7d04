/*
 * Which way money went in a table that has no sign: no amount in it has one, and neither a column of debits and credits nor a
 * balance stands beside. Two kinds of files look like that. People's lists and the exports of donation platforms hold only what
 * came in; statements of some houses and diaries of expenses hold both, and a word tells which, if anything does.
 *
 * What separates them:
 * - A heading that speaks of gifts or givers makes it a list of what came in, whatever else stands there.
 * - Else it is read only as long as nothing in it could say something else: each word for the kind of booking is known, no heading
 *   names whom money went to, and no column that isn't understood has few different words. A day, an amount, a name and a text are
 *   all that is left then.
 */
import { isInType, isMethod, isTypeKnown } from '../words.ts';
import type { TextRow } from './csv.ts';
import type { Role } from './headings.ts';
import type { Column } from './layout.ts';

/** Headings that speak of gifts or of who gave them. */
const gifts =
  /(?:^| )(?:spende\w*|spenden\w*|zuwendung\w*|gespendet|don(?:or|ors|ated|ation|ations|ateur|ateurs|ante|atore|s)|gifts?|givers?|geber|gever|supporters?|backers?|patrons?|contributors?|contributions?|fundraisers?|pledges?|unterstutzer\w*|einzahler\w*|eingezahlt|einzahlung\w*|gutschriftsdatum|darczynca|darowizna)(?: |$)/;

/** Whether a table holds what came in, by its headings. */
export const isGiftList = (columns: readonly Column[]): boolean => columns.some(({ plain }) => gifts.test(plain));

/** Headings below which stands by what somebody paid. */
const methodHeadings =
  /^(?:(?:payment|pay|zahlungs?)[ -]?(?:method|methode|art|mittel|weise|type|method type|weg)|method|gateway|betaalwijze|zahlweg|mode de paiement|moyen de paiement|metodo de pago|metodo di pagamento)$/;

/** Whether below a heading stands by what somebody paid. */
export const isMethodHeading = ({ plain }: Pick<Column, 'plain'>): boolean => methodHeadings.test(plain);

const categories =
  /^(?:(?:haupt|unter|ober|sub)? ?(?:kategorien?|categor(?:y|ies|ia|ie|ieen)|kategori(?:a|ja|e)?)|merchant category|registered category|rubrik kategori|souscategorie|mcc|tags?|labels?|stichworter|schlagworter|hashtag)$/;

/** Headings of who sold something. */
const sellers =
  /^(?:merchant|merchant name|shop|store|vendor|supplier|lieferant|handler|geschaft|laden|commercant|negozio|exercente|comercio|sklep|obchod|winkel)$/;

/** Few different short words, or codes that recur: the cells of a column that sorts rows. */
function areSorts(cells: readonly string[]): boolean {
  const different = new Set(cells.map((cell) => cell.toLowerCase()));
  if (different.size > Math.max(6, cells.length / 2)) return false;
  const isWord = (cell: string): boolean =>
    cell.length <= 40 &&
    cell.split(/\s+/).length <= 4 &&
    (/^[^\d@]*\p{L}[^\d@]*$/u.test(cell) || /^\p{Sm}$/u.test(cell));
  const isCode = (cell: string): boolean => /^\d{1,3}$/.test(cell) && different.size < cells.length;
  return cells.filter((cell) => isWord(cell) || isCode(cell)).length * 5 >= cells.length * 4;
}

/**
 * The headings below which stands what may say that money went out, in a table without a sign.
 * @param found The columns by their headings alone.
 * @param columns The same with what the file as a whole made of them.
 */
export function undirected(found: readonly Column[], columns: readonly Column[], rows: readonly TextRow[]): string[] {
  if (isGiftList(columns)) return [];
  const has = (...roles: readonly Role[]): boolean => columns.some(({ role }) => role && roles.includes(role));
  const isNamed = has('name', 'payer', 'first-name', 'last-name');
  return columns.flatMap((column, index) => {
    const { heading, plain, role } = column;
    const cells = rows.flatMap(({ cells: all }) => all[index] || []);
    if (!cells.length) return [];
    const isInDoubt = (): boolean => {
      // Who was paid by a card may as well be who paid with it, where nobody is named.
      if (isMethodHeading(column)) return !isNamed || !cells.every((cell) => isMethod(cell) || isTypeKnown(cell));
      if (role === 'type' && found[index]?.role === 'text')
        return areSorts(cells) && !cells.every((cell) => isTypeKnown(cell));
      if (role === 'type') return !cells.every((cell) => isTypeKnown(cell));
      if (role === undefined || categories.test(plain))
        return areSorts(cells) && !cells.every((cell) => isInType(cell));
      return (role === 'payee' && !isNamed) || sellers.test(plain);
    };
    return isInDoubt() ? [heading] : [];
  });
}
