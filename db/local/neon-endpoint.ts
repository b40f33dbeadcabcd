import { createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { pipeline } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWebSocketStream, WebSocketServer } from 'ws';
import { openPools, type Pools, type Statement } from './pools.ts';

export type NeonEndpoint = {
  port: number;
  setDelay(ms: number): void;
  /** Closes the pooled connections to a database, so that it can be dropped. */
  forget(database: string): Promise<void>;
  stop(): Promise<void>;
};

type Answer = { status: number; body: object };

const refusal = (status: number, message: string): Answer => ({ status, body: { message } });

/** What Neon's proxy does, for a Postgres on this machine: SQL over HTTP, and a WebSocket tunnel. */
export async function startNeonEndpoint(options: { postgresPort: number; port?: number; delayMs?: number }): Promise<NeonEndpoint> {
  const { postgresPort } = options;
  let delayMs = options.delayMs ?? 0;
  const pools = openPools(postgresPort);

  const server = createServer(async (request, response) => {
    const { status, body } = await answer(request, pools).catch((error: unknown) => refusal(400, String(error)));
    if (delayMs > 0) await sleep(delayMs);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });
  // Longer than any client keeps an idle connection, or it would now and then send into one that we just closed.
  server.keepAliveTimeout = 65_000;

  const tunnels = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => {});
    if (request.headers.origin !== undefined || pathOf(request) !== '/v2') {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    const postgres = connect({ host: '127.0.0.1', port: postgresPort, noDelay: true });
    const away = () => socket.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n');
    postgres.on('error', () => {});
    postgres.once('error', away);
    postgres.once('connect', () => {
      postgres.off('error', away);
      if (socket.destroyed) return postgres.destroy();
      tunnels.handleUpgrade(request, socket, head, (webSocket) => {
        const tunnel = createWebSocketStream(webSocket);
        pipeline(tunnel, postgres, tunnel, () => webSocket.terminate());
      });
    });
  });

  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.port ?? 0, '127.0.0.1', listening);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The Neon endpoint has no port');

  return {
    port: address.port,
    setDelay(ms) {
      delayMs = ms;
    },
    forget: (database) => pools.forget(database),
    async stop() {
      const closed = new Promise((done) => server.close(done));
      for (const webSocket of tunnels.clients) webSocket.terminate();
      server.closeAllConnections();
      await Promise.all([closed, pools.forget()]);
    },
  };
}

const pathOf = (request: IncomingMessage) => request.url?.split('?')[0];

async function answer(request: IncomingMessage, pools: Pools): Promise<Answer> {
  const header = (name: string) => request.headers[`neon-${name}`]?.toString();
  // A web page can reach loopback too; browsers send Origin with every POST, the driver never does.
  if (request.headers.origin !== undefined) return refusal(403, 'The local Neon endpoint answers no web pages');
  if (request.method !== 'POST' || pathOf(request) !== '/sql') return refusal(404, 'Only POST /sql and the WebSocket /v2');
  const connectionString = header('connection-string');
  if (!connectionString || !URL.canParse(connectionString)) return refusal(400, 'Neon-Connection-String is missing or no URL');

  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body: Statement | { queries: Statement[] } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  const transaction = {
    isolation: header('batch-isolation-level'),
    readOnly: header('batch-read-only') === 'true',
    deferrable: header('batch-deferrable') === 'true',
  };
  const isBatch = 'queries' in body;
  return pools.run(new URL(connectionString), {
    statements: isBatch ? body.queries : [body],
    transaction: isBatch ? transaction : undefined,
    rawText: header('raw-text-output') === 'true',
    arrays: header('array-mode') === 'true',
  });
}
