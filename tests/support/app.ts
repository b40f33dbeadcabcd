import type { Env } from '#app/platform/env.ts';
import { jobContext } from '#app/platform/http.server.ts';
import { CRONS } from '#workers/crons.ts';
import { http } from '#workers/http.ts';
import { consume } from '#workers/queues.ts';
import { Browser } from './browser.ts';
import { SYSTEM_SECRET } from './cluster.ts';
import { cloneDatabase, type TestDatabase } from './database.ts';
import { memoryBucket } from './memory-bucket.ts';

export const ORIGIN = 'http://localhost:5173';

export interface TestApp extends TestDatabase {
  env: Env;
  /** What waits in the queue; nothing runs before drain(). */
  queue: unknown[];
  fetch(request: Request): Promise<Response>;
  browser(): Browser;
  /** Delivers the queue until it is empty. */
  drain(): Promise<void>;
  tick(cron?: string): Promise<void>;
}

/** The whole app behind its front door, on a database of its own. The queue is a list that the test delivers from. */
export async function startApp(): Promise<TestApp> {
  const database = await cloneDatabase();
  const queue: unknown[] = [];
  const pending: Promise<unknown>[] = [];
  const later = (work: Promise<unknown>) => void pending.push(work);
  const env: Env = {
    DATABASE_URL: database.appUrl,
    SYSTEM_SECRET,
    TOKEN_SECRET: 'the-token-secret-of-the-tests',
    APP_ORIGIN: ORIGIN,
    MAIL_TRANSPORT: 'mailbox',
    MAIL_FROM: 'Masthead <masthead@localhost>',
    MEDIA: memoryBucket(),
    JOBS: {
      send: async (body: unknown) => void queue.push(body),
      sendBatch: async (messages: Iterable<{ body: unknown }>) => void queue.push(...Array.from(messages, ({ body }) => body)),
    } as unknown as Env['JOBS'],
  };
  const settle = async () => {
    while (pending.length > 0) await Promise.all(pending.splice(0));
  };
  const app: TestApp = {
    ...database,
    env,
    queue,
    async fetch(request) {
      const response = await http.fetch(request, env, { waitUntil: later, passThroughOnException() {}, props: {} } as unknown as ExecutionContext);
      await settle();
      return response;
    },
    browser: () => new Browser(app),
    async drain() {
      await settle();
      while (queue.length > 0) {
        await consume(jobContext(env, later), { body: queue.shift(), ack() {}, retry() {} });
        await settle();
      }
    },
    async tick(cron = '* * * * *') {
      await CRONS[cron]!(jobContext(env, later));
      await settle();
    },
  };
  return app;
}
