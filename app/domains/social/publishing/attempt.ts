import type { AttemptState, LatePolicy, TargetStatus } from '#db/schema/choices.ts';
import type { Certainty } from '../connectors/connector.ts';

/** What may follow what in the ledger. Postgres holds the same table (drizzle/0034), whoever writes; a test compares the two. */
export const NEXT_STATE = {
  prepared: ['armed', 'rejected', 'needs_human'],
  armed: ['sent', 'ambiguous'],
  sent: ['confirmed', 'rejected', 'ambiguous', 'absent'],
  ambiguous: ['confirmed', 'absent', 'needs_human'],
  needs_human: ['confirmed', 'absent'],
  absent: ['prepared'],
  rejected: ['prepared'],
  confirmed: [],
} as const satisfies Record<AttemptState, readonly AttemptState[]>;

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** When an unclear outcome is looked into, after the request left. Whoever answers by key or handle is asked at once. */
const LOOKS: Record<Certainty, readonly number[]> = {
  key: [2 * SECOND, 20 * SECOND, 2 * MINUTE, 10 * MINUTE],
  handle: [2 * SECOND, 20 * SECOND, 2 * MINUTE, 10 * MINUTE],
  search: [20 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE],
  nothing: [],
};
/** By then a person is asked, whatever looks are still to come: a quarter of an hour is all that silence may take. */
const ASK_AFTER = 10 * MINUTE;

/** So long after the request left the next look follows; null: there are no more. */
export const lookAfterMs = (certainty: Certainty, looks: number): number | null => LOOKS[certainty][looks] ?? null;

/** Whether a person is asked after so many looks. */
export const asksPerson = (certainty: Certainty, looks: number) => (LOOKS[certainty][looks - 1] ?? Number.POSITIVE_INFINITY) >= ASK_AFTER;

/** A request that surely did nothing may be sent again; one that does nothing over and over is a person's to look at. */
export const MOST_TRIES = 6;

/** How long to wait when preparing went wrong so often in a row. */
export const pauseAfter = (stumbles: number) => Math.min(15 * 2 ** stumbles, 300);

/** So long after its time it is on people's list, even while it goes on by itself. */
const LISTED_AFTER = 10 * MINUTE;

/** Whether people have to see it, when the next try is so many seconds away. */
export const isListed = ({ now, scheduledAt }: { now: string; scheduledAt: string | null }, seconds: number) => Date.parse(now) + seconds * SECOND - Date.parse(scheduledAt!) > LISTED_AFTER;

/** How long before its moment a target is prepared: films take a while at the platform, too. */
export function leadSeconds(media: readonly { kind: string }[]): number {
  if (media.some(({ kind }) => kind === 'video')) return 600;
  return media.length > 0 ? 120 : 0;
}

export interface Standing {
  status: TargetStatus;
  scheduledAt: Date;
  now: Date;
  approved: boolean;
  latePolicy: LatePolicy;
  lateMinutes: number;
  /** Why nothing goes out at present: the account or the organization is paused. */
  paused: string | null;
  lead: number;
  /** Of the first part that is not confirmed; null: it was not begun. */
  state: AttemptState | null;
  /** Whether any part of it was ever sent: then it is not late, it is unfinished. */
  begun: boolean;
  /** How many parts it has, and how many are confirmed. */
  parts: number;
  confirmed: number;
}

export type Step =
  | { do: 'nothing' }
  | { do: 'check' }
  | { do: 'prepare' }
  | { do: 'fire' }
  | { do: 'look' }
  | { do: 'finish' }
  | { do: 'rest'; seconds: number }
  /** `seconds`: it is looked at again by then, and nobody can change its words meanwhile. */
  | { do: 'hold'; code: string; sentence: string; seconds?: number }
  | { do: 'skip'; sentence: string };

/** How long a paused target sleeps; resuming wakes it. */
const PAUSED_SECONDS = 300;

/** What comes next for a target. The one place that decides; what it says is then carried out, on conditions that Postgres asks again. */
export function nextStep(at: Standing): Step {
  if (!['scheduled', 'claimed', 'sending', 'needs_attention'].includes(at.status)) return { do: 'nothing' };
  if (at.confirmed === at.parts) return { do: 'finish' };
  if (at.state === 'armed' || at.state === 'sent' || at.state === 'ambiguous' || at.state === 'needs_human') return { do: 'look' };
  if (at.state === 'rejected') return { do: 'nothing' };
  const early = at.scheduledAt.getTime() - at.now.getTime();
  if (early > at.lead * SECOND) return { do: 'check' };
  const late = -early > at.lateMinutes * MINUTE;
  if (late && !at.begun) {
    if (at.latePolicy === 'skip') return { do: 'skip', sentence: 'Its time passed before it could go out, and it was to be skipped then.' };
    return { do: 'hold', code: 'late', sentence: 'Its time passed before it could go out. Send it now, give it another time, or cancel it.' };
  }
  // Once something was sent, these are the words: another version beside one that may still arrive would be a second post.
  if (!at.approved && at.begun) return { do: 'hold', code: 'waiting', sentence: 'Its approval was taken back while it was being sent. It goes on when the same words are approved again.', seconds: PAUSED_SECONDS };
  if (!at.approved && early <= 0) return { do: 'hold', code: 'not-approved', sentence: 'Its time has come and it is not approved yet. It goes out as soon as it is.' };
  if (at.paused && early <= 0) return { do: 'rest', seconds: PAUSED_SECONDS };
  return early > 0 ? { do: 'prepare' } : { do: 'fire' };
}
