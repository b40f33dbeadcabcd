import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { z } from 'zod';
import { postsInput, reschedulePostsInput } from '#app/domains/social/composing/inputs.ts';
import { reschedulePosts } from '#app/domains/social/composing/reschedule-posts.server.ts';
import { restorePosts, trashPosts } from '#app/domains/social/composing/trash-posts.server.ts';
import { posts } from '#app/domains/social/ui/posts/words.ts';
import { unschedulePost } from '#app/domains/social/composing/unschedule-post.server.ts';
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

/** One by one: of what is on its way already the toast tells. */
export async function cancel(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', postsInput);
  if (!form.ok) return form.reply();
  let [stopped, late] = [0, 0];
  for (const postId of form.value.ids) {
    const answer = await unschedulePost(org, { postId, to: 'draft' });
    if (!answer.ok && (form.value.ids.length === 1 || answer.problem.kind === 'forbidden' || answer.problem.kind === 'not-found')) return form.refuse(answer.problem);
    if (answer.ok && answer.value.stopped.length > 0) stopped += 1;
    else late += 1;
  }
  return redirectWithToast(args.context, await back(args), `${posts(stopped)} off the schedule.${late > 0 ? ` ${posts(late)} could not be stopped any more, or waited for nothing.` : ''}`);
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
