export interface Spread {
  n: number;
  median: number;
  p99: number;
}

/** Nearest rank: with fewer than a hundred runs the p99 is the slowest one. */
export function spread(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
  return { n: sorted.length, median: rank(0.5), p99: rank(0.99) };
}

/** Runs of one thing, one after another: a warm-up that does not count, then n of them, or fewer when time is up. */
export async function repeated(n: number, run: () => Promise<number>, { warmUp = 3, patienceMs = 4_000 } = {}): Promise<Spread> {
  for (let index = 0; index < warmUp; index += 1) await run();
  const values: number[] = [];
  const until = performance.now() + patienceMs;
  while (values.length < n && (values.length < 5 || performance.now() < until)) values.push(await run());
  return spread(values);
}

/** How long something takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
