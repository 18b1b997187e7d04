/* A WordPress of its own for a test: installed, with the plugin from its zip, served by PHP on a free port of this machine. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWordpress, zipFile } from '../../../tools/wordpress/build.ts';
import { type Core, coreFolder, runTool, sqliteFolder, versionOf } from './core.ts';
import { startMariadb } from './mariadb.ts';
import { ensurePackages } from './packages.ts';

const here = dirname(fileURLToPath(import.meta.url));

export interface SiteOptions {
  readonly core?: Core;
  readonly db?: 'sqlite' | 'mariadb';
  /** Whether the plugin's zip is unpacked and activated. Default: yes. */
  readonly plugin?: boolean;
  /** WordPress's language. Only `''` (English) has its own words here; others change how figures are written. */
  readonly locale?: string;
}

export interface Site {
  /** Without a slash at the end. */
  readonly url: string;
  readonly version: string;
  /** Where WordPress is. */
  readonly folder: string;
  readonly admin: { readonly user: string; readonly password: string };
  /** PHP constants, from the next request on. Replaces those given before. */
  define(constants: Readonly<Record<string, string | number | boolean>>): void;
  /**
   * Runs PHP in the site, in a process of its own. @param as Number of a user; 0: nobody.
   * @returns What the code returns. @throws With PHP's words, when it fails.
   */
  php<Answer = unknown>(code: string, as?: number): Answer;
  /** What WordPress complained about; a healthy site has nothing here. */
  debugLog(): string;
  /** What would have been asked of other hosts, one line each. */
  outgoing(): string;
  /** Mails as WordPress would have sent them, one JSON text a line. */
  mails(): string;
  /** Makes the n-th write of the plugin's in each request fail; 0: none. What WordPress logs of that is forgotten with the end of it. */
  fault(write: number): void;
  /** Begins to count the rows that requests read from the plugin's tables, or ends it. @returns How many were read since. */
  countRows(isOn: boolean): number;
  /** Ends what was started, and only that. */
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((found, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });

const quoted = (value: string | number | boolean): string =>
  typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : String(value);

function config(dir: string, url: string, database: string, locale: string): string {
  const keys = ['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY'].flatMap((key) => [
    key,
    key.replace('KEY', 'SALT'),
  ]);
  const constants: Record<string, string | number | boolean> = {
    ...Object.fromEntries(keys.map((key) => [key, `lab-${key}`])),
    DB_NAME: 'wp',
    DB_USER: 'wp',
    DB_PASSWORD: 'wp',
    DB_HOST: database,
    DB_CHARSET: 'utf8mb4',
    DB_COLLATE: '',
    WP_HOME: url,
    WP_SITEURL: url,
    WP_ENVIRONMENT_TYPE: 'local',
    DISABLE_WP_CRON: true,
    AUTOMATIC_UPDATER_DISABLED: true,
    WP_DEBUG: true,
    WP_DEBUG_DISPLAY: false,
    WP_DEBUG_LOG: join(dir, 'debug.log'),
    LAB_DIR: dir,
  };
  return [
    '<?php',
    `if (is_file(${quoted(join(dir, 'defines.php'))})) { require ${quoted(join(dir, 'defines.php'))}; }`,
    ...Object.entries(constants).map(([name, value]) => `define('${name}', ${quoted(value)});`),
    ...(locale ? [`$GLOBALS['wp_local_package'] = ${quoted(locale)};`] : []),
    "$table_prefix = 'wp_';",
    "if (!defined('ABSPATH')) { define('ABSPATH', __DIR__ . '/'); }",
    "require_once ABSPATH . 'wp-settings.php';",
    '',
  ].join('\n');
}

/**
 * Core's own notices of a PHP newer than it is. What core says of a plugin's calls ("was called <strong>incorrectly</strong>") comes from
 * the same files, and is ours.
 */
const ofCore =
  /^\[[^\]]*\] PHP Deprecated: (?!.*<strong>).* in \S+\/(?:wp-includes|wp-admin|sqlite-database-integration)\/\S+ on line \d+$/;

function serve(folder: string, port: number, log: string): ChildProcess {
  const args = [
    '-d',
    'opcache.enable_cli=1',
    '-d',
    'opcache.revalidate_freq=0',
    '-d',
    'memory_limit=256M',
    '-S',
    `127.0.0.1:${port}`,
  ];
  // A group of its own: PHP's workers are its children and would outlive it.
  return spawn(
    'bash',
    ['-c', `exec php "$@" >>'${log}' 2>&1`, 'php', ...args, '-t', folder, join(here, 'router.php')],
    {
      cwd: folder,
      env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' },
      stdio: 'ignore',
      detached: true,
    },
  );
}

