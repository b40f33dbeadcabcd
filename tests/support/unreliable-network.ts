import { Agent, createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that a process has sent and that did not arrive yet. What becomes of it is for the test to say. */
export interface Underway {
  /** Who sent it: the database URL of a process names it. */
  sender: string;
  arrive(): Promise<void>;
  /** It never reached the database. */
  lose(): void;
  /** The database did it; nobody heard. */
  loseAnswer(): Promise<void>;
  /** The sender was cut off, and it arrives whenever the answer is called. */
  straggle(): () => Promise<void>;
}

export interface Network {
  port: number;
  stop(): Promise<void>;
}

/** The wire between the driver and the local Neon endpoint: it holds each request until the test lets it arrive, or not. */
export async function startNetwork(endpointPort: number, onSent: (underway: Underway) => void): Promise<Network> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const { host: _host, connection: _connection, 'transfer-encoding': _encoding, ...headers } = incoming.headers;
    const body = Buffer.concat(chunks);
    const forward = () =>
      new Promise<{ status: number; text: Buffer }>((resolve, reject) => {
        const forwarded = ask({ port: endpointPort, host: '127.0.0.1', path: incoming.url ?? '/', method: 'POST', agent, headers: { ...headers, 'content-length': body.length } }, async (answer) => {
          const parts: Buffer[] = [];
          for await (const part of answer as AsyncIterable<Buffer>) parts.push(part);
          resolve({ status: answer.statusCode ?? 500, text: Buffer.concat(parts) });
        });
        forwarded.on('error', reject);
        forwarded.end(body);
      });
    const cut = () => void outgoing.destroy();
    onSent({
      sender: new URL(String(incoming.headers['neon-connection-string'])).searchParams.get('process') ?? '',
      async arrive() {
        const { status, text } = await forward();
        outgoing.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': text.length }).end(text);
      },
      lose: cut,
      async loseAnswer() {
        await forward();
        cut();
      },
      straggle() {
        cut();
        return async () => void (await forward());
      },
    });
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
