import { createWriteStream, existsSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { AskedCommand, CommandName } from './command-line.ts';
import { readConfig } from './config.ts';
import { systemClock, systemRandom } from './system.ts';
import { fileOf, migrateStore, openStore, restoreStore } from './store/open.ts';
import type { Store, StoredCampaign } from './store/store.ts';

/* What each command does. What only some of them need is loaded by those. */

export interface CommandContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Whether somebody reads what `err` writes, and no collector of logs. */
  readonly isTerminal: boolean;
}

/** @returns The exit code. @throws Error whose message says what to do. */
type Command = (asked: AskedCommand, context: CommandContext) => Promise<number>;

const serve: Command = async (_asked, { environment, err, isTerminal, out }) => {
  const { serve: start } = await import('./serve.ts');
  await start(readConfig(environment), { out, err, isTerminal });
  return 0;
};

const login: Command = async ({ options }, { environment, err, out }) => {
  const { isPublicUrlSet, ...config } = readConfig(environment);
  const { login: link } = await import('./desk/secrets.ts');
  return within(
    config.databaseUrl,
    async (store) => {
      // A server that runs with other settings than this command's knows best where it is.
      const told = await store.setting('address');
      const publicUrl = isPublicUrlSet ? config.publicUrl : (told ?? config.publicUrl);
      if (told === undefined)
        err('note: no server has run on this database yet; start it (npx glassjar) before you open the link');
      out(await link({ clock: systemClock, random: systemRandom, store, publicUrl }, options['name']));
      return 0;
    },
    true,
  );
};

const backup: Command = async ({ argument: file }, { environment, out }) =>
  within(readConfig(environment).databaseUrl, async (store) => {
    if (!store.backup) throw new Error(`a ${store.name} database is backed up with its own tools (pg_dump)`);
    await store.backup(file);
    out(`copied to ${file}`);
    return 0;
  });

const restore: Command = async ({ argument: file }, { environment, out }) => {
  const { erased, old } = await restoreStore(readConfig(environment).databaseUrl, file);
  out(old ? `restored from ${file}; what was there is now ${old}` : `restored from ${file}`);
  if (!erased) out(`${old} can’t be read: names that were erased since the backup are back; erase them again`);
  else if (erased.length) {
    out('these names were erased since the backup and are back with it; erase them again in the desk:');
    for (const { at, campaign, line } of erased) out(`  ${campaign} ${line} (erased ${at})`);
  }
  out('no login and no token works any more: `npx glassjar login` makes a link to the desk');
  return 0;
};

const check: Command = async (_asked, { environment, out }) =>
  within(readConfig(environment).databaseUrl, async (store) => {
    const { flaws, notes } = await store.check();
    for (const note of notes) out(`note: ${note}`);
    for (const flaw of flaws) out(flaw);
    out(flaws.length ? `${flaws.length} ${flaws.length === 1 ? 'difference' : 'differences'}` : 'all adds up');
    return flaws.length ? 1 : 0;
  });

const migrate: Command = async ({ argument: role }, { environment, out }) => {
  await migrateStore(readConfig(environment).databaseUrl, role || undefined);
  out(role ? `the tables are up to date, and ${role} may use them` : 'the tables are up to date');
  return 0;
};

const exportBooks: Command = async ({ argument: id, options, second: file }, { environment, out }) => {
  const { csvOfBooks, jsonOfBooks } = await import('./desk/export.ts');
  const { sheetIn } = await import('../core/ledger-sheet.ts');
  const { language } = options;
  if (language !== undefined && !/^(?:de|en)\b/i.test(language)) {
    throw new Error(`--language ${language}: expected de or en`);
  }
  if (file && !/\.(?:csv|json)$/i.test(file)) throw new Error(`${file}: expected a file that ends in .csv or .json`);
  return within(readConfig(environment).databaseUrl, async (store) => {
    const found = await existing(store, id);
    const own = found.document['language'];
    const sheet = 'plain' in options ? undefined : sheetIn(language ?? (typeof own === 'string' ? own : 'en'));
    const texts = /\.json$/i.test(file) ? jsonOfBooks(store, found) : csvOfBooks(store, found, sheet);
    if (file) {
      // A file that is there already may be the only copy of something.
      await pipeline(Readable.from(texts), createWriteStream(file, { flags: 'wx', mode: 0o600 })).catch(
        (error: NodeJS.ErrnoException) => {
          throw error.code === 'EEXIST' ? new Error(`${file} is there already: name another file`) : error;
        },
      );
      out(`written to ${file}`);
    } else for await (const text of texts) process.stdout.write(text);
    return 0;
  });
};

