/*
 * CAMT.053, the statement of ISO 20022 (versions 001.02 to 001.13: what is read here stands in the same places in all of them).
 * The message definition report says what each element means; the German rules are in DFÜ-Abkommen, Anlage 3, chapter 7.
 */
import { parseAmount } from '../core/money.ts';
import { textOf as textIn, readXml, type XmlElement } from '../core/xml.ts';
import { isCurrency } from '../core/currencies.ts';
import { dayOfText } from './days.ts';
import { kindOf } from './words.ts';
import { progressOf } from './progress.ts';
import { purposeOf, textOf } from './purpose.ts';
import { decimalText, type Booked } from './rows.ts';
import type { Problem, ReadOptions } from './statement.ts';

/** What a document holds: accounts in their order, each with its balances and what was booked. */
export interface Account {
  readonly iban: string | null;
  readonly currency: string | null;
  /** Minor units with their sign. */
  readonly opening: number | null;
  readonly closing: number | null;
  /** What was booked, in minor units with its sign: by the entries themselves, also those that can't be read in parts. */
  readonly moved: number | null;
  /** The day of the opening balance, by which several statements are put in order. */
  readonly from: string | null;
  readonly rows: readonly Booked[];
}

const children = (element: XmlElement | undefined, name: string): XmlElement[] =>
  (element?.children ?? []).filter((child): child is XmlElement => typeof child !== 'string' && child.name === name);

/** The first element by a path of names. */
function at(element: XmlElement | undefined, path: string): XmlElement | undefined {
  let found = element;
  for (const name of path.split('/')) [found] = children(found, name);
  return found;
}

const text = (element: XmlElement | undefined, path: string): string | null => {
  const found = at(element, path);
  return found ? textOf(textIn(found)) : null;
};

const first = (element: XmlElement | undefined, ...paths: string[]): string | null => {
  for (const path of paths) {
    const found = text(element, path);
    if (found !== null) return found;
  }
  return null;
};

interface Sum {
  readonly amount: string;
  readonly minor: number;
  readonly currency: string;
}

/** An amount with its currency; undefined for none, and for one that is not well formed. */
function sumOf(element: XmlElement | undefined): Sum | undefined {
  const currency = element?.attributes.get('Ccy') ?? '';
  const figure = element ? textIn(element).trim() : '';
  const plain = /^(\d+)(?:\.(\d*?)0*)?$/.exec(figure);
  if (!plain || !isCurrency(currency)) return undefined;
  const whole = plain[1]!.replace(/^0+(?=\d)/, '');
  const money = parseAmount(plain[2] ? `${whole}.${plain[2]}` : whole, currency);
  return money && { amount: decimalText(money.minor, currency), minor: money.minor, currency };
}

const signIn = (element: XmlElement): 1 | -1 | undefined =>
  ({ CRDT: 1, DBIT: -1 })[text(element, 'CdtDbtInd') ?? ''] as 1 | -1 | undefined;

/** How an entry stands; a statement without a word of it has only what was booked. */
const statusOf = (entry: XmlElement): string => first(entry, 'Sts/Cd', 'Sts') ?? 'BOOK';

/** The first `Document` down to a depth. */
function documentIn(element: XmlElement, depth: number): XmlElement | undefined {
  if (element.name === 'Document') return element;
  if (!depth) return undefined;
  for (const child of element.children) {
    const found = typeof child === 'string' ? undefined : documentIn(child, depth - 1);
    if (found) return found;
  }
  return undefined;
}

