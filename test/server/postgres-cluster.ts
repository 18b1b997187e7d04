import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { access, chmod, constants, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

/** A PostgreSQL of its own, on a free port, that is thrown away afterwards. */
export interface Cluster {
  /** Makes an empty database. @returns Its address. */
  readonly database: () => Promise<string>;
  /** Stops it as a power cut does, and brings it up again. */
  readonly halt: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Sends a signal to each of its processes: `SIGSTOP` freezes it. */
  readonly signal: (name: NodeJS.Signals) => void;
  readonly stop: () => Promise<void>;
}

/** Where Debian, Homebrew and others put the newest server. */
async function findBinaries(): Promise<string | undefined> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const newest = versions.sort((a, b) => Number(a) - Number(b)).at(-1);
  if (newest !== undefined) return `/usr/lib/postgresql/${newest}/bin`;
  return run('pg_config', ['--bindir']).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
}

/** @returns Nothing where there is no PostgreSQL and none may be installed. */
export async function startCluster(): Promise<Cluster | undefined> {
  let binaries = await findBinaries();
  if (binaries === undefined && isRoot) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'], { env }).catch(
      () => undefined,
    );
    binaries = await findBinaries();
  }
  if (binaries === undefined) return undefined;

  // In memory where that is possible: the tests are not about the disk, and each commit waits for it.
  const isInMemory = await access('/dev/shm', constants.W_OK).then(
    () => true,
    () => false,
  );
  const folder = await mkdtemp(join(isInMemory ? '/dev/shm' : tmpdir(), 'glassjar-postgres-'));
  const port = await freePort();
  const data = join(folder, 'data');
  // PostgreSQL refuses to run as root.
  const as = (program: string, ...args: readonly string[]): [string, string[]] =>
    isRoot
      ? ['runuser', ['-u', 'postgres', '--', join(binaries, program), ...args]]
      : [join(binaries, program), [...args]];
  if (isRoot) {
    await run('chown', ['postgres', folder]);
    await chmod(folder, 0o700);
  }
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c max_connections=200`;
  await run(...as('initdb', '-D', data, '-U', 'app', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'));
  // Its output must not be a pipe of ours: it would never end.
  const start = async (): Promise<void> => {
    execFileSync(...as('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start'), {
      stdio: 'ignore',
    });
  };
  const halt = async (): Promise<void> => {
    await run(...as('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop'));
  };
  await start();
  let count = 0;
  return {
    async database() {
      const name = `books_${++count}`;
      const admin = new pg.Client({ connectionString: `postgres://app@127.0.0.1:${port}/postgres` });
      await admin.connect();
      await admin.query(`CREATE DATABASE ${name}`);
      await admin.end();
      return `postgres://app@127.0.0.1:${port}/${name}`;
    },
    halt,
    start,
    signal(name) {
      const postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
      const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(postmaster)], { encoding: 'utf8' });
      // The one that begins others first, so that none escapes.
      for (const pid of [postmaster, ...children.split('\n').map(Number)]) if (pid) process.kill(pid, name);
    },
    async stop() {
      await halt();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
