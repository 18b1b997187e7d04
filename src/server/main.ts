#!/usr/bin/env node
/*
 * The reference server: the only file that reads the environment and opens a port.
 *   npx glassjar                     serves
 *   npx glassjar login               prints a link to the organiser's desk, good once
 *   npx glassjar backup copy.db      copies the database while it is in use
 *   npx glassjar restore copy.db     puts a copy in its place, once it was found to add up
 *   npx glassjar check               adds all lines up again and tells what doesn't fit
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig, type Config } from './config.ts';
import type { Context } from './context.ts';
import { folderAssets } from './desk/assets.ts';
import { deskAt } from './desk/desk.ts';
import { login } from './desk/secrets.ts';
import { createLog, describeError } from './log.ts';
import { listenOn } from './node.ts';
import { libraryRoutes } from './routes/library.ts';
import { createService, systemClock, systemRandom } from './service.ts';
import { openStore, restoreStore } from './store/open.ts';
import type { Store } from './store/store.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const log = createLog(say, () => systemClock.now());

async function serve(config: Config): Promise<void> {
  const store = await openStore(config.databaseUrl);
  const dist = fileURLToPath(new URL('../../dist', import.meta.url));
  const deskOf = deskAt(folderAssets(join(dist, 'desk')));
  // The library beside the desk, whose snippet for other pages names it.
  const desk = (context: Context) => [...deskOf(context), ...libraryRoutes(folderAssets(dist))];
  const service = createService({ config, store, log, desk });
  const listening = await listenOn(service.listener, config.port, config.host).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE'
      ? new Error(`PORT=${config.port} is taken: stop what runs there, or choose another`)
      : error;
  });
  log('info', 'listening', { port: listening.port, store: store.name, stripe: Boolean(config.stripe) });
  if (await isNew(store))
    say(`The organiser’s desk: ${await login(service.handler.context)} (good once, for half an hour)`);
  process.on('unhandledRejection', (error) => log('error', 'unhandled', describeError(error)));

  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  log('info', 'stopping');
  service.stop();
  await listening.close();
  await store.close();
  log('info', 'stopped');
}

/** Whether nobody was ever let in. */
async function isNew(store: Store): Promise<boolean> {
  const known = await Promise.all([store.secrets?.('session'), store.secrets?.('token')]);
  return known.every((all) => !all?.length) && !(await store.listCampaigns()).length;
}

async function logIn({ databaseUrl, publicUrl }: Config): Promise<void> {
  const store = await openStore(databaseUrl);
  say(await login({ clock: systemClock, random: systemRandom, store, publicUrl }));
  await store.close();
}

async function backup({ databaseUrl }: Config, file: string): Promise<void> {
  const store = await openStore(databaseUrl);
  if (!store.backup) throw new Error(`a ${store.name} database is backed up with its own tools (pg_dump)`);
  await store.backup(file);
  await store.close();
  say(`copied to ${file}`);
}

async function restore({ databaseUrl }: Config, file: string): Promise<void> {
  const { erased, old } = await restoreStore(databaseUrl, file);
  say(old ? `restored from ${file}; what was there is now ${old}` : `restored from ${file}`);
  if (!erased) say(`${old} can’t be read: names that were erased since the backup are back; erase them again`);
  else if (erased.length) {
    say('these names were erased since the backup and are back with it; erase them again in the desk:');
    for (const { at, campaign, line } of erased) say(`  ${campaign} ${line} (erased ${at})`);
  }
  say('no login and no token works any more: `npx glassjar login` makes a link to the desk');
}

async function check({ databaseUrl }: Config): Promise<void> {
  const store = await openStore(databaseUrl);
  const { flaws, notes } = await store.check();
  await store.close();
  for (const note of notes) say(`note: ${note}`);
  for (const flaw of flaws) say(flaw);
  say(flaws.length ? `${flaws.length} differences` : 'all adds up');
  if (flaws.length) process.exitCode = 1;
}

/** Each command with what it wants. */
const commands: Readonly<Record<string, { run(config: Config, argument: string): Promise<void>; wants?: string }>> = {
  serve: { run: serve },
  login: { run: logIn },
  backup: { run: backup, wants: 'the file to copy to' },
  restore: { run: restore, wants: 'the file to restore from' },
  check: { run: check },
};

const [name = 'serve', argument = ''] = process.argv.slice(2);
try {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Error(`${name}: expected one of ${Object.keys(commands).join(', ')}`);
  if (command.wants && !argument) throw new Error(`${name}: expected ${command.wants}`);
  await command.run(readConfig(process.env), argument);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
