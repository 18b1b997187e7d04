/*
 * What the ledger costs beside a naive list of the same rows, in one run, as ratios: milliseconds of one machine at one
 * hour say little. CPU throttled four times, a fresh browser for each measurement, lists in turn.
 *   node tools/bench/ledger.ts                    1,000, 10,000 and 100,000 entries
 *   node tools/bench/ledger.ts 10000 --rounds=5   one size
 *   node tools/bench/ledger.ts --alone            without the naive list, which takes its time
 *   node tools/bench/ledger.ts --serve            the page, to be looked at
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { launch, type CDPSession, type Page } from 'puppeteer-core';
import { build } from 'vite';
import { findBrowsers } from '../browsers/find.ts';
import { inRoot } from '../project.ts';
import { createServer } from '../serve/server.ts';
import { script } from '../../vite.config.ts';
import type { bench as Bench } from './page.ts';

const throttle = 4;
const lists = { ledger: 'glassjar-ledger', naive: 'naive-ledger' } as const;
type List = keyof typeof lists;

interface Measured {
  readonly decode: number;
  readonly longest: number;
  readonly first: number;
  readonly whole: number;
  readonly add: number;
  readonly frame: number;
  readonly worstFrame: number;
  readonly search: number;
  readonly nodes: number;
  readonly heap: number;
  readonly memory: number;
}

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const sizes = words.length ? words.map(Number) : [1000, 10_000, 100_000];
const isAlone = process.argv.includes('--alone');
const rounds = Number(/--rounds=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 3);

const folder = inRoot('.cache', 'bench');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await build({
  ...script,
  root: inRoot(),
  configFile: false,
  logLevel: 'error',
  build: {
    target: 'es2022',
    outDir: folder,
    reportCompressedSize: false,
    lib: { entry: 'tools/bench/page.ts', formats: ['es'], fileName: () => 'page.js' },
    rolldownOptions: { output: { minify: true } },
  },
});
writeFileSync(
  `${folder}/index.html`,
  '<!doctype html><html lang="de"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Ledger</title><script type="module" src="page.js"></script><body></body></html>\n',
);
const server = await createServer({ root: folder, dist: folder });

if (process.argv.includes('--serve')) {
  for (const size of sizes)
    for (const list of Object.keys(lists)) console.log(`${server.origin}/?entries=${size}&list=${list}`);
  console.log('Ctrl+C stops it.');
} else {
  try {
    for (const size of sizes) await compare(size);
  } finally {
    await server.close();
  }
}

async function compare(size: number): Promise<void> {
  // A hundred thousand rows by a template take minutes at this speed: once tells enough.
  const turns = size > 20_000 ? 1 : rounds;
  const found: Record<List, Measured[]> = { ledger: [], naive: [] };
  for (let turn = 0; turn < turns; turn++) {
    const order: List[] = isAlone ? ['ledger'] : ['ledger', 'naive'];
    for (const list of turn % 2 ? order.toReversed() : order) found[list].push(await measure(list, size));
  }
  const median = (list: List, what: keyof Measured): number => {
    const values = found[list].map((one) => one[what]).sort((a, b) => a - b);
    return values[Math.floor(values.length / 2)] ?? Number.NaN;
  };
  console.log(`\n${size.toLocaleString('en')} entries, medians of ${turns}, CPU throttled ${throttle}x`);
  const row = (name: string, what: keyof Measured, unit: string) => {
    const [own, naive] = [median('ledger', what), median('naive', what)];
    const cells = [own, naive].map((value) =>
      Number.isNaN(value) ? '-' : `${value.toFixed(unit === 'MB' ? 1 : 0)} ${unit}`,
    );
    const ratio = Number.isNaN(naive) ? '' : (own / naive).toFixed(3);
    console.log(`  ${name.padEnd(42)}${cells[0]!.padStart(12)}${cells[1]!.padStart(12)}${ratio.padStart(9)}`);
  };
  console.log(`  ${''.padEnd(42)}${'ledger'.padStart(12)}${'naive'.padStart(12)}${'ratio'.padStart(9)}`);
  row('longest task, from the file to all rows', 'longest', 'ms');
  row('data to first rows', 'first', 'ms');
  row('data to all rows in the page', 'whole', 'ms');
  row('one entry more to its frame', 'add', 'ms');
  row('scrolling: frame, median', 'frame', 'ms');
  row('scrolling: frame, slowest', 'worstFrame', 'ms');
  row('a search to its frame', 'search', 'ms');
  row('nodes', 'nodes', '');
  row('script heap', 'heap', 'MB');
  row('memory of the page over a blank one', 'memory', 'MB');
  console.log(`  (before either: decoding and summing up, ${median('ledger', 'decode').toFixed(0)} ms)`);
}

/** A browser for each measurement: what one has warmed up is not the next one's. */
async function inBrowser<Answer>(act: (page: Page) => Promise<Answer>): Promise<Answer> {
  const browser = await launch({
    executablePath: findBrowsers().chromium!,
    protocolTimeout: 600_000,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--js-flags=--expose-gc'],
  });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 760, height: 900 });
    await page.goto(`${server.origin}/`, { waitUntil: 'load' });
    return await act(page);
  } finally {
    await browser.close();
  }
}

async function measure(list: List, size: number): Promise<Measured> {
  const longest = await inBrowser(async (page) => {
    const session = await page.createCDPSession();
    await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    return call(page, 'longest', lists[list], size);
  });
  return inBrowser(async (page) => {
    const session = await page.createCDPSession();
    await session.send('Performance.enable');
    const blank = await residentOf(session, page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    const decode = await call(page, 'prepare', lists[list], size);
    const first = await call(page, 'first');
    const whole = first + (await call(page, 'whole'));
    await call(page, 'add');
    const add = await call(page, 'add');
    const times = ((await call(page, 'scroll')) as unknown as number[]).sort((a, b) => a - b);
    await session.send('HeapProfiler.collectGarbage');
    const memory = (await residentOf(session, page)) - blank;
    const { metrics } = await session.send('Performance.getMetrics');
    const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
    const heap = metric('JSHeapUsedSize') / 1_048_576;
    const nodes = metric('Nodes');
    await call(page, 'search', 'mara');
    const search = await call(page, 'search', 'müller');
    return {
      decode,
      longest,
      first,
      whole,
      add,
      frame: times[Math.floor(times.length / 2)]!,
      worstFrame: times.at(-1)!,
      search,
      nodes,
      heap,
      memory,
    };
  });
}

function call(page: Page, name: keyof typeof Bench, ...values: unknown[]): Promise<number> {
  return page.evaluate(
    (method, given) =>
      (globalThis as unknown as { bench: Record<string, (...all: unknown[]) => number> }).bench[method]!(...given),
    name,
    values,
  );
}

/** Megabytes that the page's process holds, where the system tells. */
async function residentOf(session: CDPSession, page: Page): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const whole = await page.browser().target().createCDPSession();
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
  const resident = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      try {
        return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1024;
      } catch {
        return 0;
      }
    });
  return Math.max(Number.NEGATIVE_INFINITY, ...resident);
}
