/* PHPUnit's tests as Vitest's: each by its name, so that they are counted and named like all others. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '../../../tools/project.ts';

export interface PhpTest {
  readonly name: string;
  /** What went wrong; undefined when nothing did. */
  readonly failure: string | undefined;
  readonly isSkipped: boolean;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const unescape = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal: string, hex: string, name: string) =>
    name ? (entities[name] ?? whole) : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex, 16)),
  );

/** Runs a file of test/wordpress/php. @throws When PHPUnit itself fails. */
export function phpunit(file: string): PhpTest[] {
  const folder = mkdtempSync(join(tmpdir(), 'glassjar-phpunit-'));
  const log = join(folder, 'log.xml');
  const here = inRoot('test', 'wordpress', 'php');
  const args = [
    '--no-configuration',
    '--do-not-cache-result',
    '--bootstrap',
    join(here, 'bootstrap.php'),
    '--log-junit',
    log,
  ];
  const { stderr, stdout } = spawnSync('phpunit', [...args, join(here, file)], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  let xml = '';
  try {
    xml = readFileSync(log, 'utf8');
  } catch (error) {
    throw new Error(`${stdout}${stderr}`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return [...xml.matchAll(/<testcase name="([^"]*)"[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g)].map(
    ([, name = '', inner = '']) => ({
      name: unescape(name),
      failure: /<(?:failure|error|warning)\b/.test(inner) ? unescape(inner.replace(/<[^>]+>/g, '')).trim() : undefined,
      isSkipped: inner.includes('<skipped'),
    }),
  );
}
