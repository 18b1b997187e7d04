/* What all end-to-end tests share: one browser for each file, the demo's server, and a clean page for each test. */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch, type Browser, type BrowserContext, type ConsoleMessage, type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { findBrowsers } from '../../tools/browsers/find.ts';
import { inRoot } from '../../tools/project.ts';
import { createServer, type Faulty, type Served } from '../../tools/serve/server.ts';

export type Engine = 'chromium' | 'firefox';

const browsers = findBrowsers();
export const has = (engine: Engine): boolean => browsers[engine] !== undefined;

/** Each page of the demo, and what of the library stands on it once it is upgraded. */
export const pages = [
  'index',
  'kai',
  'mara',
  'mara-en',
  'counter',
  'progress',
  'book',
  'bank',
  'donate',
  'share',
  'ledger',
  'reach',
  'sections',
  'milestones',
  'embed',
  'supporters',
  'needs',
  'record',
  'updates',
  'press',
  'states',
  'theming',
  'no-script',
  'hostile',
  'many',
  'rtl',
] as const;

/** Those that load the script and hold elements. */
export const livePages = pages.filter((page) => page !== 'index' && page !== 'no-script');

/** The policy that all pages must live under; nothing in a page may need more. */
export const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";

/** What happened in a page since before its first script, by key. Collected by `record`. */
export interface Seen {
  /** Names on window before the first script of the page. */
  globals: string[];
  violations: string[];
  errors: string[];
  events: { type: string; on: string; code: string | undefined; paths: string[] }[];
  shift: number;
  shifts: string[];
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly javaScript?: boolean;
  readonly scheme?: 'light' | 'dark';
  /** Runs in the page before its own scripts. */
  readonly before?: () => void;
}

export interface Opened {
  readonly page: Page;
  readonly console: { type: string; text: string }[];
  /** Every request of the page, of whatever origin. */
  readonly requests: string[];
  /** What `record` has collected so far. */
  readonly seen: () => Promise<Seen>;
}

/**
 * The server and a browser for the tests of one file. Faults, headers and pages are cleared after each test.
 * @param switches Of Chromium's command line.
 */
export function useDemo(engine: Engine = 'chromium', switches: readonly string[] = []): Demo {
  const demo = new Demo(engine, switches);
  beforeAll(() => demo.start());
  afterEach(() => demo.clear());
  afterAll(() => demo.stop());
  return demo;
}

export class Demo {
  readonly faults: Map<string, Faulty> = new Map();
  readonly headers: Record<string, string> = {};
  readonly #engine: Engine;
  readonly #switches: readonly string[];
  readonly #contexts: BrowserContext[] = [];
  #browser: Browser | undefined;
  #server: Served | undefined;

  constructor(engine: Engine, switches: readonly string[]) {
    this.#engine = engine;
    this.#switches = switches;
  }

  get origin(): string {
    return this.#server!.origin;
  }

  /** Paths that the server was asked for in this test. */
  get asked(): string[] {
    return this.#server!.requests;
  }

  async start(): Promise<void> {
    if (!existsSync(inRoot('dist', 'glassjar.js'))) throw new Error('dist/ is empty: run `npm run build` first');
    this.#server = await createServer({
      root: inRoot('demo'),
      dist: inRoot('dist'),
      faults: this.faults,
      headers: this.headers,
    });
    const executablePath = browsers[this.#engine]!;
    this.#browser = await launch(
      this.#engine === 'firefox'
        ? { browser: 'firefox', executablePath, headless: true, protocolTimeout: 180_000 }
        : {
            executablePath,
            protocolTimeout: 180_000,
            args: [
              ...this.#switches,
              '--no-sandbox',
              '--disable-gpu',
              '--disable-dev-shm-usage',
              '--disable-quic',
              '--no-first-run',
              '--disable-background-networking',
              '--disable-component-update',
              '--disable-sync',
              // Whatever a page asks of another host fails at once and is seen as a request.
              '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
            ],
          },
    );
  }

  async clear(): Promise<void> {
    this.faults.clear();
    for (const name of Object.keys(this.headers)) delete this.headers[name];
    await Promise.all(this.#contexts.splice(0).map((context) => context.close().catch(() => {})));
    this.asked.length = 0;
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await this.#server?.close();
  }

  /** Opens a page of the demo in a profile of its own and waits until it is loaded, styles included. */
  async open(path: string, options: OpenOptions = {}): Promise<Opened> {
    const context = await this.#browser!.createBrowserContext();
    this.#contexts.push(context);
    const page = await context.newPage();
    if (options.width) await page.setViewport({ width: options.width, height: options.height ?? 900 });
    if (options.javaScript === false) await page.setJavaScriptEnabled(false);
    if (options.scheme) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: options.scheme }]);

    const told: Opened['console'] = [];
    const requests: string[] = [];
    page.on('console', (message: ConsoleMessage) => told.push({ type: message.type(), text: message.text() }));
    page.on('pageerror', (error) => told.push({ type: 'pageerror', text: String(error) }));
    page.on('request', (request) => {
      // Firefox draws the mark of a <details> with a font of its own, from a data: address that leaves the browser as little as ours.
      if (!request.url().startsWith('data:')) requests.push(request.url());
    });
    if (options.javaScript !== false) {
      await page.evaluateOnNewDocument(record);
      if (options.before) await page.evaluateOnNewDocument(options.before);
    }
    await page.goto(`${this.origin}/${path}`, { waitUntil: 'load', timeout: 120_000 });
    const seen = () => page.evaluate(() => (window as unknown as Record<symbol, Seen>)[Symbol.for('glassjar-e2e')]!);
    return { page, console: told, requests, seen };
  }
}

