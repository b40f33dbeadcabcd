import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '#app/platform/env.ts';
import { jobContext } from '#app/platform/http.server.ts';
import { CRONS } from '#workers/crons.ts';
import { consume } from '#workers/queues.ts';

/** A process that publishes and knows nothing but the database: its queue is a list, gone when it is killed. */
const AT_ONCE = 8;
const queue: unknown[] = [];
const env = {
  ...(process.env as unknown as Env),
  JOBS: {
    send: async (body: unknown) => void queue.push(body),
    sendBatch: async (messages: Iterable<{ body: unknown }>) => void queue.push(...Array.from(messages, ({ body }) => body)),
  } as unknown as Env['JOBS'],
};
const context = () => jobContext(env, () => undefined);

// The pieces are told; whoever is told of them is not measured here.
const isWanted = (body: unknown) => (body as { type: string }).type === 'publishing.publication';

for (;;) {
  await CRONS['* * * * *']!(context());
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let body = queue.shift(); body; body = queue.shift()) if (isWanted(body)) await consume(context(), { body, ack() {}, retry() {} });
    }),
  );
  await sleep(200);
}
