import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

/**
 * The service behind an R2 binding, with everything in this process's memory: what workerd holds of a file is then
 * workerd's own, and not an emulator's beside it. It speaks what workerd's binding speaks, as far as the bench asks.
 */
export interface Bucket {
  port: number;
  keep(object: string, content: Buffer): void;
  stop(): Promise<void>;
}

interface Asked {
  method: string;
  object: string;
  uploadId?: string;
  partNumber?: number;
  parts?: { part: number; etag: string }[];
  range?: { offset?: string; length?: string };
}

interface Kept {
  chunks: Buffer[];
  size: number;
  etag: string;
}

const NOT_FOUND = { message: 'The specified key does not exist.', version: 1, v4code: 10007 };

export async function startBucket(): Promise<Bucket> {
  const objects = new Map<string, Kept>();
  const uploads = new Map<string, Map<number, Kept>>();

  const answer = (response: ServerResponse, about: object, body: Buffer[] = []) => {
    const metadata = Buffer.from(JSON.stringify(about));
    const length = body.reduce((sum, chunk) => sum + chunk.length, metadata.length);
    response.writeHead(200, { 'Content-Type': 'application/json', 'cf-r2-metadata-size': String(metadata.length), 'Content-Length': String(length) });
    Readable.from([metadata, ...body]).pipe(response);
  };
  const describe = (name: string, { size, etag }: Kept, range?: object) => ({ name, version: etag, size, etag, uploaded: Date.now(), httpFields: {}, customFields: [], checksums: {}, ...(range ? { range } : {}) });

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const header = request.headers['cf-r2-request'];
    const { asked, rest } = header ? { asked: JSON.parse(String(header)) as Asked, rest: null } : await withBody(request);
    const upload = uploads.get(asked.uploadId ?? '') ?? new Map<number, Kept>();
    switch (asked.method) {
      case 'createMultipartUpload': {
        const uploadId = randomUUID();
        uploads.set(uploadId, new Map());
        return answer(response, { uploadId });
      }
      case 'uploadPart':
        upload.set(asked.partNumber!, rest!);
        return answer(response, { etag: rest!.etag });
      case 'completeMultipartUpload': {
        const parts = asked.parts!.map(({ part }) => upload.get(part)!);
        const whole = { chunks: parts.flatMap(({ chunks }) => chunks), size: parts.reduce((sum, { size }) => sum + size, 0), etag: randomUUID() };
        objects.set(asked.object, whole);
        uploads.delete(asked.uploadId!);
        return answer(response, describe(asked.object, whole));
      }
      case 'put':
        objects.set(asked.object, rest!);
        return answer(response, describe(asked.object, rest!));
      case 'head':
      case 'get': {
        const object = objects.get(asked.object);
        if (!object) return response.writeHead(404, { 'cf-r2-error': JSON.stringify(NOT_FOUND) }).end();
        if (asked.method === 'head') return answer(response, describe(asked.object, object));
        const offset = Number(asked.range?.offset ?? 0);
        const length = Number(asked.range?.length ?? object.size - offset);
        return answer(response, describe(asked.object, object, asked.range ? { offset, length } : undefined), cut(object.chunks, offset, length));
      }
      default:
        return response.writeHead(200).end();
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: Error) => response.destroy(error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    keep: (object, content) => void objects.set(object, { chunks: [content], size: content.length, etag: randomUUID() }),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function withBody(request: IncomingMessage): Promise<{ asked: Asked; rest: Kept }> {
  const size = Number(request.headers['cf-r2-metadata-size']);
  const hash = createHash('md5');
  const chunks: Buffer[] = [];
  let metadata = Buffer.alloc(0);
  for await (const chunk of request as AsyncIterable<Buffer>) {
    const missing = size - metadata.length;
    if (missing > 0) metadata = Buffer.concat([metadata, chunk.subarray(0, missing)]);
    const rest = chunk.subarray(Math.max(0, missing));
    if (rest.length === 0) continue;
    hash.update(rest);
    chunks.push(rest);
  }
  return { asked: JSON.parse(metadata.toString()) as Asked, rest: { chunks, size: chunks.reduce((sum, { length }) => sum + length, 0), etag: hash.digest('hex') } };
}

function cut(chunks: Buffer[], offset: number, length: number): Buffer[] {
  const found: Buffer[] = [];
  let at = 0;
  for (const chunk of chunks) {
    const from = Math.max(0, offset - at);
    const to = Math.min(chunk.length, offset + length - at);
    if (to > from) found.push(chunk.subarray(from, to));
    at += chunk.length;
    if (at >= offset + length) break;
  }
  return found;
}
