/* What of the machine's own packages a WordPress needs. Root on Debian gets them; anyone else is told what to install. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const always = [
  'php-cli',
  'php-mbstring',
  'php-xml',
  'php-sqlite3',
  'php-intl',
  'phpunit',
  'curl',
  'unzip',
  'ca-certificates',
];
const forMariadb = ['php-mysql', 'mariadb-server'];

const isInstalled = (name: string): boolean =>
  spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' }).stdout?.includes('ok installed') ?? false;

/** Whether a command is there and runs. */
export const has = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

const isDebian = (): boolean => has('dpkg-query', '--version');
const canInstall = (): boolean => process.getuid?.() === 0 && !process.env['GLASSJAR_NO_INSTALL'];

/** Whether Debian's own WordPress packages can be had, whose suites and keys others have not. */
export const hasDebianCores = (): boolean => existsSync('/usr/share/keyrings/debian-archive-keyring.gpg');

/** Why no WordPress can be brought up here, in one line; undefined when one can. */
export function whyNot(mariadb = false): string | undefined {
  if (!isDebian()) return 'needs Debian or Ubuntu: PHP and WordPress come from there and from npm';
  const missing = [...always, ...(mariadb ? forMariadb : [])].filter((name) => !isInstalled(name));
  return missing.length === 0 || canInstall() ? undefined : `apt-get install ${missing.join(' ')}`;
}

/** Installs what is missing. @throws When that fails or isn't allowed. */
export function ensurePackages(mariadb: boolean): void {
  const missing = [...always, ...(mariadb ? forMariadb : [])].filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  if (!canInstall()) throw new Error(`missing: apt-get install ${missing.join(' ')}`);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, encoding: 'utf8' } as const;
  spawnSync('apt-get', ['update', '-qq'], options);
  const done = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], options);
  if (done.status !== 0) throw new Error(`apt-get install ${missing.join(' ')}: ${done.stderr}`);
}
