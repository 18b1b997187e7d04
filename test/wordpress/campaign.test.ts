import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decode } from '../../src/core/decode.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { campaignSchema } from '../../src/core/schema.ts';
import { headOf, startSite, type Site } from './lab/site.ts';

let site: Site;
/** Addresses by what is in them. */
const api = (path: string): string => `${site.url}/wp-json/glassjar/v1/${path}`;

beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  const said = site.debugLog();
  const asked = site.outgoing();
  await site.stop();
  expect(said, 'debug.log').toBe('');
  expect(asked, 'requests to other hosts').toBe('');
});

/** A campaign with the given data. @returns Its number. */
const make = (fields: object, status = 'publish', title = 'Ein Buch für Mara'): number =>
  site.php<number>(`
    $id = wp_insert_post(wp_slash(['post_type' => 'glassjar_campaign', 'post_status' => '${status}', 'post_title' => '${title}']));
    $problems = Glassjar\\Campaign::save($id, json_decode(${phpText(JSON.stringify(fields))}, true));
    if ($problems !== []) { throw new Exception(json_encode($problems)); }
    return $id;`);
const phpText = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

const fields = {
  currency: 'EUR',
  language: 'de',
  goal: { amount: '15000', label: 'sechs Monate' },
  sources: [{ id: 'bank', label: 'Spendenkonto' }],
  organiser: { name: 'Jo "Beispiel" \\ <b>fett</b>' },
  give: { bank: { holder: 'Mara Hilfsfonds e. V.', iban: 'DE89 3704 0044 0532 0130 00' } },
};

