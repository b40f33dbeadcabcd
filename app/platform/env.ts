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
  /** Draws smaller pictures. Without it the originals are served. */
  IMAGES?: ImagesBinding;
  /** Origins that an import may fetch from although the outbound guard refuses them; heeded in development only. */
  OUTBOUND_ALLOWED?: string;
  /** One object for each person, which tells their open pages to look again. Without it they look when they are opened. */
  BELL?: DurableObjectNamespace<Rpc.DurableObjectBranded & { ring(): number }>;
  /** Letters that follow days later. Without it there are none. */
  REMINDERS?: Pick<Workflow, 'create'>;
}

export const isDevelopment = (env: Env) => env.MAIL_TRANSPORT === 'mailbox';
