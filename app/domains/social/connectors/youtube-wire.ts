import { accepted, bearer, secondsUntil, textAt, withQuery } from './answers.ts';
import { type Account, type Answer, PlatformRefused, type Wire } from './connector.ts';

export const reasonOf = (answer: Answer) => textAt(answer.json, 'error', 'errors', 0, 'reason');
export const said = (answer: Answer) => textAt(answer.json, 'error', 'message')?.replace(/<[^>]+>/g, '') ?? textAt(answer.json, 'error_description');
export const sentence = (answer: Answer, otherwise: string) => `YouTube says: ${(said(answer) ?? otherwise).replace(/\.$/, '')}.`;

const DAILY = ['quotaExceeded', 'dailyLimitExceeded'];
const HURRIED = ['rateLimitExceeded', 'userRateLimitExceeded', 'uploadRateLimitExceeded', 'uploadLimitExceeded'];

/** Google's quotas begin anew at midnight in California; on the two days when its clocks change this is an hour off. */
function secondsToMidnight(now: Date): number {
  const [hours = 0, minutes = 0, seconds = 0] = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Los_Angeles', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(now).split(':').map(Number);
  return 86_400 - (hours * 3600 + minutes * 60 + seconds);
}

/** Google says "too fast" with 403, and tells it apart by a reason; null where it is something else. */
export function pauseOf(answer: Answer, now: Date): { seconds: number; sentence: string } | null {
  const reason = reasonOf(answer) ?? '';
  if (answer.status === 429) return { seconds: secondsUntil(answer, now), sentence: 'YouTube asks us to slow down.' };
  if (DAILY.includes(reason)) return { seconds: secondsToMidnight(now), sentence: 'The daily quota of our application at YouTube is used up. It begins anew at midnight in California.' };
  return HURRIED.includes(reason) ? { seconds: 900, sentence: 'YouTube asks us to slow down.' } : null;
}

export function read(wire: Wire, answer: Answer): unknown {
  const pause = answer.status >= 400 && answer.status < 500 ? pauseOf(answer, wire.now()) : null;
  if (pause) throw new PlatformRefused('too-fast', pause.sentence, pause.seconds);
  return accepted(answer, 'YouTube', wire.now(), said(answer));
}

export const api = (wire: Wire, path: string, query: Record<string, string>) => withQuery(`${wire.hosts.api}/youtube/v3/${path}`, query);
export const get = (wire: Wire, { accessToken }: Pick<Account, 'accessToken'>, path: string, query: Record<string, string>) => wire.call({ method: 'GET', url: api(wire, path, query), headers: bearer(accessToken) });
