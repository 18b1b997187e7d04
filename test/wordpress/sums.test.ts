import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverAdapter } from '../../src/adapters/server.ts';
import { decode } from '../../src/core/decode.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { campaignSchema } from '../../src/core/schema.ts';
import { entriesWithoutSums } from './lab/books.ts';
import { startSite, type Site } from './lab/site.ts';

/* What the entries come to is kept beside them: right always, and the same for pages and screens however long the books are. */

const phpText = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
const phpValue = (value: unknown): string => `json_decode(${phpText(JSON.stringify(value))}, true)`;

/** What went through `Books` in one process. @returns Whether the sums fit, and what both ways of adding up say. */
const bothWays = (id: number): string => `
  (static function () {
    // Added up as a child would: each entry by its own sign, and what takes back a fee is one.
    $lines = ['raised' => 0, 'spent' => 0, 'fees' => 0];
    $reasons = [];
    foreach (Glassjar\\Entries::rows(${id}) as $row) {
      $reasons[$row['name']] = $row['reason'];
      $reason = $reasons[$row['reverses']] ?? $row['reason'];
      $sum = $row['flow'][0] !== 'c' ? 'raised' : ($reason === 'fee' ? 'fees' : 'spent');
      $lines[$sum] += substr($row['flow'], 4) === '+' ? (int) $row['amount'] : -(int) $row['amount'];
    }
    $kept = Glassjar\\Sums::of(${id});
    $sums = ['raised' => 0, 'spent' => 0, 'fees' => 0];
    foreach ($kept['sums'] as $sum) { $sums[$sum['kind'] !== 'costs' ? 'raised' : ($sum['reason'] === 'fee' ? 'fees' : 'spent')] += $sum['minor']; }
    $rows = Glassjar\\Store::rows('SELECT number, balance FROM ' . Glassjar\\Store::table('entries') . ' WHERE campaign = ${id} ORDER BY id');
    return [
      'lines' => $lines['raised'] - $lines['spent'] - $lines['fees'],
      'sums' => $sums['raised'] - $sums['spent'] - $sums['fees'],
      'spent' => [$lines['spent'], $sums['spent']], 'fees' => [$lines['fees'], $sums['fees']],
      'balance' => $kept['balance'], 'last' => (int) (end($rows)['balance'] ?? 0),
      'count' => $kept['entries'] === count($rows), 'numbers' => array_map('intval', array_column($rows, 'number')) === ($rows === [] ? [] : range(1, count($rows))),
      'wrong' => Glassjar\\Sums::wrong(),
    ];
  })()`;
