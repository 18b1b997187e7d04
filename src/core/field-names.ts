import { shape as wire, type Shape } from './shape.ts';

/*
 * What somebody means who writes a field's name otherwise: in German, in the plural, with a slip of the fingers, or at another level.
 * By the places of the wire format, `[]` for what stands in a list.
 */

/** Other words for a field, in small letters, without blanks, hyphens and dots above letters (`ä` is `ae`). */
const synonyms: Readonly<Record<string, string>> = {
  title: 'titel name kampagne campaign ueberschrift headline',
  summary: 'beschreibung zusammenfassung description subtitle untertitel kurztext text worum',
  url: 'adresse address website webseite homepage seite link page',
  language: 'sprache lang locale',
  currency: 'waehrung waehrungen',
  timeZone: 'zeitzone tz',
  asOf: 'stand datum date updated aktualisiert lastupdated lastupdate standvom',
  starts: 'beginn beginnt anfang start startdatum startdate von from begin begins',
  ends: 'ende endet enddatum enddate end bis until deadline schluss',
  organiser:
    'veranstalter veranstalterin organisator organisatorin organizer organization organisation traeger verein owner',
  beneficiary: 'empfaenger empfaengerin beguenstigter beguenstigte recipient fuer for',
  goal: 'ziel spendenziel zielbetrag zielsumme target goalamount',
  milestones: 'meilensteine meilenstein etappen zwischenziele stretchgoals',
  sources: 'quellen quelle einnahmen income einkuenfte',
  entries:
    'buchungen buchung eintraege eintrag transactions transaktionen donations donation gifts spenden ledger posten ausgaben ausgabe expenses costs kosten lines',
  book: 'buch books buecher',
  give: 'geben spende spendenmoeglichkeiten donate giving wege zahlungswege payment payments',
  share: 'teilen sharing shares',
  reach: 'reichweite reichweiten',
  updates: 'neuigkeiten neuigkeit news nachrichten aktuelles neues blog meldungen meldung posts',
  press: 'presse medien media artikel pressestimmen articles echo',
  needs: 'bedarf beduerfnisse hilfe help wuensche wishlist',
  embeds: 'videos video einbettungen einbetten medieninhalte',
  thanks: 'danke dank dankeschoen thankyou',
  hideNames: 'namenverbergen ohnenamen anonym anonymous nonames',
  noMoney: 'keingeld keinespenden',

  'organiser.name': 'titel title',
  'organiser.about': 'ueber beschreibung description text info',
  'organiser.url': 'link website webseite homepage adresse',
  'beneficiary.name': 'titel title',
  'beneficiary.about': 'ueber beschreibung description text info',
  'beneficiary.consent': 'einwilligung zustimmung einverstaendnis',
  'goal.amount': 'betrag summe ziel value sum wert target',
  'goal.label': 'bezeichnung text title titel name beschreibung',
  'milestones[].amount': 'betrag summe ziel value sum wert target',
  'milestones[].label': 'bezeichnung text title titel name beschreibung',

  'sources[].id': 'kennung schluessel key',
  'sources[].label': 'bezeichnung name titel title text',
  'sources[].kind': 'art typ type',
  'sources[].raised':
    'betrag summe amount eingenommen eingegangen erhalten gesammelt gespendet sum total collected received value',
  'sources[].bound': 'genauigkeit grenze',
  'sources[].supporters':
    'spender unterstuetzer unterstuetzerinnen donors backers givers anzahl personen menschen people',
  'sources[].copies': 'exemplare stueck stueckzahl verkauft sold',
  'sources[].proceeds': 'erloes provision prostueck jeexemplar percopy',
  'sources[].asOf': 'stand datum date updated',
  'sources[].complete': 'vollstaendig komplett all alle',
  'sources[].proof': 'nachweis beleg beweis receipt',

  'entries[].id': 'kennung schluessel key nummer',
  'entries[].at': 'datum date tag am day when time buchungstag',
  'entries[].flow': 'art richtung typ type kind direction',
  'entries[].reason': 'grund anlass',
  'entries[].amount': 'betrag summe value sum wert',
  'entries[].source': 'quelle sources',
  'entries[].label': 'bezeichnung text titel title verwendungszweck zweck beschreibung description',
  'entries[].name': 'spender spenderin von from giver donor geber',
  'entries[].message': 'nachricht kommentar gruss botschaft comment note',
  'entries[].reverses': 'storniert storno reverse reversal cancels',
  'entries[].hideAmount': 'betragverbergen ohnebetrag anonym anonymous',

  'book.title': 'titel name',
  'book.author': 'autor autorin verfasser verfasserin writer autoren authors',
  'book.cover': 'umschlag titelbild bild image picture coverimage buchcover',
  'book.price': 'preis',
  'book.proceeds': 'erloes gewinn provision prostueck percopy',
  'book.pledge': 'versprechen zusage',
  'book.pledge.until': 'bis ende end',
  'book.shops': 'laeden laden buchhandlungen buchhandlung haendler kaufen buy links stores',
  'book.shops[].name': 'titel title label bezeichnung',
  'book.shops[].url': 'link adresse address href',
  'book.ranks': 'raenge rang platzierungen platzierung bestseller ranking',
  'book.ranks[].at': 'datum date am day',
  'book.ranks[].list': 'liste',
  'book.ranks[].rank': 'rang platz place position',

  'give.amounts': 'betraege vorschlaege summen suggestions spendenbetraege',
  'give.bank':
    'bank konto account bankverbindung spendenkonto bankaccount bankkonto kontoverbindung ueberweisung transfer',
  'give.bank.holder': 'inhaber inhaberin kontoinhaber kontoinhaberin empfaenger owner name accountholder recipient',
  'give.bank.iban': 'kontonummer',
  'give.bank.bic': 'swift bicswift swiftcode',
  'give.bank.reference': 'verwendungszweck zweck betreff referenz purpose subject',
  'give.bank.fee': 'gebuehr gebuehren kosten',
  'give.links': 'wege urls spendenlinks',
  'give.links[].label': 'name titel title text bezeichnung',
  'give.links[].url': 'link adresse address href',
  'give.links[].fee': 'gebuehr gebuehren kosten',
  'give.taxReceipt': 'spendenquittung spendenbescheinigung quittung zuwendungsbestaetigung receipt steuer',

  'share.url': 'link adresse address',
  'share.text': 'nachricht message beschreibung',
  'share.hashtags': 'tags schlagworte schlagwoerter',
  'share.networks': 'netzwerke kanaele channels',
  'share.counts': 'zahlen zaehler anzahl',
  'share.counts[].network': 'netzwerk name kanal channel',
  'share.counts[].count': 'anzahl zahl number value',
  'share.counts[].at': 'datum date am',

  'reach[].at': 'datum date am day',
  'reach[].label': 'bezeichnung name titel title text',
  'reach[].value': 'wert anzahl zahl count number',

  'updates[].at': 'datum date am tag day published',
  'updates[].title': 'titel ueberschrift headline name',
  'updates[].text': 'inhalt body content nachricht message beschreibung',
  'updates[].url': 'link adresse address href',
  'updates[].kind': 'art typ type',
  'updates[].edited': 'bearbeitet geaendert changed updated',
  'updates[].pinned': 'angeheftet oben sticky',

  'press[].at': 'datum date am tag day published',
  'press[].outlet': 'medium zeitung name quelle source sender verlag publisher',
  'press[].title': 'titel ueberschrift headline',
  'press[].url': 'link adresse address href',
  'press[].kind': 'art typ type',
  'press[].language': 'sprache lang',

  'needs[].text': 'name titel title was what label bezeichnung beschreibung',
  'needs[].done': 'erledigt erfuellt fertig met',
  'needs[].wanted': 'gesucht gebraucht needed benoetigt',
  'needs[].got': 'erhalten vorhanden have received da',
  'needs[].url': 'link adresse address href',

  'embeds[].url': 'link adresse address href src',
  'embeds[].title': 'titel name label bezeichnung',
  'embeds[].at': 'datum date am',

  'noMoney.text': 'grund nachricht message label',
};

