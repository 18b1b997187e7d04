import { expect, test } from 'vitest';
import { folderAssets } from '../../src/server/desk/assets.ts';
import { createHandler } from '../../src/server/handler.ts';
import { libraryRoutes } from '../../src/server/routes/library.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { inRoot } from '../../tools/project.ts';

const handler = createHandler({
  store: await openSqlite(':memory:'),
  payments: [],
  clock: { now: Date.now, after: () => () => {} },
  random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  log: () => {},
  publicUrl: 'https://give.example.org',
  signal: new AbortController().signal,
  desk: () => libraryRoutes(folderAssets(inRoot('dist'))),
});
const get = (path: string) => handler(new Request(`https://give.example.org${path}`));

test('the script tag of another site gets the library, and the parts it names', async () => {
  const answer = await get('/glassjar.js');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  // A module script of another origin is only run with it.
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  const [, chunk] = /["'`]\.\/(chunks\/[\w-]+\.js)/.exec(await answer.text()) ?? [];
  const part = await get(`/${chunk}`);
  expect(part.status).toBe(200);
  expect(part.headers.get('cache-control')).toContain('immutable');
});

test.each(['/glassjar.css', '/glassjar.all.js'])('%s is there too', async (path) => {
  expect((await get(path)).status).toBe(200);
});

test.each([
  '/chunks/..%2f..%2fpackage.json',
  '/chunks/%2e%2e',
  '/chunks/nothing.js',
  '/package.json',
  '/campaign.schema.json',
])('%s is not', async (path) => {
  expect([400, 404]).toContain((await get(path)).status);
});