interface BothWays {
  readonly lines: number;
  readonly sums: number;
  readonly spent: readonly [number, number];
  readonly fees: readonly [number, number];
  readonly balance: number;
  readonly last: number;
  readonly count: boolean;
  readonly numbers: boolean;
  readonly wrong: readonly number[];
}
function expectSame(both: BothWays): void {
  const { balance, count, fees, last, lines, numbers, spent, sums, wrong } = both;
  expect({ sums, balance, last, spent: spent[1], fees: fees[1], count, numbers, wrong }).toEqual({
    sums: lines,
    balance: lines,
    last: lines,
    spent: spent[0],
    fees: fees[0],
    count: true,
    numbers: true,
    wrong: [],
  });
}

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

  test('a sum that was stated before the first entry stays, entries are a part of it, and its rest is booked as one', async () => {
    const id = make({ sources: [{ id: 'bank', label: 'Bank', raised: '1184.00', supporters: 40 }, { id: 'fete' }] });
    const add = (amount: string, key: string, more: object = {}): unknown =>
      site.php(
        `return Glassjar\\Books::add(${id}, ${phpValue({ at: '2025-06-01', flow: 'gift+', amount, source: 'bank', ...more })}, '${key}:${id}');`,
      );
    add('75.00', 'first', { name: 'lena@example.org', message: 'Ruf an: 0171 2345678' });
    const part = await read(id);
    expect(part['sources']).toEqual([{ id: 'bank', label: 'Bank', raised: '1184.00', supporters: 40 }, { id: 'fete' }]);
    expect(totalsOf(decode(part).campaign)).toMatchObject({
      raised: { minor: 118_400 },
      discrepancies: [],
      supporters: 40,
    });
    expect(JSON.stringify(part['entries'])).not.toMatch(/lena@|2345678/);

    const [offer, done, again] = site.php<[string, string, string]>(`
      wp_set_current_user(1);
      $offer = Glassjar\\Admin\\BooksRests::view(${id});
      return [$offer, Glassjar\\Admin\\BooksRests::take(${id}, 'bank'), Glassjar\\Admin\\BooksRests::take(${id}, 'bank')];`);
    expect(offer).toContain('1,109');
    expect([done, again]).toEqual(['added', 'gone']);
    const whole = await read(id);
    expect((whole['sources'] as object[])[0]).toEqual({ id: 'bank', label: 'Bank', supporters: 40, complete: true });
    expect(totalsOf(decode(whole).campaign)).toMatchObject({
      raised: { minor: 118_400 },
      discrepancies: [],
      entries: 2,
    });

    add('16.00', 'later');
    expect(totalsOf(decode(await read(id)).campaign).raised?.minor).toBe(120_000);
  });

  test.each([
    ['the only source of gifts, beside copies sold', [{ id: 'konto' }], 900 + 7680, 'exact'],
    ['the only one, which states its sum', [{ id: 'konto', raised: '500' }], 50_000 + 7680, 'exact'],
    ['several that state nothing', [{ id: 'konto' }, { id: 'fest' }], 900 + 7680, 'exact'],
    ['several, of which one states a sum', [{ id: 'konto', raised: '500' }, { id: 'fest' }], 50_000 + 7680, 'at-least'],
    ['none', [], 900 + 7680, 'exact'],
  ] as const)('a gift that names no source: %s', async (_, gifts, minor, bound) => {
    const id = make({ sources: [...gifts, { id: 'book', kind: 'sales', copies: 10, proceeds: '7.68' }] });
    const notice = site.php<string>(`
      wp_set_current_user(1);
      Glassjar\\Books::add(${id}, ['at' => '2025-06-01', 'flow' => 'gift+', 'amount' => '9.00'], 'loose-${id}');
      return Glassjar\\Admin\\BooksLoose::view(${id}) . Glassjar\\Admin\\BooksLoose::fault(${id}, 'gift+', '');`);
    expect(totalsOf(decode(await read(id)).campaign)).toMatchObject({ raised: { minor }, bound, discrepancies: [] });
    const asks = bound === 'at-least';
    expect(notice.includes('name no source')).toBe(asks);
    expect(notice.includes('Choose where it came in')).toBe(asks);
  });

  test('beyond 1,000 entries the public document has their sums, and the entries come page by page', async () => {
    const id = make();
    site.php(`${entriesWithoutSums(id, 1000)} Glassjar\\Sums::catchUp(${id}, 60);`);
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
    expect(sums['entries']).toMatchObject([
      { flow: 'cost+', label: 'Rent', reason: 'expense' },
      { flow: 'cost+', label: 'Print', reason: 'expense' },
    ]);
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

  test('are what the entries come to, whatever is booked, taken back, mended and imported', () => {
    const steps = fc.array(
      fc.record({
        kind: fc.constantFrom('gift+', 'sale+', 'cost+', 'fee', 'gift-', 'back', 'part', 'correct', 'many', 'forget'),
        cents: fc.integer({ min: 1, max: 100_000 }),
        source: fc.constantFrom('', 'bank', 'fete', 'Bank', 'gone'),
        label: fc.constantFrom('', 'Rent, June', 'rent, July', 'Print'),
        at: fc.nat(),
      }),
      { minLength: 5, maxLength: 25 },
    );
    fc.assert(
      fc.property(steps, (some) => {
        const id = make();
        expectSame(
          site.php<BothWays>(`
            $id = ${id};
            foreach (${phpValue(some)} as $n => $step) {
              $amount = sprintf('%d.%02d', intdiv($step['cents'], 100), $step['cents'] % 100);
              $entry = array_filter(['at' => '2026-05-22', 'amount' => $amount, 'source' => $step['source'], 'label' => $step['label'], 'name' => $n % 3 ? '' : 'Lena']);
              $all = Glassjar\\Books::entries($id);
              $one = $all === [] ? null : $all[$step['at'] % count($all)]['id'];
              try {
                switch ($step['kind']) {
                  case 'fee': Glassjar\\Books::add($id, ['flow' => 'cost+', 'reason' => 'fee'] + $entry, "k-$id-$n"); break;
                  case 'back': $one && Glassjar\\Books::reverse($id, $one, 'void', "k-$id-$n"); break;
                  case 'part': $one && Glassjar\\Books::reverse($id, $one, 'refund', "k-$id-$n", new Glassjar\\Core\\Money($step['cents'], 'EUR')); break;
                  case 'correct': $one && Glassjar\\Books::correct($id, $one, ['source' => $step['source'], 'amount' => $amount], Glassjar\\Books::takenBack($id, $one), "k-$id-$n"); break;
                  case 'many': Glassjar\\Books::addAll($id, ["m-$id-$n-1" => ['flow' => 'gift+'] + $entry, "m-$id-$n-2" => ['flow' => 'cost+'] + $entry]); break;
                  case 'forget': Glassjar\\Sums::forget($id); break;
                  default: Glassjar\\Books::add($id, ['flow' => $step['kind']] + $entry, "k-$id-$n");
                }
              } catch (Glassjar\\RefusedEntry $refused) {}
            }
            Glassjar\\Sums::catchUp($id);
            return ${bothWays(id)};`),
        );
      }),
      { numRuns: db === 'sqlite' ? 4 : 15, endOnFailure: true },
    );
  });

  test('are whole after a fault at any write, and what failed can be done again', () => {
    const id = make();
    const add = `Glassjar\\Books::add(${id}, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '7', 'source' => 'bank', 'name' => 'Lena'], 'again');`;
    site.php(
      `Glassjar\\Books::add(${id}, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '50', 'source' => 'bank'], 'first');`,
    );
    let faults = 0;
    for (let write = 1; write < 12; write++) {
      site.fault(write);
      const { both, failed } = site.php<{ both: BothWays; failed: boolean }>(
        `$failed = false; try { ${add} } catch (Glassjar\\StoreError $error) { $failed = true; } return ['failed' => $failed, 'both' => ${bothWays(id)}];`,
      );
      site.fault(0);
      expectSame(both);
      expect(both.sums).toBe(failed ? 5000 : 5700);
      if (!failed) break;
      faults++;
    }
    expect(faults).toBeGreaterThan(4);
    site.php(add);
    expect(site.php<BothWays>(`return ${bothWays(id)};`).sums).toBe(5700);
  });

  test('stand right when many book at once, add and import, each of them twice', async () => {
    const id = make();
    const { cookie, nonce } = site.php<{ cookie: string; nonce: string }>(`
      $expires = time() + DAY_IN_SECONDS;
      $token = WP_Session_Tokens::get_instance(1)->create($expires);
      $_COOKIE[LOGGED_IN_COOKIE] = wp_generate_auth_cookie(1, $expires, 'logged_in', $token);
      return ['cookie' => LOGGED_IN_COOKIE . '=' . $_COOKIE[LOGGED_IN_COOKIE], 'nonce' => wp_create_nonce('wp_rest')];`);
    const post = async (path: string, key: string, body: object): Promise<number> => {
      const headers = { cookie, 'x-wp-nonce': nonce, 'content-type': 'application/json', 'idempotency-key': key };
      const url = `${site.url}/wp-json/glassjar/v1/campaigns/${id}/${path}`;
      const { status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      return status;
    };
    const lines = Array.from({ length: 40 }, (_, n) => ({
      kind: 'gift',
      at: `2026-05-${String((n % 28) + 1).padStart(2, '0')}`,
      amount: `${n + 1}`,
      source: 'fete',
      key: `row ${n}`,
    }));
    const all = Array.from({ length: 12 }, (_, n) => [
      () =>
        post('entries', `at-once-${n >> 1}`, {
          at: '2026-05-22',
          flow: 'gift+',
          amount: '2',
          source: 'bank',
          name: 'Lena',
        }),
      () => post('import', `import-${n}`, { request: `import-${n}`, preview: false, lines }),
    ]).flat();
    const answers = await Promise.all(all.map((ask) => ask()));
    // A database that has no room for all of them at once says so; then it is asked again.
    for (const [index, status] of answers.entries()) if (status === 503) answers[index] = await all[index]!();
    expect(answers.filter((status) => status !== 200)).toEqual([]);
    const both = site.php<BothWays>(`return ${bothWays(id)};`);
    expectSame(both);
    expect(both.sums).toBe(6 * 200 + (40 * 41 * 100) / 2);
  });

  test.runIf(db === 'mariadb')('are found out when they are wrong, and made anew', () => {
    const id = make();
    site.php(`${entriesWithoutSums(id, 30)} Glassjar\\Sums::catchUp(${id});`);
    site.php(
      `global $wpdb; $wpdb->query('UPDATE ' . Glassjar\\Store::table('sums') . ' SET minor = minor + 1 WHERE campaign = ${id}');`,
    );
    expect(site.php(`return Glassjar\\SiteHealth::sums()[0];`)).toBe('critical');
    expect(site.php(`return Glassjar\\Sums::repair();`)).toEqual([id]);
    expect(site.php(`return Glassjar\\SiteHealth::sums()[0];`)).toBe('good');
    expectSame(site.php<BothWays>(`return ${bothWays(id)};`));
  });
});
