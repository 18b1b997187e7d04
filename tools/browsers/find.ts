/* The browsers of this machine, and the programs that tests need besides. Nothing is ever downloaded past the system's packages. */
import { accessSync, constants, globSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export const engines = ['chromium', 'firefox', 'webkit'] as const;
export type Engine = (typeof engines)[number];

export interface WebKit {
  readonly driver: string;
  readonly miniBrowser: string;
  /** Undefined: there is a display already. */
  readonly xvfb: string | undefined;
}

/** What tests need besides browsers, by the program's name. */
export const helpers = ['zbarimg'] as const;
export type Helper = (typeof helpers)[number];

export interface Browsers {
  readonly chromium?: string | undefined;
  readonly firefox?: string | undefined;
  readonly webkit?: WebKit | undefined;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const onPath = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isProgram);

const macApp = (app: string, program: string): string[] =>
  ['/Applications', join(homedir(), 'Applications')].map((at) => join(at, `${app}.app`, 'Contents', 'MacOS', program));

/** The first program that is there: the one named by a variable, else on PATH, else at a usual place. */
const first = (variable: string, names: readonly string[], places: readonly string[]): string | undefined => {
  const named = process.env[variable];
  if (named) return isProgram(named) ? named : undefined;
  return names.map(onPath).find((path) => path !== undefined) ?? places.find(isProgram);
};

function findWebKit(): WebKit | undefined {
  const driver = onPath('WebKitWebDriver');
  const miniBrowser = first('MINIBROWSER', [], globSync('/usr/{lib,lib/*,libexec}/webkit2gtk-4.*/MiniBrowser'));
  const xvfb = onPath('Xvfb');
  if (!driver || !miniBrowser || !(xvfb || process.env['DISPLAY'])) return undefined;
  return { driver, miniBrowser, xvfb };
}

/** Reads QR codes from pictures, independently of what draws ours. */
export const findHelper = (helper: Helper): string | undefined => first(helper.toUpperCase(), [helper], []);

export function findBrowsers(): Browsers {
  return {
    chromium: first(
      'CHROMIUM',
      ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
      [
        ...macApp('Google Chrome', 'Google Chrome'),
        ...macApp('Chromium', 'Chromium'),
        ...macApp('Microsoft Edge', 'Microsoft Edge'),
      ],
    ),
    firefox: first('FIREFOX', ['firefox-esr', 'firefox'], macApp('Firefox', 'firefox')),
    webkit: findWebKit(),
  };
}

/** The engines a run was asked to use (`BROWSERS=chromium,webkit`), or all. */
export function wantedEngines(): readonly Engine[] {
  const asked = process.env['BROWSERS'];
  if (!asked) return engines;
  return asked.split(',').map((name) => {
    const engine = engines.find((known) => known === name.trim());
    if (!engine) throw new Error(`BROWSERS names "${name}"; known are ${engines.join(', ')}`);
    return engine;
  });
}
