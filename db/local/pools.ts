import pg from 'pg';

export type Statement = { query: string; params?: unknown[] };

export type Work = {
  statements: Statement[];
  /** Undefined for a single statement. */
  transaction: { isolation: string | undefined; readOnly: boolean; deferrable: boolean } | undefined;
  rawText: boolean;
  arrays: boolean;
};

export type Pools = {
  run(target: URL, work: Work): Promise<{ status: number; body: object }>;
  forget(database?: string): Promise<void>;
};

const POOL_SIZE = 10;
const RAW_TEXT = { getTypeParser: () => (text: string | Buffer) => text };
const ERROR_FIELDS = [
  'severity', 'code', 'detail', 'hint', 'position', 'internalPosition', 'internalQuery', 'where', 'schema', 'table',
  'column', 'dataType', 'constraint', 'file', 'line', 'routine',
] as const;
const ISOLATION = new Map([
  ['ReadUncommitted', 'READ UNCOMMITTED'],
  ['ReadCommitted', 'READ COMMITTED'],
  ['RepeatableRead', 'REPEATABLE READ'],
  ['Serializable', 'SERIALIZABLE'],
]);

export function openPools(postgresPort: number): Pools {
  const pools = new Map<string, { database: string; pool: pg.Pool; clients: Set<pg.PoolClient> }>();

  function poolFor(target: URL): pg.Pool {
    const [user, password, database] = [target.username, target.password, target.pathname.slice(1)].map(decodeURIComponent);
    // The password is part of the key: a wrong one must not ride on a connection that a right one opened.
    const key = JSON.stringify([user, password, database]);
    const known = pools.get(key);
    if (known) return known.pool;
    const pool = new pg.Pool({
      host: '127.0.0.1', port: postgresPort, user, password, database, ssl: false, max: POOL_SIZE,
      idleTimeoutMillis: 5_000, connectionTimeoutMillis: 5_000,
    });
    const clients = new Set<pg.PoolClient>();
    pool.on('error', () => {});
    pool.on('connect', (client) => {
      clients.add(client);
      client.on('error', () => {});
    });
    pool.on('remove', (client) => clients.delete(client));
    pools.set(key, { database: database ?? '', pool, clients });
    return pool;
  }

  return {
    async run(target, work) {
      try {
        return { status: 200, body: await perform(poolFor(target), work) };
      } catch (error) {
        return { status: 400, body: problem(error) };
      }
    },
    async forget(database) {
      const ending = [...pools].filter(([, entry]) => database === undefined || entry.database === database);
      await Promise.all(ending.map(async ([key, { pool, clients }]) => {
        pools.delete(key);
        const idle = pool.end();
        // A statement that still runs is cut off, so that nobody waits for it.
        for (const client of clients) void client.end();
        await idle;
      }));
    },
  };
}

async function perform(pool: pg.Pool, { statements, transaction, rawText, arrays }: Work): Promise<object> {
  const client = await provenClient(pool, transaction ? begin(transaction) : '');
  try {
    const results: object[] = [];
    for (const { query, params } of statements) {
      const config = {
        text: query,
        values: params ?? [],
        queryMode: 'extended',
        ...(arrays ? { rowMode: 'array' } : {}),
        ...(rawText ? { types: RAW_TEXT } : {}),
      };
      const { command, rowCount, rows, fields } = await client.query(config);
      results.push({ command, rowCount, rows, rowAsArray: arrays, fields });
    }
    if (!transaction) return results[0] ?? {};
    await client.query('COMMIT');
    return { results };
  } catch (error) {
    if (transaction) await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    // As at Neon: what a statement SET stays in the session, but a session left inside a transaction is thrown away.
    client.release(client.getTransactionStatus() !== 'I');
  }
}

/**
 * A connection whose first round trip (BEGIN, or an empty statement) came back. After a restart of Postgres every
 * pooled connection may be dead: as nothing of the request has run yet, the next one may be tried.
 */
async function provenClient(pool: pg.Pool, first: string): Promise<pg.PoolClient> {
  for (let left = POOL_SIZE; ; left--) {
    const client = await pool.connect();
    try {
      await client.query(first);
      return client;
    } catch (error) {
      client.release(true);
      if (left === 0) throw error;
    }
  }
}

function begin({ isolation, readOnly, deferrable }: NonNullable<Work['transaction']>): string {
  const level = isolation === undefined ? '' : ISOLATION.get(isolation);
  if (level === undefined) throw new Error(`Unknown isolation level ${isolation}`);
  return ['BEGIN', level && `ISOLATION LEVEL ${level}`, readOnly && 'READ ONLY', deferrable && 'DEFERRABLE'].filter(Boolean).join(' ');
}

function problem(error: unknown): object {
  if (error instanceof pg.DatabaseError) return { message: error.message, ...Object.fromEntries(ERROR_FIELDS.map((field) => [field, error[field]])) };
  // 08006 is connection_failure: the app can tell a database that is away from one that refuses.
  return { message: `The local Postgres cannot be reached: ${error instanceof Error ? error.message : error}`, code: '08006' };
}
