import { fold } from '../core/list.ts';
import type { AuthorWords, Saying } from '../core/author-words.en.ts';
import { GlassjarError } from '../core/errors.ts';
import { faultOf } from '../core/json-fault.ts';
import { alsoMisspelt } from '../core/misspelt.ts';
import { told } from '../core/told.ts';

/** What is known of a reading that failed. */
export interface Attempt {
  /** The address as its author wrote it, and what it was resolved against. */
  readonly url: string;
  readonly base?: string | undefined;
  /** What came, if anything. */
  readonly text?: string;
  readonly response?: Response | undefined;
  /** Milliseconds it was given, when they ran out; else 0. */
  readonly timeout: number;
}

/** Where the page stands, as far as there is one. */
interface Page {
  readonly origin: string;
  readonly protocol: string;
  readonly hostname: string;
}

/**
 * Says what kept something from being read over the net, and what its author can do. A part of its own, since a reader's page needs
 * it only when something is wrong.
 */
export function explain(cause: unknown, attempt: Attempt): GlassjarError {
  const { base, text = '', timeout } = attempt;
  const address = new URL(attempt.url, base).href;
  const name = nameOf(address);
  const failed = (code: GlassjarError['code'], say: Saying, problems?: GlassjarError['problems']): GlassjarError =>
    told(code, (words) => `${name}: ${say(words)}`, { cause, ...(problems && { problems }) });

  if (timeout) return failed('timeout', (words) => words.timeout(timeout / 1000, address));
  if (cause instanceof GlassjarError) {
    const plain = cause.message.replace('[glassjar] ', '');
    const better = cause.code === 'invalid' ? withMisspelt(cause, text) : cause;
    return failed(cause.code, (words) => better.say?.(words) ?? plain, better.problems);
  }
  if (cause instanceof RangeError)
    return failed('too-large', (words) => words.tooLarge(Number(cause.message) / 1024 / 1024));
  if (cause instanceof SyntaxError) return failed('not-json', (words) => notJson(text, address, attempt, words));
  if (cause instanceof Response) {
    const { status } = cause;
    const url = cause.url || address;
    if (status === 404 || status === 410)
      return failed('not-found', (words) => joined([words.noFile(url, status), ...whence(attempt, words)], words));
    return failed('http', (words) =>
      status === 401 || status === 403 ? words.forbidden(url, status) : words.badStatus(url, status),
    );
  }
  return failed('network', (words) => joined(unreachable(address, pageOf(attempt), words), words));
}

function notJson(text: string, address: string, attempt: Attempt, words: AuthorWords): string {
  const { response } = attempt;
  const fault = faultOf(text);
  const type = response?.headers.get('content-type')?.split(';', 1)[0];
  if (fault?.kind === 'html') {
    const url = new URL(response?.url || address);
    return joined([words.htmlCame(url.href), ...fileLink(url, words), ...whence(attempt, words)], words);
  }
  const said = fault
    ? /^(?:empty|other-encoding)$/.test(fault.kind)
      ? words.notJsonAtAll(fault.say(words))
      : words.notJson(words.place(fault.line, fault.column), fault.say(words))
    : words.notJsonAtAll(address);
  // What a server calls it matters only where it may be something else altogether.
  return fault?.kind === 'not-object' && type && !/json/.test(type)
    ? joined([said, words.contentType(type)], words)
    : said;
}

/** What a relative address was resolved against, since a page in a folder looks for its file in that folder. */
function whence({ base, url: src }: Attempt, words: AuthorWords): string[] {
  return base && !/^(?:[a-z][\w+.-]*:|\/)/i.test(src)
    ? [words.foundFrom(src, base.replace(/[?#].*/, '').replace(/[^/]*$/, ''))]
    : [];
}

/** Links by which people look at a file; most have one to the file itself. */
function fileLink({ hostname, href, pathname }: URL, words: AuthorWords): string[] {
  if (hostname === 'github.com' && /^\/[^/]+\/[^/]+\/blob\//.test(pathname)) {
    return [
      words.shareLink(hostname),
      words.rawLink(`https://raw.githubusercontent.com${pathname.replace('/blob/', '/')}`),
    ];
  }
  if (/\/-\/blob\//.test(pathname))
    return [words.shareLink(hostname), words.rawLink(href.replace('/-/blob/', '/-/raw/'))];
  const isShared =
    /^(?:www\.)?dropbox\.com$|^(?:drive|docs)\.google\.com$|^1drv\.ms$|^onedrive\.live\.com$|^gist\.github\.com$|^pastebin\.com$/;
  return isShared.test(hostname) ? [words.shareLink(hostname)] : [];
}

/** Why nothing answered, by what can be known: a browser tells scripts no reason. */
function unreachable(address: string, page: Page | undefined, words: AuthorWords): string[] {
  const { hostname, origin, protocol } = new URL(address);
  const isLocal = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
  if (page?.protocol === 'file:') return [words.pageFromDisk];
  if (protocol === 'file:') return [words.addressFromDisk];
  if (page?.protocol === 'https:' && protocol === 'http:' && !isLocal.test(hostname))
    return [words.mixedContent(address)];
  // Node's navigator doesn't know.
  if ('onLine' in (globalThis.navigator ?? {}) && !navigator.onLine) return [words.offline];
  if (page && isLocal.test(hostname) && !isLocal.test(page.hostname)) return [words.addressLocal(hostname)];
  return [
    words.unreachable(address),
    page?.origin === origin ? words.ownServer : words.otherOrigin(page?.origin ?? '*'),
  ];
}

function pageOf({ base }: Attempt): Page | undefined {
  if (globalThis.location) return globalThis.location;
  return base ? new URL(base) : undefined;
}

const joined = (sentences: readonly string[], words: AuthorWords): string =>
  fold(sentences.slice(1), sentences[0] ?? '', (all, next) => words.also(all, next));

/** Why a must is missing is likely to be that it stands there under another name. */
function withMisspelt(error: GlassjarError, text: string): GlassjarError {
  try {
    return alsoMisspelt(error, JSON.parse(text));
  } catch {
    return error;
  }
}

/** What an author calls the file: the last part of its address. */
function nameOf(address: string): string {
  const last = address.replace(/[?#].*/, '').replace(/.*\/(?=.)/, '');
  try {
    return decodeURI(last);
  } catch {
    return last;
  }
}
