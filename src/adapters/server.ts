import type { Reading } from '../core/decode.ts';
import { GlassjarError, type GlassjarErrorCode } from '../core/errors.ts';
import { glance } from '../core/glance.ts';
import { mostEntries } from '../core/limits.ts';
import { amountText, parseAmount } from '../core/money.ts';
import type {
  DonationRefusal,
  AdapterContext,
  AllEntries,
  CallOptions,
  CampaignAdapter,
  DonationIntent,
  DonationOptions,
  DonationState,
  DonationStep,
} from './adapter.ts';
import { readText } from './http.ts';
import { Part } from '../part.ts';
import type { EntryPages } from './server-entries.ts';
import { listen } from './server-events.ts';

const decodePart = new Part(() => import('../core/decode.ts'), 'decode');
const failurePart = new Part(() => import('./http-failure.ts'), 'explain');
const entriesPart = new Part(() => import('./server-entries.ts'), 'EntryPages');

/** How a Glassjar server is read. */
export interface ServerAdapterOptions {
  /** Address of the campaign: `https://give.example.org/campaigns/mara`. */
  readonly url: string;
  /** Address against which a relative `url` is resolved. */
  readonly base?: string;
  /** In place of the global one. */
  readonly fetch?: typeof fetch;
  /**
   * Whether the server tells of changes as they happen. Costs a connection for each page that is seen; without it the page asks
   * every half minute. Default: no.
   */
  readonly live?: boolean;
  /** Milliseconds for one answer. Default 8000; to begin a donation 20,000, since a provider is asked. */
  readonly timeout?: number;
}

/** Bytes of an answer; a server with more lines than that sends sums. */
const maxBytes = 8 * 1024 * 1024;

/** What the server says beside the wire format. */
interface Live {
  readonly version?: number;
  readonly pollEvery?: number;
  readonly events?: boolean;
  readonly lines?: number;
  readonly shares?: boolean;
  readonly donations?: Omit<DonationOptions, 'minimum' | 'maximum'> & {
    readonly minimum?: string;
    readonly maximum?: string;
  };
}

/** What stands behind `server:` in `src`, such as `/campaigns/mara` or `/campaigns/mara#live`. */
export function fromSource(rest: string, { base, fetch }: AdapterContext): CampaignAdapter {
  const [url = '', switches] = rest.split('#', 2);
  return serverAdapter({ url, base, live: switches === 'live', ...(fetch && { fetch }) });
}

