/*
 * What can be written behind `glassjar`, and what is said when it can't. No imports, and nothing that an older Node couldn't read: this
 * has to run where the rest doesn't.
 */

/** The commands that do something. */
export type CommandName = 'serve' | 'login' | 'backup' | 'restore' | 'check' | 'export' | 'import' | 'migrate';

/** What was asked for. */
export interface AskedCommand {
  readonly command: CommandName;
  /** `''`: none. */
  readonly argument: string;
  readonly second: string;
  /** By name, without the dashes; `''` for one that takes no value. */
  readonly options: Readonly<Record<string, string>>;
}

export type AskedLine =
  | AskedCommand
  | { readonly command: 'help'; readonly argument: string }
  | { readonly command: 'version' }
  | { readonly wrong: string };

interface Described {
  readonly does: string;
  /** What stands behind it, as the help shows it. */
  readonly takes?: string;
  /** How many of those must and may be there. */
  readonly least?: number;
  readonly most?: number;
  readonly wants?: string;
  /** Each with what its value is, `''` for none, and what it does. */
  readonly options?: Readonly<Record<string, readonly [value: string, does: string]>>;
}

const described: Readonly<Record<CommandName, Described>> = {
  serve: { does: 'Starts the server. The same as no command at all.' },
  login: {
    does: 'Prints a link to the organiser’s desk. It works once, for half an hour.',
    options: { name: ['NAME', 'who logs in with it, for the log of changes'] },
  },
  backup: {
    does: 'Copies the SQLite database while it is in use.',
    ...{ takes: 'FILE', least: 1, most: 1, wants: 'the file to copy to' },
  },
  restore: {
    does: 'Puts a copy in place of the database, once it was found to add up. Stop the server first.',
    ...{ takes: 'FILE', least: 1, most: 1, wants: 'the file to restore from' },
  },
  check: { does: 'Adds all lines of the books up again and says what doesn’t fit.' },
  migrate: {
    does: 'Makes the tables as their owner, and gives a server’s role the rights it needs (PostgreSQL).',
    ...{ takes: '[ROLE]', most: 1 },
  },
  export: {
    does: 'Writes a campaign’s whole books, as CSV or JSON by the file’s ending, to the file or else as CSV to the screen.',
    ...{ takes: 'CAMPAIGN [FILE]', least: 1, most: 2, wants: 'the id of a campaign' },
    options: {
      language: ['LANGUAGE', 'de or en: headings and separators for Excel in that language'],
      plain: ['', 'CSV in the words of the wire format, with commas, for programs'],
    },
  },
  import: {
    does: 'Says what stands in a file of a bank or a provider: CSV, CAMT.053, MT940, or a ZIP of them. Books nothing without --book.',
    ...{ takes: 'FILE', least: 1, most: 1, wants: 'the file to read, or - for what is piped in' },
    options: {
      campaign: ['ID', 'says which rows the books of that campaign know already'],
      book: ['', 'with --campaign: books what is ready, and nothing else'],
      source: ['ID', 'with --book: the source of the campaign that it is booked under'],
      currency: ['CODE', 'the currency (the campaign’s, else EUR); what is in another one is left out'],
      zone: ['ZONE', 'the time zone in which a moment becomes a day (the campaign’s, else this machine’s)'],
      json: ['', 'one JSON object in place of sentences'],
      create: ['ID', 'makes a campaign of that id of a campaign’s JSON, with its books and the same sums'],
    },
  },
};

const names = Object.keys(described) as readonly CommandName[];
const isCommand = (name: string): name is CommandName => names.indexOf(name as CommandName) >= 0;

