/* A store in memory, just enough for the tests of the HTTP side; what a real one must do stands in the contract suite of stores. */
import type { BookedEntry, BookSums, Donation, NewEntry, Store, StoredCampaign } from '../../src/server/store/store.ts';
import { ServerError } from '../../src/server/errors.ts';
import type { ProviderEvent } from '../../src/server/books/facts.ts';

export function memoryStore(now: () => number = Date.now): Store & { readonly events: ProviderEvent[] } {
  const campaigns = new Map<string, StoredCampaign>();
  const books = new Map<string, BookedEntry[]>();
  const donations = new Map<string, Donation>();
  const keys = new Map<string, { fingerprint: string; reference: string }>();
  const events: ProviderEvent[] = [];
  const watchers = new Set<(id: string) => void>();
  const shares = new Map<string, number>();
  const linesOf = (id: string): BookedEntry[] => {
    const lines = books.get(id) ?? [];
    books.set(id, lines);
    return lines;
  };
  const tell = (id: string): void => {
    const known = campaigns.get(id);
    if (known) campaigns.set(id, { ...known, version: known.version + 1 });
    for (const watcher of watchers) watcher(id);
  };
  const write = (id: string, line: Omit<NewEntry, 'key'>, donation?: string): BookedEntry => {
    const lines = linesOf(id);
    const sign = line.flow === 'gift+' || line.flow === 'sale+' || line.flow === 'cost-' ? 1 : -1;
    const booked = {
      ...line,
      id: `e${lines.length + 1}`,
      number: lines.length + 1,
      balance: (lines.at(-1)?.balance ?? 0) + sign * line.amount.minor,
      ...(donation && { donation }),
    };
    lines.push(booked);
    return booked;
  };
  return {
    name: 'memory',
    events,
    getCampaign: async (id) => campaigns.get(id),
    listCampaigns: async () => [...campaigns.values()],
    async putCampaign(campaign) {
      const stored = { ...campaign, version: (campaigns.get(campaign.id)?.version ?? 0) + 1 };
      campaigns.set(campaign.id, stored);
      tell(campaign.id);
      return stored;
    },
    async sums(id) {
      const lines = linesOf(id);
      const sources = new Map<string, { source: string; gifts: number; sales: number; givers: number }>();
      let [spent, fees] = [0, 0];
      for (const { amount, flow, reason, reverses, source } of lines) {
        const signed = flow[4] === '+' ? amount.minor : -amount.minor;
        if (flow[0] === 'c') {
          const of = lines.find((line) => line.id === reverses)?.reason ?? reason;
          if (of === 'fee') fees += signed;
          else spent += signed;
          continue;
        }
        const sum = sources.get(source) ?? { source, gifts: 0, sales: 0, givers: 0 };
        sum[flow[0] === 'g' ? 'gifts' : 'sales'] += signed;
        if (flow === 'gift+') sum.givers += 1;
        sources.set(source, sum);
      }
      const at = lines.at(-1)?.at;
      const sums: BookSums = {
        sources: [...sources.values()],
        spent,
        fees,
        entries: lines.length,
        pending: { count: 0, amount: 0 },
        ...(at && { at }),
      };
      return sums;
    },
    entries: async (id, { before = Infinity, limit }) =>
      linesOf(id)
        .filter(({ number }) => number < before)
        .slice(-limit)
        .toReversed(),
    async *everyEntry(id) {
      yield* linesOf(id);
    },
    async append(id, lines) {
      const written = lines.map(({ key: _key, ...line }) => write(id, line));
      tell(id);
      return written;
    },
    async erase(id, entry) {
      const lines = linesOf(id);
      const at = lines.findIndex((line) => line.id === entry);
      const { person: _person, ...rest } = lines[at]!;
      lines[at] = rest;
      tell(id);
    },
    async beginDonation(wanted) {
      const known = keys.get(wanted.key);
      if (known && known.fingerprint !== wanted.fingerprint)
        throw new ServerError('conflict', 'another donation has this key');
      if (known) return donations.get(known.reference)!;
      const { fingerprint, key, ...rest } = wanted;
      keys.set(key, { fingerprint, reference: wanted.reference });
      const donation: Donation = { ...rest, status: 'open', ids: [], createdAt: new Date(now()).toISOString() };
      donations.set(wanted.reference, donation);
      return donation;
    },
    async answerDonation(reference, step, ids) {
      const donation = { ...donations.get(reference)!, step, ids };
      donations.set(reference, donation);
      return donation;
    },
    getDonation: async (reference) => donations.get(reference),
    listDonations: async () => [...donations.values()],
    async take(event) {
      if (events.some(({ id, provider }) => id === event.id && provider === event.provider)) return 'known';
      events.push(event);
      const found = [...donations.values()].find(
        ({ ids, reference }) => reference === event.about.donation || event.about.ids.some((id) => ids.includes(id)),
      );
      const campaign = found?.campaign ?? event.begins?.campaign;
      if (!campaign) return 'held';
      for (const fact of event.facts) {
        if (found && fact.kind === 'pending' && found.status === 'open')
          donations.set(found.reference, { ...found, status: 'pending' });
        if (found && fact.kind === 'failed') donations.set(found.reference, { ...found, status: 'failed' });
        if (fact.kind !== 'paid' || found?.status === 'paid') continue;
        if (found) donations.set(found.reference, { ...found, status: 'paid' });
        const person = found?.person;
        write(
          campaign,
          {
            at: fact.at,
            flow: 'gift+',
            reason: 'donation',
            amount: fact.amount,
            source: found?.source ?? event.begins?.source ?? '',
            ...(person && { person }),
          },
          found?.reference,
        );
      }
      tell(campaign);
      return 'applied';
    },
    missing: async (provider, ids) =>
      ids.filter((id) => !events.some((event) => event.provider === provider && event.id === id)),
    async countShare(id, channel) {
      shares.set(`${id} ${channel}`, (shares.get(`${id} ${channel}`) ?? 0) + 1);
      tell(id);
    },
    shares: async (id) =>
      [...shares].flatMap(([key, count]) => {
        const [campaign, channel = ''] = key.split(' ');
        return campaign === id ? [{ channel, count, at: new Date(now()).toISOString() }] : [];
      }),
    changes: async () => [],
    async putSecret() {},
    checkSecret: async () => false,
    async dropSecret() {},
    watch: (onChange, signal) =>
      new Promise((stopped) => {
        watchers.add(onChange);
        signal.addEventListener('abort', () => {
          watchers.delete(onChange);
          stopped();
        });
      }),
    check: async () => [],
    async ping() {},
    async close() {},
  };
}
