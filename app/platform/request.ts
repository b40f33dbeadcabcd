import type { Trips } from '#db/client.ts';
import type { Env } from './env.ts';

/** What one request carries to every loader, action and endpoint. */
export type RequestContext = {
  env: Env;
  requestId: string;
  nonce: string;
  origin: string;
  ip: string;
  userAgent: string;
  trips: Trips;
  /** Work that may finish after the answer has left. */
  later(work: Promise<unknown>): void;
  /** Reads of this request that wait to share one batch (guard.server.ts). */
  reads?: unknown;
  /** The body of a submission, read once. */
  submitted?: Promise<FormData>;
};