/** Brings a WordPress up. */
export async function startSite(options: SiteOptions = {}): Promise<Site> {
  const { core = 'npm-6.5', db = 'sqlite', locale = '', plugin = true } = options;
  ensurePackages(db === 'mariadb');
  const source = coreFolder(core);
  const dir = mkdtempSync(join(tmpdir(), 'glassjar-site-'));
  const folder = join(dir, 'site');
  // PHP resolves __FILE__ through symlinks, so WordPress is copied.
  runTool('cp', ['-r', '--reflink=auto', source, folder]);
  const content = join(folder, 'wp-content');
  for (const name of ['mu-plugins', 'plugins', 'uploads']) mkdirSync(join(content, name), { recursive: true });
  copyFileSync(join(here, 'mu.php'), join(content, 'mu-plugins', 'lab.php'));
  const database = db === 'mariadb' ? await startMariadb(join(dir, 'db')) : undefined;
  if (db === 'sqlite') addSqlite(content);
  if (plugin) {
    buildWordpress();
    runTool('unzip', ['-q', zipFile, '-d', join(content, 'plugins')]);
  }
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, 'wp-config.php'), config(dir, url, database?.host ?? 'localhost', locale));

  const read = (name: string): string => (existsSync(join(dir, name)) ? readFileSync(join(dir, name), 'utf8') : '');
  // Compiled once and kept in files: a process of its own for each piece of code would else compile all of WordPress each time.
  const opcache = join(dir, 'opcache');
  mkdirSync(opcache);
  const compiled = ['enable_cli=1', `file_cache=${opcache}`, 'file_cache_only=1'].flatMap((flag) => [
    '-d',
    `opcache.${flag}`,
  ]);
  const php = <Answer>(code: string, as = 1, installing = false): Answer => {
    const { status, stderr, stdout } = spawnSync('php', [...compiled, join(here, 'run.php'), folder, url], {
      input: code,
      encoding: 'utf8',
      cwd: folder,
      env: { ...process.env, LAB_USER: String(as), ...(installing && { LAB_INSTALLING: '1' }) },
    });
    const answer = stdout.split('\n=>').at(-1);
    if (status !== 0 || !stdout.includes('\n=>')) throw new Error(`PHP: ${stdout}${stderr}${read('debug.log')}`);
    return JSON.parse(answer ?? 'null') as Answer;
  };
  let server: ChildProcess | undefined;
  const site: Site = {
    url,
    version: versionOf(folder),
    folder,
    admin: { user: 'admin', password: 'lab-pass' },
    define(constants) {
      const lines = Object.entries(constants).map(([name, value]) => `define('${name}', ${quoted(value)});`);
      writeFileSync(join(dir, 'defines.php'), ['<?php', ...lines, ''].join('\n'));
    },
    php: (code, as) => php(code, as),
    debugLog: () =>
      read('debug.log')
        .split('\n')
        .filter((line) => line && !ofCore.test(line))
        .join('\n'),
    outgoing: () => read('http.log'),
    mails: () => read('mail.log'),
    fault(write) {
      if (write) return writeFileSync(join(dir, 'fault'), String(write));
      for (const name of ['fault', 'debug.log']) rmSync(join(dir, name), { force: true });
    },
    countRows(isOn) {
      const rows = read('rows')
        .split('\n')
        .reduce((sum, line) => sum + Number(line), 0);
      if (isOn) writeFileSync(join(dir, 'rows'), '');
      else rmSync(join(dir, 'rows'), { force: true });
      return rows;
    },
    async stop() {
      if (server?.pid && server.exitCode === null) {
        const ended = new Promise((done) => server?.once('exit', done));
        process.kill(-server.pid, 'SIGTERM');
        await ended;
      }
      await database?.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  try {
    php(
      `require_once ABSPATH . 'wp-admin/includes/upgrade.php';
       wp_install('Lab', 'admin', 'admin@example.test', true, '', 'lab-pass');
       update_option('permalink_structure', '/%postname%/');`,
      0,
      true,
    );
    // In a process of its own: there the plugin's hooks run as on a real site.
    if (plugin) php(activation);
    server = serve(folder, port, join(dir, 'server.log'));
    await answering(`${url}/wp-json/`);
  } catch (error) {
    const said = read('server.log') + read('debug.log');
    await site.stop();
    throw new Error(said, { cause: error });
  }
  return site;
}

const activation = `
  require_once ABSPATH . 'wp-admin/includes/plugin.php';
  $done = activate_plugin('glassjar/glassjar.php');
  if (is_wp_error($done)) { throw new Exception($done->get_error_message()); }`;

function addSqlite(content: string): void {
  const [name] = ['sqlite-database-integration'];
  const target = join(content, 'mu-plugins', name);
  cpSync(join(sqliteFolder(), `plugin-${name}`), target, { recursive: true });
  const dropIn = readFileSync(join(target, 'db.copy'), 'utf8')
    .replace('{SQLITE_IMPLEMENTATION_FOLDER_PATH}', target)
    .replace('{SQLITE_PLUGIN}', `${name}/load.php`);
  writeFileSync(join(content, 'db.php'), dropIn);
}

/**
 * An answer of which only the head is wanted. Its body is read to the end all the same: PHP's server closes the connection after it, and
 * Node's fetch fails an assertion of its own, nobody's to catch, where that happens to a body that nobody reads.
 */
export async function headOf(url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  await response.arrayBuffer();
  return response;
}

/** Waits until an address answers. @throws After a minute. */
async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const response = await headOf(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${url} does not answer`);
}