/** Whose document it is, or why it is none that can be booked. */
export function documentOf(xml: string): { readonly root: XmlElement } | { readonly problem: Problem } {
  const outer = readXml(xml);
  // Within an envelope, or by itself.
  const root = outer && (documentIn(outer, 3) ?? outer);
  const [message] = (root?.children ?? []).filter((child): child is XmlElement => typeof child !== 'string');
  const space = root?.space ?? '';
  if (/pain\.\d/.test(space) || /^(?:CstmrCdtTrfInitn|CstmrDrctDbtInitn|CstmrPmtStsRpt)$/.test(message?.name ?? ''))
    return { problem: { code: 'payment-order' } };
  if (/camt\.052/.test(space) || message?.name === 'BkToCstmrAcctRpt') return { problem: { code: 'intraday' } };
  if (/camt\.054/.test(space) || message?.name === 'BkToCstmrDbtCdtNtfctn')
    return { problem: { code: 'notification' } };
  if (!root || message?.name !== 'BkToCstmrStmt') return { problem: { code: 'unknown-xml' } };
  // What is cut off has lost entries: its sums would be wrong.
  return outer?.isWhole && root.isWhole ? { root: message } : { problem: { code: 'damaged' } };
}

/** The lines on which entries begin, in their order. */
function linesOf(xml: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let from = 0;
  for (const { index } of xml.matchAll(/<(?:[\w.-]+:)?Ntry[\s>]/g)) {
    for (let next = xml.indexOf('\n', from); next >= 0 && next < index; next = xml.indexOf('\n', from)) {
      line += 1;
      from = next + 1;
    }
    lines.push(line);
  }
  return lines;
}

/** Reads a document's accounts. */
export function readCamt(root: XmlElement, xml: string, options: ReadOptions): Account[] {
  const lines = linesOf(xml);
  let count = 0;
  const tell = progressOf(options, lines.length);
  return children(root, 'Stmt').map((statement) => {
    const balances = children(statement, 'Bal').map((balance) => ({
      code: first(balance, 'Tp/CdOrPrtry/Cd', 'Tp/CdOrPrtry/Prtry') ?? '',
      sum: sumOf(at(balance, 'Amt')),
      sign: signIn(balance),
    }));
    const signed = ({ sum, sign }: (typeof balances)[number]): number | null => (sum && sign ? sum.minor * sign : null);
    const find = (...codes: string[]): number | null => {
      const found = codes.map((code) => balances.filter((one) => one.code === code)).find((some) => some.length);
      return found ? signed(found[0]!) : null;
    };
    const entries = children(statement, 'Ntry');
    let moved: number | null = 0;
    const rows: Booked[] = [];
    for (const entry of entries) {
      const line = lines[count++] ?? 1;
      const sum = sumOf(at(entry, 'Amt'));
      const sign = signIn(entry);
      if (statusOf(entry) === 'BOOK') moved = sum && sign && moved !== null ? moved + sum.minor * sign : null;
      rows.push(...entryRows(entry, line, sum, sign, options));
      tell(count);
    }
    return {
      iban: text(statement, 'Acct/Id/IBAN') ?? text(statement, 'Acct/Id/Othr/Id'),
      currency: text(statement, 'Acct/Ccy') ?? balances.find(({ sum }) => sum)?.sum?.currency ?? null,
      // A statement of several pages begins with an interim balance, and ends with one.
      opening: find('OPBD', 'PRCD', 'ITBD'),
      closing:
        find('CLBD') ??
        balances
          .filter(({ code }) => code === 'ITBD')
          .map(signed)
          .at(-1) ??
        null,
      moved,
      from: first(children(statement, 'Bal')[0], 'Dt/Dt', 'Dt/DtTm')?.slice(0, 10) ?? null,
      rows,
    };
  });
}

/** Lines of a purpose in one: what fills a line goes on in the next one, in the middle of a word too; the others were written apart. */
const joined = (lines: readonly string[]): string =>
  lines.reduce((all, line, index) => {
    const before = lines[index - 1] ?? '';
    const isFull = /^(?:27|35|65|70|140)$/.test(String(before.length)) || /\s$/.test(before) || /^\s/.test(line);
    return all + (index === 0 || isFull ? '' : ' ') + line;
  }, '');

