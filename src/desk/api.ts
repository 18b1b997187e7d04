import type { Problem } from '../core/errors.ts';

/* What the server answers, as the page reads it; src/server/desk/answers.ts writes it. */

export interface Sums {
  readonly raised: string;
  readonly spent: string;
  readonly fees: string;
  readonly balance: string;
  readonly entries: number;
  readonly pending: { readonly count: number; readonly amount: string };
}

export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly currency: string;
  readonly isPublished: boolean;
  readonly sums: Sums;
  /** What of stated sums stands in no line, where lines tell a part. */
  readonly rests: readonly Rest[];
}

export interface Rest {
  readonly source: string;
  readonly kind: 'gift' | 'sale';
  readonly label?: string;
  readonly at?: string;
  readonly amount: string;
}

export interface Whole extends Listed {
  readonly document: Readonly<Record<string, unknown>>;
  readonly revision: string;
}

export interface Booked {
  readonly number: number;
  readonly id: string;
  readonly at: string;
  readonly flow: string;
  readonly reason: string;
  readonly amount: string;
  readonly balance: string;
  readonly source?: string;
  readonly label?: string;
  readonly name?: string;
  readonly message?: string;
  readonly isPublic?: boolean;
  readonly reverses?: string;
  readonly isPayment: boolean;
  /** It is given back here, since its provider never tells of it. */
  readonly isGivenBackHere: boolean;
}

export interface Begun {
  readonly id: string;
  readonly amount: string;
  readonly currency: string;
  readonly status: 'open' | 'pending' | 'paid' | 'failed' | 'cancelled' | 'refunded' | 'disputed';
  readonly createdAt: string;
  readonly interval?: 'month';
  readonly name?: string;
}

export interface Changed {
  readonly at: string;
  readonly actor: string;
  readonly what: string;
  readonly detail?: string;
}

interface Told {
  readonly message?: string;
  readonly problems?: readonly Problem[];
  readonly changed?: Pick<Changed, 'actor' | 'at'>;
}

/** An answer that is none of what was asked for. */
export class DeskError extends Error {
  /** 0: no answer came. */
  readonly status: number;
  readonly problems: readonly Problem[];
  /** Who has saved meanwhile, and when. */
  readonly changed: Pick<Changed, 'actor' | 'at'> | undefined;

  constructor(status: number, { changed, message = '', problems = [] }: Told = {}) {
    super(message);
    this.name = 'DeskError';
    this.status = status;
    this.problems = problems;
    this.changed = changed;
  }
}

/** Where the server answers the page, which may stand behind a path: `/jar/admin`. */
export const apiAddress = (path: string): string => `${location.pathname.replace(/\/+$/, '')}/api${path}`;

/** Asks the desk's server. */
export class Api {
  readonly #fetch: typeof fetch;
  /** Told when a session has ended, before the call fails. */
  onLoggedOut: (() => void) | undefined;

  constructor(fetcher: typeof fetch = (...given) => fetch(...given)) {
    this.#fetch = fetcher;
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.#call<Answer>('GET', path);
  }

  post<Answer>(path: string, body?: unknown): Promise<Answer> {
    return this.#call<Answer>('POST', path, body);
  }

  put<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.#call<Answer>('PUT', path, body);
  }

  delete(path: string): Promise<unknown> {
    return this.#call('DELETE', path);
  }

  /** @throws DeskError */
  async #call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    let response: Response;
    let answer: { error?: Told };
    try {
      response = await this.#fetch(apiAddress(path), {
        method,
        headers: { 'x-glassjar-desk': '1', ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      // What stands between this page and the server says no in words of its own: a proxy for which this is too large.
      answer = (await (response.ok ? response.json() : response.json().catch(() => ({})))) as typeof answer;
    } catch (cause) {
      throw new DeskError(0, { message: String(cause) });
    }
    if (response.ok) return answer as Answer;
    if (response.status === 401 && path !== '/login') this.onLoggedOut?.();
    throw new DeskError(response.status, answer.error);
  }
}
