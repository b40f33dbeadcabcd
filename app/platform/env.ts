/** What the Worker is given: bindings of wrangler.toml and secrets. */
export interface Env {
  DATABASE_URL: string;
  /** Lets sign-in pages and the clock reach beyond one tenant; the database keeps its hash. */
  SYSTEM_SECRET: string;
  /** One-time links are made from it, so that none is ever stored. */
  TOKEN_SECRET: string;
  /** Where the app lives, such as https://masthead.example. Unset on a developer's machine. */
  APP_ORIGIN?: string;
  MAIL_TRANSPORT: 'mailbox' | 'cloudflare' | 'resend';
  MAIL_FROM: string;
  RESEND_API_KEY?: string;
  EMAIL?: SendEmail;
  JOBS: Pick<Queue, 'send' | 'sendBatch'>;
  MEDIA: R2Bucket;
}

export const isDevelopment = (env: Env) => env.MAIL_TRANSPORT === 'mailbox';
