import type { Trips } from '#db/client.ts';

/** What the Worker is given: bindings of wrangler.toml and secrets. */
export interface Env {
  DATABASE_URL: string;
  /** Lets sign-in pages and the clock reach beyond one tenant; the database keeps its hash. */
  SYSTEM_SECRET: string;
  /** One-time links are made from it, so that none is ever stored. */
  TOKEN_SECRET: string;
  /** What TOKEN_SECRET was before, the newest first, with commas: what was sealed then can still be opened, and is sealed anew in passing. */
  FORMER_TOKEN_SECRETS?: string;
  /** Where the app lives, such as https://masthead.example. Unset on a developer's machine. */
  APP_ORIGIN?: string;
  MAIL_TRANSPORT: 'mailbox' | 'cloudflare' | 'resend';
  MAIL_FROM: string;
  RESEND_API_KEY?: string;
  EMAIL?: SendEmail;
  JOBS: Pick<Queue, 'send' | 'sendBatch'>;
  MEDIA: R2Bucket;
  /** A key to the bucket from outside, with its account and name: with all four set, browsers send files straight there. */
  R2_ACCOUNT_ID?: string;
  R2_ACCESS_KEY_ID?: string;
  R2_SECRET_ACCESS_KEY?: string;
  R2_BUCKET_NAME?: string;
  /** Where the bucket speaks S3 if not at its account's usual address: one kept in the EU, say. */
  R2_ENDPOINT?: string;
  /** Draws smaller pictures. Without it the originals are served. */
  IMAGES?: ImagesBinding;
  /** Draws them on a developer's machine instead, where the binding makes pictures smaller but cuts none; heeded in development only. */
  IMAGES_AT?: string;
  /** Origins that an import may fetch from and a webhook may be sent to, with commas, although the outbound guard refuses them; heeded in development only. */
  OUTBOUND_ALLOWED?: string;
  /** Where simulated platforms stand in for the real ones; heeded in development only, so that no deployment can be talked into posting elsewhere. */
  SIMULATORS_AT?: string;
  /** Our applications at the social platforms, as JSON: {"twitter": {"id": "…", "secret": "…"}}. Platforms without one cannot be connected by a consent page. */
  SOCIAL_CLIENTS?: string;
  /** One object for each person, which tells their open pages to look again. Without it they look when they are opened. */
  BELL?: DurableObjectNamespace<Rpc.DurableObjectBranded & { ring(): number }>;
  /** Letters that follow days later. Without it there are none. */
  REMINDERS?: Pick<Workflow, 'create'>;
}

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
  /** The cache in front of the Worker, where there is one. */
  cache?: { purge(options: { tags: string[] }): Promise<{ success: boolean }> };
  /** Reads of this request that wait to share one batch (guard.server.ts). */
  reads?: unknown;
  /** The body of a submission, read once. */
  submitted?: Promise<FormData>;
};

export const isDevelopment = (env: Env) => env.MAIL_TRANSPORT === 'mailbox';

export interface BucketDoor {
  origin: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** The bucket's own door to the internet; null unless everything that opens it is set. */
export function bucketDoor({ R2_ACCOUNT_ID, R2_ACCESS_KEY_ID, R2_SECRET_ACCESS_KEY, R2_BUCKET_NAME, R2_ENDPOINT }: Env): BucketDoor | null {
  if (!R2_ACCOUNT_ID || !R2_ACCESS_KEY_ID || !R2_SECRET_ACCESS_KEY || !R2_BUCKET_NAME) return null;
  const { origin } = new URL(R2_ENDPOINT || `https://${R2_ACCOUNT_ID}.r2.cloudflarestorage.com`);
  return { origin, bucket: R2_BUCKET_NAME, accessKeyId: R2_ACCESS_KEY_ID, secretAccessKey: R2_SECRET_ACCESS_KEY };
}
