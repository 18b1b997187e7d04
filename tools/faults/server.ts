/*
 * A server for the fault run: the reference server as it runs, with a payment provider whose word is plain JSON.
 *   server.ts <database's address>
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ProviderEvent } from '../../src/server/books/facts.ts';
import { readConfig } from '../../src/server/config.ts';
import { createLog } from '../../src/server/log.ts';
import { listenOn } from '../../src/server/node.ts';
import type { Payments } from '../../src/server/payments/payments.ts';
import { createService } from '../../src/server/service.ts';
import { openStore } from '../../src/server/store/open.ts';
import type { FromServer } from './messages.ts';

const say = (message: FromServer): void => void process.send?.(message);

const payments: Payments = {
  name: 'stripe',
  options: (currency) => ({
    intervals: ['once'],
    minimum: { minor: 50, currency },
    maximum: { minor: 99_999_999, currency },
  }),
  start: async ({ reference, returnUrl }) => ({
    step: { kind: 'redirect', url: `https://pay.example/?back=${encodeURIComponent(returnUrl)}` },
    ids: [`cs_${reference}`],
  }),
  readEvent: async (body) => JSON.parse(new TextDecoder().decode(body)) as ProviderEvent,
  isFinished: async () => false,
};

const config = readConfig({ DATABASE_URL: process.argv[2], PORT: '0', TRUST_PROXY: '1' });
const log = createLog(
  (line) => {
    if (process.env['FAULTS_LOG'] && !line.includes('"event":"request"')) process.stderr.write(`${line}\n`);
  },
  () => Date.now(),
);
const store = await openStore(config.databaseUrl);
const service = createService({ config, store, log, payments: [payments] });
const listening = await listenOn(service.listener, 0, '127.0.0.1');
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
async function stop(): Promise<void> {
  const longest = delay.max / 1e6;
  service.stop();
  await listening.close(500);
  await store.close();
  say({ is: 'stopped', longest });
  process.disconnect();
}
process.on('message', () => void stop());
process.on('disconnect', () => process.exit(0));
say({ is: 'open', port: listening.port });
