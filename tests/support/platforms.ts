import type { Platform } from '#db/schema/choices.ts';
import type { AnySimulator, Running } from '#tests/simulators/kit.ts';
import { servePlatforms } from '#tests/simulators/serve.ts';

export interface TestPlatforms {
  /** What SIMULATORS_AT is set to. */
  at: string;
  running: Record<Platform, Running>;
  stop(): Promise<void>;
}

/** All simulated platforms behind a port of this machine: what the app's own requests reach. */
export async function startPlatforms(simulators?: readonly AnySimulator[]): Promise<TestPlatforms> {
  const { at, served, stop } = await servePlatforms({ log: () => {}, pause: 50, ...(simulators ? { simulators } : {}) });
  const running = Object.fromEntries([...served].map(([platform, one]) => [platform, one.running])) as Record<Platform, Running>;
  return { at, running, stop };
}
