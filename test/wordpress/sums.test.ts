import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverAdapter } from '../../src/adapters/server.ts';
import { decode } from '../../src/core/decode.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { campaignSchema } from '../../src/core/schema.ts';
import { startSite, type Site } from './lab/site.ts';

/* What the entries come to is kept beside them: right always, and the same for pages and screens however long the books are. */

const phpText = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
const phpValue = (value: unknown): string => `json_decode(${phpText(JSON.stringify(value))}, true)`;

/** Rows as an older version of the plugin wrote them, which kept no sums. */
const rows = (id: number, count: number): string => `
  global $wpdb;
  $table = Glassjar\\Store::table('entries');
  $first = (int) $wpdb->get_var("SELECT COALESCE(MAX(id), 0) FROM $table");
  for ($at = 0; $at < ${count}; $at += 250) {
    $values = [];
    for ($n = $at; $n < min(${count}, $at + 250); $n++) {
      $day = gmdate('Y-m-d', strtotime('2025-01-01') + intdiv($n, 200) * 86400);
      $isCost = $n % 10 === 9;
      $flow = $isCost ? 'cost+' : 'gift+';
      $source = $isCost ? '' : ['bank', 'fete', ''][$n % 3];
      $values[] = sprintf("('e%016x', ${id}, '%s', '%s', '%s', %d, 'EUR', '%s', '%s', 'old:${id}:%d', '2025-01-01T00:00:00Z')", $first + $n + 1, $day, $flow, $isCost ? 'expense' : 'donation', 100 + $n % 977, $source, $isCost ? 'Rent, ' . $day : '', $n);
    }
    $wpdb->query("INSERT INTO $table (name, campaign, at, flow, reason, amount, currency, source, label, idempotency, created_at) VALUES " . implode(', ', $values));
  }
  if ($wpdb->last_error) { throw new Exception($wpdb->last_error); }`;

describe.each(['sqlite', 'mariadb'] as const)('on %s', (db) => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite({ db });
  });
  afterAll(async () => {
    const said = site.debugLog();
    await site.stop();
    expect(said, 'debug.log').toBe('');
  });

  const make = (fields: object = {}): number =>
    site.php<number>(`
      $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Mara']);
      $problems = Glassjar\\Campaign::save($id, ${phpValue({ currency: 'EUR', sources: [{ id: 'bank', label: 'Bank' }, { id: 'fete' }], ...fields })});
      if ($problems !== []) { throw new Exception(json_encode($problems)); }
      return $id;`);
  const read = async (id: number): Promise<Record<string, unknown>> =>
    (await (await fetch(`${site.url}/wp-json/glassjar/v1/campaigns/${id}`)).json()) as Record<string, unknown>;

  test('beyond 1,000 entries the public document has their sums, and the entries come page by page', async () => {
    const id = make();
    site.php(`${rows(id, 1000)}; Glassjar\\Sums::catchUp(${id}, 60);`);
    const lines = await read(id);
    expect((lines['entries'] as unknown[]).length).toBe(1000);
    expect(lines['live']).not.toHaveProperty('lines');
    const before = totalsOf(decode(lines).campaign);

    site.php(
      `return Glassjar\\Books::add(${id}, ['at' => '2025-06-01', 'flow' => 'gift+', 'amount' => '1.00', 'source' => 'bank'], 'one more');`,
    );
    const sums = await read(id);
    expect(sums['live']).toMatchObject({ lines: 1001 });
    expect(campaignSchema.safeParse(sums).error).toBeUndefined();
    const { campaign, problems } = decode(sums);
    expect(problems).toEqual([]);
    const after = totalsOf(campaign);
    expect(after.raised!.minor).toBe(before.raised!.minor + 100);
    expect([after.spent, after.fees, after.bound]).toEqual([before.spent, before.fees, before.bound]);
    expect(after.discrepancies).toEqual([]);
    expect(sums['entries']).toMatchObject([{ flow: 'cost+', label: 'Rent', reason: 'expense' }]);
    expect(sums['asOf']).toBe('2025-06-01');

    const adapter = serverAdapter({ url: `${site.url}/wp-json/glassjar/v1/campaigns/${id}` });
    await adapter.getCampaign();
    const all = await adapter.allEntries!.read!();
    expect(all.problems).toEqual([]);
    expect(all.campaign.entries).toHaveLength(1001);
    const whole = totalsOf(all.campaign);
    expect([whole.raised, whole.spent, whole.fees, whole.discrepancies]).toEqual([
      after.raised,
      after.spent,
      after.fees,
      [],
    ]);
  });
});
