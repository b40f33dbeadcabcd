import { ask, keepAlive, type Question } from './ask.ts';
import { type Spread, spread } from './measure.ts';

/** A process of its own, so that the client does not take turns with the local Neon endpoint. Its parent is flood.ts. */
export interface Order {
  /** One for each connection. */
  questions: Question[];
  status: number;
  warmUpMs: number;
  ms: number;
  most: number;
}

export interface Load extends Spread {
  perSecond: number;
  seconds: number;
  /** All answers, those of the warm-up too. */
  answered: number;
  /** Answers with another status; they are no part of the figures. */
  failed: number;
}

async function run({ questions, status, warmUpMs, ms, most }: Order): Promise<Load> {
  const agent = keepAlive(questions.length);
  const times: number[] = [];
  let answered = 0;
  let failed = 0;
  const from = performance.now() + warmUpMs;
  const until = from + ms;
  await Promise.all(
    questions.map(async (question) => {
      while (performance.now() < until && times.length < most) {
        const begun = performance.now();
        const reply = await ask(agent, question);
        answered += 1;
        if (begun < from) continue;
        if (reply.status === status) times.push(reply.ms);
        else failed += 1;
      }
    }),
  );
  const seconds = (performance.now() - from) / 1000;
  agent.destroy();
  return { ...spread(times), perSecond: times.length / seconds, seconds, answered, failed };
}

process.once('message', (order: Order) => {
  void run(order).then(
    (load) => process.send?.(load, () => process.disconnect()),
    (error: Error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
});