/** A booked entry: one row, or one for each of its transfers where their amounts make the whole. */
function entryRows(
  entry: XmlElement,
  line: number,
  sum: Sum | undefined,
  sign: 1 | -1 | undefined,
  options: ReadOptions,
): Booked[] {
  const status = statusOf(entry);
  const written = first(entry, 'BookgDt/Dt', 'BookgDt/DtTm', 'ValDt/Dt', 'ValDt/DtTm') ?? '';
  const day = dayOfText(written, { order: 'unknown', isUtc: false, zone: options.zone, today: options.today });
  const isReversal = /^(?:true|1)$/.test(text(entry, 'RvslInd') ?? '');
  const codes = [
    text(entry, 'BkTxCd/Domn/Cd'),
    text(entry, 'BkTxCd/Domn/Fmly/Cd'),
    text(entry, 'BkTxCd/Domn/Fmly/SubFmlyCd'),
  ];
  const additional = text(entry, 'AddtlNtryInf');
  const details = children(entry, 'NtryDtls').flatMap((one) => children(one, 'TxDtls'));
  const amounts = details.map((one) => sumOf(at(one, 'Amt')) ?? sumOf(at(one, 'AmtDtls/TxAmt/Amt')));
  const signs = details.map((one) => signIn(one) ?? sign);
  const total = amounts.reduce<number | undefined>(
    (all, one, index) =>
      all === undefined || !one || one.currency !== sum?.currency ? undefined : all + one.minor * (signs[index] ?? 0),
    0,
  );
  const isBatch = details.length > 1 && sum && sign && total === sum.minor * sign;
  const parts = isBatch ? details : [details.length === 1 ? details[0] : undefined];
  return parts.map((part, index): Booked => {
    const own = isBatch ? amounts[index]! : sum;
    const way = (isBatch ? signs[index] : sign) ?? undefined;
    const refs = (name: string): string | null => (part ? text(part, `Refs/${name}`) : null);
    const bankRef = text(entry, 'AcctSvcrRef') ?? text(entry, 'NtryRef');
    const partRef = refs('AcctSvcrRef') ?? refs('TxId') ?? refs('InstrId');
    const isReturn =
      isReversal ||
      Boolean(part && at(part, 'RtrInf')) ||
      /^(?:RRTN|RRCT|RPCR|RRTR|UPDD|PRDD|UPCT)$/.test(codes[2] ?? '');
    const typed = kindOf(additional ?? '');
    const isFee =
      /^(?:CHRG|FEES|COMM|INTR)$/.test(codes[2] ?? '') ||
      (codes[1] === 'MDOP' && typed === 'fee') ||
      (!part && typed === 'fee');
    const party = (side: string): string | null =>
      part ? first(part, `RltdPties/${side}/Pty/Nm`, `RltdPties/${side}/Nm`) : null;
    const name =
      way === -1
        ? (party('UltmtCdtr') ?? party('Cdtr'))
        : isReturn
          ? (party('Cdtr') ?? party('Dbtr'))
          : (party('UltmtDbtr') ?? party('Dbtr'));
    const said = part ? joined(children(at(part, 'RmtInf'), 'Ustrd').map((one) => textIn(one))) : '';
    const structured = part ? first(part, 'RmtInf/Strd/CdtrRefInf/Ref', 'RmtInf/Strd/CdtrRefInf/CdtrRef') : null;
    const purpose = purposeOf(said);
    const more = part ? text(part, 'RmtInf/Strd/AddtlRmtInf') : null;
    const base = {
      line,
      at: 'at' in day ? day.at : null,
      amount: own?.amount ?? null,
      minor: own?.minor ?? null,
      currency: own?.currency ?? null,
      sign: way ?? null,
      kind: isReturn ? 'return' : isFee ? 'fee' : null,
      name: textOf(name ?? purpose.name ?? undefined),
      message: purpose.message ?? more,
      reference: structured ?? purpose.reference ?? refs('EndToEndId'),
      bankId: isBatch ? (partRef ?? (bankRef ? `${bankRef}/${index + 1}` : null)) : (bankRef ?? partRef),
    } as const;
    if (status === 'PDNG' || status === 'INFO' || status === 'FUTR') return { ...base, leftOut: 'pending' };
    if (status !== 'BOOK') return { ...base, refusal: 'unknown-state' };
    if (!own) return { ...base, refusal: 'unreadable-amount' };
    if ('why' in day) return { ...base, refusal: day.why };
    return base;
  });
}
