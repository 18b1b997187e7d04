/* What the bench's processes say to each other. */

/** To a server: begin or end writing fifty lines a second, tell how it stands, tell its listeners something. */
export type ToServer =
  { readonly do: 'write'; readonly on: boolean } | { readonly do: 'stand' } | { readonly do: 'tell' };

export type FromServer =
  | { readonly is: 'open'; readonly port: number; readonly etag: string }
  /** Bytes of memory, and microseconds of processor, since the start. */
  | { readonly is: 'standing'; readonly memory: number; readonly cpu: number }
  /** Milliseconds since 1970, before anything was done about it. */
  | { readonly is: 'telling'; readonly at: number };

export type ToLoad =
  | {
      readonly do: 'ask';
      readonly port: number;
      readonly connections: number;
      readonly seconds: number;
      readonly etag?: string;
    }
  | { readonly do: 'listen'; readonly port: number; readonly listeners: number }
  /** Wait until all have heard something more. */
  | { readonly do: 'hear' }
  | { readonly do: 'hang-up' };

export type FromLoad =
  | {
      readonly is: 'asked';
      readonly answers: number;
      readonly seconds: number;
      readonly status: number;
      readonly slow: number;
    }
  | { readonly is: 'listening' }
  /** When the first, the median and the last one heard, in milliseconds since 1970. */
  | { readonly is: 'heard'; readonly first: number; readonly median: number; readonly last: number };

/** Now, finer than Date.now. */
export const instant = (): number => performance.timeOrigin + performance.now();
