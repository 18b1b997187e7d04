/* What the store uses of the package `pg`, so that nobody who keeps the books in SQLite needs its types. */
declare module 'pg' {
  interface Answer {
    readonly rows: readonly object[];
    readonly rowCount: number | null;
  }

  interface Settings {
    readonly connectionString: string;
    readonly max?: number;
    readonly connectionTimeoutMillis?: number;
    readonly statement_timeout?: number;
    /** Milliseconds for an answer, counted here: the server may be gone. */
    readonly query_timeout?: number;
    readonly keepAliveInitialDelayMillis?: number;
    readonly lock_timeout?: number;
    readonly idle_in_transaction_session_timeout?: number;
    readonly application_name?: string;
    readonly options?: string;
    readonly keepAlive?: boolean;
    readonly types?: { getTypeParser(oid: number, format?: string): (text: string) => unknown };
  }

  class Client {
    /** What it talks over. */
    readonly connection: { readonly stream: { destroy(): void } };
    constructor(settings: Settings);
    connect(): Promise<void>;
    query(text: string, values?: readonly unknown[]): Promise<Answer>;
    end(): Promise<void>;
    emit(event: 'error', error: Error): boolean;
    on(event: 'error' | 'end', listener: (error?: Error) => void): this;
    on(
      event: 'notification',
      listener: (message: { readonly channel: string; readonly payload?: string }) => void,
    ): this;
  }

  interface PooledClient extends Client {
    /** @param error Given: the connection is thrown away. */
    release(error?: Error | boolean): void;
  }

  class Pool {
    constructor(settings: Settings);
    connect(): Promise<PooledClient>;
    query(text: string, values?: readonly unknown[]): Promise<Answer>;
    end(): Promise<void>;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'acquire' | 'connect' | 'remove', listener: (client: Client) => void): this;
    on(event: 'release', listener: (error: Error | boolean | undefined, client: Client) => void): this;
  }

  const pg: {
    readonly Client: typeof Client;
    readonly Pool: typeof Pool;
    readonly types: { getTypeParser(oid: number, format?: string): (text: string) => unknown };
  };
  export default pg;
  export type { Client, Pool, PooledClient, Settings };
}
