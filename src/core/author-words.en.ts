/*
 * What is said to an author whose file, address or page isn't right: the place is named before, and each sentence says what to
 * write or do. Values that stand in a file are written as they stand there. A test holds the languages together.
 */

/** Values as a sentence lists them. */
const list = (values: readonly string[], last = 'and'): string =>
  values.length > 1 ? `${values.slice(0, -1).join(', ')} ${last} ${values.at(-1)}` : values.join('');

export const authorEn = {
  /** BCP 47 of these words. */
  language: 'en',
  /** Between a fault and what to write instead. */
  advised: (fault: string, advice: string) => `${fault}: ${advice}`,
  /** Between two sentences on one thing. */
  also: (one: string, other: string) => `${one}; ${other}`,
  expected: (expected: string, found: string) => `expected ${expected}, got ${found}`,
  /** What each kind of value is, with an example to copy. */
  kinds: {
    text: 'a text in quotes',
    name: 'a text in quotes that is not empty',
    amount: 'an amount in quotes, digits with a dot before the cents, like "12000.00"',
    positive: 'an amount above 0 in quotes, digits with a dot before the cents, like "12000.00"',
    count: 'a whole number like 431',
    place: 'a whole number from 1',
    date: 'a date like "2026-05-22" or "2026-05-22T14:50:00+02:00"',
    link: 'a link like "https://example.org/give" or "./file"',
    language: 'a language like "de"',
    currency: 'a currency like "EUR"',
    zone: 'a time zone like "Europe/Berlin"',
    iban: 'an IBAN whose check digits fit',
    flag: 'true or false',
    version: '1',
  },
  aList: 'a list in [ ]',
  someFields: 'fields in { }',
  oneOf: (words: string) => `one of ${words}`,
  gotNothing: 'nothing',
  gotList: 'a list',
  gotFields: 'fields',

  write: (value: string) => `write ${value}`,
  writeBare: (value: string) => `write ${value}, without quotes`,
  writeEither: (one: string, other: string) => `write ${one} or ${other}, whichever is meant`,
  leaveOut: 'leave the field out where there is nothing to say',
  writeList: 'write [ { … } ], also around a single one',
  writeVersion: 'write "glassjar": 1, without quotes around the 1',
  writeZone: 'write the name of its largest city: "Europe/Berlin", "Europe/Zurich", "America/New_York"',
  noMinus: 'write it without a minus',
  wrongDigit: 'look for a wrong or a missing digit',
  noSuchDay: 'there is no such day',
  writeOffset: (example: string, city: string) => `say how far from UTC it is: ${example} where it is ${city}’s time`,

  sumsHidden: 'until it is mended, sums that depend on it are not shown',
  givingHidden: 'until it is mended, no way to give is shown',
  countsAsTrue: 'until it is mended, it counts as true',

  notCampaign: 'not a campaign that can be shown',
  noSum:
    'no sum is shown, for none follows from the file: a source needs "raised", or "copies" and "proceeds"; or there are "entries". Look for a misspelt field',
  moreOfThem: (count: number) => (count === 1 ? 'and once more' : `and ${count} times more`),
  moreFaults: (count: number) => (count === 1 ? 'and one more of other kinds' : `and ${count} more of other kinds`),

  unknownField: (fields: string) => `there is no such field here, and it is not read; here there can be ${fields}`,
  meantField: (name: string) => `there is no such field, and it is not read: did you mean ${name}?`,
  elsewhere: (places: readonly string[]) =>
    `there is no such field here, and it is not read: it belongs into ${list(places, 'or')}`,
  oneLevelUp: 'there is no such field, and it is not read: what stands in it belongs one level further out',
  unknownSource: (found: string, known: readonly string[]) =>
    known.length
      ? `there is no source ${found}: write the "id" of one of "sources", ${list(known, 'or')}`
      : `there is no source ${found}, since the file has none: add one with this "id" to "sources", or leave the field out`,
  meantSource: (found: string, meant: string) => `there is no source ${found}: did you mean ${meant}?`,
  startAfterEnd: (starts: string, ends: string) =>
    `the campaign starts (${starts}) after it ends (${ends}), so that it is over before it begins: correct one of the two`,
  futureFigures: (date: string) =>
    `${date} is still to come: figures can’t be of a later moment than now, so it is not taken for their age; write when they were true`,
  futureEntry: (date: string) =>
    `${date} is still to come: an entry is money that has moved; correct the date, or add it when it has`,
  partOfStated: (stated: string, booked: string, rest: string) =>
    `${stated} are stated, and the entries make ${booked} of it: they are shown as a part, and ${rest} as not listed one by one. If they are all that came in here, write "complete": true, and readers are told of any difference`,
  namesNoSource: (known: readonly string[], others: readonly string[], more: number) =>
    `it names no source, and may be a part of a sum that is stated, so it is not added: write "source", one of ${list(known, 'or')}${
      others.length ? `; so it is with ${others.join(', ')}${more ? ` and ${more} more` : ''}` : ''
    }`,
  nobodyCounted:
    'no number of people is shown, for nobody counts who gave these gifts: write "supporters" for each source that has gifts, or for none',
  moreNames: (stated: number, names: number) =>
    `"supporters" says ${stated}, and ${names} names stand in the entries: no number of people is shown; write how many gave, also those without a name`,
  foreignCover: (origin: string) =>
    `the picture lies on another site (${origin}) and is not shown, since that site would learn who reads this page: put it beside the page and write "./cover.jpg"`,
  textUnreadable:
    'letters were lost (there is “�” in it): the file is not saved as UTF-8. Save it again with the encoding “UTF-8”, and write the letters anew',
  textGarbled: (found: string, meant: string) =>
    `${found} was probably ${meant} once: the file was opened or saved with another encoding than UTF-8 on the way. Write it anew and save the file as UTF-8`,
  tooLong: (signs: string, most: string) =>
    `a text of ${signs} signs; only the first ${most} of it are shown: shorten it, and link to the rest`,
  tooMany: (count: string, most: string) => `a list of ${count}; only the first ${most} of it are read`,
  tooManyBooks: (count: string, most: string) =>
    `a list of ${count}; more than ${most} are not read, and without the rest no sum can be trusted, so that none is shown: put sums in their place`,

  /** Before the fault of a text that is not JSON: `campaign.json: not JSON, line 3, column 17: …`. */
  notJson: (place: string, fault: string) => `not JSON, ${place}: ${fault}`,
  place: (line: number, column: number) => `line ${line}, column ${column}`,
  notJsonAtAll: (fault: string) => `not JSON: ${fault}`,
  scriptNotJson: 'the <script type="application/json"> inside the element is not JSON',
  jsonFaults: {
    'missing-comma': (after: string) => `a comma is missing behind ${after}`,
    'trailing-comma': (before: string) =>
      `a comma too many: behind the last one, before ${before}, there must be none; delete it`,
    'double-comma': () => 'a comma too many: there are two in a row; delete one',
    'single-quotes': (found: string) => `texts stand in straight double quotes ("…"), not in single ones: ${found}`,
    'curly-quotes': (found: string) =>
      `a curly quotation mark, ${found}, as word processors make them: write a straight one, ", before and behind each text`,
    'unquoted-name': (found: string) => `the name of a field stands in quotes: write ${found}`,
    'unquoted-text': (found: string) => `a text stands in quotes: write ${found}`,
    'wrong-word': (found: string, meant: string) => `${found} is no word of JSON: write ${meant}`,
    number: (found: string, meant: string) =>
      meant ? `${found} is no number of JSON: write ${meant}` : `${found} is no number of JSON: put it in quotes`,
    comment: (found: string) => `${found} begins a comment, and JSON has none: delete it`,
    'missing-colon': (after: string) => `a colon is missing behind ${after}: "field": "value"`,
    'equals-sign': () => 'between a field and its value stands a colon, not "="',
    'missing-value': (after: string) => `there is no value behind ${after}`,
    'missing-name': (found: string) =>
      `the name of a field was expected here, in quotes and with a colon behind it ("title": "…"), not ${found}`,
    'quote-inside': (found: string) =>
      `a quotation mark within a text ends it, here before ${found}: write \\" for one that belongs to the text, or “…”`,
    'unclosed-text': (found: string) =>
      `the text that begins here, ${found}, is not closed on its line: its second quotation mark is missing; or write \\n for a line break within it`,
    'control-character': () => 'a tab or another invisible character stands within a text: write a blank, or \\t',
    'bad-escape': (found: string) =>
      `${found} means nothing in JSON: write \\\\ for a backslash that belongs to the text, or / in a path`,
    'odd-space': () =>
      'an invisible character that is no blank stands here, probably copied along: delete it and write a plain blank',
    unclosed: (opening: string, closing: string) =>
      `the ${opening} that opens here is never closed: ${closing} is missing`,
    'wrong-closing': (found: string, wanted: string, line: number) =>
      `${found} closes nothing here: ${wanted} is missing before it, for what was opened on line ${line}`,
    'too-much': (found: string) =>
      `the file has ended before ${found}: there is a } or ] too many, or something was put behind its end`,
    'not-object': (found: string) => `the file has to begin with {, not with ${found}`,
    empty: () => 'the file is empty',
    html: () => 'an HTML page came instead of JSON, perhaps an error or a login page',
    'other-encoding': () => 'it is saved as UTF-16 (“Unicode”): save it as UTF-8',
    unknown: (found: string) => `${found} can’t stand here`,
  },

  timeout: (seconds: number, address: string) =>
    `no complete answer within ${seconds} s; look whether ${address} opens in a tab`,
  noFile: (address: string, status: number) => `there is no file at ${address} (${status})`,
  badStatus: (address: string, status: number) => `the server answered ${status} for ${address}`,
  forbidden: (address: string, status: number) =>
    `the server doesn’t let anybody read ${address} (${status}): look at the file’s permissions and at passwords on its folder`,
  foundFrom: (src: string, base: string) =>
    `src="${src}" is looked for from ${base}: write the path from there, or one from the site’s root with a / in front ("/campaign.json")`,
  htmlCame: (address: string) =>
    `an HTML page came instead of JSON from ${address}, perhaps an error or a login page: open the address in a tab; what is seen there has to begin with {`,
  shareLink: (host: string) =>
    `a link of ${host} to look at a file leads to a page around it: use its link to the file itself`,
  rawLink: (address: string) => `the file itself is at ${address}`,
  contentType: (type: string) => `the server calls it ${type}, not application/json`,
  tooLarge: (megabytes: number) => `larger than ${megabytes} MB, which is no campaign`,
  unreachable: (address: string) => `could not be reached; look whether ${address} opens in a tab`,
  ownServer: 'if it does, a blocker or the page’s Content-Security-Policy (connect-src) keeps it away',
  otherOrigin: (origin: string) =>
    `if it does, its server doesn’t allow this page (CORS): it has to send "Access-Control-Allow-Origin: ${origin}"; or put the file beside the page`,
  mixedContent: (address: string) =>
    `this page is https and ${address} is only http, which browsers block: write https:// in front`,
  pageFromDisk:
    'this page was opened from the disk (file://), where browsers let no script read a file: put it on a web server, also to try it (“npx serve”, or “python3 -m http.server”)',
  addressFromDisk:
    'an address of your own disk (file://) can’t be read by a page: put the file beside the page and write "campaign.json"',
  addressLocal: (host: string) => `${host} is the computer of whoever reads: nobody but you finds the file there`,
  badAddress: (src: string) =>
    `src="${src}" is no address: write "campaign.json", "/folder/campaign.json" or "https://…"`,
  offline: 'this device is offline',
  partMissing:
    'a part of Glassjar could not be loaded: put the whole folder “chunks” of the same version beside glassjar.js',
  noAdapter: (src: string, scheme: string) =>
    `src="${src}": nothing is registered for "${scheme}:"; import its adapter, or give the address of a JSON file`,
  newestDamaged: 'the newest file has a hole in its sums, so the figures before it are shown on',
  beyondCounting: 'a sum is larger than what can be counted exactly: look for an amount with too many digits',
  notServer: (address: string) => `${address}: no JSON came, perhaps an error page; is this a Glassjar server?`,
  /** Before what another program said, in whatever language. */
  serverSaid: (address: string, status: number, said: string) =>
    `${address}: the server answered ${status}${said && `: ${said}`}`,
};

/** The words of one language: what every other has too. */
export type AuthorWords = typeof authorEn;

/** Says something to an author, in the language of the words. */
export type Saying = (words: AuthorWords) => string;
