import type { AttemptState, Platform, TargetStatus } from '#db/schema/choices.ts';

export type { AttemptState };

/** What a person can decide about a target that stopped. live: it is there. again: send it, it is not. retry: the cause is mended. let-be: leave it. */
export type Decision = 'live' | 'again' | 'retry' | 'let-be';

/** Why it stopped, as it asks for a person. */
export type Asking = 'unclear' | 'hand-off' | 'held' | 'unapproved' | 'failed';

interface Stopped {
  status: TargetStatus;
  failureCode: string;
  /** Of its first part that is not confirmed. */
  attempt: { state: AttemptState; tries: number } | null;
}

/** What is asked of a person; null when nothing is. */
export function askingOf({ status, failureCode, attempt }: Stopped): Asking | null {
  if (status === 'failed') return 'failed';
  if (status !== 'needs_attention') return null;
  if (attempt?.state === 'needs_human') return attempt.tries > 0 ? 'unclear' : 'hand-off';
  if (attempt?.state === 'ambiguous') return 'unclear';
  return failureCode === 'not-approved' ? 'unapproved' : 'held';
}

/** Refusals of the words or files themselves: sent again as they are, they are refused again. */
const WANTS_EDIT: readonly string[] = ['invalid', 'too-long', 'no-title', 'media', 'not-possible', 'taken-back'];

export const wantsEdit = (failureCode: string) => WANTS_EDIT.includes(failureCode);

export function decisionsFor(stopped: Stopped): readonly Decision[] {
  const asking = askingOf(stopped);
  if (asking === 'unclear') return stopped.attempt?.state === 'needs_human' ? ['live', 'again'] : [];
  if (asking === 'hand-off') return ['live', 'let-be'];
  if (asking === 'held') return ['again', 'let-be'];
  if (asking === 'unapproved') return ['let-be'];
  if (asking === 'failed') return wantsEdit(stopped.failureCode) ? ['let-be'] : ['retry', 'let-be'];
  return [];
}

/** Where the id stands in the links that people copy. Platforms that are not here show another name in them than their API takes. */
const ID_IN_PATH: { readonly [P in Platform]?: RegExp } = {
  twitter: /\/status\/(\d+)/,
  mastodon: /\/(?:@[^/]+|statuses|web\/statuses)\/(\d+)/,
  linkedin: /(urn:li:(?:share|ugcPost|activity):\d+)/,
  tiktok: /\/(?:video|photo)\/(\d+)/,
  pinterest: /\/pin\/(\d+)/,
  youtube: /^\/(?:shorts\/|live\/)?([\w-]{11})$/,
  bluesky: /\/post\/([a-z2-7]{13})/,
  medium: /-([0-9a-f]{10,12})$/,
};

/** The platform's id of a post, from the link that people copy; null where the link does not carry it. */
export function idInLink(platform: Platform, link: string, platformAccountId: string): string | null {
  const url = new URL(link);
  const path = url.pathname.replace(/%3a/gi, ':').replace(/\/+$/, '');
  const id = (platform === 'youtube' ? url.searchParams.get('v') : null) ?? ID_IN_PATH[platform]?.exec(path)?.[1] ?? null;
  return id && platform === 'bluesky' ? `at://${platformAccountId}/app.bsky.feed.post/${id}` : id;
}