/** Reads what stands behind `glassjar`. */
export function parseLine(given: readonly string[]): AskedLine {
  const words: string[] = [];
  const options: Record<string, string> = {};
  let isOver = false;
  for (let at = 0; at < given.length; at++) {
    const word = given[at]!;
    if (isOver || word === '-' || word.charAt(0) !== '-') {
      words.push(word);
      continue;
    }
    if (word === '--') {
      isOver = true;
      continue;
    }
    const [, name = '', value] = /^--?([^=]*)(?:=([\s\S]*))?$/.exec(word) || [];
    if (name === 'h' || name === 'help' || name === '?') return helpOf(words[0]);
    if (name === 'v' || name === 'V' || name === 'version') return { command: 'version' };
    const command = words[0] === undefined ? 'serve' : words[0];
    const known = (isCommand(command) && described[command].options) || {};
    if (!Object.prototype.hasOwnProperty.call(known, name) || word.slice(0, 2) !== '--') {
      return {
        wrong: notKnown(
          'option',
          word.replace(/=[\s\S]*$/, ''),
          [...Object.keys(known), 'help', 'version'].map((one) => `--${one}`),
        ),
      };
    }
    if (!known[name]![0]) {
      if (value !== undefined) return { wrong: `--${name} takes no value` };
      options[name] = '';
      continue;
    }
    const said = value === undefined ? given[++at] : value;
    if (said === undefined || !said.trim())
      return { wrong: `--${name}: expected ${known[name]![0]}, ${known[name]![1]}` };
    options[name] = said.trim();
  }
  const [command = 'serve', ...rest] = words;
  if (command === 'help') return helpOf(rest[0]);
  if (command === 'version') return { command: 'version' };
  if (!isCommand(command)) return { wrong: notKnown('command', command, [...names, 'help', 'version']) };
  const { least = 0, most = 0, wants = '' } = described[command];
  if (rest.length < least)
    return { wrong: `${command}: expected ${wants}: npx glassjar ${command} ${described[command].takes}` };
  if (rest.length > most) {
    return {
      wrong: `${command}: found ${rest[most]} where nothing more belongs; npx glassjar help ${command} says what does`,
    };
  }
  return { command, argument: rest[0] || '', second: rest[1] || '', options };
}

function helpOf(topic: string | undefined): AskedLine {
  if (topic === undefined || topic === 'help' || topic === 'version') return { command: 'help', argument: '' };
  return isCommand(topic)
    ? { command: 'help', argument: topic }
    : { wrong: notKnown('command', topic, [...names, 'help', 'version']) };
}

/** The help as a whole, or that of one command. */
export function helpFor(command: string): string {
  const column = (left: string, right: string): string =>
    `  ${(left + ' '.repeat(30)).slice(0, Math.max(30, left.length + 2))}${right}`;
  if (isCommand(command)) {
    const { does, options = {}, takes = '' } = described[command];
    const listed = Object.keys(options).map((name) => {
      const [value, what] = options[name]!;
      return column(`--${name}${value && ` ${value}`}`, what);
    });
    return [
      `npx glassjar ${[command, takes].filter(Boolean).join(' ')}${listed.length ? ' [options]' : ''}`,
      '',
      does,
      ...(listed.length ? ['', ...listed] : []),
    ].join('\n');
  }
  return [
    'npx glassjar [command]',
    '',
    ...names.map((name) => column([name, described[name].takes].filter(Boolean).join(' '), described[name].does)),
    column('help [COMMAND]', 'This text, or what there is to one command (also --help).'),
    column('version', 'The version (also --version).'),
    '',
    'Settings come from the environment: PORT, HOST, PUBLIC_URL, DATABASE_URL, STRIPE_SECRET_KEY and others; the README lists them.',
  ].join('\n');
}

function notKnown(what: string, given: string, all: readonly string[]): string {
  const [nearest] = all
    .map((one) => ({ one, far: distance(given.toLowerCase(), one) }))
    .sort((a, b) => a.far - b.far)
    .filter(({ far, one }) => far <= Math.ceil(one.length / 3));
  const hint = nearest ? `did you mean ${nearest.one}?` : `expected one of ${all.join(', ')}`;
  return `unknown ${what} ${given}: ${hint}`;
}

/** How many signs have to be put in, taken out or exchanged between two words. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[other.length]!;
}

/** From where on Node copies its SQLite databases: 22.16, and 23.8 of the line between. */
export function tooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 23 || (major === 23 && minor >= 8) || (major === 22 && minor >= 16)) return undefined;
  return `glassjar needs Node 22.16 or newer, this is ${version}: get it from nodejs.org`;
}

/** In place of the error of a package that isn't there: which, and how to get it. */
export function missingPackage(error: unknown): string | undefined {
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  const name = (/^Cannot find package '((?:@[^/']+\/)?[^/']+)/.exec(error.message) || [])[1];
  if (!name) return undefined;
  const all = name === 'hono' || name === '@hono/node-server' ? 'hono @hono/node-server' : name;
  return `glassjar needs the package ${name}, which is not there: npm install ${all}`;
}
