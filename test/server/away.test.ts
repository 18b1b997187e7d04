/* What readers are told while the database is away, and how often a document is made. */
import { afterEach, describe, expect, it } from 'vitest';
import { ServerError } from '../../src/server/errors.ts';
import type { Store } from '../../src/server/store/store.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { open, type Opened, type OpenOptions } from './open.ts';

let opened: Opened;
let isAway = false;
let isFrozen = false;
let told: (isTold: boolean) => void = () => undefined;
let change: (campaign: string) => void = () => undefined;

/** A store whose database can be taken away, or be left without an answer, and which can be made deaf. */
function away(store: Store): void {
  const [getCampaign, sums, watch] = [store.getCampaign.bind(store), store.sums.bind(store), store.watch.bind(store)];
  const guarded =
    <T>(work: () => Promise<T>) =>
    (): Promise<T> =>
      isFrozen
        ? new Promise<never>(() => undefined)
        : isAway
          ? Promise.reject(new ServerError('unavailable', 'the database did not take it', { retryAfter: 5 }))
          : work();
  store.getCampaign = (id) => guarded(() => getCampaign(id))();
  store.sums = (id) => guarded(() => sums(id))();
  store.watch = (onChange, signal, onTold) => {
    told = onTold ?? told;
    change = onChange;
    return watch(onChange, signal, onTold);
  };
}

async function start(options: OpenOptions = {}): Promise<void> {
  [isAway, isFrozen] = [false, false];
  opened = await open({ prepare: away, ...options });
  await opened.clock.pass(0);
}
afterEach(() => opened.stop());

const read = (): Promise<Response> => opened.ask('/campaigns/mara');
const made = async (): Promise<number> =>
  Number(/glassjar_renderings_total (\d+)/.exec(await (await opened.ask('/metrics')).text())?.[1] ?? 0);

describe('a document', () => {
  it('is made once for each change, however long nothing changes', async () => {
    await start();
    for (let second = 0; second < 30; second++) {
      expect((await read()).headers.has('age')).toBe(false);
      await opened.clock.pass(1000);
    }
    expect(await made()).toBe(1);
    await opened.put(bookCampaign({ title: 'Neu' }));
    for (let second = 0; second < 10; second++) {
      expect(await (await read()).json()).toMatchObject({ title: 'Neu' });
      await opened.clock.pass(1000);
    }
    expect(await made()).toBe(2);
  });

  it('is made anew each second while changes aren’t told, and once when they are again', async () => {
    await start();
    await read();
    told(false);
    for (let second = 0; second < 5; second++) {
      await opened.clock.pass(1100);
      await read();
    }
    expect(await made()).toBe(6);
    told(true);
    for (let second = 0; second < 5; second++) {
      await read();
      await opened.clock.pass(1100);
    }
    expect(await made()).toBe(7);
  });

  it('that was made before telling began is not taken for the newest', async () => {
    let begin = (): void => undefined;
    await start({
      prepare: (store) =>
        void (store.watch = async () => {
          await new Promise<void>((go) => (begin = go));
        }),
    });
    await read();
    await opened.put(bookCampaign({ title: 'Neu' }));
    begin();
    await opened.clock.pass(0);
    expect(await (await read()).json()).toMatchObject({ title: 'Neu' });
  });

  it('is told of again by a store that couldn’t at first', async () => {
    let tries = 0;
    await start({
      prepare(store) {
        const watch = store.watch.bind(store);
        store.watch = (...all) => (++tries < 3 ? Promise.reject(new Error('deaf')) : watch(...all));
      },
    });
    await opened.clock.pass(10_000);
    expect(tries).toBe(3);
    await read();
    await opened.clock.pass(10_000);
    await read();
    expect(await made()).toBe(1);
  });
});

describe('while the database is away', () => {
  it('readers get what is in memory, with its age', async () => {
    await start();
    const before = await (await read()).text();
    isAway = true;
    told(false);
    const ages: number[] = [];
    for (let minute = 0; minute < 10; minute++) {
      await opened.clock.pass(60_000);
      const response = await read();
      expect([response.status, await response.text()]).toEqual([200, before]);
      ages.push(Number(response.headers.get('age')));
      const known = await opened.ask('/campaigns/mara', {
        headers: { 'if-none-match': response.headers.get('etag')! },
      });
      expect([known.status, known.headers.get('age')]).toEqual([304, response.headers.get('age')]);
      expect(response.headers.get('access-control-expose-headers')).toMatch(/\bAge\b/);
    }
    expect(ages).toEqual(Array.from({ length: 10 }, (_, minute) => (minute + 1) * 60));
    isAway = false;
    told(true);
    await opened.clock.pass(5000);
    expect((await read()).headers.has('age')).toBe(false);
    // Said once when it went and once when it was back, not with every try.
    expect(opened.lines.filter((line) => line.includes('answered-from-memory'))).toHaveLength(1);
    expect(opened.lines.filter((line) => line.includes('answered-anew'))).toHaveLength(1);
  });

  it('a campaign that nobody has read yet is unavailable, and there when the database is back', async () => {
    await start();
    isAway = true;
    expect((await read()).status).toBe(503);
    isAway = false;
    expect((await read()).status).toBe(200);
  });

  it('readers don’t wait for a database that says nothing', async () => {
    await start();
    await read();
    isFrozen = true;
    change('mara');
    const waiting = Array.from({ length: 20 }, read);
    await opened.clock.pass(1000);
    for (const response of await Promise.all(waiting)) expect(response.headers.get('age')).toBe('1');
    // Those who come now are answered at once.
    await opened.clock.pass(30_000);
    expect((await read()).headers.get('age')).toBe('31');
  });

  it('what changed before is shown, and told to those who listen, as soon as it is back', async () => {
    await start();
    await read();
    const stream = await opened.ask('/campaigns/mara/events');
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const listening = (async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) heard += part.value;
    })();
    isAway = true;
    await opened.put(bookCampaign({ title: 'Neu' })).catch(() => undefined);
    isAway = false;
    await opened.put(bookCampaign({ title: 'Neu' }));
    isAway = true;
    await opened.clock.pass(10_000);
    expect(await (await read()).json()).not.toMatchObject({ title: 'Neu' });
    expect(heard).not.toContain('"title":"Neu"');
    isAway = false;
    await opened.clock.pass(5000);
    expect(await (await read()).json()).toMatchObject({ title: 'Neu' });
    expect(heard).toContain('"title":"Neu"');
    opened.stop();
    await listening;
  });
});
