import type * as z from 'zod';
import type { Context } from '../context.ts';
import type { LoginBrake } from './brake.ts';
import type { Actor } from './guard.ts';

/** A file of the desk's page. */
export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  /** Its media type. */
  readonly type: string;
}

/** What the desk works with. */
export interface DeskContext extends Pick<
  Context,
  'store' | 'clock' | 'random' | 'log' | 'publicUrl' | 'payments' | 'limits'
> {
  /** A file of the built page by its path: `index.html`, `desk.js`, `chunks/…`. Undefined: there is none. */
  readonly assets: (path: string) => Promise<Asset | undefined>;
}

export interface DeskAsked<Body> {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Body;
  readonly request: Request;
  /** Absent where nobody needs to have logged in. */
  readonly actor: Actor;
  readonly caller: string;
  readonly brake: LoginBrake;
}

export interface DeskRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/admin/api`. */
  readonly path: string;
  /** `open`: to log in. `session`: who logged in, and no script. `either`: scripts with a token, too. */
  readonly access: 'open' | 'session' | 'either';
  /** Absent: a body is not read. */
  readonly body?: z.ZodType;
  /** Bytes that the body may have, where that is less than a campaign may. */
  readonly mostBytes?: number;
  readonly handle: (asked: DeskAsked<unknown>, context: DeskContext) => Promise<Response>;
}

type Typed<Body extends z.ZodType | undefined> = Omit<DeskRoute, 'body' | 'handle'> & {
  readonly body?: Body;
  readonly handle: (
    asked: DeskAsked<Body extends z.ZodType ? z.output<Body> : undefined>,
    context: DeskContext,
  ) => Promise<Response>;
};

/** A route whose `handle` knows what its schema lets through. */
export const deskRoute = <Body extends z.ZodType | undefined = undefined>(typed: Typed<Body>): DeskRoute =>
  typed as unknown as DeskRoute;
