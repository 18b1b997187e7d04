import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ServerError } from './errors.ts';
import type { Listener } from './events.ts';
import type { Handler } from './handler.ts';
import { eventHeaders } from './routes/campaigns.ts';

/*
 * Lines of events on Node, in two ways: through Node's answer, as all else goes, and on the bare socket. What Node keeps of a request,
 * its parser and its answer costs three times what the line itself does, and a line stays for hours.
 */

/** What a page that wants to listen says. */
export interface Asking {
  readonly campaign: string;
  /** The last `id` it has. */
  readonly known: string | undefined;
  readonly forwarded: string | undefined;
}

/** One line, whatever it goes over. */
export interface Line extends Listener {
  readonly address: string | undefined;
  /** From now on someone is told when it ends. */
  opened(leave: () => void): void;
  refuse(status: number, headers: Readonly<Record<string, string>>, body: string): void;
}

/** Bytes that wait for one listener before it is let go: who doesn't read comes again when they can. */
const mostWaiting = 1024 * 1024;
const route = 'get /campaigns/:id/events';

/** Opens a line, or refuses it. Never rejects. */
export async function openLine(handler: Handler, { campaign, forwarded, known }: Asking, line: Line): Promise<void> {
  const caller = handler.callerOf(line.address, forwarded);
  let leave: () => void;
  try {
    leave = await handler.events.join(campaign, line, caller, known);
  } catch (error) {
    const isKnown = error instanceof ServerError;
    const status = isKnown ? (error.code === 'not-found' ? 404 : 503) : 500;
    const retryAfter = isKnown ? error.retryAfter : undefined;
    handler.metrics.count('glassjar_requests_total', { route, status });
    const code = status === 404 ? 'not-found' : 'unavailable';
    line.refuse(
      status,
      {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        'access-control-allow-origin': '*',
        ...(retryAfter !== undefined && { 'retry-after': String(Math.ceil(retryAfter)) }),
      },
      JSON.stringify({ error: { code, message: 'no events here now; ask for the campaign itself' } }),
    );
    return;
  }
  handler.metrics.count('glassjar_requests_total', { route, status: 200 });
  line.opened(leave);
}

/** A line through Node's own answer. */
export class AnswerLine implements Line {
  readonly #response: ServerResponse;
  readonly address: string | undefined;
  #leave: (() => void) | undefined;

  constructor({ socket }: IncomingMessage, response: ServerResponse) {
    this.#response = response;
    this.address = socket.remoteAddress;
  }

  send(message: Uint8Array<ArrayBuffer>): void {
    const response = this.#response;
    if (!response.headersSent) response.writeHead(200, { ...eventHeaders });
    if (response.writableLength > mostWaiting) response.destroy();
    else response.write(message);
  }

  end(): void {
    this.#leave?.();
    this.#response.end();
  }

  opened(leave: () => void): void {
    this.#leave = leave;
    if (this.#response.destroyed) leave();
    this.#response.on('close', leave);
    // A line that stays open is no idle one.
    this.#response.socket?.setTimeout(0);
  }

  refuse(status: number, headers: Readonly<Record<string, string>>, body: string): void {
    this.#response.writeHead(status, headers).end(body);
  }
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The head of an answer that ends with its connection (RFC 9112, 6.3). */
function headOf(status: number, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const date = new Date().toUTCString();
  return `HTTP/1.1 ${status} ${reasons[status]}\r\n${lines.join('')}date: ${date}\r\nconnection: close\r\n\r\n`;
}

/** A line on the bare socket, of which nothing is read any more. */
export class SocketLine implements Line {
  readonly #socket: Socket;
  readonly address: string | undefined;
  #isBegun = false;
  #leave: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.address = socket.remoteAddress;
  }

  send(message: Uint8Array<ArrayBuffer>): void {
    const socket = this.#socket;
    if (!this.#isBegun) {
      this.#isBegun = true;
      socket.write(headOf(200, eventHeaders), 'latin1');
    }
    if (socket.writableLength > mostWaiting) socket.destroy();
    else if (!socket.destroyed) socket.write(message);
  }

  end(): void {
    this.#leave?.();
    this.#finish();
  }

  opened(leave: () => void): void {
    this.#leave = leave;
    if (this.#socket.destroyed) leave();
    this.#socket.on('close', leave);
  }

  refuse(status: number, headers: Readonly<Record<string, string>>, body: string): void {
    const length = String(Buffer.byteLength(body));
    this.#finish(headOf(status, { ...headers, 'content-length': length }) + body);
  }

  /** Says the last, and is gone: who never closes their end would hold ours open. Who doesn't even read has a second. */
  #finish(last = ''): void {
    const socket = this.#socket;
    socket.setTimeout(1000, () => socket.destroy());
    socket.end(last, () => socket.destroy());
  }
}

const longest = 8192;
const mostLines = 100;
const begins = Buffer.from('GET /campaigns/');
const requestLine = /^GET \/campaigns\/([a-z0-9][a-z0-9-]{0,63})\/events HTTP\/1\.1$/;
/** A field as RFC 9112 has it, in ASCII and on one line. */
const fieldLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x20-\x7e\t]*)$/;
/** Said where there is more to a request than its head. */
const more = /^(?:content-length|transfer-encoding|upgrade|expect|trailer|te)$/;

/**
 * Reads the first bytes of a connection, if they are exactly one whole request for a line of events with nothing unusual about it.
 * Everything else is undefined and Node's to read: this is no HTTP server.
 */
export function readAsking(bytes: Buffer): Asking | undefined {
  if (bytes.length > longest || !bytes.subarray(0, begins.length).equals(begins)) return undefined;
  const text = bytes.toString('latin1');
  if (!text.endsWith('\r\n\r\n')) return undefined;
  const [first = '', ...lines] = text.slice(0, -4).split('\r\n');
  const campaign = requestLine.exec(first)?.[1];
  if (!campaign || lines.length > mostLines) return undefined;
  const fields = new Map<string, string>();
  for (const line of lines) {
    const [, name = '', value = ''] = fieldLine.exec(line) ?? [];
    const field = name.toLowerCase();
    if (!field || more.test(field)) return undefined;
    const before = fields.get(field);
    // Node makes a list of it, too; of the others that are read here nobody says two.
    if (before !== undefined && field !== 'x-forwarded-for' && /^(?:host|last-event-id)$/.test(field)) return undefined;
    fields.set(field, before === undefined ? value.trim() : `${before}, ${value.trim()}`);
  }
  if (!fields.get('host')) return undefined;
  return { campaign, known: fields.get('last-event-id'), forwarded: fields.get('x-forwarded-for') };
}
