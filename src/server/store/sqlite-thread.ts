import { parentPort, workerData } from 'node:worker_threads';
import { ServerError } from '../errors.ts';
import { isBusy, shown } from './sqlite-database.ts';
import { openHere, type SqliteStore } from './sqlite-store.ts';
import { type Answer, type Call, packError, type ThreadData } from './sqlite-calls.ts';

/* A thread that has a file of SQLite open and does what `sqlite.ts` asks for: there SQLite may wait and work without keeping a reader. */

const port = parentPort!;
const { file } = workerData as ThreadData;
/** Milliseconds that a read waits for a file that somebody else keeps to themselves. */
const patience = 5000;

let now = 0;
let outbox: Answer[] = [];
/** Answers of one turn go together, after all that was resolved in it: in the order in which it happened. */
function say(answer: Answer): void {
  if (outbox.push(answer) > 1) return;
  process.nextTick(() => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    port.postMessage(outbox);
    outbox = [];
  });
}

async function serve(store: SqliteStore): Promise<void> {
  let watching: AbortController | undefined;
  const methods: Readonly<Record<string, (...args: never[]) => unknown>> = {
    watch(isOn: boolean) {
      watching?.abort();
      watching = isOn ? new AbortController() : undefined;
      const onChange = (campaign: string): void => say({ changed: campaign });
      const onTold = (isTold: boolean): void => say({ told: isTold });
      if (watching) return store.watch(onChange, watching.signal, onTold);
      return undefined;
    },
    async close() {
      await store.close();
    },
  };
  async function run({ args, method, now: at }: Call): Promise<unknown> {
    const own = methods[method];
    const until = Date.now() + patience;
    for (;;) {
      try {
        now = at;
        return await (own
          ? own(...(args as never[]))
          : (store as unknown as Record<string, (...all: readonly unknown[]) => unknown>)[method]!(...args));
      } catch (error) {
        if (!isBusy(error) || Date.now() > until) throw shown(error);
        await new Promise((go) => setTimeout(go, 20));
      }
    }
  }
  port.on('message', (calls: readonly Call[]) => {
    for (const call of calls) {
      run(call).then(
        (value) => say({ id: call.id, value }),
        (error: unknown) => say({ id: call.id, error: packError(error) }),
      );
    }
  });
}

try {
  await serve(await openHere(file, { now: () => now || Date.now() }));
  say({ id: 0, value: undefined });
} catch (error) {
  const reason = error instanceof ServerError ? error : shown(error);
  say({ id: 0, error: packError(reason) });
}
