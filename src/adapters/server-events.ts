/*
 * Follows a server's events (HTML Standard, 9.2) by fetch: EventSource says neither why it was refused nor that a line is dead, and
 * would hold it open while nobody sees the page.
 */

export interface ListenOptions {
  readonly url: string;
  readonly ask: typeof fetch;
  readonly signal: AbortSignal;
  /** Whether the server has events at all. */
  readonly isOffered: () => boolean;
  /** ETag of what is known. */
  readonly known: () => string | undefined;
  readonly onEvent: (type: string, data: string, id: string) => void | Promise<void>;
}

/** Lines that broke one after the other, without a word, until it is left at asking. */
const mostFailures = 5;
/** Milliseconds of silence after which a line is dead: the server says something every 25 seconds. */
const deadAfter = 60_000;
/** Signs of one event: more than a server's document may have bytes. */
const mostSigns = 8 * 1024 * 1024;

/** Listens while the page is seen. Resolves when it can't go on, or when told to stop. */
export async function listen(options: ListenOptions): Promise<void> {
  const { isOffered, signal } = options;
  let retry = 3000;
  for (let failures = 0; failures < mostFailures && !signal.aborted && isOffered();) {
    await untilSeen(signal);
    const heard = await hear(options, (wait) => (retry = wait));
    if (heard === 'refused') return;
    failures = heard === 'something' ? 0 : failures + 1;
    if (heard !== 'hidden') await pause(retry, signal);
  }
}

type Heard = 'something' | 'nothing' | 'hidden' | 'refused';

/** One line, until it ends. */
async function hear(
  { ask, known, onEvent, signal, url }: ListenOptions,
  onRetry: (wait: number) => void,
): Promise<Heard> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const onVisibility = (): void => {
    if (isHidden()) stop();
  };
  let heard: Heard = 'nothing';
  let timer = setTimeout(stop, deadAfter);
  signal.addEventListener('abort', stop);
  page()?.addEventListener('visibilitychange', onVisibility);
  try {
    const last = known()
      ?.replace(/^"|"$/g, '')
      .replace(/-(?:br|gzip)$/, '');
    const response = await ask(url, {
      cache: 'no-store',
      credentials: 'omit',
      signal: controller.signal,
      headers: { accept: 'text/event-stream', ...(last && { 'last-event-id': last }) },
    });
    if (!response.ok || !response.body) return 'refused';
    const reader = response.body.getReader();
    controller.signal.addEventListener('abort', () => void reader.cancel().catch(() => {}));
    const decoder = new TextDecoder();
    // The pieces of the event that has not ended; put together once, however many they are.
    let pieces: string[] = [];
    let signs = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return isHidden() ? 'hidden' : heard;
      clearTimeout(timer);
      timer = setTimeout(stop, deadAfter);
      const piece = decoder.decode(value, { stream: true });
      // An event that doesn't end is none: the page goes back to asking.
      if ((signs += piece.length) > mostSigns) return 'refused';
      const isCut = piece.startsWith('\n') && pieces.at(-1)?.endsWith('\n');
      pieces.push(piece);
      if (!isCut && !piece.includes('\n\n')) continue;
      const blocks = pieces.join('').split('\n\n');
      const rest = blocks.pop() ?? '';
      pieces = [rest];
      signs = rest.length;
      for (const block of blocks) {
        const { data, event, id, retry } = readBlock(block);
        if (retry && /^\d{1,6}$/.test(retry)) onRetry(Number(retry));
        if (!event) continue;
        heard = 'something';
        await onEvent(event, data ?? '', id ?? '');
      }
    }
  } catch {
    return isHidden() ? 'hidden' : heard;
  } finally {
    clearTimeout(timer);
    controller.abort();
    signal.removeEventListener('abort', stop);
    page()?.removeEventListener('visibilitychange', onVisibility);
  }
}

function readBlock(block: string): { [field: string]: string | undefined } {
  return Object.fromEntries(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
    }),
  );
}

/** Absent outside of a browser. */
const page = (): Document | undefined => globalThis.document;
const isHidden = (): boolean => page()?.visibilityState === 'hidden';

function untilSeen(signal: AbortSignal): Promise<void> {
  if (!isHidden() || signal.aborted) return Promise.resolve();
  return new Promise((seen) => {
    const go = (): void => {
      if (isHidden() && !signal.aborted) return;
      page()?.removeEventListener('visibilitychange', go);
      signal.removeEventListener('abort', go);
      seen();
    };
    page()?.addEventListener('visibilitychange', go);
    signal.addEventListener('abort', go);
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((over) => {
    const go = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', go);
      over();
    };
    const timer = setTimeout(go, milliseconds);
    signal.addEventListener('abort', go);
  });
}
