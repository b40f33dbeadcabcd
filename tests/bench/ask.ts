import { Agent, request } from 'node:http';

export interface Question {
  origin: string;
  path: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
}

export interface Reply {
  status: number;
  /** From the first byte sent to the last byte received, as the client sees it. */
  ms: number;
  bytes: number;
  cookies: string[];
  /** As the driver counted them; null where no header says so. */
  trips: number | null;
  statements: number | null;
  /** What the trips took, as the Worker saw it. */
  dbMs: number | null;
}

export const keepAlive = (connections: number) => new Agent({ keepAlive: true, maxSockets: connections });

/** One request over a connection that stays open, as a browser or a program holds it. */
export function ask(agent: Agent, { origin, path, method = 'GET', headers, body }: Question): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const sent = request(`${origin}${path}`, { agent, method, headers, timeout: 30_000 }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => {
        const [, dbMs, trips, statements] = /db;dur=([\d.]+);desc="(\d+) trips, (\d+) statements"/.exec(String(response.headers['server-timing'] ?? '')) ?? [];
        const count = (text: string | undefined) => (text === undefined ? null : Number(text));
        resolve({ status: response.statusCode ?? 0, ms: performance.now() - started, bytes, cookies: response.headers['set-cookie'] ?? [], trips: count(trips), statements: count(statements), dbMs: count(dbMs) });
      });
    });
    sent.on('timeout', () => sent.destroy(new Error(`${method} ${path} did not answer within 30 seconds.`)));
    sent.on('error', reject);
    sent.end(body);
  });
}
