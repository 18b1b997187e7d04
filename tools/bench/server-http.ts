/*
 * What the reference server costs beside the least that Node can do, in one run on one machine, as ratios: milliseconds of one
 * machine at one hour say little. Servers on one core, the load on the other, in turn.
 *   node tools/bench/server-http.ts                all of it
 *   node tools/bench/server-http.ts --rounds=7     more of it
 *   node tools/bench/server-http.ts --seconds=3 --listeners=5000
 * Goals: 200 at least 0.7 of bare while fifty lines a second are written, 304 at least 0.95, events at most 1.2 times as late as bare's
 * for 5,000 listeners, and at most 12 MB for each thousand.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inRoot } from '../project.ts';
import type { FromLoad, FromServer, ToLoad, ToServer } from './http/messages.ts';

const option = (name: string, usual: number): number =>
  Number(new RegExp(`--${name}=(\\d+)`).exec(process.argv.join(' '))?.[1] ?? usual);
const rounds = option('rounds', 5);
const seconds = option('seconds', 3);
const listeners = option('listeners', 5000);

const folder = mkdtempSync(join(tmpdir(), 'glassjar-bench-'));

/** A process on a core of its own, where there are two and Linux's taskset. */
function run(core: number, file: string, ...args: string[]): ChildProcess {
  const isPinned = process.platform === 'linux' && cpus().length > 1;
  const node = [process.execPath, '--expose-gc', inRoot('tools', 'bench', 'http', file), ...args];
  const [command = '', ...rest] = isPinned ? ['taskset', '-c', String(core), ...node] : node;
  return spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/** The next message of a kind. */
const next = <Message extends { is: string }, Kind extends Message['is']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<Message, { is: Kind }>> =>
  new Promise((told) => {
    const hear = (message: Message): void => {
      if (message.is !== kind) return;
      child.off('message', hear);
      told(message as Extract<Message, { is: Kind }>);
    };
    child.on('message', hear);
  });

interface Server {
  readonly child: ChildProcess;
  readonly port: number;
  readonly etag: string;
}
async function open(role: string, nth: number): Promise<Server> {
  const child = run(0, 'servers.ts', role, join(folder, `${role}-${nth}.db`));
  const { etag, port } = await next<FromServer, 'open'>(child, 'open');
  return { child, etag, port };
}
const order = ({ child }: Server, message: ToServer): void => void child.send(message);
async function standOf(server: Server): Promise<{ memory: number; cpu: number }> {
  const told = next<FromServer, 'standing'>(server.child, 'standing');
  order(server, { do: 'stand' });
  return told;
}

const load = run(1, 'load.ts');
const direct = (message: ToLoad): void => void load.send(message);

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
const shown = (number: number, digits = 2): string => (Math.round(number * 10 ** digits) / 10 ** digits).toString();

interface Rate {
  readonly rate: number;
  /** Microseconds of processor for one answer. */
  readonly cpu: number;
  /** Milliseconds within which 99 of 100 were answered. */
  readonly slow: number;
}

async function rateOf(server: Server, etag?: string): Promise<Rate> {
  const before = await standOf(server);
  const told = next<FromLoad, 'asked'>(load, 'asked');
  direct({ do: 'ask', port: server.port, connections: 64, seconds, ...(etag && { etag }) });
  const { answers, seconds: took, slow, status } = await told;
  if (status !== (etag ? 304 : 200)) throw new Error(`answered ${status}`);
  const after = await standOf(server);
  return { rate: answers / took, cpu: (after.cpu - before.cpu) / answers, slow };
}

async function rates(): Promise<void> {
  const servers = { bare: await open('bare', 0), ours: await open('ours', 0) };
  const found: Record<string, Rate[]> = {};
  const measure = async (name: string, server: Server, etag?: string): Promise<void> => {
    (found[name] ??= []).push(await rateOf(server, etag));
  };
  for (let round = 0; round <= rounds; round++) {
    if (round === 1) for (const name of Object.keys(found)) found[name] = [];
    await measure('bare 200', servers.bare);
    order(servers.ours, { do: 'write', on: true });
    await measure('ours 200, 50 writes/s', servers.ours);
    order(servers.ours, { do: 'write', on: false });
    await sleep(100);
    await measure('ours 200', servers.ours);
    await measure('bare 304', servers.bare, servers.bare.etag);
    const etag = (
      await fetch(`http://127.0.0.1:${servers.ours.port}/campaigns/mara`, {
        headers: { 'accept-encoding': 'identity' },
      })
    ).headers.get('etag')!;
    await measure('ours 304', servers.ours, etag);
  }
  for (const { child } of Object.values(servers)) child.kill();
  console.log('\nanswers            |  rate/s | CPU µs | p99 ms | rate to bare | CPU to bare (bare/ours)');
  for (const [name, all] of Object.entries(found)) {
    const reference = found[`bare ${name.includes('304') ? 304 : 200}`]!;
    const [rate, cpu] = [median(all.map((one) => one.rate)), median(all.map((one) => one.cpu))];
    const to = median(all.map((one, index) => one.rate / reference[index]!.rate));
    const cpuTo = median(all.map((one, index) => reference[index]!.cpu / one.cpu));
    console.log(
      `${name.padEnd(22)} | ${shown(rate, 0).padStart(7)} | ${shown(cpu, 1).padStart(6)} | ${shown(median(all.map(({ slow }) => slow)), 1).padStart(6)} | ${shown(to)} | ${shown(cpuTo)}`,
    );
  }
}

async function events(): Promise<void> {
  const found: Record<string, { last: number[]; median: number[]; memory: number[] }> = {};
  for (let round = 0; round < Math.max(3, Math.ceil(rounds / 2)); round++) {
    for (const role of ['bare', 'ours']) {
      const server = await open(role, round + 1);
      const before = await standOf(server);
      const listening = next<FromLoad, 'listening'>(load, 'listening');
      direct({ do: 'listen', port: server.port, listeners });
      await listening;
      const after = await standOf(server);
      const all = (found[role] ??= { last: [], median: [], memory: [] });
      all.memory.push((after.memory - before.memory) / 1024 / 1024 / (listeners / 1000));
      for (let nth = 0; nth < 4; nth++) {
        // Changes are told once a second.
        await sleep(1300);
        direct({ do: 'hear' });
        await sleep(50);
        const heard = next<FromLoad, 'heard'>(load, 'heard');
        const telling = next<FromServer, 'telling'>(server.child, 'telling');
        order(server, { do: 'tell' });
        const [{ at }, { last, median: middle }] = await Promise.all([telling, heard]);
        if (!nth) continue;
        all.last.push(last - at);
        all.median.push(middle - at);
      }
      direct({ do: 'hang-up' });
      server.child.kill();
      await sleep(500);
    }
  }
  console.log(`\n${listeners} listeners | median ms | last ms | MB for a thousand`);
  for (const [role, { last, median: middle, memory }] of Object.entries(found))
    console.log(`${role} | ${shown(median(middle), 0)} | ${shown(median(last), 0)} | ${shown(median(memory), 1)}`);
  console.log(`last, ours to bare: ${shown(median(found['ours']!.last) / median(found['bare']!.last))}`);
}

try {
  if (!process.argv.includes('--events')) await rates();
  if (!process.argv.includes('--answers')) await events();
} finally {
  load.kill();
  rmSync(folder, { recursive: true, force: true });
}
