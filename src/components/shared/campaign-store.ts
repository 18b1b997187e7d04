import { isSame } from './same.ts';
import type { CampaignAdapter } from '../../adapters/adapter.ts';
import { onRegistered, openAdapter } from '../../adapters/registry.ts';
import type { Campaign } from '../../core/campaign.ts';
import type { Reading } from '../../core/decode.ts';
import { GlassjarError, type Problem } from '../../core/errors.ts';
import type { Totals } from '../../core/ledger.ts';
import { soundTotals } from '../../core/sound.ts';
import { Part } from '../../part.ts';
import { clock } from './clock.ts';
import { ticker } from './ticker.ts';

/** What an element knows of its campaign. */
export interface CampaignState {
  /** `loading`: nothing yet. `stale`: the last good figures, since newer ones can't be had. `none`: no figures can be had. */
  readonly status: 'loading' | 'fresh' | 'stale' | 'none';
  /** Present with `fresh` and `stale`, as are `totals` and `checkedAt`. */
  readonly campaign?: Campaign;
  readonly totals?: Totals;
  /** The sums of the reading before. Absent with the first one. */
  readonly before?: Totals | undefined;
  /** When the figures were last known to be the newest, ms since 1970. */
  readonly checkedAt?: number;
  /** Whether money is to go elsewhere than it was when the page was opened. Then the campaign is without `give`, until the page is loaded anew. */
  readonly isMoved?: boolean;
  /** What was refused of the document. */
  readonly problems: readonly Problem[];
  /** Why newer figures can't be had. Present with `stale` and `none`. */
  readonly error?: GlassjarError;
}

/** One campaign on a page, however many elements show it. */
export interface CampaignStore {
  readonly state: CampaignState;
  /** Absent when `src` names none, and until it is opened. */
  readonly adapter: CampaignAdapter | undefined;
  /** The newest reading, also where its figures can't be shown. */
  readonly reading?: Reading | undefined;
  /** Where the same can be read as a file, for a reader; absent with data in the page and other backends. */
  readonly url?: string | undefined;
  /** The first subscriber starts the reading, the last one's leaving stops it. Answers with the way to leave. */
  subscribe(listener: () => void): () => void;
  /** Reads at once, not waiting for the next turn. Never rejects: see `state`. */
  refresh(): Promise<void>;
}

/** What a campaign is before its first reading. */
export const loading: CampaignState = { status: 'loading', problems: [] };

const ledgerPart = new Part(() => import('../../core/ledger.ts'), 'totalsOf');

/** The address of the document itself, also where a Glassjar server answers it; other schemes have none. */
const fileIn = /^(?:server:)?([^:]+|https?:.*)$/i;

const stores = new Map<string, CampaignStore>();

/** The page's store for an address: one, however many elements name it, and kept when they are moved about. */
export function storeFor(src: string, base: string): CampaignStore {
  const key = `${base}\n${src}`;
  let store = stores.get(key);
  if (!store) stores.set(key, (store = createStore(() => openAdapter(src, { base }), src, fileIn.exec(src)?.[1])));
  return store;
}

