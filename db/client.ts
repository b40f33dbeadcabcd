import { neon, neonConfig } from '@neondatabase/serverless';
import { drizzle, type NeonHttpDatabase } from 'drizzle-orm/neon-http';
import type { RunnableQuery } from 'drizzle-orm/runnable-query';
import * as schema from './schema/index.ts';

export type Database = NeonHttpDatabase<typeof schema>;

/** What a query may use. It builds and never runs: only read() and write() of scope.ts can send it, behind a credential. */
export type Reader = Pick<Database, 'select' | 'selectDistinct' | 'selectDistinctOn' | 'with' | '$with' | 'query'>;
export type Writer = Reader & Pick<Database, 'insert' | 'update' | 'delete'>;
export type Statement<R = unknown> = RunnableQuery<R, 'pg'>;

/** Round trips of one request, for Server-Timing and for the tests that count them. */
export interface Trips {
  count: number;
  statements: number;
  ms: number;
}

export const noTrips = (): Trips => ({ count: 0, statements: 0, ms: 0 });

interface Connections {
  reader: Database;
  writer: Database;
}

const byUrl = new Map<string, Connections>();

/** Neon over HTTP holds no socket, so one pair of clients serves every request of an isolate. */
export function connect(url: string): Connections {
  const known = byUrl.get(url);
  if (known) return known;
  if (['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)) useLocalEndpoint();
  const connections = {
    reader: drizzle(neon(url, { readOnly: true }), { schema }),
    writer: drizzle(neon(url), { schema }),
  };
  byUrl.set(url, connections);
  return connections;
}

/** The only difference between development and production. */
function useLocalEndpoint() {
  neonConfig.fetchEndpoint = (host, port) => `http://${host}:${port}/sql`;
  neonConfig.wsProxy = (host, port) => `${host}:${port}/v2`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineTLS = false;
  neonConfig.pipelineConnect = 'password';
}
