/* The demo's server, and `npm start` itself. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../tools/browsers/port.ts';
import { decode } from '../../src/core/decode.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { inRoot } from '../../tools/project.ts';
import { createServer, type Faulty, type Served } from '../../tools/serve/server.ts';
import { until } from './setup.ts';

let server: Served | undefined;
let child: ChildProcess | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill();
    await once(child, 'exit');
  }
  child = undefined;
});

const serve = async (faults?: Map<string, Faulty>): Promise<string> => {
  server = await createServer({ root: inRoot('demo'), dist: inRoot('dist'), ...(faults && { faults }) });
  return server.origin;
};

/** Asks for a path exactly as written: fetch would tidy it up first. */
const statusOf = (origin: string, path: string): Promise<number | undefined> =>
  new Promise((answered, failed) => {
    request(origin, { path }, (response) => {
      response.resume();
      answered(response.statusCode);
    })
      .on('error', failed)
      .end();
  });

describe('the server', () => {
  it('serves pages, styles, pictures and data by their types', async () => {
    const origin = await serve();
    const types = {
      '/': 'text/html',
      '/kai.html': 'text/html',
      '/demo.css': 'text/css',
      '/icon.svg': 'image/svg+xml',
      '/kai.json': 'application/json',
    };
    for (const [path, type] of Object.entries(types)) {
      const answer = await fetch(origin + path);
      expect([path, answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([path, 200, type]);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    }
  });

  it('answers 304 to who has the file already, and 404, 405 where that is due', async () => {
    const origin = await serve();
    const etag = (await fetch(`${origin}/kai.json`)).headers.get('etag')!;
    expect((await fetch(`${origin}/kai.json`, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    expect((await fetch(`${origin}/kai.json`, { headers: { 'If-None-Match': '"another"' } })).status).toBe(200);
    expect((await fetch(`${origin}/nothing.json`)).status).toBe(404);
    expect((await fetch(`${origin}/kai.json`, { method: 'POST' })).status).toBe(405);
  });

  it('goes on after targets that are no address, or name a host', async () => {
    const origin = await serve();
    const ask = (target: string): Promise<string> =>
      new Promise((answered, failed) => {
        let said = '';
        const socket = connect(Number(new URL(origin).port), '127.0.0.1', () =>
          socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
        );
        socket.on('data', (data) => (said += data.toString()));
        socket.on('close', () => answered(said.slice(9, 12)));
        socket.on('error', failed);
      });
    expect(await ask('//')).toBe('200');
    expect(await ask('///evil.example/x')).toBe('404');
    expect(await ask('//evil.example')).toBe('404');
    expect(await ask('http://evil.example/kai.html')).toBe('200');
    for (const target of ['*', 'http://', 'http://[', 'evil', ':@', '?x'])
      expect(await ask(target), target).toBe('400');
    expect((await fetch(`${origin}/kai.html`)).status).toBe(200);
  });

  it.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/%2e%2e%2fpackage.json',
    '/..%5cpackage.json',
    '/%',
    '/%00',
    '//etc/passwd',
  ])('keeps to its folders: %s', async (path) => {
    expect(await statusOf(await serve(), path)).toBe(404);
  });

  it('breaks what a test wants broken, and nothing else', async () => {
    const origin = await serve(
      new Map<string, Faulty>([
        ['/kai.json', { drop: true }],
        ['/mara.json', (nth) => (nth === 1 ? { status: 500, body: 'no' } : undefined)],
      ]),
    );
    await expect(fetch(`${origin}/kai.json`)).rejects.toThrow();
    expect((await fetch(`${origin}/mara.json`)).status).toBe(500);
    expect((await fetch(`${origin}/mara.json`)).status).toBe(200);
    expect((await fetch(`${origin}/kai.html`)).status).toBe(200);
  });
});

describe('npm start', () => {
  /** A copy of the project: what is built here for who works on it must not stand in dist/, of which the plugin is made later on. */
  let project: string;
  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'glassjar-start-'));
    for (const name of ['src', 'demo', 'tools', 'package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.json'])
      cpSync(inRoot(name), join(project, name), { recursive: true });
    symlinkSync(inRoot('node_modules'), join(project, 'node_modules'), 'dir');
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  const start = (port: string, environment: NodeJS.ProcessEnv = {}): { said: () => string; process: ChildProcess } => {
    child = spawn(process.execPath, [join(project, 'tools', 'serve.ts')], {
      cwd: project,
      // Books of its own, so that no test writes into those of who works here.
      env: { ...process.env, PORT: port, DATABASE_URL: 'sqlite::memory:', ...environment },
    });
    let said = '';
    child.stdout?.on('data', (data: Buffer) => (said += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (said += data.toString()));
    return { said: () => said, process: child };
  };

  it('prints its address once the demo and the built library really answer there', async () => {
    const port = await freePort();
    const { said } = start(String(port));
    await until('the address', () => said().includes(`http://127.0.0.1:${port}/`), 80);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    const script = await fetch(`http://127.0.0.1:${port}/glassjar.js`);
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(await script.text()).toContain('glassjar-panel');
    for (const id of ['kai', 'mara']) {
      const campaign = (await (await fetch(`http://127.0.0.1:${port}/campaigns/${id}`)).json()) as Record<
        string,
        unknown
      >;
      const file = (await (await fetch(`http://127.0.0.1:${port}/${id}.json`)).json()) as Record<string, unknown>;
      const [live, plain] = [campaign, file].map((document) => totalsOf(decode(document).campaign));
      expect(live?.discrepancies).toEqual([]);
      expect([live?.raised, live?.spent, live?.fees, live?.balance]).toEqual([
        plain?.raised,
        plain?.spent,
        plain?.fees,
        plain?.balance,
      ]);
    }
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
    expect(said()).toMatch(/\/admin#login=\S+/);
  });

  it('says in one line that a setting of the server is wrong', async () => {
    const { said, process: started } = start(String(await freePort()), { STRIPE_SECRET_KEY: 'sk_test_x' });
    const [code] = (await once(started, 'exit')) as [number];
    expect(code).toBe(1);
    expect(said()).toMatch(/^STRIPE_WEBHOOK_SECRET: expected whsec_.*\n$/);
  });

  it('says in one line that its port is taken, and what to do', async () => {
    const origin = await serve();
    const { port } = new URL(origin);
    const { said, process: started } = start(port);
    const [code] = (await once(started, 'exit')) as [number];
    expect(code).toBe(1);
    expect(said().trim()).toBe(
      `Port ${port} is taken. Stop what runs there, or choose another: PORT=${Number(port) + 1} npm start`,
    );
  });

  it('refuses what is no port', async () => {
    const { said, process: started } = start('eight');
    const [code] = (await once(started, 'exit')) as [number];
    expect(code).toBe(1);
    expect(said()).toMatch(/^PORT=eight is no port.*\n$/);
  });
});
