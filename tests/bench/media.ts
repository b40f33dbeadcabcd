import { readFileSync } from 'node:fs';
import { type Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepAlive } from './ask.ts';
import { type Flood, flooded } from './flood.ts';
import type { RunningWorker } from './worker.ts';

export const READERS = 64;
const RANGE = 64 * 1024;
const WHOLE = 500 * 1024 ** 2;
/** As many parts of one file as the browser sends at once. */
const AT_ONCE = 2;

export interface Step {
  name: string;
  seconds: number;
  /** What workerd held in memory before it, and the most it held meanwhile. */
  before: number;
  peak: number;
}

export interface Media {
  upload: { bytes: number; steps: Step[] };
  reads: Flood;
}

interface Started {
  assetId: string;
  partSize: number;
  parts: number;
}

/** Noise from the first byte on, so that no sniffer takes it for anything. */
const NOISE = Buffer.from(new Uint8Array(8 * 1024 ** 2).map((_, at) => (Math.imul(at + 0xf09f, 2654435761) >>> 11) & 0xff));

function call(agent: Agent, origin: string, cookie: string, method: string, path: string, body?: Buffer | string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { Cookie: cookie, Origin: origin, ...(body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }) };
    const sent = request(`${origin}${path}`, { agent, method, headers, timeout: 120_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    sent.on('timeout', () => sent.destroy(new Error(`${method} ${path} did not answer within two minutes.`))).on('error', reject);
    sent.end(body);
  });
}

/** A file in parts through the Worker, and its completion, which reads all of it once more for its SHA-256; then many readers of it at once. */
export async function measureMedia(worker: RunningWorker, cookie: string): Promise<Media> {
  const agent = keepAlive(AT_ONCE);
  const ask = async <T>(method: string, path: string, body?: Buffer | string): Promise<T> => {
    const { status, text } = await call(agent, worker.origin, cookie, method, path, body);
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text.slice(0, 300)}`);
    return JSON.parse(text) as T;
  };
  const start = (name: string, byteSize: number) => ask<Started>('POST', '/media/uploads', JSON.stringify({ name, byteSize }));
  const sendAll = async ({ assetId, partSize, parts }: Started, byteSize: number) => {
    let next = 1;
    const sender = async () => {
      while (next <= parts) {
        const part = next;
        next += 1;
        await ask('PUT', `/media/uploads/${assetId}/parts/${part}`, NOISE.subarray(0, Math.min(partSize, byteSize - (part - 1) * partSize)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sender));
  };
  const complete = ({ assetId }: Started) => ask<{ asset: { address: string } }>('POST', `/media/uploads/${assetId}/complete`);
  try {
    // Every line of it has run once before it is weighed.
    const first = await start('warm-up.bin', NOISE.length + 1);
    await sendAll(first, NOISE.length + 1);
    await complete(first);
    const started = await start('film.bin', WHOLE);
    const steps = [await weighed('its parts, two at a time', worker, () => sendAll(started, WHOLE))];
    let address = '';
    steps.push(await weighed('its completion, which hashes it', worker, async () => {
      address = (await complete(started)).asset.address;
    }));
    return { upload: { bytes: WHOLE, steps }, reads: await reads(worker, address) };
  } finally {
    agent.destroy();
  }
}

function reads(worker: RunningWorker, path: string): Promise<Flood> {
  const questions = Array.from({ length: READERS }, (_, reader) => {
    const from = Math.floor((WHOLE / READERS) * reader);
    return { origin: worker.origin, path, headers: { Range: `bytes=${from}-${from + RANGE - 1}` } };
  });
  return flooded(worker, { name: `64 KB of a file of 500 MB, ${READERS} readers`, status: 206, questions });
}

export async function weighed(name: string, { memory }: RunningWorker, work: () => Promise<unknown>): Promise<Step> {
  await sleep(500);
  const before = memory();
  const started = performance.now();
  let peak = before;
  let over = false;
  const watching = (async () => {
    for (; !over; await sleep(10)) peak = Math.max(peak, memory());
  })();
  try {
    await work();
  } finally {
    over = true;
    await watching;
  }
  return { name, seconds: (performance.now() - started) / 1000, before, peak };
}

/** Bytes of a process that lie in memory; NaN where the system does not tell. */
export function memoryOf(pid: number | undefined): number {
  if (process.platform !== 'linux' || pid === undefined) return Number.NaN;
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}