/** Where in a document something stands. */
export interface Level {
  /** As the table above has it; empty for the outermost. */
  readonly path: string;
  readonly names: readonly string[];
}

/** What somebody means by a name that a level doesn't have: a field of it, or else the places in which there is one of that name. */
export function meant(name: string, level: Level): { readonly field?: string; readonly places: readonly string[] } {
  const said = plain(name);
  if (!said) return { places: [] };
  const within = (place: string): boolean => parentOf(place) === level.path;
  const places = placesBy().get(said) ?? [];
  const here = level.names.find((field) => plain(field) === said) ?? nameOf(places.find(within));
  const field = here ?? nearest(said, [...level.names, ...saidAt(level.path)])?.name;
  if (field) return { field, places: [] };
  // A word like "name" or "url" is at home in too many places to be told where it belongs.
  return { places: places.length <= 3 ? places.map(written) : [] };
}

/** The one of several names that is a slip of the fingers away from what was written; undefined where none is near, or two are. */
export function nearestName(said: string, names: readonly string[]): string | undefined {
  return nearest(plain(said), names)?.name;
}

/** Fields as a sentence lists them. */
export const namesFor = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(', ');

type Other = string | { readonly word: string; readonly name: string };

function nearest(said: string, others: readonly Other[]): { readonly name: string } | undefined {
  // Of two letters everything is near.
  const most = said.length < 3 ? 0 : said.length < 6 ? 1 : 2;
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const other of others) {
    const { name, word } = typeof other === 'string' ? { name: other, word: plain(other) } : other;
    if (Math.abs(word.length - said.length) > most || word.length < 3) continue;
    const distance = distanceOf(said, word);
    if (distance <= most && distance < (best?.distance ?? 9)) best = { name, distance };
  }
  return best;
}

