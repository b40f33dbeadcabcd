import { type FaultName, type Operation, OWN_FAULTS, WAY_FAULTS } from './kit.ts';
import type { Served } from './serve.ts';

/** What a person reads of a fault. */
export const FAULTS: Record<FaultName, string> = {
  'silence-before': 'No answer, and nothing is done',
  'silence-after': 'It is done, and no answer comes',
  'reset-before': 'The line breaks, and nothing is done',
  'reset-after': 'It is done, then the line breaks',
  '500-before': 'Answers 500, and nothing is done',
  '500-after': 'It is done, and answers 500',
  'html-after': 'It is done, and answers a page of HTML',
  slow: 'Takes its time',
  'too-fast': 'Asks to slow down (429)',
  expired: 'The sign-in is over',
  duplicate: 'Says that the post is there already',
  'look-up-lags': 'New posts cannot be seen yet',
  'look-up-empty': 'No posts can be seen',
  'slow-processing': 'Files stay in processing',
  'processing-fails': 'Processing a file fails',
  refused: 'Refuses the post',
};

export const OPERATIONS: Record<Operation, string> = {
  'sign-in': 'Sign-in',
  refresh: 'Renewing the sign-in',
  profile: 'Profile',
  prepare: 'Preparing: uploads, drafts',
  publish: 'Publishing',
  'look-up': 'Looking for a post',
  metrics: 'Numbers of a post',
};

/** What was done, for the line that says so after the page has come back. */
export const DONE = {
  planned: 'The fault is planned.',
  cleared: 'No fault is planned any more.',
  revoked: 'Every access is withdrawn: accounts have to be connected again.',
  begun: 'It has begun anew: no posts, no accounts.',
} as const;

export const MOST_TIMES = 99;

type Operated = { ok: true; done: keyof typeof DONE } | { ok: false; sentence: string };

const isFault = (name: string): name is FaultName => [...WAY_FAULTS, ...OWN_FAULTS].some((each) => each === name);
const isOperation = (name: string): name is Operation => Object.hasOwn(OPERATIONS, name);

/** Does what the form of a platform's page asks for. */
export function operate({ running }: Served, form: FormData, beginAnew: () => void): Operated {
  const [intent, name, on, times] = ['intent', 'name', 'on', 'times'].map((field) => String(form.get(field) ?? '')) as [string, string, string, string];
  if (intent === 'clear') {
    running.clear();
    return { ok: true, done: 'cleared' };
  }
  if (intent === 'revoke') {
    running.simulator.revoke(running.world.state);
    return { ok: true, done: 'revoked' };
  }
  if (intent === 'begin') {
    beginAnew();
    return { ok: true, done: 'begun' };
  }
  if (intent !== 'plan') return { ok: false, sentence: 'Choose one of the buttons.' };
  if (!isFault(name)) return { ok: false, sentence: 'Choose what goes wrong.' };
  if (!isOperation(on)) return { ok: false, sentence: 'Choose on which request it goes wrong.' };
  if (!/^\d+$/.test(times) || Number(times) < 1 || Number(times) > MOST_TIMES) return { ok: false, sentence: `Say how many times: 1 to ${MOST_TIMES}.` };
  running.plan({ name, on, times: Number(times) });
  return { ok: true, done: 'planned' };
}
