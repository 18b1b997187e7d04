/* Puts the demo's campaigns into a store: the documents as their organiser would write them, the entries line by line. */
import { readFileSync } from 'node:fs';
import { parseAmount } from '../../src/core/money.ts';
import type { CampaignDocument } from '../../src/core/schema.ts';
import type { NewEntry, Store } from '../../src/server/store/store.ts';
import { inRoot } from '../project.ts';

/** Writes those that aren't there yet. @param at Now, ISO 8601. */
export async function seed(store: Store, at: string, ids: readonly string[] = ['kai', 'mara']): Promise<void> {
  for (const id of ids) {
    if (await store.getCampaign(id)) continue;
    const { entries = [], ...document } = JSON.parse(
      // A file's links are beside it; a server's campaigns are in a folder of their own.
      readFileSync(inRoot('demo', `${id}.json`), 'utf8').replaceAll('"./', '"/'),
    ) as CampaignDocument;
    const change = { at, actor: 'demo', what: 'update' };
    await store.putCampaign({ id, document, currency: document.currency, isPublished: true }, 0, change);
    await writeEntries(store, id, document.currency, entries, { ...change, what: 'entry' });
  }
}

type WireEntry = NonNullable<CampaignDocument['entries']>[number];

async function writeEntries(
  store: Store,
  campaign: string,
  currency: string,
  entries: readonly WireEntry[],
  change: Parameters<Store['append']>[2],
): Promise<void> {
  /** What a line of the file is called in the books, which lines that take it back have to know. */
  const booked = new Map<string, string>();
  let waiting: { entry: WireEntry; line: NewEntry }[] = [];
  const write = async (): Promise<void> => {
    const rows = waiting;
    waiting = [];
    if (!rows.length) return;
    const written = await store.append(
      campaign,
      rows.map(({ line }) => line),
      change,
    );
    written.forEach(({ id }, index) => {
      const own = rows[index]?.entry.id;
      if (own) booked.set(own, id);
    });
  };
  for (const [index, entry] of entries.entries()) {
    // What takes back has to come after what it takes back.
    if (entry.reverses) await write();
    const { at, flow, hideAmount, label, message, name, source = '' } = entry;
    const reverses = entry.reverses && booked.get(entry.reverses);
    waiting.push({
      entry,
      line: {
        ...{ at, flow, source, key: `demo-${index}` },
        reason:
          entry.reason ??
          (flow.endsWith('-') ? 'void' : flow === 'gift+' ? 'donation' : flow === 'sale+' ? 'purchase' : 'expense'),
        amount: parseAmount(entry.amount, currency)!,
        ...(label && { label }),
        ...(reverses && { reverses }),
        ...((name || message) && {
          person: {
            ...(name && { name }),
            ...(message && { message }),
            isPublic: true,
            ...(hideAmount && { hideAmount }),
          },
        }),
      },
    });
  }
  await write();
}