const importFile: Command = async ({ argument: file, options }, { environment, err, out }) => {
  const { bytesOf, importOptions, jsonOf, readImport, textOf } = await import('./import-file.ts');
  const { campaign, create, source } = options;
  const isBooked = 'book' in options;
  const asJson = 'json' in options;
  if (campaign === undefined && (isBooked || source !== undefined)) {
    throw new Error(`--${isBooked ? 'book' : 'source'}: say whose books with --campaign ID`);
  }
  if (source !== undefined && !isBooked) throw new Error('--source: expected --book with it, which books under it');
  if (create !== undefined && campaign !== undefined) {
    throw new Error(
      '--create and --campaign: expected one of both; the first makes a campaign, the second books into one',
    );
  }
  if (create !== undefined) {
    const json = jsonOf(file, await bytesOf(file, process.stdin));
    const { transfer } = await import('./desk/transfer.ts');
    const { RefusedDocument } = await import('./desk/campaigns.ts');
    return within(
      readConfig(environment).databaseUrl,
      async (store) => {
        const actor = { kind: 'session', name: 'import' } as const;
        const isThere = (await store.getCampaign(create)) !== undefined;
        const { added, entries, rest } = await transfer(store, create, json, actor, systemClock.now()).catch(
          (error: unknown) => {
            if (!(error instanceof RefusedDocument)) throw error;
            const places = error.problems.map(({ message, path }) => `  ${path}: ${message}`);
            throw new Error([`${file}: nothing was made of it`, ...places].join('\n'));
          },
        );
        if (isThere && !added) {
          out(`campaign ${create} is there already with these ${entries} entries: nothing was added`);
          return 0;
        }
        out(`campaign ${create}: ${entries} ${entries === 1 ? 'entry' : 'entries'}, not published yet`);
        if (rest)
          out('what its sources stated beyond their entries is booked without a name, so that the sums are the same');
        return 0;
      },
      true,
    );
  }
  const bytes = await bytesOf(file, process.stdin);
  if (campaign === undefined) {
    const statement = await readImport(bytes, importOptions(options, systemClock.now()));
    out(textOf(statement, asJson));
    if (!asJson && !statement.problem) out('nothing was booked');
    return statement.problem ? 1 : 0;
  }
  return within(readConfig(environment).databaseUrl, async (store) => {
    const { bookReady, markKnown, withCampaign } = await import('./book-file.ts');
    const now = systemClock.now();
    const found = await existing(store, campaign);
    const read = importOptions(withCampaign(options, found), now);
    const asked = { actor: { kind: 'session', name: 'import' } as const, now };
    const plain = await readImport(bytes, read);
    const statement = plain.problem ? plain : await markKnown(store, found, plain, read, asked);
    // Before anything is booked, so that it is there whatever becomes of that.
    out(textOf(statement, asJson));
    if (statement.problem) return 1;
    const said = isBooked ? await bookReady(store, found, statement, source, asked) : ['nothing was booked'];
    // Who reads the JSON reads nothing else there.
    if (isBooked || !asJson) for (const one of said) (asJson ? err : out)(one);
    return 0;
  });
};

/** @throws Error that names the campaigns there are. */
async function existing(store: Store, id: string): Promise<StoredCampaign> {
  const found = await store.getCampaign(id);
  if (found) return found;
  const known = (await store.listCampaigns()).map((one) => one.id).join(', ');
  throw new Error(`there is no campaign ${id}${known ? `; there are ${known}` : ''}`);
}

/** Opens the store for one piece of work. */
async function within<T>(databaseUrl: string, work: (store: Store) => Promise<T>, isNewFine = false): Promise<T> {
  const file = fileOf(databaseUrl);
  // SQLite would make an empty one, of which all that is asked is true.
  if (!isNewFine && file !== undefined && file !== ':memory:' && !existsSync(file)) {
    throw new Error(`there is no database at ${file}: run this where the server runs, or say where with DATABASE_URL`);
  }
  const store = await openStore(databaseUrl);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

export const commands: Readonly<Record<CommandName, Command>> = {
  ...{ serve, login, backup, restore, check, migrate },
  export: exportBooks,
  import: importFile,
};
