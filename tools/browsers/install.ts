/* Gets the browsers and programs that are missing, where that can be done without asking: on Debian and its kin, as root. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browsers, type Engine, engines, findBrowsers, findHelper, type Helper, helpers } from './find.ts';

type Wanted = Engine | Helper;

const packages: Readonly<Record<Wanted, readonly string[]>> = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
  zbarimg: ['zbar-tools'],
};

const missingIn = (browsers: Browsers): Wanted[] => [
  ...engines.filter((engine) => !browsers[engine]),
  ...helpers.filter((helper) => !findHelper(helper)),
];

const aptGet = (...args: string[]): boolean => {
  const { status, stderr } = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    // Nobody is there to answer a question.
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) console.log(`apt-get ${args[0]} failed: ${stderr.trim().split('\n').at(-1) ?? ''}`);
  return status === 0;
};

/** What to do by hand, in one line. */
function advice(missing: readonly Wanted[]): string {
  if (process.platform === 'darwin') {
    const apps = missing.flatMap(
      (one) => ({ chromium: ['Google Chrome'], firefox: ['Firefox'], webkit: [], zbarimg: ['zbar'] })[one],
    );
    return apps.length > 0 ? `Install ${apps.join(' and ')} to test everything.` : 'WebKit is tested on Linux only.';
  }
  const names = missing.flatMap((one) => packages[one]).join(' ');
  return existsSync('/usr/bin/apt-get')
    ? `To test everything: sudo apt-get install --no-install-recommends ${names}`
    : `Install what Debian calls ${names} to test everything.`;
}

/** The browsers of this machine after what could be done; says what it does and what is left to do. */
export function ensureBrowsers(): Browsers {
  const found = findBrowsers();
  const missing = missingIn(found);
  if (missing.length === 0) return found;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    const names = missing.flatMap((one) => packages[one]);
    console.log(`Installing what tests need, by apt-get: ${names.join(' ')} (a few minutes)`);
    // Lists may be missing or too old to install from; one without an update is not worth the try.
    aptGet('update');
    aptGet('install', '-y', '--no-install-recommends', ...names);
  }
  const now = findBrowsers();
  const left = missingIn(now);
  if (left.length > 0) console.log(`Not on this machine: ${left.join(', ')}. ${advice(left)}`);
  return now;
}
