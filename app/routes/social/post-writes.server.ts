import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { askPostReviewInput, decidePostInput, fillPostInput, goOnPostInput, postInput, postsInput, reschedulePostsInput, saveAndScheduleInput, savePostInput, schedulePostInput, repeatingPostInput, skipPostInput, unschedulePostInput, writeAndScheduleInput, writePostInput } from '#app/domains/social/composing/inputs.ts';
import { endRepeating, goOnRepeating, setApart, skipPost } from '#app/domains/social/composing/change-repeats.server.ts';
import { beginFromTemplate, repeatPost } from '#app/domains/social/composing/begin-post.server.ts';
import { wordsOfPost } from '#app/domains/social/composing/post-words.ts';
import { reschedulePosts } from '#app/domains/social/composing/reschedule-posts.server.ts';
import { askPostReview, decidePost } from '#app/domains/social/composing/review-post.server.ts';
import { createPost, savePost, type StaleAnswer } from '#app/domains/social/composing/save-post.server.ts';
import { type ScheduledPost, schedulePost } from '#app/domains/social/composing/schedule-post.server.ts';
import { restorePosts, trashPosts } from '#app/domains/social/composing/trash-posts.server.ts';
import { unschedulePost } from '#app/domains/social/composing/unschedule-post.server.ts';
import { readFigures } from '#app/domains/social/publishing/read-figures.server.ts';
import { here, redirectWithToast, safeNext, submission, submittedForm, wayBack } from '#app/platform/guard.server.ts';
import { wayBackOf } from './posts-writes.server.ts';
import type { ParsedForm } from '#app/platform/form.server.ts';

type Args = ActionFunctionArgs;

const pathOf = (id: string) => `/social/posts/${id}`;

/** Every refusal at its field and account; where someone else was faster, what is there now as well. */
function refuse(form: ParsedForm<unknown>, { problem, errors = {}, theirs }: StaleAnswer) {
  const reply = form.refuse(problem);
  Object.assign(reply.data.errors, errors);
  return Object.assign(reply, { data: { ...reply.data, theirs: theirs ? wordsOfPost(theirs) : null } });
}

export async function create(args: Args) {
  const { org, form } = await submission(args, 'post:write', writePostInput);
  if (!form.ok) return form.reply();
  const created = await createPost(org, form.value);
  return created.ok ? redirectWithToast(args.context, pathOf(created.value.id), 'The draft is saved.') : refuse(form, created);
}

export async function createAndSchedule(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', writeAndScheduleInput);
  if (!form.ok) return form.reply();
  const scheduled = await schedulePost(org, form.value);
  return scheduled.ok ? toldOf(args, scheduled.value) : refuse(form, scheduled);
}

export async function save(args: Args) {
  const { org, form } = await submission(args, 'post:write', savePostInput);
  if (!form.ok) return form.reply();
  const saved = await savePost(org, form.value);
  return saved.ok ? redirectWithToast(args.context, here(args.request), 'Saved.') : refuse(form, saved);
}

export async function saveAndSchedule(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', saveAndScheduleInput);
  if (!form.ok) return form.reply();
  const scheduled = await schedulePost(org, form.value);
  return scheduled.ok ? toldOf(args, scheduled.value) : refuse(form, scheduled);
}

/** As it is, at that time: from where nothing of it can be changed. */
export async function schedule(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', schedulePostInput);
  if (!form.ok) return form.reply();
  const scheduled = await schedulePost(org, form.value);
  return scheduled.ok ? toldOf(args, scheduled.value) : refuse(form, scheduled);
}

function toldOf(args: Args, { id, scheduledAt, waitsFor }: ScheduledPost) {
  const isNow = Date.parse(scheduledAt) <= Date.now() + 1000;
  const message = waitsFor ? `The post is scheduled. ${waitsFor}` : isNow ? 'The post is on its way.' : 'The post is scheduled.';
  return redirectWithToast(args.context, pathOf(id), { message, ...(isNow ? {} : { undo: { action: pathOf(id), fields: { intent: 'unschedule', postId: id } } }) });
}

export async function unschedule(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', unschedulePostInput);
  if (!form.ok) return form.reply();
  const answered = await unschedulePost(org, form.value);
  if (!answered.ok) return form.refuse(answered.problem);
  const { sending } = answered.value;
  const off = form.value.to === 'draft' ? 'The post is off the schedule.' : 'The post is cancelled.';
  const to = pathOf(form.value.postId);
  const message = sending.length === 0 ? off : `Sending now to ${sending.map(({ account }) => account).join(', ')}: that cannot be stopped any more.${answered.value.stopped.length > 0 ? ' The rest is off the schedule.' : ''}`;
  return redirectWithToast(args.context, to, { message, ...(form.value.to === 'draft' ? wayBackOf(answered.value.places, to) : {}) });
}

/** One or many, from a page or a list; the toast takes all of them back to where they were. */
export async function reschedule(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', reschedulePostsInput);
  if (!form.ok) return form.reply();
  const moved = await reschedulePosts(org, form.value);
  if (!moved.ok) return form.refuse(moved.problem);
  const { from } = moved.value;
  const undo = from.length > MOST_IN_TOAST ? {} : { undo: { action: pathOf(from[0]!.postId), fields: { intent: 'reschedule', moves: from.map(({ postId, at }) => `${postId}@${at}`).join(',') } } };
  return redirectWithToast(args.context, await backTo(args), { message: from.length === 1 ? 'The post has another time.' : `${from.length} posts have another time.`, ...undo });
}

