import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandContext } from './commands.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { folderAssets } from './desk/assets.ts';
import { deskAt } from './desk/desk.ts';
import { login } from './desk/secrets.ts';
import { createLog, describeError } from './log.ts';
import { listenOn } from './node.ts';
import { libraryRoutes } from './routes/library.ts';
import { createService } from './service.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';
import { systemClock } from './system.ts';

/** Opens the port and serves until it is told to stop. @throws Error whose message says what to do. */
export async function serve(
  config: Config,
  { err, isTerminal, out }: Omit<CommandContext, 'environment'>,
): Promise<void> {
  const log = createLog(out, () => systemClock.now());
  const store = await openStore(config.databaseUrl);
  const dist = fileURLToPath(new URL('../../dist', import.meta.url));
  const deskOf = deskAt(folderAssets(join(dist, 'desk')));
  // The library beside the desk, whose snippet for other pages names it.
  const desk = (context: Context) => [...deskOf(context), ...libraryRoutes(folderAssets(dist))];
  const service = createService({ config, store, log, desk });
  const listening = await listenOn(service.listener, config.port, config.host).catch(
    async (error: NodeJS.ErrnoException) => {
      // A database that is left open looks, to the next check, like one that was copied in use.
      service.stop();
      await store.close();
      throw whyNoPort(error, config);
    },
  );
  // Port 0 is any free one.
  const publicUrl = config.isPublicUrlSet ? config.publicUrl : `http://localhost:${listening.port}`;
  // Only a help to `login`: a database that can only be read is served all the same.
  await store.putSetting('address', publicUrl).catch((error: unknown) => {
    log('warn', 'address-not-kept', describeError(error));
  });
  log('info', 'listening', { port: listening.port, store: store.name, stripe: Boolean(config.stripe) });
  if (await isNew(store)) {
    // A link that lets someone in must not stand where logs are collected; a terminal is read by who started the server.
    if (isTerminal) {
      const link = await login({ ...service.handler.context, publicUrl });
      err(`The organiser’s desk: ${link} (good once, for half an hour)`);
    } else err(`The organiser’s desk is at ${publicUrl}/admin: \`npx glassjar login\` makes a link that opens it`);
  }
  process.on('unhandledRejection', (error) => log('error', 'unhandled', describeError(error)));

  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  log('info', 'stopping');
  service.stop();
  await listening.close();
  await store.close();
  log('info', 'stopped');
}

function whyNoPort(error: NodeJS.ErrnoException, { host, port }: Config): Error {
  if (error.code === 'EADDRINUSE') return new Error(`PORT=${port} is taken: stop what runs there, or choose another`);
  if (error.code === 'EACCES')
    return new Error(`PORT=${port} needs more rights than this user has: choose one above 1023`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    return new Error(
      `HOST=${host} is none of this machine’s addresses: 127.0.0.1 for this machine alone, 0.0.0.0 for all`,
    );
  }
  return error;
}

/** Whether nobody was ever let in. */
async function isNew(store: Store): Promise<boolean> {
  const known = await Promise.all([store.secrets('session'), store.secrets('token')]);
  return known.every((all) => !all.length) && !(await store.listCampaigns()).length;
}