describe('a campaign, for everyone', () => {
  test('is the wire format: the schema takes it and the page’s decoder has nothing to refuse', async () => {
    const id = make(fields);
    site.php(
      `return Glassjar\\Books::add(${id}, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '50', 'source' => 'bank', 'name' => 'Lena M.'], 'a');`,
    );
    const response = await fetch(api(`campaigns/${id}`));
    expect(response.status).toBe(200);
    const document = (await response.json()) as object;
    expect(campaignSchema.safeParse(document).error).toBeUndefined();
    const { campaign, problems } = decode(document);
    expect(problems).toEqual([]);
    expect(campaign).toMatchObject({
      title: 'Ein Buch für Mara',
      goal: { amount: { minor: 1_500_000, currency: 'EUR' } },
      organiser: { name: 'Jo "Beispiel" \\ <b>fett</b>' },
      entries: [{ flow: 'gift+', amount: { minor: 5000, currency: 'EUR' }, name: 'Lena M.' }],
    });
  });

  test('says that nothing came in yet, so that its panel shows how to be the first', async () => {
    for (const sources of [fields.sources, [], [{ id: 'bank', raised: '0' }]]) {
      const response = await fetch(api(`campaigns/${make({ ...fields, sources })}`));
      expect(totalsOf(decode(await response.json()).campaign)).toMatchObject({ raised: { minor: 0 }, bound: 'exact' });
    }
    // Moved by WordPress's own export and import, it comes without its books, and what it had raised is not known here.
    const moved = site.php<number>(`
      $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Moved']);
      foreach (get_post_meta(${make(fields)}) as $key => $values) {
        foreach ($values as $value) { add_post_meta($id, $key, wp_slash(maybe_unserialize($value))); }
      }
      return $id;`);
    const imported = decode(await (await fetch(api(`campaigns/${moved}`))).json()).campaign;
    expect(totalsOf(imported).raised).toBeUndefined();
    expect(imported.goal?.amount.minor).toBe(1_500_000);
    const stated = await fetch(api(`campaigns/${make({ ...fields, sources: [{ id: 'bank', raised: '9184' }] })}`));
    expect(totalsOf(decode(await stated.json()).campaign).raised?.minor).toBe(918_400);
  });

  test('has a strong tag, is not sent again while it is the same, and changes with each booking', async () => {
    const id = make(fields);
    const first = await fetch(api(`campaigns/${id}`));
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[0-9a-f]{32}"$/);
    for (const given of [tag, `W/${tag}`, tag.replace(/"$/, '-gzip"'), `"x", ${tag}`, '*']) {
      const again = await fetch(api(`campaigns/${id}`), { headers: { 'if-none-match': given } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      expect(again.headers.get('etag')).toBe(tag);
    }
    site.php(`return Glassjar\\Books::add(${id}, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '1'], 'b');`);
    const changed = await fetch(api(`campaigns/${id}`), { headers: { 'if-none-match': tag } });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(tag);
  });

  test('can be read from any site and with nobody’s rights', async () => {
    const id = make(fields);
    for (const origin of ['https://evil.example', 'null']) {
      const { headers } = await headOf(api(`campaigns/${id}`), { headers: { origin } });
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('set-cookie')).toBeNull();
      expect(headers.get('cache-control')).toBe('public, max-age=15, stale-while-revalidate=60');
    }
  });

  test('is not there while it is a draft, private, behind a password, in the trash, or something else', async () => {
    const hidden = ['draft', 'private', 'pending', 'trash'].map((status) => make(fields, status));
    hidden.push(
      site.php<number>(
        `return wp_insert_post(['post_type' => 'post', 'post_status' => 'publish', 'post_title' => 'x']);`,
      ),
    );
    hidden.push(
      site.php<number>(
        `return wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'x', 'post_password' => 'y']);`,
      ),
    );
    const bodies = new Set<string>();
    for (const id of [...hidden, 0, 999_999]) {
      const response = await fetch(api(`campaigns/${id}`));
      expect(response.status, String(id)).toBe(404);
      bodies.add(await response.text());
    }
    expect(bodies.size).toBe(1);
  });
});

describe('the books as a file', () => {
  /** As a spreadsheet reads it that splits at another character than ours. */
  const cellsOf = (csv: string, separator: string): string[] => {
    const cells: string[] = [];
    let cell = '';
    let isQuoted = false;
    for (let at = 0; at < csv.length; at++) {
      const char = csv[at]!;
      if (isQuoted && char === '"' && csv[at + 1] === '"') {
        cell += '"';
        at++;
      } else if (char === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
      else if (!isQuoted && (char === separator || char === '\n' || char === '\r')) {
        cells.push(cell);
        cell = '';
      } else cell += char;
    }
    return [...cells, cell];
  };
  const formula = '=HYPERLINK("https://evil.example")';
  const hostile = [
    ...['=1+1', '+1', '-1', '@SUM(1)', '＝1', '＋1', '－1', '＠x'],
    ...[';', ',', '\t', '\r', '\n', '\r\n', '; ', ';"', ';""', '; " ', '\n"', '\t\t', ';\u{a0}', '";"', '";'].flatMap(
      (split) => [`x${split}${formula}`, `${split}${formula}`, `x${split}＝1`, `x${split}-2+3`],
    ),
    `"${formula}`,
    ` "" ${formula}`,
  ];

  test.each([',', ';', '\t'])('hold no formula, split at %j', (separator) => {
    const entries = hostile.map((text) => ({
      id: 'e1',
      at: '2026-05-22',
      flow: 'gift+',
      amount: '-5.00',
      label: text,
      name: text,
      message: text,
    }));
    const csv = site.php<string>(
      `return Glassjar\\Admin\\Export::csv(json_decode(${phpText(JSON.stringify(entries))}, true), 'EUR');`,
    );
    const cells = cellsOf(csv, separator);
    expect(cells.filter((cell) => /^[\s"]*[=+\-@＝＋－＠]/.test(cell) && cell !== '-5.00')).toEqual([]);
    if (separator === ',') {
      expect(cells.filter((cell) => cell === '-5.00')).toHaveLength(hostile.length);
      expect(cells).toContain(`x; '${formula}`);
    }
  });
});
