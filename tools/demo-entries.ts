/*
 * Writes the entries of demo/mara.json: a made-up campaign's ledger, the same at every run. Everything else in the file stays
 * as it is. The sums are the file's own: 9,184 € given by 431 people, 429 copies at 7.68 €.
 *   node tools/demo-entries.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { inRoot } from './project.ts';

interface Written {
  id?: string;
  at: string;
  flow: string;
  reason: string;
  cents: number;
  source?: string;
  label?: string;
  name?: string;
  message?: string;
  reverses?: Written;
  hideAmount?: true;
}

/** Numbers from 0 to below 1, the same sequence each time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const roll = dice(19_052_026);
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(roll() * items.length)]!;

const firstNames =
  'Anna Ayşe Bernd Birgit Carla Cem Christa Daniel Derya Elif Emil Eva Finn Frieda Georg Greta Hanna Heike Henrik Ida Ines Ivana Jan Jana Jonas Jule Karim Karin Katrin Kofi Lars Lea Leon Lina Lotte Luca Malte Maren Marek Mia Milan Mira Nele Niklas Nora Olga Ole Paul Paula Pia Ravi Renate Rosa Samira Selma Sofie Stefan Svenja Tarek Theo Thea Tilda Tom Uta Vera Viktor Wanda Yusuf Zoë'.split(
    ' ',
  );
const initials = 'ABDEFGHKLMNPRSTVWZ'.split('');
const groups = [
  'Familie Brandt',
  'Familie Özdemir',
  'Die Nachbarn aus der Lindenstraße',
  'Klasse 4b der Musterschule',
  'Lesekreis am Dienstag',
  'WG Hinterhaus',
  'Oma und Opa aus Bremen',
  'Stammtisch „Zur Traube“',
  'Chor Querbeet',
  'Kita Wirbelwind',
  'Team Spätschicht, Station 3',
  'Freiwillige Feuerwehr Beispielhausen',
];
const messages = [
  'Gute Besserung, liebe Mara!',
  'Dein Buch liegt bei uns auf dem Nachttisch. Danke dafür.',
  'Haltet durch. Ihr seid nicht allein.',
  'Für die Kinder. Kauft euch auch mal ein Eis.',
  'Ist nicht viel, kommt aber von Herzen.',
  'Ich kenne dich nicht, aber ich kenne das. Alles Gute!',
  'Statt Geburtstagsgeschenken, auf Wunsch des Geburtstagskinds.',
  'Unsere Tochter hat ihr Sparschwein geschlachtet: 12 Euro sind von ihr.',
  'Meer voll Licht ist das schönste Vorlesebuch, das wir haben.',
  'Aus Freiburg viele Grüße!',
  'Aus Wien: Kopf hoch!',
  'Der Rest vom Grillabend, aufgerundet.',
  'Schreib bitte weiter!',
  'Ich war auch mal auf Hilfe angewiesen. Jetzt bin ich dran.',
  'Von einer, die gern vorliest.',
  'Weil Jo gefragt hat.',
  'Für die Miete. Damit ihr ruhig schlafen könnt.',
  'Gesund werden hat Vorrang, alles andere kann warten.',
  'Bestellt hab ich das Buch auch, gleich dreimal.',
  '💛',
  'Wir drücken die Daumen für die Reha.',
  'Auf bald im Vorlesezelt!',
  'Danke, dass ihr alles offenlegt. So gibt man gern.',
  'Kleinvieh macht auch Mist.',
  'Mein Sohn fragt jeden Abend, wie es dir geht.',
  'Ein Gruß aus der Buchbranche. Wir halten zusammen.',
  'Nicht nachrechnen, einfach annehmen :)',
  'Pour Mara, bon courage!',
  'Herzlich, eine Leserin aus der Schweiz',
  'Was ihr da macht, ist großartig. Weitersagen!',
];

const day = (month: number, date: number): string => `2026-0${month}-${String(date).padStart(2, '0')}`;
/** Days from 19 May to 19 June; most people gave in the first week. */
const someDay = (): string => {
  const after = Math.min(31, Math.floor(-Math.log(1 - roll()) * 7));
  return after <= 12 ? day(5, 19 + after) : day(6, after - 12);
};