/** Runs in the page before anything else. Keeps what happens under a symbol, so that it is no global by name. */
function record(): void {
  const seen: Seen = {
    globals: Object.getOwnPropertyNames(window),
    violations: [],
    errors: [],
    events: [],
    shift: 0,
    shifts: [],
  };
  Object.defineProperty(window, Symbol.for('glassjar-e2e'), { value: seen });
  document.addEventListener('securitypolicyviolation', (event) => {
    seen.violations.push(
      `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
    );
  });
  window.addEventListener('error', (event) => seen.errors.push(event.message || String(event.error)));
  window.addEventListener('unhandledrejection', (event) => seen.errors.push(String(event.reason)));
  for (const type of ['glassjar-loaded', 'glassjar-error']) {
    window.addEventListener(type, (event) => {
      const { error, problems = [] } = event as Event & { error?: { code: string }; problems?: { path: string }[] };
      const target = event.target as HTMLElement;
      const paths: string[] = [];
      for (const problem of problems) paths.push(problem.path);
      seen.events.push({ type, on: target.id || target.localName, code: error ? error.code : undefined, paths });
    });
  }
  if (typeof PerformanceObserver !== 'undefined' && PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources = [] } = entry as PerformanceEntry & {
          value: number;
          sources?: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
        };
        seen.shift += value;
        for (const { node, previousRect: from, currentRect: to } of sources) {
          const name =
            node instanceof Element ? `${node.localName}.${node.getAttribute('class') ?? ''}` : (node?.nodeName ?? '?');
          seen.shifts.push(
            `${name}: ${from.x},${from.y} ${from.width}x${from.height} -> ${to.x},${to.y} ${to.width}x${to.height}`,
          );
        }
      }
    }).observe({ type: 'layout-shift', buffered: true });
  }
}

/** Asks again and again until the answer is truthy. By asking from outside, it needs no eval in the page. */
export async function until<Answer>(what: string, ask: () => Promise<Answer> | Answer, seconds = 40): Promise<Answer> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${seconds} s for: ${what}`);
    await sleep(50);
  }
}

/** Waits until every element on the page is upgraded, has its data or knows that there is none, and is drawn. */
export async function settled({ page, seen }: Opened): Promise<void> {
  const wanted = await page.evaluate(() => {
    const elements = [...document.querySelectorAll('*')].filter((element) => element.localName.startsWith('glassjar-'));
    // Without a source there is nothing to wait for: the element stays as it is.
    const sources = elements.filter((element) => element.hasAttribute('src') || element.hasAttribute('raised'));
    return { all: elements.length, sources: sources.length };
  });
  await until(`${wanted.all} elements to be upgraded`, () =>
    page.evaluate(() =>
      [...document.querySelectorAll(':not(:defined)')].every((element) => !element.localName.startsWith('glassjar-')),
    ),
  );
  await until(`${wanted.sources} elements to have an answer`, async () => {
    const { events } = await seen();
    // A document with flaws is reported twice: as loaded, and with its problems. Only the first of the two is an answer.
    return events.filter(({ type, code }) => type === 'glassjar-loaded' || code !== undefined).length >= wanted.sources;
  });
  await drawn(page);
}

/** Waits for two frames, so that what was changed is laid out and painted, and its layout shift reported. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))),
  );
}

/** A reader who left the page and looks at it again ten minutes later: whatever was due meanwhile happens now. */
export async function comeBack({ page }: Opened): Promise<void> {
  await page.evaluate(() => {
    const look = (state: string): void => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
      Object.defineProperty(document, 'hidden', { configurable: true, value: state === 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    look('hidden');
    // Ten minutes later by any clock that a script may ask.
    globalThis.Date = new Proxy(Date, {
      construct: (real, given: []) => (given.length ? new real(...given) : new real(real.now() + 600_000)),
      get: (real, name) => (name === 'now' ? () => real.now() + 600_000 : (Reflect.get(real, name) as unknown)),
    });
    look('visible');
  });
}

/** All text a reader can see on the page, shadow roots included, fallbacks that are not shown left out. */
export const visibleText = (page: Page, selector = 'body'): Promise<string> =>
  page.evaluate((from) => {
    const parts: string[] = [];
    const visit = (node: Node): void => {
      if (node instanceof Text) {
        const range = document.createRange();
        range.selectNodeContents(node);
        if (range.getClientRects().length) parts.push(node.data);
        return;
      }
      if (node instanceof HTMLSlotElement && node.assignedNodes().length) {
        for (const slotted of node.assignedNodes()) visit(slotted);
        return;
      }
      if (node instanceof Element && ['script', 'style', 'template'].includes(node.localName)) return;
      const root = node instanceof Element ? node.shadowRoot : null;
      for (const child of (root ?? node).childNodes) visit(child);
    };
    for (const element of document.querySelectorAll(from)) visit(element);
    return parts.join(' ').replace(/\s+/g, ' ').trim();
  }, selector);

/** What must never be read on a panel. */
export const nonsense =
  /NaN|\bundefined\b|\bnull\b|\[object|Invalid Date|Infinity|(^|[^\d.,])0(,00|\.00)?\s?€|€0(\.00)?([^\d.,]|$)/;
