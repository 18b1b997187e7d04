import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { runTool } from './core.ts';

export interface Mariadb {
  /** As WordPress's DB_HOST has it: by socket, no port is opened. */
  readonly host: string;
  stop(): Promise<void>;
}

/** A MariaDB of its own in a folder, with an empty database `wp` for a user `wp`. */
export async function startMariadb(folder: string): Promise<Mariadb> {
  mkdirSync(folder, { recursive: true });
  const [data, socket] = [join(folder, 'data'), join(folder, 's.sock')];
  const own = ['--no-defaults', `--user=${userInfo().username}`, `--datadir=${data}`];
  runTool('mariadb-install-db', [...own, '--auth-root-authentication-method=normal', '--skip-test-db']);
  const log = openSync(join(folder, 'log'), 'a');
  const server: ChildProcess = spawn(
    'mariadbd',
    [...own, `--socket=${socket}`, '--skip-networking', '--innodb-flush-log-at-trx-commit=0', '--skip-log-bin'],
    { stdio: ['ignore', log, log] },
  );
  const client = (...args: string[]): string[] => ['--no-defaults', '-S', socket, '-u', 'root', ...args];
  for (let tries = 0; tries < 200; tries++) {
    if (spawnSync('mariadb-admin', client('ping')).status === 0) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  runTool(
    'mariadb',
    client(
      '-e',
      "CREATE DATABASE wp CHARACTER SET utf8mb4; CREATE USER wp@localhost IDENTIFIED BY 'wp'; GRANT ALL ON wp.* TO wp@localhost;",
    ),
  );
  return {
    host: `localhost:${socket}`,
    stop: () =>
      new Promise((done) => {
        if (server.exitCode !== null) return done();
        server.once('exit', () => done());
        server.kill('SIGTERM');
      }),
  };
}
