import type { Config } from './config.ts';
import { defaultLimits, type Context } from './context.ts';
import { createHandler, type Handler } from './handler.ts';
import { addUpDaily } from './health.ts';
import type { Log } from './log.ts';
import { nodeListener, type NodeListener } from './node.ts';
import { koFiPayments } from './payments/ko-fi.ts';
import type { Payments } from './payments/payments.ts';
import { stripePayments } from './payments/stripe.ts';
import { reconcileDaily } from './reconcile.ts';
import type { Route } from './route.ts';
import type { Store } from './store/store.ts';
import { systemClock, systemRandom } from './system.ts';

/* The server put together from its settings: what `npm run server` and the demo run. */

export interface Service {
  readonly handler: Handler;
  readonly listener: NodeListener;
  /** Ends the lines of events and stops all that runs by itself. Requests on the way are finished; the store stays open. */
  stop(): void;
}

export interface ServiceOptions {
  readonly config: Config;
  readonly store: Store;
  readonly log: Log;
  /** Beside those of the settings. */
  readonly payments?: readonly Payments[];
  /** The organiser's desk. */
  readonly desk?: (context: Context) => readonly Route[];
}

/** @throws Error when a key or secret can't be one. */
export function createService({ config, desk, log, payments = [], store }: ServiceOptions): Service {
  const controller = new AbortController();
  const { signal } = controller;
  const { koFi, listeners, origins, pollEvery, publicUrl, stripe, trustProxy } = config;
  const handler = createHandler({
    store,
    payments: [
      ...(stripe ? [stripePayments({ ...stripe, now: () => systemClock.now() })] : []),
      ...(koFi ? [koFiPayments(koFi)] : []),
      ...payments,
    ],
    clock: systemClock,
    random: systemRandom,
    log,
    publicUrl,
    origins,
    trustProxy,
    limits: { ...defaultLimits, pollEvery, listeners },
    ...(desk && { desk }),
    signal,
  });
  addUpDaily(handler.context.health, handler.context, signal);
  reconcileDaily(handler.context, signal);
  return { handler, listener: nodeListener(handler), stop: () => controller.abort() };
}
