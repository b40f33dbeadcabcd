import { type Problem, problem } from '#app/platform/problem.ts';
import { type Connector, NoAnswer, PlatformRefused } from '../connectors/connector.ts';

/** What went wrong between us and a platform, for whoever waits for it. What is none of its doing is thrown on. */
export function platformProblem(error: unknown, { name }: Pick<Connector, 'name'>): Problem {
  if (error instanceof NoAnswer) return problem('upstream', `${name} did not answer. Nothing was changed. Wait a moment and try again.`);
  if (!(error instanceof PlatformRefused)) throw error;
  if (error.why === 'too-fast') return problem('too-fast', error.message, { retryAfterSeconds: error.seconds ?? 60 });
  return problem(error.why === 'unavailable' || error.why === 'unreadable' ? 'upstream' : 'invalid', error.message);
}
