import type { PublicationKind, PublicationStatus, ReleaseStatus } from '#db/schema/choices.ts';
import { type Approval, type ApprovalRule, hasUpdate, type Reviewed, whyNotMove, whyNotRenew } from '#app/domains/content/status.ts';
import { type Member, whyNot } from '#app/platform/permission.ts';
import { instantOf, type Resolution } from '#app/platform/time.ts';
import { problem } from '#app/platform/problem.ts';
import { refused, type Result } from '#app/platform/result.ts';

export type { PublicationKind, PublicationStatus, ReleaseStatus };

export interface Publishable extends Reviewed {
  title: string;
  deletedAt: string | null;
}

/** Why this piece cannot go out as it stands; null when it can, now or at a moment to come. */
export function whyNotPublish(item: Publishable, member: Member, approvals: readonly Approval[], rule: ApprovalRule): string | null {
  if (item.deletedAt) return 'It is in the trash. Restore it first.';
  if (item.title.trim() === '') return 'Give it a title first.';
  if (item.status !== 'published') return whyNotMove(item, 'published', member, approvals, rule);
  if (!hasUpdate(item)) return 'Readers have this text already.';
  return whyNotRenew(item, member, approvals, rule);
}

/** Why it cannot be taken down. */
export function whyNotUnpublish(item: Pick<Publishable, 'status'>, member: Member): string | null {
  if (item.status !== 'published') return 'It is not published.';
  return whyNot(member, 'content:publish');
}

/** Why this file keeps a piece back. */
export const whyPrivate = (names: readonly string[]) =>
  names.length === 0 ? null : `${names.length === 1 ? `The file “${names[0]}” is` : `The files ${names.map((name) => `“${name}”`).join(', ')} are`} private: readers could not open ${names.length === 1 ? 'it' : 'them'}. Make ${names.length === 1 ? 'it' : 'them'} public in the library, or take ${names.length === 1 ? 'it' : 'them'} out.`;

export interface Moment {
  date: string;
  time: string;
  zone: string;
}

const YEAR = 366 * 86_400_000;

/** The instant that someone means, if it lies ahead. */
export function momentAhead(moment: Moment, now: Date): Result<{ at: Date; how: Resolution }> {
  const meant = instantOf(moment, moment.zone);
  if (!meant.ok) return meant;
  const { at } = meant.value;
  if (at.getTime() <= now.getTime()) return refused(problem('invalid', 'This moment has passed. Choose a later one, or publish now.', { field: 'time' }));
  if (at.getTime() > now.getTime() + 5 * YEAR) return refused(problem('invalid', 'This is more than five years ahead. Choose an earlier day.', { field: 'date' }));
  return meant;
}

export const KIND_WORDS: Record<PublicationKind, string> = { publish: 'Publish', unpublish: 'Take down' };
