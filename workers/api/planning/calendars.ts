import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { TAG_COLORS } from '#db/schema/choices.ts';
import { calendarById, calendarList } from '#db/queries/calendar.ts';
import { Refused } from '#db/scope.ts';
import { calendarShape } from '#app/domains/planning/calendar-inputs.ts';
import { changeCalendar, createCalendar, removeCalendar, restoreCalendar } from '#app/domains/planning/change-calendar.server.ts';
import { readFor } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, id, idIn, instant, json, nothing, notThere, onceHeader, refusals } from '../shapes.ts';

const Calendar = z
  .object({
    id: id('Its id.'),
    name: z.string().meta({ description: 'What it is called.' }),
    description: z.string().meta({ description: 'What it is for.' }),
    timeZone: z.string().meta({ description: 'Its clock, as an IANA zone: what is planned in it begins there.' }),
    color: z.enum(TAG_COLORS).meta({ description: 'Its mark on the board.' }),
    createdAt: instant('When it was made.'),
    updatedAt: instant('When it last changed.'),
  })
  .meta({ id: 'Calendar', description: 'An editorial calendar.' });
const CalendarList = z.object({ data: z.array(Calendar) }).meta({ id: 'CalendarList', description: 'Every calendar that is not put away.' });

const fields = {
  name: calendarShape.name.meta({ description: 'What it is called.' }),
  description: calendarShape.description.meta({ description: 'What it is for.' }),
  timeZone: z.string().max(60).meta({ description: 'An IANA zone, such as Europe/Berlin.', example: 'Europe/Berlin' }),
  color: z.enum(TAG_COLORS).default('ink').meta({ description: 'Its mark on the board.' }),
};
const input = z.strictObject(fields).meta({ id: 'CalendarInput', description: 'A new calendar.' });
const patchInput = z.strictObject({ name: fields.name, description: z.string().trim().max(500), timeZone: fields.timeZone, color: z.enum(TAG_COLORS) }).partial().meta({ id: 'CalendarPatch', description: 'What is left out stays as it is.' });

const example = { id: '019a8f5e-a05f-7162-9e74-9f0a1b2c3d45', name: 'Editorial calendar', description: '', timeZone: 'Europe/Berlin', color: 'ink' as const, createdAt: '2026-05-04T09:30:00.123456Z', updatedAt: '2026-05-04T09:30:00.123456Z' };
type Row = { id: string; name: string; description: string; timeZone: string; color: string; createdAt: string; updatedAt: string };
const shown = ({ id: calendarId, name, description, timeZone, color, createdAt, updatedAt }: Row) => ({ id: calendarId, name, description, timeZone, color: color as z.infer<typeof Calendar>['color'], createdAt, updatedAt });

const tags = ['Calendars'];
const params = z.object({ id: idIn('calendar') });
const manage = [{ key: ['calendar:manage'] }];
const list = createRoute({ method: 'get', path: '/calendars', operationId: 'listCalendars', tags, summary: 'Read the calendars', security: [{ key: ['calendar:read'] }], middleware: [keyRequired] as const, responses: { 200: json(CalendarList, 'The calendars.', { data: [example] }), ...refusals } });
const post = createRoute({ method: 'post', path: '/calendars', operationId: 'createCalendar', tags, summary: 'Make a calendar', security: manage, middleware: [keyRequired, onceOnly] as const, request: { headers: onceHeader, body: body(input, { name: 'Social media', timeZone: 'Europe/Berlin' }) }, responses: { 201: json(Calendar, 'Made.', example), ...conflicts, ...refusals } });
const patch = createRoute({ method: 'patch', path: '/calendars/{id}', operationId: 'changeCalendar', tags, summary: 'Change a calendar', description: 'What is planned in it keeps its own zone.', security: manage, middleware: [keyRequired, onceOnly] as const, request: { params, headers: onceHeader, body: body(patchInput, { name: 'Web and print' }) }, responses: { 200: json(Calendar, 'The calendar as it is now.', example), ...notThere, ...conflicts, ...refusals } });
const remove = createRoute({ method: 'delete', path: '/calendars/{id}', operationId: 'deleteCalendar', tags, summary: 'Put a calendar away', description: 'With all that is in it; both come back together. The last one stays.', security: manage, middleware: [keyRequired, onceOnly] as const, request: { params, headers: onceHeader }, responses: { 204: nothing('It is put away.'), ...notThere, ...conflicts, ...refusals } });
const restore = createRoute({ method: 'post', path: '/calendars/{id}/restore', operationId: 'restoreCalendar', tags, summary: 'Bring a calendar back', security: manage, middleware: [keyRequired, onceOnly] as const, request: { params, headers: onceHeader }, responses: { 200: json(Calendar, 'The calendar, and all that was in it.', example), ...notThere, ...conflicts, ...refusals } });

export const calendars = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { all } = await readWithKey(c, 'calendar:read', { all: calendarList() });
    return c.json({ data: all.map(shown) }, 200);
  })
  .openapi(post, async (c) => {
    const made = await createCalendar(orgOfKey(c, 'calendar:manage'), c.req.valid('json'));
    if (!made.ok) throw new Refused(made.problem);
    const { calendar } = await readWithKey(c, null, { calendar: calendarById(made.value.id) });
    return c.json(shown(calendar!), 201);
  })
  .openapi(patch, async (c) => {
    const calendarId = c.req.valid('param').id;
    const found = await readFor(orgOfKey(c, 'calendar:manage'), { calendar: calendarById(calendarId) });
    if (!found.ok) throw new Refused(found.problem);
    const { calendar } = found.value;
    if (!calendar || calendar.deletedAt) throw new Refused(notFound('calendar'));
    const asked = c.req.valid('json');
    const now = { ...shown(calendar), ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) } as ReturnType<typeof shown>;
    const changed = await changeCalendar(orgOfKey(c, 'calendar:manage'), { calendarId, name: now.name, description: now.description, timeZone: now.timeZone, color: now.color });
    if (!changed.ok) throw new Refused(changed.problem);
    return c.json(now, 200);
  })
  .openapi(remove, async (c) => {
    const removed = await removeCalendar(orgOfKey(c, 'calendar:manage'), c.req.valid('param').id);
    if (!removed.ok) throw new Refused(removed.problem);
    return c.body(null, 204);
  })
  .openapi(restore, async (c) => {
    const calendarId = c.req.valid('param').id;
    const restored = await restoreCalendar(orgOfKey(c, 'calendar:manage'), calendarId);
    if (!restored.ok) throw new Refused(restored.problem);
    const { calendar } = await readWithKey(c, null, { calendar: calendarById(calendarId) });
    return c.json(shown(calendar!), 200);
  });
