import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VERIFYING } from '#app/domains/webhooks/verifying.ts';

export interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
  /** The body, read. */
  told: { id: string; type: string; occurredAt: string; organization: { id: string; slug: string }; data: Record<string, unknown> };
}

/** Another system, on this machine: it hears every request and answers as the test says. */
export async function startReceiver() {
  const heard: Heard[] = [];
  const receiver = { heard, url: '', origin: '', answer: (response: ServerResponse): unknown => response.writeHead(204).end(), stop };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      heard.push({ headers: request.headers, body, told: JSON.parse(body) });
      receiver.answer(response);
    });
  }).listen(0, '127.0.0.1');
  async function stop() {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
  await new Promise((listening) => server.once('listening', listening));
  receiver.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  receiver.url = `${receiver.origin}/hooks`;
  return receiver;
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** The signatures that are right, written here anew from the words of Standard Webhooks. */
export function signaturesBy({ headers, body }: Pick<Heard, 'headers' | 'body'>, ...secrets: string[]): string {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return secrets.map((secret) => `v1,${createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).update(signed).digest('base64')}`).join(' ');
}

type Check = (headers: IncomingHttpHeaders, body: string, secret: string) => boolean;

/** The very lines that the page shows. */
export async function checkOfThePage(): Promise<Check> {
  const file = join(tmpdir(), `verifying-${process.pid}.mjs`);
  writeFileSync(file, VERIFYING);
  return ((await import(/* @vite-ignore */ pathToFileURL(file).href)) as { isGenuine: Check }).isGenuine;
}
