/* A backup brings the books back, and nothing that was taken away since. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore, restoreStore } from '../../src/server/store/open.ts';
import type { Store } from '../../src/server/store/store.ts';
import { inRoot } from '../../tools/project.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'glassjar-'));
});
afterEach(() => rm(folder, { recursive: true }));

const change = { at: '2026-06-01T12:00:00Z', actor: 'test', what: 'edit' };
const urlOf = (): string => `sqlite:${join(folder, 'books.db')}`;
const within = async <T>(run: (store: Store) => Promise<T>): Promise<T> => {
  const store = await openStore(urlOf());
  try {
    return await run(store);
  } finally {
    await store.close();
  }
};
const hash = 'a'.repeat(64);
const campaign = { id: 'mara', document: bookCampaign(), currency: 'EUR', isPublished: true };

/** Books with a line of someone's and a token; a backup of it is in `copy`. @returns The line. */
const begin = (copy: string): Promise<string> =>
  within(async (store) => {
    await store.putCampaign(campaign, 0, change);
    const [line] = await store.append(
      'mara',
      [
        {
          ...{ at: '2026-06-01T12:00:00Z', flow: 'gift+', reason: 'donation', source: 'bank', key: 'k-1' },
          ...{ amount: { minor: 1000, currency: 'EUR' }, person: { name: 'Lena', isPublic: true } },
        },
      ],
      change,
    );
    await store.putSecret({ hash, kind: 'token', expires: Date.now() + 1e6, label: 'import' });
    await store.backup!(copy);
    return line!.id;
  });

it('revives no login and no token, and no version that was known already', async () => {
  const copy = join(folder, 'copy.db');
  await begin(copy);
  const before = await within(async (store) => {
    await store.dropSecret(hash);
    const { version } = (await store.getCampaign('mara'))!;
    return (await store.putCampaign(campaign, version, change)).version;
  });
  const began = Date.now();
  await restoreStore(urlOf(), copy);
  await within(async (store) => {
    expect(await store.checkSecret(hash, 'token', Date.now(), false)).toBe(false);
    expect(await store.secrets('token')).toEqual([]);
    const { version } = (await store.getCampaign('mara'))!;
    expect(version).toBeGreaterThan(before);
    expect(version).toBeGreaterThanOrEqual(began);
    expect(await store.check()).toEqual({ flaws: [], notes: [] });
  });
});

it('says what was erased since, and not what was erased before', async () => {
  const [early, late] = [join(folder, 'early.db'), join(folder, 'late.db')];
  const line = await begin(early);
  const at = '2026-06-02T12:00:00Z';
  await within(async (store) => {
    await store.erase('mara', line, { ...change, at, what: 'erase', detail: '#1' });
    await store.backup!(late);
  });
  expect((await restoreStore(urlOf(), late)).erased).toEqual([]);
  const { erased, old } = await restoreStore(urlOf(), early);
  expect(erased).toEqual([{ campaign: 'mara', at, line: '#1' }]);
  expect(old).toContain('before-restore');
});

it('copies and restores books that hold a payment in another currency, and tells of it', async () => {
  const copy = join(folder, 'foreign.db');
  const notes = [expect.stringContaining('another currency than EUR')];
  await within(async (store) => {
    await store.putCampaign(campaign, 0, change);
    const amount = { minor: 900, currency: 'USD' };
    await store.take({
      ...{ provider: 'stripe', id: 'evt_1', type: 'paid', about: { ids: ['pi_1'] }, begins: { campaign: 'mara' } },
      facts: [{ kind: 'paid', at: '2026-06-01T12:00:00Z', payment: 'pi_1', amount }],
    });
    expect(await store.check()).toEqual({ flaws: [], notes });
    await store.backup!(copy);
  });
  await restoreStore(urlOf(), copy);
  expect(await within((store) => store.check())).toEqual({ flaws: [], notes });
  const env = { ...process.env, DATABASE_URL: urlOf() };
  const { status, stdout } = spawnSync(process.execPath, [inRoot('src', 'server', 'main.ts'), 'check'], { env });
  expect([status, String(stdout)]).toEqual([0, expect.stringMatching(/^note: .*another currency.*\nall adds up\n$/)]);
});

it('says that it can’t tell what was erased in a broken file', async () => {
  const copy = join(folder, 'copy.db');
  await begin(copy);
  await writeFile(join(folder, 'books.db'), 'x'.repeat(8192));
  expect((await restoreStore(urlOf(), copy)).erased).toBeUndefined();
});
