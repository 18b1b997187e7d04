import type { AuthorWords } from './author-words.en.ts';

const list = (values: readonly string[], last = 'und'): string =>
  values.length > 1 ? `${values.slice(0, -1).join(', ')} ${last} ${values.at(-1)}` : values.join('');

export const authorDe: AuthorWords = {
  language: 'de',
  advised: (fault, advice) => `${fault}. ${advice}`,
  also: (one, other) => `${one}. ${other}`,
  expected: (expected, found) => `Erwartet: ${expected}. Hier steht ${found}`,
  kinds: {
    text: 'ein Text in Anführungszeichen',
    name: 'ein Text in Anführungszeichen, der nicht leer ist',
    amount: 'ein Betrag in Anführungszeichen, Ziffern mit einem Punkt vor den Cent, wie "12000.00"',
    positive: 'ein Betrag über 0 in Anführungszeichen, Ziffern mit einem Punkt vor den Cent, wie "12000.00"',
    count: 'eine ganze Zahl wie 431',
    place: 'eine ganze Zahl ab 1',
    date: 'ein Datum wie "2026-05-22" oder "2026-05-22T14:50:00+02:00"',
    link: 'ein Link wie "https://example.org/give" oder "./datei"',
    language: 'eine Sprache wie "de"',
    currency: 'eine Währung wie "EUR"',
    zone: 'eine Zeitzone wie "Europe/Berlin"',
    iban: 'eine IBAN, deren Prüfziffern stimmen',
    flag: 'true oder false',
    version: '1',
  },
  aList: 'eine Liste in [ ]',
  someFields: 'Felder in { }',
  oneOf: (words) => `eines von ${words}`,
  gotNothing: 'nichts',
  gotList: 'eine Liste',
  gotFields: 'Felder',

  write: (value) => `Richtig ist ${value}`,
  writeBare: (value) => `Richtig ist ${value}, ohne Anführungszeichen`,
  writeEither: (one, other) => `Richtig ist ${one} oder ${other}, je nachdem, was gemeint ist`,
  leaveOut: 'Wo es nichts zu sagen gibt, das Feld weglassen',
  writeList: 'Richtig ist [ { … } ], auch um ein einzelnes herum',
  writeVersion: 'Richtig ist "glassjar": 1, die 1 ohne Anführungszeichen',
  writeZone: 'Richtig ist der Name der größten Stadt darin: "Europe/Berlin", "Europe/Zurich", "America/New_York"',
  noMinus: 'Der Betrag steht ohne Minus',
  wrongDigit: 'Eine Ziffer ist falsch oder fehlt',
  noSuchDay: 'Diesen Tag gibt es nicht',
  writeOffset: (example, city) => `Der Abstand zu UTC gehört dazu: ${example}, wenn es die Zeit von ${city} ist`,

  sumsHidden: 'Bis dahin sind Summen, die davon abhängen, nicht zu sehen',
  givingHidden: 'Bis dahin ist kein Weg zu sehen, etwas zu geben',
  countsAsTrue: 'Bis dahin gilt es als true',

  notCampaign: 'Das ist keine Kampagne, die gezeigt werden kann',
  noSum:
    'Es ist keine Summe zu sehen, weil aus der Datei keine folgt: Eine Quelle braucht "raised", oder "copies" und "proceeds"; oder es gibt "entries". Vielleicht ist ein Feld falsch geschrieben',
  moreOfThem: (count) => (count === 1 ? 'und noch einmal' : `und noch ${count}-mal`),
  moreFaults: (count) => (count === 1 ? 'und noch etwas anderes' : `und noch ${count} andere`),

  unknownField: (fields) => `Dieses Feld gibt es hier nicht, es wird nicht gelesen. Möglich sind hier ${fields}`,
  meantField: (name) => `Dieses Feld gibt es nicht, es wird nicht gelesen. Ist ${name} gemeint?`,
  elsewhere: (places) => `Dieses Feld gibt es hier nicht, es wird nicht gelesen. Es gehört in ${list(places, 'oder')}`,
  oneLevelUp: 'Dieses Feld gibt es nicht, es wird nicht gelesen. Was darin steht, gehört eine Ebene weiter nach außen',
  unknownSource: (found, known) =>
    known.length
      ? `Eine Quelle ${found} gibt es nicht. Hier steht die "id" einer der "sources": ${list(known, 'oder')}`
      : `Eine Quelle ${found} gibt es nicht, denn die Datei hat keine. In "sources" eine mit dieser "id" anlegen, oder das Feld weglassen`,
  meantSource: (found, meant) => `Eine Quelle ${found} gibt es nicht. Ist ${meant} gemeint?`,
  startAfterEnd: (starts, ends) =>
    `Der Beginn (${starts}) liegt nach dem Ende (${ends}), die Kampagne ist also vorbei, bevor sie beginnt. Eines von beiden berichtigen`,
  futureFigures: (date) =>
    `${date} liegt noch vor uns. Zahlen können nicht von später als jetzt sein, deshalb gilt das nicht als ihr Stand. Hier steht, wann sie gestimmt haben`,
  futureEntry: (date) =>
    `${date} liegt noch vor uns. Eine Buchung ist Geld, das schon geflossen ist. Das Datum berichtigen oder sie erst dann eintragen`,
  partOfStated: (stated, booked, rest) =>
    `Angegeben sind ${stated}, die Buchungen ergeben davon ${booked}. Sie werden als Teil gezeigt, und ${rest} als „ohne einzelne Buchungen“. Sind die Buchungen alles, was hier eingegangen ist: "complete": true schreiben, dann erfahren Leser von jedem Unterschied`,
  namesNoSource: (known, others, more) =>
    `Diese Buchung nennt keine Quelle und kann in einer angegebenen Summe schon stecken, deshalb wird sie nicht dazugezählt. "source" ergänzen, mit einer von ${list(known, 'oder')}${
      others.length ? `. Ebenso bei ${others.join(', ')}${more ? ` und ${more} weiteren` : ''}` : ''
    }`,
  nobodyCounted:
    'Die Zahl der Menschen wird nicht gezeigt, denn bei diesen Spenden zählt sie niemand. "supporters" bei jeder Quelle mit Spenden angeben, oder bei keiner',
  moreNames: (stated, names) =>
    `Bei "supporters" steht ${stated}, in den Buchungen stehen aber ${names} Namen: Die Zahl der Menschen wird nicht gezeigt. Angeben, wie viele gespendet haben, auch die ohne Namen`,
  foreignCover: (origin) =>
    `Das Bild liegt auf einer anderen Website (${origin}) und wird nicht gezeigt, denn sie würde erfahren, wer diese Seite liest. Das Bild neben die Seite legen und "./cover.jpg" schreiben`,
  textUnreadable:
    'Hier sind Buchstaben verloren gegangen (es steht „�“ darin): Die Datei ist nicht als UTF-8 gespeichert. Mit der Codierung „UTF-8“ neu speichern und die Buchstaben noch einmal schreiben',
  textGarbled: (found, meant) =>
    `${found} war wohl einmal ${meant}: Die Datei wurde zwischendurch in einer anderen Codierung als UTF-8 geöffnet oder gespeichert. Die Stelle neu schreiben und die Datei als UTF-8 speichern`,
  tooLong: (signs, most) =>
    `Ein Text von ${signs} Zeichen, gezeigt werden nur die ersten ${most}. Den Text kürzen und auf den Rest verlinken`,
  tooMany: (count, most) => `Eine Liste von ${count}, gelesen werden nur die ersten ${most}`,
  tooManyBooks: (count, most) =>
    `Eine Liste von ${count}. Mehr als ${most} werden nicht gelesen, und ohne den Rest stimmt keine Summe, deshalb ist keine zu sehen. Summen an ihre Stelle setzen`,

  notJson: (place, fault) => `Das ist kein JSON. ${place}: ${fault}`,
  place: (line, column) => `Zeile ${line}, Spalte ${column}`,
  notJsonAtAll: (fault) => `Das ist kein JSON: ${fault}`,
  scriptNotJson: 'Das <script type="application/json"> im Element ist kein JSON',
  jsonFaults: {
    'missing-comma': (after) => `Nach ${after} fehlt ein Komma`,
    'trailing-comma': (before) => `Ein Komma zu viel: Nach dem Letzten, vor ${before}, steht keines. Das Komma löschen`,
    'double-comma': () => 'Ein Komma zu viel: Hier stehen zwei hintereinander. Eines löschen',
    'single-quotes': (found) =>
      `Texte stehen in geraden doppelten Anführungszeichen ("…"), nicht in einfachen: ${found}`,
    'curly-quotes': (found) =>
      `Ein typografisches Anführungszeichen, ${found}, wie Schreibprogramme es setzen. Vor und nach jedem Text steht ein gerades: "`,
    'unquoted-name': (found) => `Der Name eines Feldes steht in Anführungszeichen: ${found}`,
    'unquoted-text': (found) => `Ein Text steht in Anführungszeichen: ${found}`,
    'wrong-word': (found, meant) => `${found} gibt es in JSON nicht. Richtig ist ${meant}`,
    number: (found, meant) =>
      meant
        ? `${found} ist in JSON keine Zahl. Richtig ist ${meant}`
        : `${found} ist in JSON keine Zahl. Es gehört in Anführungszeichen`,
    comment: (found) => `Mit ${found} beginnt ein Kommentar, und die gibt es in JSON nicht. Den Kommentar löschen`,
    'missing-colon': (after) => `Nach ${after} fehlt ein Doppelpunkt: "feld": "wert"`,
    'equals-sign': () => 'Zwischen einem Feld und seinem Wert steht ein Doppelpunkt, kein "="',
    'missing-value': (after) => `Nach ${after} fehlt ein Wert`,
    'missing-name': (found) =>
      `Hier gehört der Name eines Feldes hin, in Anführungszeichen und mit einem Doppelpunkt dahinter ("title": "…"), nicht ${found}`,
    'quote-inside': (found) =>
      `Ein Anführungszeichen mitten im Text beendet ihn, hier vor ${found}. Gehört es zum Text, steht dort \\" oder „…“`,
    'unclosed-text': (found) =>
      `Der Text, der hier beginnt, ${found}, endet nicht auf seiner Zeile: Das zweite Anführungszeichen fehlt. Für einen Umbruch im Text steht \\n`,
    'control-character': () =>
      'Im Text steht ein Tabulator oder ein anderes unsichtbares Zeichen. Dort steht ein Leerzeichen oder \\t',
    'bad-escape': (found) =>
      `${found} bedeutet in JSON nichts. Gehört der Backslash zum Text, steht dort \\\\; in einem Pfad steht /`,
    'odd-space': () =>
      'Hier steht ein unsichtbares Zeichen, das kein Leerzeichen ist, vermutlich mitkopiert. Löschen und ein gewöhnliches Leerzeichen schreiben',
    unclosed: (opening, closing) => `${opening} wird hier geöffnet und nie geschlossen: ${closing} fehlt`,
    'wrong-closing': (found, wanted, line) =>
      `${found} schließt hier nichts: Davor fehlt ${wanted} für das, was in Zeile ${line} geöffnet wurde`,
    'too-much': (found) =>
      `Vor ${found} ist die Datei schon zu Ende: Ein } oder ] ist zu viel, oder hinter dem Ende steht noch etwas`,
    'not-object': (found) => `Die Datei muss mit { beginnen, nicht mit ${found}`,
    empty: () => 'Die Datei ist leer',
    html: () => 'Statt JSON kam eine HTML-Seite, vielleicht eine Fehler- oder Anmeldeseite',
    'other-encoding': () => 'Die Datei ist als UTF-16 („Unicode“) gespeichert. Als UTF-8 speichern',
    unknown: (found) => `${found} kann hier nicht stehen`,
  },

  timeout: (seconds, address) =>
    `Innerhalb von ${seconds} s kam keine vollständige Antwort. Bitte prüfen, ob sich ${address} in einem Tab öffnet`,
  noFile: (address, status) => `Unter ${address} gibt es keine Datei (${status})`,
  badStatus: (address, status) => `Der Server antwortet mit ${status} auf ${address}`,
  forbidden: (address, status) =>
    `Der Server lässt niemanden ${address} lesen (${status}). Zu prüfen sind die Rechte der Datei und Passwörter auf ihrem Ordner`,
  foundFrom: (src, base) =>
    `src="${src}" wird von ${base} aus gesucht. Richtig ist der Weg von dort, oder einer von der Wurzel der Website mit / davor ("/campaign.json")`,
  htmlCame: (address) =>
    `Statt JSON kam eine HTML-Seite von ${address}, vielleicht eine Fehler- oder Anmeldeseite. Die Adresse in einem Tab öffnen: Was dort zu sehen ist, muss mit { beginnen`,
  shareLink: (host) =>
    `Ein Link von ${host}, unter dem man eine Datei ansieht, führt zu einer Seite darum herum. Gebraucht wird der Link zur Datei selbst`,
  rawLink: (address) => `Die Datei selbst liegt unter ${address}`,
  contentType: (type) => `Der Server nennt es ${type} statt application/json`,
  tooLarge: (megabytes) => `Größer als ${megabytes} MB, das ist keine Kampagne`,
  unreachable: (address) => `Die Datei ist nicht zu erreichen. Bitte prüfen, ob sich ${address} in einem Tab öffnet`,
  ownServer: 'Wenn ja, hält ein Blocker oder die Content-Security-Policy der Seite (connect-src) sie fern',
  otherOrigin: (origin) =>
    `Wenn ja, erlaubt ihr Server dieser Seite den Zugriff nicht (CORS): Er muss "Access-Control-Allow-Origin: ${origin}" senden. Oder die Datei neben die Seite legen`,
  mixedContent: (address) =>
    `Diese Seite ist https, ${address} aber nur http, und das sperren Browser. Richtig ist https:// am Anfang`,
  pageFromDisk:
    'Diese Seite wurde von der Festplatte geöffnet (file://), und dort lassen Browser kein Skript eine Datei lesen. Die Seite auf einen Webserver legen, auch zum Ausprobieren („npx serve“ oder „python3 -m http.server“)',
  addressFromDisk:
    'Eine Adresse der eigenen Festplatte (file://) kann keine Seite lesen. Die Datei neben die Seite legen und "campaign.json" schreiben',
  addressLocal: (host) => `${host} ist der Rechner dessen, der liest: Dort findet niemand sonst die Datei`,
  badAddress: (src) =>
    `src="${src}" ist keine Adresse. Richtig ist "campaign.json", "/ordner/campaign.json" oder "https://…"`,
  offline: 'Dieses Gerät ist offline',
  partMissing:
    'Ein Teil von Glassjar lässt sich nicht laden. Neben glassjar.js gehört der ganze Ordner „chunks“ derselben Version',
  noAdapter: (src, scheme) =>
    `src="${src}": Für "${scheme}:" ist nichts angemeldet. Den Adapter dazu importieren oder die Adresse einer JSON-Datei angeben`,
  newestDamaged: 'In den Summen der neuesten Datei ist eine Lücke, deshalb bleiben die Zahlen davor stehen',
  beyondCounting: 'Eine Summe ist größer, als sich genau zählen lässt. Hat ein Betrag zu viele Ziffern?',
  notServer: (address) => `${address}: Es kam kein JSON, vielleicht eine Fehlerseite. Ist das ein Glassjar-Server?`,
  serverSaid: (address, status, said) => `${address}: Der Server antwortet mit ${status}${said && `: ${said}`}`,
};
