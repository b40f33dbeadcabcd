import { expressions, startClock } from './clock.ts';
import { firstAnswer, freePort, type Server, startServer } from './server.ts';
import { type Surroundings, surroundings } from './surroundings.ts';

export interface Plan {
  /** What is started, for the line that says so. */
  name: string;
  port: number;
  script: string;
  args(port: number, variables: Record<string, string>): string[];
  /** Where a cron is fired by hand. */
  scheduled: string;
}

const log = (line: string) => console.log(`  ${line}`);

/** Database, server, clock; then one block that says where it is. Any way to end it ends all of it. */
export async function serve(plan: Plan): Promise<void> {
  const stops: (() => unknown)[] = [];
  let stopping: Promise<never> | undefined;
  const end = async (code: number): Promise<never> => {
    // Should something hang, the leashes and the keeper of Postgres do the rest.
    setTimeout(() => process.exit(code), 7_000).unref();
    for (const stop of stops.reverse()) await Promise.resolve(stop()).catch(() => {});
    process.exit(code);
  };
  const stop = (code: number) => (stopping ??= end(code));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  // npm passes SIGTERM on to its shell only: what shows here is that the shell is gone.
  const parent = process.ppid;
  setInterval(() => process.env.npm_lifecycle_event && process.ppid !== parent && stop(0), 500).unref();
  // A closed terminal: nobody reads any more, and that is no reason to stop half-way.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

  try {
    const around = await surroundings(log);
    stops.push(around.stop);
    const port = await freePort(plan.port);
    if (port !== plan.port) log(`Port ${plan.port} is taken: using ${port}`);
    log(`Starting ${plan.name} (the first time takes a little longer)`);
    const origin = `http://localhost:${port}`;
    const variables = { ...around.variables, APP_ORIGIN: origin };
    const server = startServer(plan.script, plan.args(port, variables), variables);
    stops.push(server.stop);
    await reach(server, `${origin}/sign-in`);
    const fire = (expression: string) => fireCron(`${origin}${plan.scheduled}?cron=${encodeURIComponent(expression)}`, expression);
    await Promise.all(expressions().map(fire));
    stops.push(startClock(fire));
    server.release();
    announce(origin, around);
    await server.exited;
    if (!stopping) console.error(`\n  ${plan.name} has ended. Start it again with the same command.`);
    await stop(1);
  } catch (error) {
    if (!stopping) console.error(`\n  ${error instanceof Error ? error.message : error}\n`);
    await stop(1);
  }
}

async function reach(server: Server, url: string) {
  const started = Date.now();
  const sign = setInterval(() => log(`… ${Math.round((Date.now() - started) / 1000)} s`), 10_000);
  const status = await firstAnswer(server, url).finally(() => clearInterval(sign));
  if (status === undefined) throw new Error(`The app did not start:\n\n${server.said()}`);
  if (status >= 500) console.error(`${server.said()}\n  The app runs, but its first page answers ${status}. See above.`);
}

let complained = false;

async function fireCron(url: string, expression: string) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(30_000) }).catch((error: Error) => error);
  const failed = answer instanceof Error ? answer.message : answer.ok ? null : `it answered ${answer.status}`;
  if (failed && !complained) log(`The cron ${expression} failed: ${failed}`);
  complained = failed !== null;
}

function announce(origin: string, { demo, platforms }: Surroundings) {
  const lines = [
    ['Masthead', origin],
    ...(demo ? [['Demo sign-in', `${demo.email}  ${demo.password}`]] : []),
    ['Mailbox', `${origin}/dev/mailbox  (every letter the app sends lands here)`],
    ['Platforms', `${platforms.at}  (simulated ${few(platforms.names)}: nothing leaves this machine)`],
    ['Stop', 'Ctrl-C'],
  ];
  console.log(`\n${lines.map(([name = '', value]) => `  ${name.padEnd(14)}${value}`).join('\n')}\n`);
}

const few = (names: string[]) => (names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', '));