/** A store for data in the page and for adapters that a host's script hands in. @param name What its author's messages begin with. */
export function createStore(
  open: () => CampaignAdapter | Promise<CampaignAdapter>,
  name: string,
  url?: string,
): CampaignStore {
  const listeners = new Set<() => void>();
  const told = new Set<string>();
  let state = loading;
  let adapter: CampaignAdapter | undefined;
  let last: Reading | undefined;
  let newest: Reading | undefined;
  /** Where money goes, as it was when the page was opened. */
  let first = '';
  let failures = 0;
  let running: AbortController | undefined;
  let reading: Promise<void> | undefined;
  let cancelTurn: (() => void) | undefined;
  let forget: (() => void) | undefined;

  function become(next: CampaignState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  /** Tells the author, once for each thing. */
  function tell(log: 'warn' | 'error', message: string): void {
    if (!told.has(message)) console[log](message);
    told.add(message);
  }

  /** What can't be summed up is a failure like any other, also when it was pushed. */
  async function take(next: Reading): Promise<void> {
    newest = next;
    try {
      await accept(next);
    } catch (error) {
      fail(error);
    }
  }

  async function accept(next: Reading): Promise<void> {
    const { campaign, problems } = next;
    // A backend that makes a new object of the same at each turn tells no news.
    const isNew = !isSame(next, last);
    failures = 0;
    for (const { path, message } of problems.slice(0, 99)) tell('warn', `[glassjar] ${name}, ${path}: ${message}`);
    if (isNew && state.campaign && (campaign.damaged.sources || campaign.damaged.entries)) {
      // Figures that were whole are worth more to a reader than newer ones with a hole; the author is told.
      const error = new GlassjarError('invalid', 'the newest figures have a hole', { problems });
      become({ ...state, status: 'stale', problems, error });
      return;
    }
    const totals = isNew
      ? // What to make of books that don't fit is loaded with the first of them.
        (soundTotals(campaign) ?? (await ledgerPart.load()).totalsOf(campaign))
      : state.totals!;
    if (next !== newest) return;
    const wasFresh = state.status === 'fresh';
    if (isNew) last = next;
    const account = accountOf(campaign);
    first ||= account;
    const isMoved = !!account && account !== first;
    const fresh: CampaignState = {
      status: 'fresh',
      campaign: isNew ? (isMoved ? { ...campaign, give: {} } : campaign) : state.campaign!,
      isMoved,
      totals,
      problems,
      checkedAt: clock.now(),
      before: state.totals,
    };
    if (isNew || !wasFresh) become(fresh);
    else state = fresh;
  }

  function fail(cause: unknown): void {
    failures += 1;
    const error = cause instanceof GlassjarError ? cause : new GlassjarError('network', String(cause), { cause });
    tell('error', error.message);
    become({ ...state, status: state.campaign ? 'stale' : 'none', error });
  }

  async function read(): Promise<void> {
    const { signal } = (running ??= new AbortController());
    try {
      adapter ??= await open();
      const next = await adapter.getCampaign({ signal });
      if (!signal.aborted) await take(next);
    } catch (error) {
      // A script that the page has yet to run may register it.
      const isEarly = isUnknown(error) && globalThis.document?.readyState === 'interactive';
      if (isEarly) addEventListener('load', () => void store.refresh(), { once: true });
      else if (!signal.aborted) fail(error);
    }
    reading = undefined;
    if (!signal.aborted) schedule();
  }

  /**
   * The next turn: after the adapter's pause, a fifth more or less so that readers don't come in step. After a failure never within 15 s,
   * so that a server in trouble is left alone, nor before the time that it named; and within 30 s of when it is well again.
   */
  function schedule(): void {
    cancelTurn?.();
    // Data that doesn't change, but failed, is tried again as a file would be.
    const every = adapter?.pollEvery ?? (failures && !isUnknown(state.error) ? 30 : 0);
    if (!every) return;
    const now = clock.now();
    const least = failures ? 18 : 5;
    const pause =
      (every > least ? every : least) * 1000 * (failures ? 0.85 + 0.14 * Math.random() : 0.8 + 0.4 * Math.random());
    const soonest = failures ? now + retryAfter(state.error, now) : now;
    const turn = (): void => void store.refresh();
    // Whoever comes back to figures that could not be had does not wait for the turn, but for the time that the server named, and for who asked just now.
    const comeBack = (): void => {
      cancelTurn = ticker.at(Math.max(soonest, now + 15_000), turn);
    };
    cancelTurn = ticker.at(Math.max(soonest, now + pause), turn, failures ? comeBack : undefined);
  }

  function watch(signal: AbortSignal): void {
    if (!signal.aborted) void adapter?.watch?.((next) => void take(next), { signal }).catch(fail);
  }

  const store: CampaignStore = {
    url,
    get state() {
      return state;
    },
    get adapter() {
      return adapter;
    },
    get reading() {
      return newest;
    },
    // One that fails at once must not be over before it is kept.
    refresh: () => (reading ??= Promise.resolve().then(read)),
    subscribe(listener) {
      listeners.add(listener);
      if (!running) {
        running = new AbortController();
        const { signal } = running;
        forget = onRegistered(() => {
          if (!adapter) void store.refresh();
        });
        // Moved within the page, an element keeps its figures and waits for its turn.
        if (state.status === 'fresh') {
          schedule();
          watch(signal);
        } else void store.refresh().then(() => watch(signal));
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size) return;
        cancelTurn?.();
        forget?.();
        running?.abort();
        reading = running = undefined;
      };
    },
  };
  return store;
}

const isUnknown = (error: unknown): boolean => (error as GlassjarError | undefined)?.code === 'no-adapter';

/** Where money goes; empty where nothing is said of that. */
function accountOf({ give }: Campaign): string {
  const { bank, links = [] } = give ?? {};
  return [bank && bank.holder + bank.iban + (bank.bic ?? ''), ...links.map(({ url }) => url)].join(' ').trim();
}

/** How long a server wants to be left alone, in ms, by what came of it: seconds or a date. */
function retryAfter(error: GlassjarError | undefined, now: number): number {
  const said = (error?.cause as Response | undefined)?.headers?.get('retry-after') ?? 0;
  return Number(said) * 1000 || new Date(said).getTime() - now || 0;
}
