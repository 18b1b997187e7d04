/*
 * What a WordPress page costs with books of 50, 5,000 and 50,000 entries, as ratios within one run on one site:
 *   node tools/bench/wordpress.ts            on SQLite and on MariaDB
 *   node tools/bench/wordpress.ts mariadb    on one of them
 * Ends with an error when anything takes more than 1.5 times of what it takes with 50 entries. The site is the tests' own: see
 * test/wordpress/lab. Needs dist/ (`npm run build`).
 */
import { type Site, startSite } from '../../test/wordpress/lab/site.ts';
import { entriesWithoutSums } from '../../test/wordpress/lab/books.ts';

const sizes = [50, 5000, 50_000] as const;
const most = 1.5;
const rounds = 15;

interface Campaign {
  readonly id: number;
  readonly page: string;
  readonly etag: string;
}

/** What the fastest third of some times took, on average: other work on the machine makes times longer, never shorter. */
function typical(times: readonly number[]): number {
  const fast = times.toSorted((a, b) => a - b).slice(0, Math.ceil(times.length / 3));
  return fast.reduce((sum, time) => sum + time, 0) / fast.length;
}

async function timed(url: string, init: RequestInit, status: number): Promise<number> {
  const begun = performance.now();
  const response = await fetch(url, { redirect: 'manual', ...init });
  const body = await response.text();
  const took = performance.now() - begun;
  if (response.status !== status) throw new Error(`${url}: ${response.status} ${body.slice(0, 500)}`);
  return took;
}

async function make(site: Site, entries: number): Promise<Campaign> {
  const { id, page } = site.php<{ id: number; page: string }>(`
    $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'With ${entries}']);
    Glassjar\\Campaign::save($id, ['currency' => 'EUR', 'goal' => ['amount' => '900000'], 'sources' => [['id' => 'bank', 'label' => 'Bank'], ['id' => 'fete']]]);
    $page = wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Page ${entries}', 'post_content' => '[glassjar id="' . $id . '"]']);
    return ['id' => $id, 'page' => get_permalink($page)];`);
  site.php(`${entriesWithoutSums(id, entries)}
    if (!Glassjar\\Sums::catchUp(${id}, 900.0)) { throw new Exception('the books were not summed up'); }`);
  return { id, page, etag: '' };
}

/** @returns Whether all of it holds. */
async function run(db: 'sqlite' | 'mariadb'): Promise<boolean> {
  const site = await startSite({ db });
  try {
    const made: Campaign[] = [];
    for (const size of sizes) made.push(await make(site, size));
    const session = site.php<{ cookie: string; nonce: string }>(`
      $expires = time() + DAY_IN_SECONDS;
      $token = WP_Session_Tokens::get_instance(1)->create($expires);
      $_COOKIE[LOGGED_IN_COOKIE] = wp_generate_auth_cookie(1, $expires, 'logged_in', $token);
      return ['cookie' => LOGGED_IN_COOKIE . '=' . $_COOKIE[LOGGED_IN_COOKIE] . '; ' . AUTH_COOKIE . '=' . wp_generate_auth_cookie(1, $expires, 'auth', $token), 'nonce' => wp_create_nonce('wp_rest')];`);
    const api = (id: number): string => `${site.url}/wp-json/glassjar/v1/campaigns/${id}`;
    const { cookie, nonce } = session;
    const only = (id: number): unknown =>
      site.php(
        `global $wpdb; $wpdb->query("UPDATE $wpdb->posts SET post_status = IF(ID = ${id}, 'publish', 'draft') WHERE post_type = 'glassjar_campaign'");`,
      );
    let adding = 0;
    const add = (id: number): Promise<number> =>
      timed(
        `${api(id)}/entries`,
        {
          method: 'POST',
          headers: {
            cookie,
            'x-wp-nonce': nonce,
            'content-type': 'application/json',
            'idempotency-key': `bench-entry-${adding++}`,
          },
          body: JSON.stringify({ at: '2025-06-01', flow: 'gift+', amount: '1.00', source: 'bank', name: 'Lena M.' }),
        },
        200,
      );
    const tasks: Readonly<Record<string, (campaign: Campaign) => Promise<number>>> = {
      'page with a panel': ({ page }) => timed(page, {}, 200),
      'REST 200': ({ id }) => timed(api(id), {}, 200),
      'REST 304': async ({ id }) => {
        const { headers } = await fetch(api(id), { method: 'HEAD' });
        return timed(api(id), { headers: { 'if-none-match': headers.get('etag') ?? '' } }, 304);
      },
      'page of entries': ({ id }) => timed(`${api(id)}/entries?limit=50`, {}, 200),
      'Books screen': ({ id }) =>
        timed(
          `${site.url}/wp-admin/edit.php?post_type=glassjar_campaign&page=glassjar-books&campaign=${id}`,
          { headers: { cookie } },
          200,
        ),
      'adding one entry': ({ id }) => add(id),
      'page after adding one': async ({ id, page }) => {
        await add(id);
        return timed(page, {}, 200);
      },
    };
    const alone: typeof tasks = {
      feed: () => timed(`${site.url}/campaigns/feed/`, {}, 200),
      list: () => timed(`${site.url}/campaigns/`, {}, 200),
    };
    const times = new Map<string, number[][]>();
    const note = (name: string, index: number, took: number): void => {
      const all = times.get(name) ?? sizes.map(() => []);
      times.set(name, all);
      all[index]!.push(took);
    };
    for (let round = -2; round < rounds; round++) {
      for (const [name, task] of Object.entries(tasks)) {
        // Side by side, so that what else the machine does meets all of them.
        for (const [index, campaign] of made.entries()) {
          const took = await task(campaign);
          if (round >= 0) note(name, index, took);
        }
      }
    }
    for (let round = 0; round < 3; round++) {
      for (const [index, campaign] of made.entries()) {
        only(campaign.id);
        for (const [name, task] of Object.entries(alone)) {
          await task(campaign);
          for (let time = 0; time < rounds / 3; time++) note(name, index, await task(campaign));
        }
      }
    }
    console.log(`\nWordPress ${site.version} on ${db}: ratios to ${sizes[0]} entries`);
    console.log(['', ...sizes.map((size) => size.toLocaleString('en'))].map((cell) => cell.padEnd(24)).join(''));
    let holds = true;
    for (const [name, all] of times) {
      const [base = 1, ...others] = all.map(typical);
      const ratios = others.map((took) => took / base);
      holds &&= ratios.every((ratio) => ratio <= most);
      const cells = [
        `1 (${base.toFixed(0)} ms)`,
        ...ratios.map((ratio) => ratio.toFixed(2) + (ratio > most ? ' !' : '')),
      ];
      console.log([name, ...cells].map((cell) => cell.padEnd(24)).join(''));
    }
    const said = site.debugLog();
    if (said) throw new Error(said);
    return holds;
  } finally {
    await site.stop();
  }
}

const asked = process.argv[2];
let holds = true;
for (const db of ['sqlite', 'mariadb'] as const) {
  if (!asked || asked === db) holds = (await run(db)) && holds;
}
if (!holds) {
  console.error(`\nSomething takes more than ${most} times of what it takes with ${sizes[0]} entries.`);
  process.exitCode = 1;
}
