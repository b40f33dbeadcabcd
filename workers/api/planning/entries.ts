import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { entryById, scheduledThings } from '#db/queries/calendar.ts';
import { Refused } from '#db/scope.ts';
import { calendarFilterInput, changeEntryInput, moveEntryInput, newEntryInput } from '#app/domains/planning/calendar-inputs.ts';
import { changeEntry } from '#app/domains/planning/change-entry.server.ts';
import { createEntry } from '#app/domains/planning/create-entry.server.ts';
import { moveEntry } from '#app/domains/planning/move-entry.server.ts';
import { removeEntry, restoreEntry } from '#app/domains/planning/remove-entry.server.ts';
import { layOut } from '#app/domains/planning/scheduled.ts';
import { type Org, readFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { DAY } from '#app/platform/time.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, idIn, json, nothing, notThere, onceHeader, refusals } from '../shapes.ts';
import { Entry, entryExample, entryInput, entryMove, entryPatch, entryRemoval, Scheduled, scheduledExample, saidOf, shownEntry } from './entry-shape.ts';

const [MOST_DAYS, USUAL_DAYS] = [92, 31];
const moment = (description: string, example: string) => z.iso.datetime({ offset: true, error: 'Write an instant: 2026-03-01T00:00:00Z.' }).meta({ description, example });
const windowQuery = z.object({
  from: moment('The first instant that counts; now, if it is left out.', '2026-03-01T00:00:00Z').optional(),
  to: moment('The first instant that does not count any more, at most 92 days on; 31 days on, if it is left out.', '2026-04-01T00:00:00Z').optional(),
  calendar: z.uuid().optional().meta({ description: 'Only of this calendar.' }),
  project: z.uuid().optional().meta({ description: 'Only of this project.' }),
  campaign: z.uuid().optional().meta({ description: 'Only of this campaign.' }),
  channel: z.string().optional().meta({ description: 'Only for this channel.' }),
  person: z.uuid().optional().meta({ description: 'Only of this owner or author.' }),
  status: z.string().optional().meta({ description: 'Only what is so far: planned, in_progress, completed or cancelled.' }),
  tag: z.uuid().optional().meta({ description: 'Only with this tag.' }),
});
const ScheduledList = z.object({ data: z.array(Scheduled) }).meta({ id: 'ScheduledList', description: 'What stands in a window of time, in order.' });

const tags = ['Calendars'];
const params = z.object({ id: idIn('entry') });
const [reads, writes] = [[{ key: ['calendar:read'] }], [{ key: ['calendar:write'] }]];
const sample = { calendarId: entryExample.calendarId, title: entryExample.title, date: entryExample.date, time: entryExample.time, zone: entryExample.zone };
const window = createRoute({ method: 'get', path: '/calendar', operationId: 'listScheduled', tags, summary: 'Read what is scheduled', description: 'Entries, each occurrence of repeated ones, and publications, within a window of time.', security: reads, middleware: [keyRequired] as const, request: { query: windowQuery }, responses: { 200: json(ScheduledList, 'What stands there.', { data: [scheduledExample] }), ...refusals } });
const get = createRoute({ method: 'get', path: '/calendar/entries/{id}', operationId: 'readEntry', tags, summary: 'Read an entry', security: reads, middleware: [keyRequired] as const, request: { params }, responses: { 200: json(Entry, 'The entry.', entryExample), ...notThere, ...refusals } });
const post = createRoute({ method: 'post', path: '/calendar/entries', operationId: 'createEntry', tags, summary: 'Plan an entry', security: writes, middleware: [keyRequired, onceOnly] as const, request: { headers: onceHeader, body: body(entryInput, sample) }, responses: { 201: json(Entry, 'Planned.', entryExample), ...notThere, ...conflicts, ...refusals } });
const patch = createRoute({ method: 'patch', path: '/calendar/entries/{id}', operationId: 'changeEntry', tags, summary: 'Change an entry', security: writes, middleware: [keyRequired, onceOnly] as const, request: { params, headers: onceHeader, body: body(entryPatch, { revision: 1, status: 'completed' }) }, responses: { 200: json(Entry, 'The entry as it is now.', entryExample), ...notThere, ...conflicts, ...refusals } });
const move = createRoute({ method: 'post', path: '/calendar/entries/{id}/move', operationId: 'moveEntry', tags, summary: 'Move an entry', description: 'Or one occurrence of a series, or that one and all that follow: they become a series of their own.', security: writes, middleware: [keyRequired, onceOnly] as const, request: { params, headers: onceHeader, body: body(entryMove, { revision: 1, date: '2026-03-30' }) }, responses: { 200: json(Entry, 'The entry as it is now; what was split off, as its own.', entryExample), ...notThere, ...conflicts, ...refusals } });
const remove = createRoute({ method: 'delete', path: '/calendar/entries/{id}', operationId: 'deleteEntry', tags, summary: 'Take an entry out', description: 'It can be restored.', security: writes, middleware: [keyRequired, onceOnly] as const, request: { params, query: entryRemoval, headers: onceHeader }, responses: { 204: nothing('It is out of the calendar.'), ...notThere, ...conflicts, ...refusals } });
const restore = createRoute({ method: 'post', path: '/calendar/entries/{id}/restore', operationId: 'restoreEntry', tags, summary: 'Put an entry back', security: writes, middleware: [keyRequired, onceOnly] as const, request: { params, headers: onceHeader }, responses: { 200: json(Entry, 'The entry.', entryExample), ...notThere, ...conflicts, ...refusals } });

/** The rules that a form has too: a refusal names the field. */
function checked<S extends z.ZodType>(schema: S, sent: unknown): z.output<S> {
  const read = schema.safeParse(sent);
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  throw new Refused(problem('invalid', issue.message, { field: String(issue.path[0] ?? '') }));
}

type Asking = Parameters<typeof readWithKey>[0];
async function stored(c: Asking, entryId: string, permission: 'calendar:read' | null = null) {
  const { entry } = await readWithKey(c, permission, { entry: entryById(entryId) });
  if (!entry) throw new Refused(notFound('entry'));
  return entry;
}

/** What a change begins with: it passes the same gate as the write. */
async function before(org: Org, entryId: string) {
  const found = await readFor(org, { entry: entryById(entryId) });
  if (!found.ok) throw new Refused(found.problem);
  if (!found.value.entry) throw new Refused(notFound('entry'));
  return found.value.entry;
}

export const entries = new OpenAPIHono<ApiDoor>()
  .openapi(window, async (c) => {
    const { from: first, to: last, ...asked } = c.req.valid('query');
    const from = first ? new Date(first) : new Date();
    const to = last ? new Date(last) : new Date(from.getTime() + USUAL_DAYS * DAY);
    if (to <= from || to.getTime() - from.getTime() > MOST_DAYS * DAY) throw new Refused(problem('invalid', 'The window ends after it begins, and at most 92 days later.', { field: 'to' }));
    const { calendar, project, campaign, channel, person, status, tag } = calendarFilterInput.parse(asked);
    const filter = { calendarId: calendar, projectId: project, campaignId: campaign, channel, personId: person, status, tagId: tag };
    const found = await readWithKey(c, 'calendar:read', scheduledThings(from, to, filter));
    const data = layOut(found, from, to, status).map(({ key: _key, on, releaseId: _release, done: _done, points: _points, ...thing }) => ({ ...thing, occurrence: on }));
    return c.json({ data }, 200);
  })
  .openapi(get, async (c) => c.json(shownEntry(await stored(c, c.req.valid('param').id, 'calendar:read')), 200))
  .openapi(post, async (c) => {
    const created = await createEntry(orgOfKey(c, 'calendar:write'), checked(newEntryInput, c.req.valid('json')));
    if (!created.ok) throw new Refused(created.problem);
    return c.json(shownEntry(await stored(c, created.value.id)), 201);
  })
  .openapi(patch, async (c) => {
    const entryId = c.req.valid('param').id;
    const org = orgOfKey(c, 'calendar:write');
    const entry = await before(org, entryId);
    const changed = await changeEntry(org, checked(changeEntryInput, { ...saidOf(entry), ...c.req.valid('json'), entryId, scope: 'all' }));
    if (!changed.ok) throw new Refused(changed.problem);
    return c.json(shownEntry(await stored(c, entryId)), 200);
  })
  .openapi(move, async (c) => {
    const entryId = c.req.valid('param').id;
    const moved = await moveEntry(orgOfKey(c, 'calendar:write'), checked(moveEntryInput, { ...c.req.valid('json'), entryId }));
    if (!moved.ok) throw new Refused(moved.problem);
    return c.json(shownEntry(await stored(c, moved.value.split?.id ?? entryId)), 200);
  })
  .openapi(remove, async (c) => {
    const entryId = c.req.valid('param').id;
    const org = orgOfKey(c, 'calendar:write');
    const { revision = (await before(org, entryId)).revision } = c.req.valid('query');
    const removed = await removeEntry(org, { entryId, revision, occurrence: null, scope: 'all' });
    if (!removed.ok) throw new Refused(removed.problem);
    return c.body(null, 204);
  })
  .openapi(restore, async (c) => {
    const entryId = c.req.valid('param').id;
    const restored = await restoreEntry(orgOfKey(c, 'calendar:write'), { entryId, occurrence: null });
    if (!restored.ok) throw new Refused(restored.problem);
    return c.json(shownEntry(await stored(c, entryId)), 200);
  });
