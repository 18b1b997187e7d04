// The elements' tests, in real browsers: test/components/**/*.test.ts, each in Chromium, Firefox and WebKit.
//   npm run browser                                                         all engines of this machine
//   BROWSERS=chromium npm run browser -- --files test/components/book.test.ts   one engine, one file
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { findBrowsers, wantedEngines } from './tools/browsers/find.ts';
import { freePort } from './tools/browsers/port.ts';
import { startWebKit } from './tools/browsers/webkit.ts';
import { countsReporter } from './tools/reporters/wtr.ts';

const browsers = findBrowsers();
const minutes = (count) => count * 60_000;

const launchers = {
  chromium: () =>
    chromeLauncher({
      launchOptions: {
        executablePath: browsers.chromium,
        protocolTimeout: minutes(5),
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--disable-dev-shm-usage',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      },
    }),
  firefox: () =>
    puppeteerLauncher({
      concurrency: 1, // Over BiDi, more than one page at a time is not stable.
      launchOptions: {
        browser: 'firefox',
        executablePath: browsers.firefox,
        headless: true,
        protocolTimeout: minutes(5),
      },
    }),
  webkit: async () =>
    webdriverLauncher({
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port: await startWebKit(browsers.webkit),
      path: '/',
      logLevel: 'error',
      connectionRetryTimeout: minutes(3),
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: browsers.webkit.miniBrowser, args: ['--automation'] },
      },
    }),
};

const wanted = wantedEngines();
const missing = wanted.filter((engine) => !browsers[engine]);
if (missing.length > 0)
  console.log(`Not on this machine, left out: ${missing.join(', ')} (npm test says how to get them)`);

/**
 * The runner copies what a test reports, and an element can't be copied: a failed comparison of elements would end without a report,
 * as tests that never finish. So a failed comparison tells an element by its markup.
 */
const page = (framework) => `<!doctype html>
<html><body>
<script>
  const copy = structuredClone;
  globalThis.structuredClone = (value, options) => {
    try {
      return copy(value, options);
    } catch {
      const written = (_, part) => (part instanceof Element ? part.outerHTML : part instanceof Node ? part.nodeName : part);
      return JSON.parse(JSON.stringify(value, written));
    }
  };
</script>
<script type="module" src="${framework}"></script>
</body></html>`;

export default {
  files: 'test/components/**/*.test.ts',
  nodeResolve: { exportConditions: ['production', 'default'] },
  hostname: '127.0.0.1',
  port: await freePort(),
  // Two cores, and animations are among what is tested: one page at a time.
  concurrency: 1,
  browserStartTimeout: minutes(2),
  testsStartTimeout: minutes(2),
  testsFinishTimeout: minutes(4),
  testFramework: { config: { timeout: 20_000 } },
  testRunnerHtml: page,
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: process.stdout.isTTY }), countsReporter()],
  // Without the tsconfig, esbuild drops an import that is only used as a type, and its element is never defined.
  plugins: [
    esbuildPlugin({
      ts: true,
      json: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
    }),
  ],
  browsers: await Promise.all(wanted.filter((engine) => browsers[engine]).map(async (engine) => launchers[engine]())),
};
