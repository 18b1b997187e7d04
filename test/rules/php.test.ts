import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listFiles, root } from './sources.ts';

/* The rules of the house for the WordPress plugin's PHP. */

interface PhpFile {
  readonly path: string;
  readonly text: string;
  /** Without comments. */
  readonly code: string;
}

const withoutComments = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, (found) => found.replace(/[^\n]/g, ' '))
    .replace(/(^|\s)(?:\/\/|#(?!\[)).*$/gm, '$1');
const read = (path: string): PhpFile => {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, code: withoutComments(text) };
};
const files = listFiles('src/wordpress/**/*.php').map(read);

interface Ban {
  readonly what: string;
  readonly pattern: RegExp;
  readonly sample: string;
  readonly only?: RegExp;
  readonly except?: RegExp;
}

const bans: readonly Ban[] = [
  {
    what: 'objects from text: four holes in one comparable plugin',
    pattern: /\b(?:maybe_)?unserialize\s*\(/,
    sample: 'unserialize($a)',
  },
  { what: 'code from text', pattern: /\b(?:eval|create_function|extract|assert)\s*\(/, sample: 'eval($a)' },
  { what: 'a closing tag at the end, after which a blank is output', pattern: /\?>\s*$(?![\s\S])/, sample: 'x\n?>\n' },
  {
    what: 'money as a float',
    pattern: /\b(?:floatval|number_format|round|doubleval)\s*\(|\((?:float|double)\)|[*/]\s*100\b/,
    sample: '(float) $amount',
    only: /includes\/(?:core|rest)\/|includes\/[A-Z]/,
  },
  {
    what: 'asking other hosts',
    pattern: /\bwp_(?:safe_)?remote_\w+\s*\(|\bcurl_\w+\s*\(|\bfsockopen\s*\(|file_get_contents\(\s*['"]https?:/,
    sample: 'wp_remote_get($url)',
    // Stripe, and the site itself in the check of the set-up.
    except: /includes\/(?:Stripe|SiteHealth)\.php$/,
  },
  {
    what: 'PHP after 7.4',
    pattern:
      /\?->|\bmatch\s*\(|\benum\s+\w|\breadonly\s|\bstr_(?:contains|starts_with|ends_with)\s*\(|:\s*(?:static|mixed|never)\b\s*\{|\barray_is_list\s*\(/,
    sample: '$a?->b',
  },
  {
    what: 'a route that anyone may change something by',
    pattern: /'methods'\s*=>\s*'(?:POST|PUT|PATCH|DELETE)'[\s\S]{0,200}__return_true/,
    sample: "'methods' => 'POST', 'permission_callback' => '__return_true'",
  },
];

describe.each(bans)('$what', ({ except, only, pattern, sample }) => {
  test('nowhere in the plugin', () => {
    const found = files
      .filter(({ path }) => (only?.test(path) ?? true) && !except?.test(path))
      .filter(({ code }) => pattern.test(code));
    expect(found.map(({ path }) => path)).toEqual([]);
  });
  test('it is seen where it stands', () => expect(sample).toMatch(pattern));
});

test('every file is strict about types', () => {
  expect(files.filter(({ code }) => !/^declare\(strict_types=1\);$/m.test(code)).map(({ path }) => path)).toEqual([]);
});

test('a class is in the file and the folder of its name, one a file', () => {
  for (const { code, path } of files) {
    const [, name] = /^(?:final |abstract )?(?:class|interface|trait) (\w+)/m.exec(code) ?? [];
    if (!name) continue;
    const [, space = ''] = /^namespace Glassjar\\?([\w\\]*);$/m.exec(code) ?? [];
    const folder = space ? `${space.toLowerCase().replaceAll('\\', '/')}/` : '';
    expect(path).toBe(`src/wordpress/includes/${folder}${name}.php`);
    expect(code.match(/^(?:final |abstract )?(?:class|interface|trait) \w+/gm), path).toHaveLength(1);
  }
});

test('what needs no WordPress asks for none', () => {
  const wordpress =
    /\b(?:wp_\w+|get_option|add_(?:action|filter)|apply_filters|do_action|esc_\w+|__|current_user_can)\s*\(|\$wpdb|\btime\(\)|\$_(?:SERVER|GET|POST)/;
  const core = files.filter(({ path }) => path.includes('/core/'));
  expect(core.length).toBeGreaterThan(10);
  expect(core.filter(({ code }) => wordpress.test(code)).map(({ path }) => path)).toEqual([]);
});

test('the plugin names the version that the package has', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const { text } = read('src/wordpress/glassjar.php');
  expect(/^ \* Version:\s+(\S+)$/m.exec(text)?.[1]).toBe(version);
  expect(/^const VERSION = '([^']+)';$/m.exec(text)?.[1]).toBe(version);
});