/** Reads a campaign from a Glassjar server, follows it, starts donations and counts shares there. Sends no cookies. */
export function serverAdapter(options: ServerAdapterOptions): CampaignAdapter {
  const { base, live = false, timeout = 8000 } = options;
  const address = new URL(options.url, base).href;
  const ask = options.fetch ?? ((...asked: Parameters<typeof fetch>) => fetch(...asked));
  let last: { readonly etag: string | undefined; readonly reading: Reading; readonly version: number } | undefined;
  let hasEvents = true;
  let books: EntryPages | undefined;

  /** Takes a newer document; what is no newer (an answer out of a cache on the way) leaves the figures as they are. */
  async function take(text: string, etag: string | undefined): Promise<Reading> {
    if (last && etag && etag === last.etag) return last.reading;
    const { live: said = {}, ...document } = (parse(text, address) ?? {}) as { readonly live?: Live };
    const version = said.version ?? 0;
    const isOlder = (): boolean => version < (last?.version ?? 0);
    if (isOlder()) return last!.reading;
    const campaign = glance(document, address);
    const reading = campaign
      ? { campaign, problems: [] }
      : // What reads the unusual, and has words for what is wrong, is loaded for what is.
        (await decodePart.load()).decode(document, address);
    // A newer one may have come meanwhile.
    if (isOlder()) return last!.reading;
    last = { etag, reading, version };
    apply(said, reading.campaign.currency);
    if (Number.isInteger(said.lines)) adapter.allEntries = allOf(reading, said.lines!);
    else delete adapter.allEntries;
    return reading;
  }

  function apply({ donations, events, pollEvery, shares }: Live, currency: string): void {
    hasEvents = events !== false;
    if (shares === true) adapter.countShare = countShare;
    else delete adapter.countShare;
    if (Number.isInteger(pollEvery)) adapter.pollEvery = Math.max(5, pollEvery!);
    if (!donations) {
      delete adapter.startDonation;
      delete adapter.donations;
      return;
    }
    const { maximum, minimum, ...rest } = donations;
    const least = parseAmount(minimum ?? '', currency);
    const most = parseAmount(maximum ?? '', currency);
    adapter.donations = { ...rest, ...(least && { minimum: least }), ...(most && { maximum: most }) };
    adapter.startDonation = startDonation;
  }

  /** Its entries are read when somebody wants them, and those that are known by then not again. */
  function allOf(reading: Reading, count: number): AllEntries {
    if (count > mostEntries) return { count };
    return {
      count,
      async read(call = {}) {
        const { EntryPages } = await entriesPart.load();
        books ??= new EntryPages(`${address}/entries`);
        const askFor = async (url: string): Promise<unknown> =>
          parse((await request(url, {}, call, timeout)).text, url);
        return books.fill(reading, count, askFor, call.onProgress);
      },
    };
  }

  /** Asks, within the time there is, and answers with the text of a good answer. */
  async function request(
    url: string,
    init: RequestInit,
    { signal }: CallOptions,
    patience: number,
  ): Promise<{ text: string; etag: string | undefined }> {
    signal?.throwIfAborted();
    // In place of AbortSignal.any, which engines of before 2024 lack.
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    const timer = setTimeout(stop, patience);
    signal?.addEventListener('abort', stop);
    try {
      const response = await ask(url, { ...init, credentials: 'omit', signal: controller.signal });
      const text = await readText(response, maxBytes);
      if (!response.ok) throw Object.assign(refusal(response.status, text, url), { cause: response });
      return { text, etag: response.headers.get('etag') ?? undefined };
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof GlassjarError) throw cause;
      const late = controller.signal.aborted;
      throw await failurePart.load().then(
        ({ explain }) => explain(cause, { url, base, timeout: late ? patience : 0 }),
        // Offline, what explains it can't be loaded either.
        () => new GlassjarError(late ? 'timeout' : 'network', `${url}: could not be reached`, { cause }),
      );
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  }

  async function getCampaign(call: CallOptions = {}): Promise<Reading> {
    // Conditional by the browser's own cache: a header of ours would cost other sites' pages a preflight.
    const { etag, text } = await request(
      address,
      { cache: 'no-cache', headers: { accept: 'application/json' } },
      call,
      timeout,
    );
    return take(text, etag);
  }

  async function startDonation(intent: DonationIntent, call: CallOptions = {}): Promise<DonationStep> {
    const { amount, interval, key, language, message, name, returnUrl } = intent;
    const body = JSON.stringify({
      amount: amountText(amount),
      currency: amount.currency,
      returnUrl,
      ...(interval && { interval }),
      ...(language && { language }),
      ...(name && { name }),
      ...(message && { message }),
    });
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const url = `${address}/donations`;
    const { text } = await request(url, { method: 'POST', headers, body }, call, Math.max(timeout, 20_000));
    return parse(text, url) as DonationStep;
  }

  async function getDonation(reference: string, call: CallOptions = {}): Promise<DonationState> {
    const path = `donations/${encodeURIComponent(reference)}`;
    // WordPress without permalinks has its path behind a question mark.
    const href = address.includes('?rest_route=')
      ? address.replace(/campaigns\/\d+$/, path)
      : new URL(`../${path}`, address).href;
    const { text } = await request(href, { cache: 'no-store' }, call, timeout);
    const { amount, currency, interval, status, test } = parse(text, href) as {
      readonly status: DonationState['status'];
      readonly amount?: string;
      readonly currency?: string;
      readonly interval?: DonationState['interval'];
      readonly test?: boolean;
    };
    const read = parseAmount(amount ?? '', currency ?? '');
    return { status, ...(read && { amount: read }), ...(interval && { interval }), ...(test && { isTest: true }) };
  }

  async function countShare(channel: string, call: CallOptions = {}): Promise<void> {
    // Kept alive, because what was clicked may lead away from the page.
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel }),
      keepalive: true,
    };
    await request(`${address}/shares`, init, call, timeout);
  }

  const adapter: { -readonly [Key in keyof CampaignAdapter]: CampaignAdapter[Key] } = {
    name: 'server',
    pollEvery: 30,
    getCampaign,
    getDonation,
  };
  if (live) {
    adapter.watch = (onReading, { signal }) =>
      listen({
        url: `${address}/events`,
        ask,
        signal,
        isOffered: () => hasEvents,
        known: () => last?.etag,
        async onEvent(type, data, id) {
          const etag = `"${id}"`;
          const before = last?.reading;
          const next = type === 'changed' ? await getCampaign({ signal }) : await take(data, etag);
          if (next !== before) onReading(next);
        },
      });
  }
  return adapter;
}

function parse(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GlassjarError('not-json', `${url}: no JSON came, perhaps an error page; is this a Glassjar server?`, {
      cause,
      say: (words) => words.notServer(url),
    });
  }
}

/** What the server's codes mean to who gives. What isn't here is a trouble of the server's own, and passes. */
const refusals = new Map<string, DonationRefusal>([
  ['over', 'over'],
  ['closed', 'closed'],
  ['forbidden', 'closed'],
  ['not-found', 'closed'],
  ['invalid', 'unfit'],
  ['too-large', 'unfit'],
  ['key-used', 'used'],
  ['key-gone', 'used'],
  ['too-many', 'busy'],
  ['payments', 'declined'],
]);

/** An answer that is none, with what the server says to do. */
function refusal(status: number, text: string, url: string): GlassjarError {
  const code: GlassjarErrorCode =
    status === 404 || status === 410 ? 'not-found' : status === 400 || status === 409 ? 'invalid' : 'http';
  let said: { readonly code?: string; readonly message?: string } = {};
  try {
    said = (JSON.parse(text) as { error: typeof said }).error;
  } catch {
    // A proxy's page, which says nothing to us.
  }
  const { code: word = '', message } = said ?? {};
  const error = new GlassjarError(code, `${url}: the server answered ${status}${message ? `: ${message}` : ''}`, {
    say: (words) => words.serverSaid(url, status, message ?? ''),
  });
  const why = refusals.get(word);
  return why ? Object.assign(error, { refusal: why }) : error;
}