/** What 431 people gave: the kept gifts, the known ones first. */
function gifts(): Written[] {
  const gift = (at: string, cents: number, rest: Partial<Written>): Written => ({
    at,
    flow: 'gift+',
    reason: 'donation',
    cents,
    source: 'bank',
    ...rest,
  });
  const known = [
    gift(day(5, 19), 5000, { name: 'Lena M.', message: 'Mein Sohn liest dein Buch jeden Abend. Gute Besserung!' }),
    gift(day(5, 20), 25000, {
      name: 'Buchhandlung Seitenwind',
      message: 'Aus der Kaffeekasse, mit Grüßen vom ganzen Laden.',
    }),
    gift(day(6, 3), 4000, { name: 'Pia und Jonas' }),
    gift(day(6, 8), 131000, {
      reason: 'grant',
      name: 'Lesefreunde Musterstadt e. V.',
      message: 'Der Erlös unseres Sommerflohmarkts.',
    }),
    gift(day(5, 27), 15000, { name: 'Hendrik S.', hideAmount: true, message: 'Bitte ohne großes Aufsehen.' }),
    gift(day(5, 28), 5000, { name: 'Bernd K.', message: 'Jetzt aber richtig.' }),
    gift(day(5, 23), 20000, { name: 'Margarete W.', hideAmount: true }),
    gift(day(6, 1), 10000, { name: 'Praxis am Markt', hideAmount: true, message: 'Von allen hier: Gute Besserung!' }),
    ...groups.map((name) =>
      gift(someDay(), pick([3000, 4000, 5000, 6000, 7500]), { name, ...(roll() < 0.7 && { message: pick(messages) }) }),
    ),
  ];
  const usual = [
    300, 500, 500, 500, 700, 1000, 1000, 1000, 1000, 1000, 1200, 1500, 1500, 2000, 2000, 2000, 2500, 2500, 3000, 5000,
  ];
  while (known.length < 431) {
    const isNamed = roll() < 0.38;
    const hasMessage = roll() < (isNamed ? 0.45 : 0.12);
    known.push(
      gift(someDay(), pick(usual), {
        ...(isNamed && { name: `${pick(firstNames)} ${pick(initials)}.` }),
        ...(hasMessage && { message: pick(messages) }),
      }),
    );
  }
  return known;
}

/** Makes small gifts smaller or larger, by whole euros, until all together are what the account states. */
function settle(all: readonly Written[], total: number): void {
  const small = all.filter(({ cents, name }) => cents <= 3000 && !groups.includes(name ?? ''));
  let rest = total - all.reduce((sum, { cents }) => sum + cents, 0);
  for (let at = 0; rest; at = (at + 37) % small.length) {
    const step = Math.sign(rest) * Math.min(100, Math.abs(rest));
    const gift = small[at]!;
    if (gift.cents + step < 200 || gift.cents + step > 4900) continue;
    gift.cents += step;
    rest -= step;
  }
}

function books(): Written[] {
  const lots: [string, number, string][] = [
    [day(5, 22), 61, 'Buchhandlung Seitenwind'],
    [day(5, 22), 38, 'Beispielbuch'],
    [day(5, 29), 54, 'Beispielbuch'],
    [day(5, 29), 43, 'Buchhandlung Seitenwind'],
    [day(5, 31), 18, 'Muster Verlag'],
    [day(6, 5), 57, 'Beispielbuch'],
    [day(6, 5), 36, 'Buchhandlung Seitenwind'],
    [day(6, 12), 71, 'Beispielbuch'],
    [day(6, 12), 29, 'Buchhandlung Seitenwind'],
    [day(6, 14), 24, 'Muster Verlag'],
  ];
  const sold = lots.map(([at, copies, shop]): Written => ({
    at,
    flow: 'sale+',
    reason: 'purchase',
    cents: copies * 768,
    source: 'book',
    label: `${copies} Exemplare, ${shop}`,
  }));
  const back = { at: day(6, 9), flow: 'sale-', reason: 'refund', cents: 2 * 768, source: 'book' };
  return [...sold, { ...back, label: '2 Exemplare zurückgegeben', reverses: sold[5]! }];
}

