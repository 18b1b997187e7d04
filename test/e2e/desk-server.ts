/* The desk on a port of its own, with a store in memory, as the end-to-end tests drive it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { folderAssets } from '../../src/server/desk/assets.ts';
import { deskAt } from '../../src/server/desk/desk.ts';
import type { Context } from '../../src/server/context.ts';
import { login } from '../../src/server/desk/secrets.ts';
import { createHandler } from '../../src/server/handler.ts';
import { koFiPayments } from '../../src/server/payments/ko-fi.ts';
import { nodeListener } from '../../src/server/node.ts';
import { libraryRoutes } from '../../src/server/routes/library.ts';
import { inRoot } from '../../tools/project.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';

export interface ServedDesk {
  readonly origin: string;
  readonly context: Context;
  /** A new one-time link. */
  link(): Promise<string>;
  close(): Promise<void>;
}

/** @param path Behind which the server stands, as PUBLIC_URL would say. */
export async function serveDesk(path = ''): Promise<ServedDesk> {
  const store = await openSqlite(':memory:');
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const closing = new AbortController();
  const handler = createHandler({
    store,
    payments: [koFiPayments({ token: 'a-token-of-this-test', campaign: 'kaffee' })],
    clock: { now: Date.now, after: () => () => {} },
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    log: () => {},
    publicUrl: origin + path,
    signal: closing.signal,
    desk: (found) => [
      ...deskAt(folderAssets(inRoot('dist', 'desk')))(found),
      ...libraryRoutes(folderAssets(inRoot('dist'))),
    ],
  });
  const { context } = handler;
  server.on('request', nodeListener(handler));
  return {
    origin,
    context,
    link: () => login(context),
    async close() {
      closing.abort();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await store.close();
    },
  };
}
