/* Asks a server as fast as it answers, and listens to it, over plain sockets: a client that does more would be what is measured. */
import { connect, type Socket } from 'node:net';
import { instant, type FromLoad, type ToLoad } from './messages.ts';

const say = (message: FromLoad): void => void process.send?.(message);
type Asking = Extract<ToLoad, { do: 'ask' }>;

function ask({ connections, etag, port, seconds }: Asking): void {
  const known = etag ? `If-None-Match: ${etag}\r\n` : '';
  const request = Buffer.from(`GET /campaigns/mara HTTP/1.1\r\nHost: x\r\n${known}\r\n`);
  let [answers, status, open] = [0, 0, 0];
  const waits: number[] = [];
  const began = instant();
  const end = began + seconds * 1000;
  const finish = (socket: Socket): void => {
    socket.destroy();
    if (--open) return;
    waits.sort((a, b) => a - b);
    const slow = waits[Math.floor(waits.length * 0.99)] ?? 0;
    say({ is: 'asked', answers, status, seconds: (instant() - began) / 1000, slow });
  };
  for (let nth = 0; nth < connections; nth++) {
    open += 1;
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let [usual, got, sentAt] = [0, 0, 0];
    let head = '';
    const next = (): void => {
      if (instant() > end) return finish(socket);
      [got, head, sentAt] = [0, '', instant()];
      socket.write(request);
    };
    socket.on('connect', next);
    socket.on('error', () => finish(socket));
    socket.on('data', (part) => {
      got += part.length;
      // Answers are alike; only one of another length is looked into.
      if (got !== usual) {
        head += part.toString('latin1');
        const at = head.indexOf('\r\n\r\n');
        if (at < 0) return;
        status = Number(head.slice(9, 12));
        const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
        if (got < at + 4 + (status === 304 ? 0 : length)) return;
        usual = got;
      }
      answers += 1;
      if (answers % 16 === 0) waits.push(instant() - sentAt);
      next();
    });
  }
}

let lines: { readonly socket: Socket; heard: number }[] = [];
let waiting: { readonly times: number[] } | undefined;

async function listen(port: number, listeners: number): Promise<void> {
  for (let nth = 0; nth < listeners; nth += 100) {
    const some = Array.from({ length: Math.min(100, listeners - nth) }, () => join(port));
    await Promise.all(some);
  }
  say({ is: 'listening' });
}

/** Resolves when the first message, which tells the newest, is there. */
function join(port: number): Promise<void> {
  return new Promise((joined) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('GET /campaigns/mara/events HTTP/1.1\r\nHost: x\r\n\r\n'),
    );
    const line = { socket, heard: 0 };
    lines.push(line);
    let isIn = false;
    let last = '';
    socket.on('data', (part) => {
      const text = last + part.toString('latin1');
      last = text.slice(-16);
      if (!text.includes('}\n\n')) return;
      last = '';
      if (!isIn) {
        isIn = true;
        joined();
      } else hear(line);
    });
  });
}

function hear(line: { heard: number }): void {
  if (!waiting || line.heard) return;
  line.heard = instant();
  waiting.times.push(line.heard);
  if (waiting.times.length < lines.length) return;
  const times = waiting.times.sort((a, b) => a - b);
  waiting = undefined;
  say({ is: 'heard', first: times[0]!, median: times[times.length >> 1]!, last: times.at(-1)! });
}

process.on('message', (message: ToLoad) => {
  if (message.do === 'ask') ask(message);
  else if (message.do === 'listen') void listen(message.port, message.listeners);
  else if (message.do === 'hear') {
    for (const line of lines) line.heard = 0;
    waiting = { times: [] };
  } else {
    for (const { socket } of lines) socket.destroy();
    lines = [];
  }
});
