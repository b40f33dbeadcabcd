import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { endRepeating, setApart, skipPost } from '#app/domains/social/composing/change-repeats.server.ts';
import { Refused } from '#db/scope.ts';
import type { Result } from '#app/platform/result.ts';
import { type ApiDoor, keyRequired, orgOfKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, id, idIn, instant, json, notThere, onceHeader, refusals } from '../shapes.ts';
import { Post, postExample } from './post-shape.ts';
import { whole } from './posts.ts';

const writing = { tags: ['Posts'], security: [{ key: ['post:schedule'] }], middleware: [keyRequired, onceOnly] as [typeof keyRequired, typeof onceOnly] };
const seen = z.strictObject({ revision: z.int('Say which revision you saw.').positive().meta({ description: 'The revision that you saw.' }) }).meta({ id: 'PostRepeatsInput', description: 'Which state of the post is meant.' });
const request = { params: z.object({ id: idIn('post') }), headers: onceHeader, body: body(seen, { revision: 1 }) };
const asNow = { 200: json(Post, 'The post as it is now.', postExample), ...notThere, ...conflicts, ...refusals };
const Apart = z
  .object({ nextId: id('The post that goes on with the series; null: this was the last.').nullable(), at: instant('When that goes out.').nullable(), reason: z.string().nullable().meta({ description: 'Why it waits as a draft instead; null: it does not.' }) })
  .meta({ id: 'PostSetApart', description: 'What follows a post that stands alone now.' });

const skip = createRoute({ ...writing, method: 'post', path: '/posts/{id}/skip', operationId: 'skipPost', summary: 'Leave one out', description: 'A post that repeats waits for the next of its moments instead.', request, responses: asNow });
const apart = createRoute({ ...writing, method: 'post', path: '/posts/{id}/set-apart', operationId: 'setPostApart', summary: 'Set one apart', description: 'It can be changed alone from now on. The next of the series is made at once, with the words as they are.', request, responses: { 200: json(Apart, 'It stands alone.', { nextId: postExample.id, at: postExample.createdAt, reason: null }), ...notThere, ...conflicts, ...refusals } });
const end = createRoute({ ...writing, method: 'post', path: '/posts/{id}/end-repeats', operationId: 'endPostRepeats', summary: 'End a series', description: 'It goes out as it waits now, and is the last. Schedule it with a `recurrence`, and it repeats again.', request, responses: asNow });

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(result.problem);
  return result.value;
}

export const postRepeats = new OpenAPIHono<ApiDoor>()
  .openapi(skip, async (c) => {
    const { id: postId } = c.req.valid('param');
    must(await skipPost(orgOfKey(c, 'post:schedule'), { postId, ...c.req.valid('json') }));
    return c.json(await whole(c, null, postId), 200);
  })
  .openapi(apart, async (c) => {
    const { id: nextId, at, reason } = must(await setApart(orgOfKey(c, 'post:schedule'), { postId: c.req.valid('param').id, ...c.req.valid('json') }));
    return c.json({ nextId, at: at?.toISOString() ?? null, reason }, 200);
  })
  .openapi(end, async (c) => {
    const { id: postId } = c.req.valid('param');
    must(await endRepeating(orgOfKey(c, 'post:schedule'), { postId, ...c.req.valid('json') }));
    return c.json(await whole(c, null, postId), 200);
  });