/** The German and other words for the fields of a level. */
const saidAt = (path: string): readonly Other[] =>
  Object.entries(synonyms).flatMap(([place, words]) =>
    parentOf(place) === path ? words.split(' ').map((word) => ({ word, name: nameOf(place)! })) : [],
  );

/** How many letters have to be put in, left out, changed or swapped with their neighbour. */
function distanceOf(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      let cost = Math.min(last[column]! + 1, next[column - 1]! + 1, last[column - 1]! + (isSame ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        cost = Math.min(cost, before[column - 2]! + 1);
      }
      next.push(cost);
    }
    before = last;
    last = next;
  }
  return last[other.length]!;
}

/** In small letters, without what parts words, and as German is written without its own letters. */
function plain(name: string): string {
  const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
  return name
    .slice(0, 60)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => letters[letter]!)
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const parentOf = (place: string): string => place.replace(/\.?[^.]*$/, '');
const nameOf = (place: string | undefined): string | undefined => place?.replace(/.*\./, '');

/** A place as it is written in a file: `"give": { "bank": { "iban": … } }`. */
function written(place: string): string {
  const steps = place.split('.');
  return steps.reduceRight((inner, step) => {
    const isList = step.endsWith('[]');
    const name = JSON.stringify(isList ? step.slice(0, -2) : step);
    return inner ? `${name}: ${isList ? `[ { ${inner} } ]` : `{ ${inner} }`}` : `${name}: …`;
  }, '');
}

let places: ReadonlyMap<string, readonly string[]> | undefined;

/** All places of the format by their names and by the other words for them. */
function placesBy(): ReadonlyMap<string, readonly string[]> {
  if (places) return places;
  const found = new Map<string, string[]>();
  const add = (word: string, place: string): void => {
    const known = found.get(word) ?? [];
    if (!known.includes(place)) found.set(word, [...known, place]);
  };
  const visit = (shape: Shape, path: string): void => {
    if (typeof shape === 'string') return;
    if (Array.isArray(shape)) return visit(shape[0] as Shape, `${path}[]`);
    for (const [key, inner] of Object.entries(shape as Readonly<Record<string, Shape>>)) {
      const name = key.replace('!', '');
      const place = path ? `${path}.${name}` : name;
      add(plain(name), place);
      visit(inner, place);
    }
  };
  visit(wire, '');
  for (const [place, words] of Object.entries(synonyms)) for (const word of words.split(' ')) add(word, place);
  return (places = found);
}
