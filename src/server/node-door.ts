import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/*
 * What stands before Node's HTTP server: looks at the first bytes of a connection, which somebody else may want. All other
 * connections are handed on as they came (an HTTP server takes them by its `connection` event, nodejs.org/api/http.html).
 */

/** @returns Whether the connection is theirs from now on; then they read and end it. */
export type FirstBytes = (socket: Socket, bytes: Buffer) => boolean;

export interface Door {
  /** Breaks off what came in and hasn't said anything. */
  closeSilent(): void;
  /** Breaks off what was taken. */
  closeTaken(): void;
}

/** @param patience Milliseconds for a connection to say something. */
export function openDoor(server: Server, take: FirstBytes, patience: number): Door {
  const silent = new Set<Socket>();
  const taken = new Set<Socket>();
  const admits = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');

  const close = (sockets: Set<Socket>): void => {
    for (const socket of sockets) socket.destroy();
  };
  // The same functions for all connections, of which there are thousands.
  function leave(this: Socket): void {
    silent.delete(this);
    taken.delete(this);
  }
  function hear(this: Socket, bytes: Buffer): void {
    this.off('data', hear).off('timeout', destroy).setTimeout(0);
    silent.delete(this);
    if (take(this, bytes)) {
      taken.add(this);
      // Nothing that is said from now on matters, but that the other end goes has to be heard.
      this.resume();
      return;
    }
    this.off('close', leave).off('end', end).off('error', ignore).pause();
    this.unshift(bytes);
    for (const admit of admits) admit.call(server, this);
    this.resume();
  }
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.on('close', leave).on('end', end).on('error', ignore).on('data', hear);
    socket.setTimeout(patience, destroy);
  });
  return { closeSilent: () => close(silent), closeTaken: () => close(taken) };
}

function destroy(this: Socket): void {
  this.destroy();
}
function end(this: Socket): void {
  this.end();
}
/** What breaks off is told by `close`; without anyone to hear it, an error would end the process. */
function ignore(): void {}
