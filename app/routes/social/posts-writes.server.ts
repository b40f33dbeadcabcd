import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { z } from 'zod';
import { postsInput, putBackInput, reschedulePostsInput, tagPostsInput, untagPostsInput } from '#app/domains/social/composing/inputs.ts';
import { putBackPosts } from '#app/domains/social/composing/put-back-posts.server.ts';
import { reschedulePosts } from '#app/domains/social/composing/reschedule-posts.server.ts';
import { type Tagged, tagPosts, type TagLink, untagPosts } from '#app/domains/social/composing/tag-posts.server.ts';
import { restorePosts, trashPosts } from '#app/domains/social/composing/trash-posts.server.ts';
import { posts } from '#app/domains/social/ui/posts/words.ts';
import { type Place, unschedulePosts } from '#app/domains/social/composing/unschedule-post.server.ts';
import { here, redirectWithToast, safeNext, submission, submittedForm, wayBack } from '#app/platform/guard.server.ts';

type Args = ActionFunctionArgs;

const whole = (most: number) => z.coerce.number({ error: 'Write a whole number.' }).int('Write a whole number.').min(-most, `At most ${most}.`).max(most, `At most ${most}.`).default(0);
/** Days and hours as people say them; a way back in a toast says where each was. */
const laterInput = z.preprocess((sent) => {
  const { days, hours, ...rest } = sent as Record<string, unknown>;
  if ('moves' in rest) return rest;
  const by = z.object({ days: whole(365), hours: whole(23) }).safeParse({ days: days || 0, hours: hours || 0 });
  return { ...rest, minutes: by.success ? by.data.days * 1440 + by.data.hours * 60 : Number.NaN };
}, reschedulePostsInput);

/** An undo in a toast comes without the address of the list. */
const back = async (args: Args) => {
  const asked = String((await submittedForm(args)).get('back') ?? '');
  return asked.startsWith('/social') ? safeNext(asked) : here(args.request);
};

/** A toast lives in a cookie of 4 KB. */
const MOST_IN_TOAST = 40;

export async function reschedule(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', laterInput);
  if (!form.ok) return form.reply();
  const moved = await reschedulePosts(org, form.value);
  if (!moved.ok) return form.refuse(moved.problem);
  const { from } = moved.value;
  const to = await back(args);
  const isUndo = 'moves' in form.value;
  const undo = isUndo || from.length > MOST_IN_TOAST ? {} : { undo: { action: '/social', fields: { intent: 'reschedule', moves: from.map(({ postId, at }) => `${postId}@${at}`).join(','), back: to } } };
  return redirectWithToast(args.context, to, { message: isUndo ? `${posts(from.length)} ${from.length === 1 ? 'is' : 'are'} where they were.` : `${posts(from.length)} moved.`, ...undo });
}

export const wayBackOf = (places: readonly Place[], to: string) => (places.length === 0 || places.length > MOST_IN_TOAST ? {} : { undo: { action: '/social', fields: { intent: 'put-back', places: places.map(({ targetId, revision, at }) => `${targetId}@${revision}@${Date.parse(at)}`).join(','), back: to } } });

/** Of what is on its way already the toast tells. */
export async function cancel(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', postsInput);
  if (!form.ok) return form.reply();
  const { ids } = form.value;
  const answer = await unschedulePosts(org, { ids, to: 'draft' });
  if (!answer.ok) return form.refuse(answer.problem);
  const { posts: stopped, places } = answer.value;
  const [to, late] = [await back(args), ids.length - stopped];
  return redirectWithToast(args.context, to, { message: `${posts(stopped)} off the schedule.${late > 0 ? ` ${posts(late)} could not be stopped any more, or waited for nothing.` : ''}`, ...wayBackOf(places, to) });
}

/** Undo of the one above. */
export async function putBack(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', putBackInput);
  if (!form.ok) return form.reply();
  const there = await putBackPosts(org, form.value.places);
  if (!there.ok && there.problem.kind !== 'conflict') return form.refuse(there.problem);
  return redirectWithToast(args.context, await back(args), there.ok ? `${posts(there.value)} on the schedule again.` : there.problem.message);
}

const groups = (sign: string, links: readonly TagLink[]) => [...new Set(links.map(({ tagId }) => tagId))].map((tagId) => `${sign}${tagId}:${links.filter((link) => link.tagId === tagId).map(({ postId }) => postId).join(',')}`);
const linksBack = ({ added, removed }: Tagged, to: string) => (added.length + removed.length === 0 || added.length + removed.length > MOST_IN_TOAST ? {} : { undo: { action: '/social', fields: { intent: 'untag', links: [...groups('+', added), ...groups('-', removed)].join(';'), back: to } } });

export async function tag(args: Args) {
  const { org, form } = await submission(args, 'post:write', tagPostsInput);
  if (!form.ok) return form.reply();
  const tagged = await tagPosts(org, form.value);
  if (!tagged.ok) return form.refuse(tagged.problem);
  const to = await back(args);
  const { size } = new Set([...tagged.value.added, ...tagged.value.removed].map(({ postId }) => postId));
  return redirectWithToast(args.context, to, { message: size === 0 ? 'They had these tags already.' : `The tags of ${posts(size)} are changed.`, ...linksBack(tagged.value, to) });
}

/** Undo of the one above: only what it changed goes back. */
export async function untag(args: Args) {
  const { org, form } = await submission(args, 'post:write', untagPostsInput);
  if (!form.ok) return form.reply();
  const answer = await untagPosts(org, form.value);
  return answer.ok ? redirectWithToast(args.context, await back(args), 'The tags are as they were.') : form.refuse(answer.problem);
}

export async function trash(args: Args) {
  const { org, form } = await submission(args, 'post:delete', postsInput);
  if (!form.ok) return form.reply();
  const { ids } = form.value;
  const trashed = await trashPosts(org, ids);
  return trashed.ok ? redirectWithToast(args.context, await back(args), { message: `${posts(ids.length)} moved to the trash.`, ...wayBack('/social', ids, { intent: 'restore' }) }) : form.refuse(trashed.problem);
}

export async function restore(args: Args) {
  const { org, form } = await submission(args, 'post:delete', postsInput);
  if (!form.ok) return form.reply();
  const restored = await restorePosts(org, form.value.ids);
  return restored.ok ? redirectWithToast(args.context, await back(args), `${posts(form.value.ids.length)} restored. What was scheduled is a draft now.`) : form.refuse(restored.problem);
}