/** Gifts that didn't stay: each came and went, and moves no sum. */
function returned(): Written[] {
  const pair = (came: Partial<Written>, went: Partial<Written>): Written[] => {
    const plus: Written = { at: day(5, 21), flow: 'gift+', reason: 'donation', cents: 2500, source: 'bank', ...came };
    const minus: Written = {
      at: day(5, 22),
      flow: 'gift-',
      reason: 'refund',
      cents: plus.cents,
      source: 'bank',
      reverses: plus,
    };
    return [plus, { ...minus, ...went }];
  };
  return [
    ...pair({ message: 'Aus Freiburg: haltet durch!' }, { label: 'Doppelt überwiesen, auf Wunsch zurück' }),
    ...pair(
      { at: day(5, 26), cents: 500000, name: 'Bernd K.' },
      { at: day(5, 27), label: 'Vertippt: 50 statt 5.000 €, ganz zurück' },
    ),
    ...pair({ at: day(6, 2), cents: 3000 }, { at: day(6, 10), reason: 'dispute' }),
    ...pair(
      { at: day(6, 4), cents: 10000, label: 'Spende, falsch zugeordnet' },
      { at: day(6, 5), reason: 'void', label: 'Gehörte nicht zu dieser Aktion' },
    ),
  ];
}

function costs(): Written[] {
  const cost = (at: string, cents: number, label: string, reason = 'expense'): Written => ({
    at,
    flow: 'cost+',
    reason,
    cents,
    label,
  });
  const taxi = cost(day(6, 4), 8640, 'Fahrten zur Therapie, erste Woche');
  return [
    cost(day(6, 1), 148000, 'Miete, Juni'),
    cost(day(6, 1), 77000, 'Krankenversicherung, Juni'),
    cost(day(6, 3), 61250, 'Therapie, Eigenanteil erste Rechnung'),
    taxi,
    {
      at: day(6, 11),
      flow: 'cost-',
      reason: 'refund',
      cents: 4320,
      label: 'Fahrten, von der Kasse erstattet',
      reverses: taxi,
    },
    cost(day(6, 9), 84900, 'Therapie, Eigenanteil zweite Rechnung'),
    cost(day(6, 12), 45343, 'Therapie, Hilfsmittel'),
    cost(day(5, 31), 1190, 'Kontogebühren, Mai', 'fee'),
    cost(day(5, 31), 1437, 'Kontogebühren, Buchungsposten Mai', 'fee'),
    cost(day(6, 12), 1190, 'Kontogebühren, Juni', 'fee'),
    cost(day(6, 12), 370, 'Kontogebühren, Buchungsposten Juni', 'fee'),
  ];
}

/** Of one day: gifts first, then what is paid, then what takes something back. */
const rank = ({ flow, reverses }: Written): number => (reverses ? 2 : flow === 'cost+' ? 1 : 0);

const given = gifts();
settle(given, 918_400);
const all = [...given, ...returned(), ...books(), ...costs()].sort(
  (one, other) => one.at.localeCompare(other.at) || rank(one) - rank(other),
);
const ids = new Map(all.map((entry, index) => [entry, `e${index + 1}`]));
const entries = all.map((entry) => {
  const { at, cents, flow, reason, reverses, ...rest } = entry;
  const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  return { id: ids.get(entry), at, flow, reason, amount, ...rest, ...(reverses && { reverses: ids.get(reverses) }) };
});

const path = inRoot('demo', 'mara.json');
const options = { parser: 'json', printWidth: 120, objectWrap: 'collapse' } as const;
const written = (await format(JSON.stringify({ entries }), options)).replace(/^\{\n/, '').replace(/\n\}\n$/, '');
// The other parts of the file are set by hand and keep their lines.
const whole = readFileSync(path, 'utf8').replace(/^ {2}"entries": \[\n[^]*?^ {2}\]/m, () => written);
writeFileSync(path, whole);
console.log(`${entries.length} entries`);
