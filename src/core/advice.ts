import { kinds } from './kinds.ts';

/*
 * What an author can write instead of what was refused. Only what can be meant in one way is proposed; what can be read in two
 * ways, both; for the rest the format's own example has to do.
 */

const write = (value: string): string => `write ${JSON.stringify(value)}`;
const bare = (value: number | boolean): string => `write ${value}, without quotes`;

/** The one field that must be there, by the name of what has it. */
const musts: Readonly<Record<string, string>> = {
  organiser: 'name',
  beneficiary: 'name',
  goal: 'amount',
  milestones: 'amount',
  book: 'title',
  pledge: 'text',
  needs: 'text',
  embeds: 'url',
  press: 'outlet',
  noMoney: 'text',
};

/**
 * What to write in place of a refused value; undefined where nobody can tell.
 * @param path Where it stands: `goal.amount`, `entries[3].at`.
 * @param expected What the format has there: a kind of value, `a|b`, `[]` or `{}`.
 * @param currency The document's, as far as it has one.
 */
export function adviceFor(path: string, expected: string, found: unknown, currency: string): string | undefined {
  if (found === null) return 'leave the field out where there is nothing to say';
  if (expected === '[]') return typeof found === 'object' ? 'write [ { … } ], also around a single one' : undefined;
  if (expected === 'version') return 'write "glassjar": 1, without quotes around the 1';
  if (typeof found === 'number' && /^(text|name)$/.test(expected)) return write(String(found));
  if (/^(amount|positive)$/.test(expected)) return amountFor(found, currency);
  if (typeof found !== 'string' || found.length > 200) return undefined;
  if (expected === '{}') {
    const must = musts[/(\w*)(?:\[\d+\])?$/.exec(path)![1]!];
    return must && `write { ${JSON.stringify(must)}: ${JSON.stringify(found.slice(0, 60))} }`;
  }
  return Object.hasOwn(advisers, expected) ? advisers[expected]!(found.trim()) : undefined;
}

const advisers: Readonly<Record<string, (said: string) => string | undefined>> = {
  date: dateFor,
  link: linkFor,
  count: numberFor,
  place: numberFor,
  flag(said) {
    if (/^(true|yes|ja)$/i.test(said)) return bare(true);
    return /^(false|no|nein)$/i.test(said) ? bare(false) : undefined;
  },
  currency(said) {
    const code = { '€': 'EUR', EURO: 'EUR', '£': 'GBP' }[said.toUpperCase()] ?? said.toUpperCase();
    return kinds.currency(code) && write(code);
  },
  language(said) {
    const code = { deutsch: 'de', german: 'de', englisch: 'en', english: 'en' }[said.toLowerCase()];
    return code || /^[a-z]{2}_[a-z]{2}$/i.test(said) ? write(code ?? said.replace('_', '-')) : undefined;
  },
  zone: () => 'write the name of its largest city: "Europe/Berlin", "Europe/Zurich", "America/New_York"',
  iban: () => 'look for a wrong or a missing digit',
};

/** The same amount as the format has it, where it can be meant in one way. */
function amountFor(found: unknown, currency: string): string | undefined {
  const said = (typeof found === 'number' ? String(found) : typeof found === 'string' ? found : '')
    .replace(/[€$£\s]|EUR|Euro|[,.]?[-\u2013\u2014]+$/gi, '')
    .slice(0, 40);
  if (/^[-\u2212\u2013]\d/.test(said)) return 'write it without a minus';
  const [, whole, part] = /^(\d{1,3})[.,](\d\d)\d$/.exec(said) ?? [];
  const [grouped = ''] = /^\d{1,3}(?:[.,'\u2019]\d{3})+(?=$|[.,])/.exec(said) ?? [];
  const digits = grouped.replace(/\D/g, '') || (/^\d+/.exec(said)?.[0] ?? '');
  const rest = grouped ? said.slice(grouped.length) : said.slice(digits.length);
  if (!/^([.,]\d{1,4})?$/.test(rest)) return undefined;
  const text = digits + rest.replace(',', '.');
  if (!kinds.amount(text, currency)) return undefined;
  return whole && grouped === said ? `${write(text)} or "${whole}.${part}", whichever is meant` : write(text);
}

function dateFor(said: string): string | undefined {
  const [, day = '', month = '', year] = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(said) ?? [];
  const turned = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year) return kinds.date(turned) ? write(turned) : 'there is no such day';
  const [, date, time] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d)?)?$/.exec(said) ?? [];
  if (!date) return undefined;
  if (!kinds.date(date)) return 'there is no such day';
  return time && `say how far from UTC it is, "${date}T${time}+02:00" for a summer's day in Berlin`;
}

function linkFor(said: string): string | undefined {
  if (/^[^\s@/:]+@[^\s@/:]+\.[a-z]{2,}$/i.test(said)) return write(`mailto:${said}`);
  const secure = `https://${said}`;
  return /^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(\/\S*)?$/i.test(said) && kinds.link(secure) ? write(secure) : undefined;
}

/** A whole number in quotes, or with its thousands parted. */
function numberFor(said: string): string | undefined {
  const digits = said.replace(/[.,\s'\u2019](?=\d{3}(?:\D|$))/g, '');
  return /^\d{1,12}$/.test(digits) ? bare(Number(digits)) : undefined;
}
