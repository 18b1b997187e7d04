import * as z from 'zod';
import type { Context } from './context.ts';
import { ServerError } from './errors.ts';

/*
 * What a route is: its address, what it takes and answers (from which openapi.json is made), and what it does. A route decodes by
 * its schemas, asks the store or a provider, and encodes the answer; handler.ts makes answers of what it throws.
 */

/** What a request holds, decoded. */
export interface Asked<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly request: Request;
  /** Who asks, as a hash with a key of the day: enough to count by, and nothing to know anyone by. */
  readonly caller: string;
}

/** One answer that a route can give, for openapi.json. */
export interface Answer {
  readonly description: string;
  /** Absent: no body. */
  readonly type?: string;
  /** Of the body, where that is JSON. */
  readonly schema?: z.ZodType;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** `/campaigns/:id`. */
  readonly path: string;
  readonly summary: string;
  /**
   * `public`: pages of any site may ask, without credentials. `hook`: providers may; `own`: only pages of this server, so neither
   * of the two answers other sites' pages.
   */
  readonly access: 'public' | 'hook' | 'own';
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** Absent: a body is not read. `raw`: the bytes as they came, for signatures. */
  readonly body?: { readonly schema: z.ZodType } | { readonly raw: string };
  /** Request headers, each with what it is for. */
  readonly headers?: Readonly<Record<string, { readonly about: string; readonly required?: boolean }>>;
  /** The good ones by status; those of errors are the same everywhere. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** Errors it can answer with, besides 500. */
  readonly errors: readonly number[];
  readonly handle: (asked: Asked<unknown, unknown, unknown>, context: Context) => Promise<Response>;
}

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

interface Typed<
  Params extends z.ZodType | undefined,
  Query extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
> extends Omit<Route, 'params' | 'query' | 'body' | 'handle'> {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: { readonly schema: Body & z.ZodType } | { readonly raw: string };
  readonly handle: (
    asked: Asked<Output<Params>, Output<Query>, Body extends z.ZodType ? z.output<Body> : Uint8Array<ArrayBuffer>>,
    context: Context,
  ) => Promise<Response>;
}

/** A route whose `handle` knows what its schemas let through. */
export function route<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(typed: Typed<Params, Query, Body>): Route {
  return typed as unknown as Route;
}

/** @throws ServerError `invalid` that says where and what was expected, and never what was found. */
export function decode<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new ServerError('invalid', `${issue?.path.join('.') || 'request'}: ${issue?.message ?? 'not as expected'}`);
}

/** An answer in JSON. What isn't said to be cacheable isn't cached anywhere. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });
}

/** The id of a campaign in an address. */
export const campaignId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected the id of a campaign: small letters, digits and hyphens')
  .meta({ description: 'The campaign’s id.', examples: ['mara'] });
