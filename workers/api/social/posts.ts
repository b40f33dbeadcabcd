import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Input } from 'hono';
import { z } from 'zod';
import { postById, postPage } from '#db/queries/posts.ts';
import { POST_STATUSES } from '#db/schema/choices.ts';
import { Refused } from '#db/scope.ts';
import { recurrenceInput } from '#app/domains/planning/calendar-inputs.ts';
import { repeatPost } from '#app/domains/social/composing/begin-post.server.ts';
import { askPostReviewInput, reschedulePostsInput, savePostInput, schedulePostInput, unschedulePostInput, writePostInput } from '#app/domains/social/composing/inputs.ts';
import { reschedulePosts } from '#app/domains/social/composing/reschedule-posts.server.ts';
import { askPostReview } from '#app/domains/social/composing/review-post.server.ts';
import { createPost, savePost, type StaleAnswer } from '#app/domains/social/composing/save-post.server.ts';
import { schedulePost } from '#app/domains/social/composing/schedule-post.server.ts';
import { restorePosts, trashPosts } from '#app/domains/social/composing/trash-posts.server.ts';
import { unschedulePost } from '#app/domains/social/composing/unschedule-post.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, type KeyScope, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { readAs } from '../planning/read-as.ts';
import { pointerTo, refuse } from '../problem.ts';
import { momentInput } from '../publishing/publication-shape.ts';
import { body, conflicts, idIn, instant, json, listOf, nothing, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';
import { Post, postExample, postFields, shownPost } from './post-shape.ts';

const tags = ['Posts'];
const params = z.object({ id: idIn('post') });
const reading = { tags, security: [{ key: ['post:read'] }], middleware: [keyRequired] as [typeof keyRequired] };
const writing = (scope: KeyScope) => ({ tags, security: [{ key: [scope] }], middleware: [keyRequired, onceOnly] as [typeof keyRequired, typeof onceOnly] });
const asNow = { 200: json(Post, 'The post as it is now.', postExample), ...notThere, ...conflicts, ...refusals };
const created = { 201: json(Post, 'Made.', postExample, { Location: { $ref: '#/components/headers/Location' } }), ...notThere, ...conflicts, ...refusals };

const revision = z.int('Say which revision you saw.').positive().meta({ description: 'The revision that you saw.' });
const postInput = z.strictObject(postFields).meta({ id: 'PostInput', description: 'A draft: whatever is there already.' });
const postPatch = z.strictObject({ revision, ...postFields }).meta({ id: 'PostPatch', description: 'What changes; what is not named stays.' });
const scheduleInput = z
  .strictObject({ revision, at: z.union([z.literal('now'), z.literal('slots'), momentInput]).meta({ description: '`now`, `slots` (each account’s next free posting time), or a moment.' }), recurrence: recurrenceInput.nullable().optional().meta({ description: 'How it repeats from that moment on, in wall-clock time; null: once. Left out, as before.' }) })
  .meta({ id: 'PostScheduleInput', description: 'What goes out, and when.' });
const unscheduleInput = z
  .strictObject({ targetIds: z.array(z.string()).optional().meta({ description: 'Only these targets; left out, all that can still be stopped.' }), to: z.enum(['draft', 'cancelled']).optional().meta({ description: '`draft`: back to the desk. `cancelled`: off for good.' }) })
  .meta({ id: 'PostUnscheduleInput', description: 'What is stopped.' });
const Stopped = z
  .object({ stopped: z.array(z.string()).meta({ description: 'The targets that are off the schedule.' }), sending: z.array(z.object({ targetId: z.string().meta({ description: 'The target.' }), account: z.string().meta({ description: 'Its account.' }) })).meta({ description: 'What was too late: it is being sent now.' }) })
  .meta({ id: 'PostStopped', description: 'What could be stopped, and what could not.' });
const moment = z.object({ postId: z.string().meta({ description: 'The post.' }), at: instant('Its moment.') });
const rescheduleInput = z
  .strictObject({ ids: z.array(z.string()).optional().meta({ description: 'Which posts, up to 100. With `minutes`, or with a day, a time and a zone.' }), minutes: z.int().optional().meta({ description: 'By how much they move.' }), date: z.string().optional().meta({ description: 'The day.' }), time: z.string().optional().meta({ description: 'The time.' }), zone: z.string().optional().meta({ description: 'On the clocks of which zone.' }), moves: z.array(moment).optional().meta({ description: 'Instead: each with its own moment.' }) })
  .meta({ id: 'PostRescheduleInput', description: 'What moves, and where to. All of it, or nothing.' });
const Rescheduled = z.object({ moved: z.int().meta({ description: 'How many posts.' }), from: z.array(moment).meta({ description: 'Where each was: send it as `moves` to take it back.' }) }).meta({ id: 'PostsRescheduled', description: 'What moved.' });
const reviewInput = z.strictObject({ revision, reviewers: z.array(z.string()).meta({ description: 'Whom to ask: members who may approve.' }), note: z.string().optional().meta({ description: 'What they should look at.' }) }).meta({ id: 'PostReviewInput', description: 'The revision to look at, and who looks.' });

const list = createRoute({ ...reading, method: 'get', path: '/posts', operationId: 'listPosts', summary: 'List the posts', description: 'The newest first.', request: { query: pageQuery(z.uuid('This is not a cursor that we gave.')).extend({ status: z.enum(POST_STATUSES, 'There is no such status.').optional().meta({ description: 'Only those that stand like this.' }) }) }, responses: { 200: json(listOf(Post, 'PostList'), 'One page of posts.', { data: [postExample], next: null }), ...refusals } });
const get = createRoute({ ...reading, method: 'get', path: '/posts/{id}', operationId: 'getPost', summary: 'Read one post', description: 'How it stands on each of its accounts is part of it.', request: { params }, responses: { 200: json(Post, 'The post.', postExample), ...notThere, ...refusals } });
const post = createRoute({ ...writing('post:write'), method: 'post', path: '/posts', operationId: 'createPost', summary: 'Begin a post', description: 'A draft: nothing goes out before it is scheduled.', request: { headers: onceHeader, body: body(postInput, { text: postExample.text, targets: [{ accountId: postExample.id }] }) }, responses: created });
const patch = createRoute({ ...writing('post:write'), method: 'patch', path: '/posts/{id}', operationId: 'changePost', summary: 'Change a post', description: 'Made from the revision that you saw, or refused with what is there. What is scheduled must still be able to go out, needs the scope `post:schedule`, and has to be approved anew where approvals are asked for.', request: { params, headers: onceHeader, body: body(postPatch, { revision: 1, text: 'The ferry is late.' }) }, responses: asNow });
const schedule = createRoute({ ...writing('post:schedule'), method: 'post', path: '/posts/{id}/schedule', operationId: 'schedulePost', summary: 'Schedule a post, or send it now', description: 'What each account will get is kept to the letter. Each thing that stands in the way is named at its account and field.', request: { params, headers: onceHeader, body: body(scheduleInput, { revision: 1, at: { date: '2026-05-04', time: '09:30', zone: 'Europe/Berlin' } }) }, responses: asNow });
const unschedule = createRoute({ ...writing('post:schedule'), method: 'post', path: '/posts/{id}/cancel', operationId: 'cancelPost', summary: 'Take a post off the schedule', description: 'Possible for each account until the request to its platform is about to leave.', request: { params, headers: onceHeader, body: body(unscheduleInput, { to: 'draft' }) }, responses: { 200: json(Stopped, 'What could be stopped.', { stopped: [postExample.id], sending: [] }), ...notThere, ...conflicts, ...refusals } });
const reschedule = createRoute({ ...writing('post:schedule'), method: 'post', path: '/posts/reschedule', operationId: 'reschedulePosts', summary: 'Move scheduled posts', description: 'One or many, with the words that they have. All of them move, or none.', request: { headers: onceHeader, body: body(rescheduleInput, { ids: [postExample.id], minutes: 60 }) }, responses: { 200: json(Rescheduled, 'Moved.', { moved: 1, from: [{ postId: postExample.id, at: postExample.createdAt }] }), ...notThere, ...conflicts, ...refusals } });
const review = createRoute({ ...writing('post:write'), method: 'post', path: '/posts/{id}/review', operationId: 'reviewPost', summary: 'Ask for approval', description: 'The reviewers are told. Their word is theirs alone: a key cannot give it.', request: { params, headers: onceHeader, body: body(reviewInput, { revision: 1, reviewers: [postExample.id] }) }, responses: asNow });
const again = createRoute({ ...writing('post:write'), method: 'post', path: '/posts/{id}/repeat', operationId: 'repeatPost', summary: 'Post it again', description: 'A copy as a draft, to be varied.', request: { params, headers: onceHeader }, responses: created });
const remove = createRoute({ ...writing('post:delete'), method: 'delete', path: '/posts/{id}', operationId: 'deletePost', summary: 'Move a post to the trash', description: 'It comes off the schedule. What is live stays live.', request: { params, headers: onceHeader }, responses: { 204: nothing('It is in the trash.'), ...notThere, ...conflicts, ...refusals } });
const restore = createRoute({ ...writing('post:delete'), method: 'post', path: '/posts/{id}/restore', operationId: 'restorePost', summary: 'Bring a post back', description: 'As a draft, where it was scheduled.', request: { params, headers: onceHeader }, responses: asNow });

export async function whole<P extends string, I extends Input>(c: Context<ApiDoor, P, I>, permission: KeyScope | null, postId: string) {
  const { row } = await readWithKey(c, permission, { row: postById(postId) });
  if (!row || row.deletedAt) throw new Refused(notFound('post'));
  return shownPost(row);
}

/** Every field that stands in the way; where someone else was faster, what is there now. */
function refused<P extends string, I extends Input>(c: Context<ApiDoor, P, I>, { problem, errors, theirs }: StaleAnswer) {
  const fields = errors && Object.entries(errors).map(([field, detail]) => ({ pointer: pointerTo(['targets', field.slice(0, 36), ...field.slice(37).split('.')]), detail }));
  return refuse(c as unknown as Context<ApiDoor>, problem, fields, {}, theirs ? { theirs: shownPost(theirs) } : undefined) as never;
}

const withItem = <T extends { contentId?: string | null | undefined }>({ contentId, ...sent }: T) => ({ ...sent, ...(contentId === undefined ? {} : { itemId: contentId }) });
const location = (id: string) => ({ Location: `/api/v1/posts/${id}` });

export const posts = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { status, ...asked } = c.req.valid('query');
    const { page } = await readWithKey(c, 'post:read', { page: postPage(status, pageOf(asked)) });
    return c.json({ data: page.rows.map(shownPost), next: page.next }, 200);
  })
  .openapi(get, async (c) => c.json(await whole(c, 'post:read', c.req.valid('param').id), 200))
  .openapi(post, async (c) => {
    const made = await createPost(orgOfKey(c, 'post:write'), readAs(writePostInput, withItem(c.req.valid('json'))));
    if (!made.ok) return refused(c, made);
    return c.json(await whole(c, null, made.value.id), 201, location(made.value.id));
  })
  .openapi(reschedule, async (c) => {
    const moved = await reschedulePosts(orgOfKey(c, 'post:schedule'), readAs(reschedulePostsInput, c.req.valid('json')));
    if (!moved.ok) throw new Refused(moved.problem);
    return c.json(moved.value, 200);
  })
  .openapi(patch, async (c) => {
    const postId = c.req.valid('param').id;
    const saved = await savePost(orgOfKey(c, 'post:write'), readAs(savePostInput, { ...withItem(c.req.valid('json')), postId }));
    if (!saved.ok) return refused(c, saved);
    return c.json(await whole(c, null, postId), 200);
  })
  .openapi(schedule, async (c) => {
    const postId = c.req.valid('param').id;
    const scheduled = await schedulePost(orgOfKey(c, 'post:schedule'), readAs(schedulePostInput, { ...c.req.valid('json'), postId }));
    if (!scheduled.ok) return refused(c, scheduled);
    return c.json(await whole(c, null, postId), 200);
  })
  .openapi(unschedule, async (c) => {
    const stopped = await unschedulePost(orgOfKey(c, 'post:schedule'), readAs(unschedulePostInput, { ...c.req.valid('json'), postId: c.req.valid('param').id }));
    if (!stopped.ok) throw new Refused(stopped.problem);
    const { stopped: off, sending } = stopped.value;
    return c.json({ stopped: off, sending }, 200);
  })
  .openapi(review, async (c) => {
    const postId = c.req.valid('param').id;
    const asked = await askPostReview(orgOfKey(c, 'post:write'), readAs(askPostReviewInput, { ...c.req.valid('json'), postId }));
    if (!asked.ok) return refused(c, asked);
    return c.json(await whole(c, null, postId), 200);
  })
  .openapi(again, async (c) => {
    const copy = await repeatPost(orgOfKey(c, 'post:write'), c.req.valid('param').id);
    if (!copy.ok) throw new Refused(copy.problem);
    return c.json(await whole(c, null, copy.value.id), 201, location(copy.value.id));
  })
  .openapi(remove, async (c) => {
    const trashed = await trashPosts(orgOfKey(c, 'post:delete'), [c.req.valid('param').id]);
    if (!trashed.ok) throw new Refused(trashed.problem);
    return c.body(null, 204);
  })
  .openapi(restore, async (c) => {
    const postId = c.req.valid('param').id;
    const restored = await restorePosts(orgOfKey(c, 'post:delete'), [postId]);
    if (!restored.ok) throw new Refused(restored.problem);
    return c.json(await whole(c, null, postId), 200);
  });
