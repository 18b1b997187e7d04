/* Translations as gettext has them: text files that people edit (.po), and what WordPress reads (.mo, and .json for scripts). */

/** One text to translate. Its key is context, U+0004 and text, as in a .mo file. */
export interface Message {
  readonly context?: string;
  readonly text: string;
  readonly plural?: string;
  /** For translators. */
  readonly comments: Set<string>;
  /** Where it stands: `includes/front/Words.php`. */
  readonly places: Set<string>;
}

/** Translations by key: one text, or one for each plural form. */
export type Translations = Map<string, readonly string[]>;

export const keyOf = ({ context, text }: Pick<Message, 'context' | 'text'>): string =>
  context === undefined ? text : `${context}\u0004${text}`;

const quoted = (text: string): string =>
  `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;

const unquoted = (line: string): string =>
  line
    .slice(line.indexOf('"') + 1, line.lastIndexOf('"'))
    .replace(/\\(.)/g, (_all, sign: string) => ({ n: '\n', t: '\t' })[sign] ?? sign);

const header = (locale: string): string =>
  [
    'Project-Id-Version: Glassjar',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
    `Language: ${locale}`,
    'Plural-Forms: nplurals=2; plural=(n != 1);',
    'X-Domain: glassjar',
    '',
  ].join('\n');

/** A .po file of these messages, or with no translations the .pot. */
export function poOf(messages: Iterable<Message>, translations: Translations = new Map(), locale = ''): string {
  const blocks = [
    `msgid ""\nmsgstr ""\n${header(locale)
      .trim()
      .split('\n')
      .map((line) => quoted(`${line}\n`))
      .join('\n')}`,
  ];
  for (const message of messages) {
    const found = translations.get(keyOf(message)) ?? [];
    const lines = [...message.comments].map((comment) => `#. ${comment}`);
    lines.push(`#: ${[...message.places].join(' ')}`);
    if (message.context !== undefined) lines.push(`msgctxt ${quoted(message.context)}`);
    lines.push(`msgid ${quoted(message.text)}`);
    if (message.plural === undefined) lines.push(`msgstr ${quoted(found[0] ?? '')}`);
    else {
      lines.push(`msgid_plural ${quoted(message.plural)}`);
      for (const form of [0, 1]) lines.push(`msgstr[${form}] ${quoted(found[form] ?? '')}`);
    }
    blocks.push(lines.join('\n'));
  }
  return `${blocks.join('\n\n')}\n`;
}

/** Reads a .po file; what is not translated in it is left out. */
export function readPo(text: string): Translations {
  const found: Translations = new Map();
  for (const block of text.split(/\n\s*\n/)) {
    const fields: Record<string, string> = {};
    let field = '';
    for (const line of block.split('\n')) {
      const start = /^(msg\w+(?:\[\d\])?) "/.exec(line);
      if (start) fields[(field = start[1]!)] = unquoted(line);
      else if (line.startsWith('"')) fields[field] += unquoted(line);
    }
    const { msgctxt: context, msgid: id } = fields;
    const forms = fields['msgstr'] === undefined ? [fields['msgstr[0]'], fields['msgstr[1]']] : [fields['msgstr']];
    if (id && forms.every(Boolean)) found.set(context === undefined ? id : `${context}\u0004${id}`, forms as string[]);
  }
  return found;
}

/** A .mo file (GNU gettext's manual, "The Format of GNU MO Files"), little-endian, without a hash table. */
export function moOf(messages: Iterable<Message>, translations: Translations, locale: string): Buffer {
  const pairs: [Buffer, Buffer][] = [[Buffer.from(''), Buffer.from(header(locale))]];
  for (const message of messages) {
    const forms = translations.get(keyOf(message));
    if (!forms) continue;
    const original = keyOf(message) + (message.plural === undefined ? '' : `\0${message.plural}`);
    pairs.push([Buffer.from(original), Buffer.from(forms.join('\0'))]);
  }
  // Readers search by halves.
  pairs.sort(([a], [b]) => Buffer.compare(a, b));
  const start = 28;
  const texts: Buffer[] = [];
  let at = start + pairs.length * 16;
  const table = (side: 0 | 1): Buffer => {
    const rows = Buffer.alloc(pairs.length * 8);
    pairs.forEach((pair, index) => {
      rows.writeUInt32LE(pair[side].length, index * 8);
      rows.writeUInt32LE(at, index * 8 + 4);
      texts.push(pair[side], Buffer.from([0]));
      at += pair[side].length + 1;
    });
    return rows;
  };
  const tables = [table(0), table(1)];
  const head = Buffer.alloc(start);
  for (const [index, value] of [0x950412de, 0, pairs.length, start, start + pairs.length * 8, 0, at].entries())
    head.writeUInt32LE(value, index * 4);
  return Buffer.concat([head, ...tables, ...texts]);
}

/** What `wp.i18n` reads for a script (Jed 1.x). */
export function jedOf(messages: Iterable<Message>, translations: Translations, locale: string): string {
  const words: Record<string, unknown> = {
    '': { domain: 'messages', lang: locale, 'plural-forms': 'nplurals=2; plural=(n != 1);' },
  };
  for (const message of messages) {
    const forms = translations.get(keyOf(message));
    if (forms) words[keyOf(message)] = forms;
  }
  return JSON.stringify({ domain: 'messages', locale_data: { messages: words } });
}
