import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { itemsOfRelease, releaseById, releaseList } from '#db/queries/publishing.ts';
import { PUBLICATION_KINDS, RELEASE_STATUSES } from '#db/schema/choices.ts';
import { Refused } from '#db/scope.ts';
import { changeRelease, createRelease, gather, leaveOut, removeRelease } from '#app/domains/publishing/gather-release.server.ts';
import { createReleaseInput, gatherInput } from '#app/domains/publishing/inputs.ts';
import { cancelRelease, scheduleRelease } from '#app/domains/publishing/schedule-release.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { refuse } from '../problem.ts';
import { body, conflicts, id, idIn, instant, json, listOf, nothing, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';
import { momentExample, momentInput } from './publication-shape.ts';

const Release = z
  .object({
    id: id('Its id.'),
    name: z.string().meta({ description: 'What people call it.' }),
    note: z.string().meta({ description: 'A note for the team.' }),
    status: z.enum(RELEASE_STATUSES).meta({ description: '`open` while it gathers, `scheduled`, then `done`; `failed` where one piece stood in the way of all.' }),
    dueAt: instant('Its moment.').nullable(),
    timeZone: z.string().meta({ description: 'The zone in which the moment was chosen.' }),
    doneAt: instant('When all of it went live.').nullable(),
    failure: z.string().meta({ description: 'What stood in the way, as a sentence; empty otherwise.' }),
  })
  .meta({ id: 'Release', description: 'Several pieces that go live, or away, at one instant or not at all.' });
const ReleasePiece = z.object({
  contentId: id('The piece.'),
  title: z.string().meta({ description: 'Its title now.' }),
  kind: z.enum(PUBLICATION_KINDS).meta({ description: 'What happens to it.' }),
  revision: z.int().nullable().meta({ description: 'The revision that was pinned; null before the release has a moment.' }),
});
const Details = Release.extend({ content: z.array(ReleasePiece).meta({ description: 'What it gathers.' }) }).meta({ id: 'ReleaseDetails', description: 'A release with its pieces.' });

const example: z.output<typeof Release> = { id: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f31', name: 'Spring launch', note: '', status: 'scheduled', dueAt: '2026-05-04T07:30:00Z', timeZone: 'Europe/Berlin', doneAt: null, failure: '' };
const piece = '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01';
type Row = z.output<typeof Release>;
const shown = ({ id: own, name, note, status, dueAt, timeZone, doneAt, failure }: Row): Row => ({ id: own, name, note, status, dueAt, timeZone, doneAt, failure });

const nameInput = z
  .strictObject({ name: createReleaseInput.shape.name.meta({ description: 'What people call it.' }), note: createReleaseInput.shape.note.meta({ description: 'A note for the team.' }) })
  .meta({ id: 'ReleaseInput', description: 'What a release is called.' });
const piecesInput = z
  .strictObject({ ids: gatherInput.shape.ids.meta({ description: 'Which pieces.' }), kind: gatherInput.shape.kind.meta({ description: 'What happens to them.' }) })
  .meta({ id: 'ReleasePiecesInput', description: 'Which pieces, and what happens to them.' });
const outInput = z.strictObject({ ids: gatherInput.shape.ids.meta({ description: 'Which pieces.' }) }).meta({ id: 'ReleaseLeaveOutInput', description: 'Which pieces stay out of it.' });
const scheduleInput = z.strictObject({ at: momentInput.nullable().default(null).meta({ description: 'When; null or left out: now.' }) }).meta({ id: 'ReleaseScheduleInput', description: 'When all of it goes.' });
const Scheduled = z
  .object({ dueAt: instant('Its moment; null: all of it is live.').nullable(), pieces: z.int().meta({ description: 'How many pieces.' }) })
  .meta({ id: 'ReleaseScheduled', description: 'What was decided.' });

const tags = ['Publishing'];
const security = [{ key: ['content:publish'] }];
const params = z.object({ id: idIn('release') });
const common = { tags, security, middleware: [keyRequired, onceOnly] as [typeof keyRequired, typeof onceOnly] };

const list = createRoute({
  method: 'get',
  path: '/releases',
  operationId: 'listReleases',
  tags,
  summary: 'List the releases',
  security: [{ key: ['content:read'] }],
  middleware: [keyRequired] as const,
  request: { query: pageQuery(z.uuid('This is no cursor of ours.')) },
  responses: { 200: json(listOf(Release, 'ReleaseList'), 'One page of releases, the newest first.', { data: [example], next: null }), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/releases/{id}',
  operationId: 'getRelease',
  tags,
  summary: 'Read a release',
  security: [{ key: ['content:read'] }],
  middleware: [keyRequired] as const,
  request: { params },
  responses: { 200: json(Details, 'The release.', { ...example, content: [{ contentId: piece, title: 'The harbour at dawn', kind: 'publish' as const, revision: 3 }] }), ...notThere, ...refusals },
});
const post = createRoute({
  method: 'post',
  path: '/releases',
  operationId: 'createRelease',
  summary: 'Open a release',
  ...common,
  request: { headers: onceHeader, body: body(nameInput, { name: 'Spring launch' }) },
  responses: { 201: json(z.object({ id: id('Its id.') }).meta({ id: 'ReleaseCreated', description: 'The new release.' }), 'Open.', { id: example.id }, { Location: { $ref: '#/components/headers/Location' } }), ...refusals },
});
const patch = createRoute({ method: 'put', path: '/releases/{id}', operationId: 'changeRelease', summary: 'Rename a release', ...common, request: { params, headers: onceHeader, body: body(nameInput, { name: 'Summer launch' }) }, responses: { 204: nothing('Saved.'), ...notThere, ...refusals } });
const add = createRoute({
  method: 'post',
  path: '/releases/{id}/content',
  operationId: 'addToRelease',
  summary: 'Add pieces to a release',
  description: 'While it is open. A piece that is there already gets what is said now.',
  ...common,
  request: { params, headers: onceHeader, body: body(piecesInput, { ids: [piece], kind: 'publish' }) },
  responses: { 204: nothing('They are in it.'), ...notThere, ...conflicts, ...refusals },
});
const out = createRoute({ method: 'post', path: '/releases/{id}/leave-out', operationId: 'leaveOutOfRelease', summary: 'Leave pieces out of a release', ...common, request: { params, headers: onceHeader, body: body(outInput, { ids: [piece] }) }, responses: { 204: nothing('They are out of it.'), ...notThere, ...conflicts, ...refusals } });
const schedule = createRoute({
  method: 'post',
  path: '/releases/{id}/schedule',
  operationId: 'scheduleRelease',
  summary: 'Publish a release, now or at a moment',
  description: 'Each piece is pinned as it stands now. All of them go at one instant; if one cannot, none does.',
  ...common,
  request: { params, headers: onceHeader, body: body(scheduleInput, { at: momentExample }) },
  responses: { 200: json(Scheduled, 'Decided.', { dueAt: example.dueAt, pieces: 3 }), ...notThere, ...conflicts, ...refusals },
});
const cancel = createRoute({ method: 'post', path: '/releases/{id}/cancel', operationId: 'cancelRelease', summary: 'Take a release off the schedule', description: 'It is open again.', ...common, request: { params, headers: onceHeader }, responses: { 204: nothing('It is open again.'), ...notThere, ...conflicts, ...refusals } });
const remove = createRoute({ method: 'delete', path: '/releases/{id}', operationId: 'removeRelease', summary: 'Remove a release', description: 'Its pieces stay. One that was scheduled once keeps its history, and stays.', ...common, request: { params, headers: onceHeader }, responses: { 204: nothing('It is gone.'), ...notThere, ...conflicts, ...refusals } });

export const releases = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { page } = await readWithKey(c, 'content:read', { page: releaseList(pageOf(c.req.valid('query'))) });
    return c.json({ data: page.rows.map(shown), next: page.next }, 200);
  })
  .openapi(get, async (c) => {
    const { id: releaseId } = c.req.valid('param');
    const { release, items } = await readWithKey(c, 'content:read', { release: releaseById(releaseId), items: itemsOfRelease(releaseId) });
    if (!release) return refuse(c, notFound('release'));
    return c.json({ ...shown(release), content: items.map(({ itemId, title, kind, pinned }) => ({ contentId: itemId, title, kind, revision: pinned })) }, 200);
  })
  .openapi(post, async (c) => {
    const made = await createRelease(orgOfKey(c, 'content:publish'), c.req.valid('json'));
    if (!made.ok) throw new Refused(made.problem);
    return c.json(made.value, 201, { Location: `/api/v1/releases/${made.value.id}` });
  })
  .openapi(patch, async (c) => {
    const changed = await changeRelease(orgOfKey(c, 'content:publish'), { releaseId: c.req.valid('param').id, ...c.req.valid('json') });
    if (!changed.ok) throw new Refused(changed.problem);
    return c.body(null, 204);
  })
  .openapi(add, async (c) => {
    const gathered = await gather(orgOfKey(c, 'content:publish'), { releaseId: c.req.valid('param').id, ...c.req.valid('json') });
    if (!gathered.ok) throw new Refused(gathered.problem);
    return c.body(null, 204);
  })
  .openapi(out, async (c) => {
    const left = await leaveOut(orgOfKey(c, 'content:publish'), { releaseId: c.req.valid('param').id, ...c.req.valid('json') });
    if (!left.ok) throw new Refused(left.problem);
    return c.body(null, 204);
  })
  .openapi(schedule, async (c) => {
    const scheduled = await scheduleRelease(orgOfKey(c, 'content:publish'), { releaseId: c.req.valid('param').id, ...c.req.valid('json') });
    if (!scheduled.ok) throw new Refused(scheduled.problem);
    return c.json(scheduled.value, 200);
  })
  .openapi(cancel, async (c) => {
    const cancelled = await cancelRelease(orgOfKey(c, 'content:publish'), { releaseId: c.req.valid('param').id });
    if (!cancelled.ok) throw new Refused(cancelled.problem);
    return c.body(null, 204);
  })
  .openapi(remove, async (c) => {
    const removed = await removeRelease(orgOfKey(c, 'content:publish'), { releaseId: c.req.valid('param').id });
    if (!removed.ok) throw new Refused(removed.problem);
    return c.body(null, 204);
  });