/** A toast lives in a cookie of 4 KB. */
const MOST_IN_TOAST = 40;

const backTo = async (args: Args) => {
  const back = (await submittedForm(args)).get('back');
  return typeof back === 'string' ? safeNext(back) : here(args.request);
};

export async function trash(args: Args) {
  const { org, form } = await submission(args, 'post:delete', postsInput);
  if (!form.ok) return form.reply();
  const { ids } = form.value;
  const trashed = await trashPosts(org, ids);
  if (!trashed.ok) return form.refuse(trashed.problem);
  return redirectWithToast(args.context, await backToList(args), { message: ids.length === 1 ? 'The post is in the trash.' : `${ids.length} posts are in the trash.`, ...wayBack(pathOf(ids[0]!), ids, { intent: 'restore' }) });
}

const backToList = async (args: Args) => {
  const back = (await submittedForm(args)).get('back');
  return typeof back === 'string' ? safeNext(back) : '/social';
};

export async function restore(args: Args) {
  const { org, form } = await submission(args, 'post:delete', postsInput);
  if (!form.ok) return form.reply();
  const restored = await restorePosts(org, form.value.ids);
  return restored.ok ? redirectWithToast(args.context, await backTo(args), form.value.ids.length === 1 ? 'The post is back, as a draft if it was scheduled.' : `${form.value.ids.length} posts are back.`) : form.refuse(restored.problem);
}

export async function repeat(args: Args) {
  const { org, form } = await submission(args, 'post:write', postInput);
  if (!form.ok) return form.reply();
  const copy = await repeatPost(org, form.value.postId);
  return copy.ok ? redirectWithToast(args.context, pathOf(copy.value.id), 'This is a copy. Vary it, then give it a time.') : form.refuse(copy.problem);
}

/** This time not: the toast puts it back. */
export async function skip(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', skipPostInput);
  if (!form.ok) return form.reply();
  const { postId, revision, back } = form.value;
  const skipped = await skipPost(org, form.value);
  if (!skipped.ok) return form.refuse(skipped.problem);
  const undo = { undo: { action: pathOf(postId), fields: { intent: 'skip', postId, revision: String(revision), back: JSON.stringify(skipped.value.from) } } };
  return redirectWithToast(args.context, pathOf(postId), back ? 'The post waits for its former time again.' : { message: 'This one is skipped. The post waits for its next time.', ...undo });
}

export async function endRepeats(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', repeatingPostInput);
  if (!form.ok) return form.reply();
  const { postId, revision } = form.value;
  const ended = await endRepeating(org, form.value);
  if (!ended.ok) return form.refuse(ended.problem);
  return redirectWithToast(args.context, pathOf(postId), { message: 'The post goes out once more, and repeats no more.', undo: { action: pathOf(postId), fields: { intent: 'go-on', postId, revision: String(revision), back: JSON.stringify(ended.value.from) } } });
}

export async function goOn(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', goOnPostInput);
  if (!form.ok) return form.reply();
  const resumed = await goOnRepeating(org, form.value);
  return resumed.ok ? redirectWithToast(args.context, pathOf(form.value.postId), 'The post repeats as before.') : form.refuse(resumed.problem);
}

export async function apart(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', repeatingPostInput);
  if (!form.ok) return form.reply();
  const parted = await setApart(org, form.value);
  if (!parted.ok) return form.refuse(parted.problem);
  const { id, reason } = parted.value;
  return redirectWithToast(args.context, `${pathOf(form.value.postId)}?edit`, id === null ? 'This is the last of them, so it stands alone. Change it as you like.' : reason ? 'This one stands alone now. The next one waits as a draft: something keeps it from going out.' : 'This one stands alone now. Change it as you like; the next one keeps the words.');
}

export async function fill(args: Args) {
  const { org, form } = await submission(args, 'post:write', fillPostInput);
  if (!form.ok) return form.reply();
  const begun = await beginFromTemplate(org, form.value);
  return begun.ok ? redirectWithToast(args.context, pathOf(begun.value.id), 'The draft begins with the template.') : form.refuse(begun.problem);
}

export async function askReview(args: Args) {
  const { org, form } = await submission(args, 'post:write', askPostReviewInput);
  if (!form.ok) return form.reply();
  const asked = await askPostReview(org, form.value);
  if (!asked.ok) return refuse(form, asked);
  const { length } = form.value.reviewers;
  return redirectWithToast(args.context, here(args.request), length === 1 ? 'The reviewer is asked.' : `${length} reviewers are asked.`);
}

export async function decide(args: Args) {
  const { org, form } = await submission(args, 'post:approve', decidePostInput);
  if (!form.ok) return form.reply();
  const decided = await decidePost(org, form.value);
  if (!decided.ok) return form.refuse(decided.problem);
  return redirectWithToast(args.context, here(args.request), form.value.decision === 'changes_requested' ? 'Your changes are asked for.' : decided.value.enough ? 'The post is approved.' : 'Your approval counts. More are needed.');
}

export async function figures(args: Args) {
  const { org, form } = await submission(args, 'post:write', postInput);
  if (!form.ok) return form.reply();
  const read = await readFigures(org, form.value.postId);
  return read.ok ? redirectWithToast(args.context, here(args.request), read.value.sentence) : form.refuse(read.problem);
}
