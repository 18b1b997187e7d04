/*
 * A made-up campaign of any length, the same at every run.
 *   node tools/bench/campaign.ts 100000 > /tmp/long.json     to try it elsewhere
 */
import type { CampaignDocument } from '../../src/core/schema.ts';

type Entry = NonNullable<CampaignDocument['entries']>[number];

const names = [
  'Anna B.',
  'Yusuf K.',
  'Familie Brandt',
  'Zoë Müller',
  'Chor Querbeet',
  'Ravi S.',
  'Ida',
  'Kita Wirbelwind',
];
const messages = [
  'Gute Besserung, liebe Mara!',
  'Ist nicht viel, kommt aber von Herzen.',
  'Dein Buch liegt bei uns auf dem Nachttisch. Danke dafür, und kommt gut durch den Sommer.',
  'Haltet durch. 💛',
];
const costs = ['Miete', 'Therapie', 'Krankenversicherung', 'Fahrten'];
const start = Date.UTC(2026, 0, 1);

/** A day for the entry at this place: all of them within three years. */
const dayFor = (index: number, count: number): string =>
  new Date(start + Math.floor((index / count) * 1000) * 86_400_000).toISOString().slice(0, 10);

const amount = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

/** One entry: of a hundred, ninety gifts (half of them named, a quarter with words), five sales, three costs, two refunds. */
function entryAt(index: number, count: number): Entry {
  const id = `e${index}`;
  const at = dayFor(index, count);
  const kind = index % 100;
  const mixed = (index * 2_654_435_761) % 4_294_967_296;
  if (kind === 50 || kind === 99) {
    return { id, at, flow: 'gift-', reason: 'refund', amount: amount(giftOf(index - 2)), reverses: `e${index - 2}` };
  }
  if (kind % 20 === 10)
    return { id, at, flow: 'sale+', amount: amount(768 * (1 + (mixed % 9))), source: 'book', label: 'Exemplare' };
  if (kind % 40 === 39) {
    return {
      id,
      at,
      flow: 'cost+',
      amount: amount(100 + (mixed % 900)),
      label: `${costs[mixed % costs.length]}, Rechnung ${index}`,
    };
  }
  return {
    id,
    at,
    flow: 'gift+',
    amount: amount(giftOf(index)),
    source: 'bank',
    ...(mixed % 2 && { name: names[mixed % names.length]! }),
    ...(mixed % 4 === 1 && { message: messages[(mixed >> 3) % messages.length]! }),
  };
}

const giftOf = (index: number): number => 500 + ((index * 7919) % 50) * 100;

/** @param count How many entries. */
export function benchCampaign(count: number): CampaignDocument {
  const entries = Array.from({ length: count }, (_, index) => entryAt(index, count));
  return {
    glassjar: 1,
    id: `bench-${count}`,
    title: 'Erfundene Aktion zum Messen',
    language: 'de',
    currency: 'EUR',
    sources: [
      { id: 'bank', label: 'Spendenkonto' },
      { id: 'book', label: 'Buch', kind: 'sales' },
    ],
    entries,
  };
}

if (import.meta.main) process.stdout.write(JSON.stringify(benchCampaign(Number(process.argv[2] ?? 100_000))));
