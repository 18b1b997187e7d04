/* The reference server inside the demo's: on SQLite, with both demo campaigns in its books. */
import { mkdirSync } from 'node:fs';
import { readConfig } from '../../src/server/config.ts';
import { folderAssets } from '../../src/server/desk/assets.ts';
import { deskAt } from '../../src/server/desk/desk.ts';
import { login } from '../../src/server/desk/secrets.ts';
import { createLog } from '../../src/server/log.ts';
import type { NodeListener } from '../../src/server/node.ts';
import { createService } from '../../src/server/service.ts';
import { systemClock } from '../../src/server/system.ts';
import { openStore } from '../../src/server/store/open.ts';
import { inRoot } from '../project.ts';
import { demoPayments } from './demo-payments.ts';
import { seed } from './seed.ts';

export interface Live {
  readonly listener: NodeListener;
  /** A one-time link to the desk. */
  link(): Promise<string>;
  close(): Promise<void>;
}

/**
 * @param origin Where the demo is.
 * @param environment What the server reads; without a database the demo's own, in `.glassjar/`.
 * @throws Error in one line, for a setting that is wrong.
 */
export async function startLive(origin: string, environment: NodeJS.ProcessEnv): Promise<Live> {
  const config = readConfig({
    PUBLIC_URL: origin,
    POLL_EVERY: '5',
    DATABASE_URL: `sqlite:${inRoot('.glassjar', 'demo.db')}`,
    ...environment,
    PORT: new URL(origin).port,
  });
  mkdirSync(inRoot('.glassjar'), { recursive: true });
  const store = await openStore(config.databaseUrl);
  await seed(store, new Date(systemClock.now()).toISOString());
  // What goes well is no news in a demo.
  const log = createLog(
    (line) => {
      if (!line.includes('"level":"info"')) console.error(line);
    },
    () => systemClock.now(),
  );
  const till = config.stripe ? undefined : demoPayments(config.publicUrl);
  const service = createService({
    config,
    store,
    log,
    payments: till ? [till] : [],
    desk: (context) => [...deskAt(folderAssets(inRoot('dist', 'desk')))(context), ...(till?.routes ?? [])],
  });
  return {
    listener: service.listener,
    link: () => login(service.handler.context),
    async close() {
      service.stop();
      await store.close();
    },
  };
}
