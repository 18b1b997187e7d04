/* A network that can be made to fail: a proxy of TCP on loopback, before a database. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  readonly port: number;
  /** From now on nothing goes through, in either direction, and nobody is told. */
  freeze(): void;
  /** All that waited goes through. */
  thaw(): void;
  /** What is open now is forgotten: nothing goes through it any more, and nobody is told. What is opened from now on works. */
  forget(): void;
  close(): Promise<void>;
}

/** @param to The port that it leads to. */
export async function startProxy(to: number): Promise<Proxy> {
  const open = new Set<Socket>();
  const forgotten = new Set<Socket>();
  let isFrozen = false;
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (near) => {
    const far = connect({ port: to, host: '127.0.0.1', allowHalfOpen: true });
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('data', (bytes) => into.write(bytes));
      from.on('end', () => into.end());
      from.on('error', () => undefined);
      from.on('close', () => {
        open.delete(from);
        // An end that is frozen tells the other one nothing.
        if (!isFrozen && !forgotten.has(from)) into.destroy();
      });
    }
    if (isFrozen) far.pause();
    else near.resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      isFrozen = true;
      for (const socket of open) socket.pause();
    },
    thaw() {
      isFrozen = false;
      for (const socket of open) if (!forgotten.has(socket)) socket.resume();
    },
    forget() {
      for (const socket of open) {
        forgotten.add(socket);
        socket.pause();
      }
    },
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
}
