import pg from 'pg';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { migrateStore, openStore } from '../../../src/server/store/open.ts';
import { openPostgres } from '../../../src/server/store/postgres.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { storeContract } from '../../contracts/store.contract.ts';
import { type Bench, begun, change, event, line, mara, paid, sourceSums } from '../../contracts/store-samples.ts';
import { type Cluster, startCluster } from '../postgres-cluster.ts';

const cluster: Cluster | undefined = await startCluster();
if (!cluster) process.stderr.write('PostgreSQL is skipped: apt install postgresql\n');

const stores: Store[] = [];

async function open(): Promise<Bench & { readonly url: string }> {
  const url = await cluster!.database();
  const again = async (): Promise<Store> => {
    const store = await openPostgres(url, { connections: 4 });
    stores.push(store);
    return store;
  };
  const tamper = async (text: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  return { store: await again(), again, tamper, url };
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});
afterAll(() => cluster?.stop());

describe.skipIf(!cluster)('PostgreSQL', () => {
  storeContract(open);

  it('is opened by its address, and makes its tables once, whoever comes first', async () => {
    const url = await cluster!.database();
    const opened = await Promise.all([openStore(url), openStore(url), openStore(url)]);
    stores.push(...opened);
    await opened[0]!.putCampaign(mara, 0, change);
    expect(await opened[2]!.getCampaign('mara')).toBeDefined();
    expect(opened.map(({ name }) => name)).toEqual(['postgres', 'postgres', 'postgres']);
  });

  it('says what is wrong with an address, and never the password', async () => {
    const failures = await Promise.all(
      ['postgres://app:geheim@127.0.0.1:1/books', (await cluster!.database()).replace(/books_\d+$/, 'nothing')].map(
        (url) => openStore(url).catch((error: unknown) => error),
      ),
    );
    for (const failure of failures) {
      expect(failure).toMatchObject({ code: 'unavailable' });
      expect(String(failure)).not.toContain('geheim');
    }
    expect(String(failures[1])).toContain('create it first');
  });

  it('refuses tables of a newer version', async () => {
    const { tamper, url } = await open();
    await tamper('INSERT INTO glassjar_migrations (step) VALUES (99)');
    await expect(openStore(url)).rejects.toThrow(/newer version/);
  });

  it('refuses to empty the books', async () => {
    const { store, tamper } = await open();
    await store.putCampaign(mara, 0, change);
    await store.append('mara', [line('a')], change);
    await expect(tamper('TRUNCATE entries')).rejects.toThrow(/never removed/);
  });

  it('counts on after its connections were cut', async () => {
    const { store, tamper } = await open();
    await store.putCampaign(mara, 0, change);
    await store.beginDonation(begun('r1'));
    const cut = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $$glassjar$$';
    const told = Array.from({ length: 40 }, (_, index) =>
      event(`e${index}`, [paid(`pi_${index}`)], { donation: 'r1', ids: [] }),
    );
    const first = Promise.allSettled(told.map((one) => store.take(one)));
    await tamper(cut);
    for (const answer of await first) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'unavailable' });
    }
    await tamper(cut);
    // The provider tells again what was not answered.
    for (const one of told) {
      await store.take(one).catch(() => store.take(one));
    }
    expect(await sourceSums(store, 'stripe')).toMatchObject({ gifts: 40 * 2500, givers: 1 });
    expect(await store.check()).toEqual({ flaws: [], notes: [] });
  });
});

describe.skipIf(!cluster)('a role with few rights', () => {
  const asRole = (url: string, role: string): string => url.replace('//app@', `//${role}@`);

  async function owned(role: string): Promise<{ readonly url: string; readonly tamper: Bench['tamper'] }> {
    const url = await cluster!.database();
    const tamper = async (text: string): Promise<void> => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(text);
      await client.end();
    };
    await tamper(`CREATE ROLE "${role}" LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
    return { url, tamper };
  }

  it('is told who has to make the tables, and serves once that was done', async () => {
    const { tamper, url } = await owned('jar server');
    const mine = asRole(url, 'jar%20server');
    const why = /there are no tables yet.*npx glassjar migrate <role of the server>/;
    await expect(openStore(mine)).rejects.toThrow(why);
    await migrateStore(url, 'jar server');
    const store = await openStore(mine);
    stores.push(store);
    await store.putCampaign(mara, 0, change);
    await store.beginDonation(begun('r1', { person: { name: 'Lena', isPublic: true } }));
    await store.answerDonation('r1', { kind: 'redirect', url: 'https://pay.example/1' }, ['cs_1']);
    await store.take(event('e1', [paid('pi_1')], { donation: 'r1', ids: ['pi_1', 'cs_1'] }));
    await store.take(event('e2', [paid('pi_9')], { ids: ['pi_9'] }));
    await store.append('mara', [line('a')], change);
    await store.erase('mara', 'e1', change);
    await store.countShare('mara', 'mail');
    await store.putSecret({ hash: 'h', kind: 'token', expires: Date.now() + 1e6 });
    expect(await store.checkSecret('h', 'token', Date.now(), true)).toBe(true);
    await store.ping();
    expect((await store.check()).flaws).toEqual([]);
    const client = new pg.Client({ connectionString: mine });
    await client.connect();
    const unseen = `SELECT tablename FROM pg_tables
      WHERE schemaname = current_schema() AND NOT has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')`;
    expect((await client.query(unseen)).rows).toEqual([]);
    const tries = [
      'UPDATE entries SET amount = 1',
      'DELETE FROM entries',
      'TRUNCATE entries',
      'ALTER TABLE entries DISABLE TRIGGER ALL',
      'DROP TABLE entries',
      'DELETE FROM changes',
      'UPDATE changes SET actor = $$nobody$$',
    ];
    for (const text of tries) await expect(client.query(text)).rejects.toThrow(/permission|owner|never/);
    await client.end();
    // A newer server, whose tables are not made yet.
    await tamper('DELETE FROM glassjar_migrations WHERE step > 1; DROP TABLE pulse');
    await expect(openStore(mine)).rejects.toThrow(/older version/);
  });

  it('that isn’t there is named so', async () => {
    const { url } = await owned('somebody');
    await expect(migrateStore(url, 'nobody at all')).rejects.toThrow(/no role of this name/);
  });

  it('can’t hide that lines were left unguarded', async () => {
    const { tamper, url } = await owned('other');
    const store = await openStore(url);
    stores.push(store);
    await tamper('ALTER TABLE entries DISABLE TRIGGER entries_stay');
    expect((await store.check()).flaws.join()).toContain('entries_stay');
  });
});
