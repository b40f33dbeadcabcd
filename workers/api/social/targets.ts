import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { standingOfPost, type TargetStanding } from '#db/queries/ledger.ts';
import { postById } from '#db/queries/posts.ts';
import { ATTEMPT_STATES, PLATFORMS, TARGET_STATUSES } from '#db/schema/choices.ts';
import { Refused } from '#db/scope.ts';
import { decisionsFor } from '#app/domains/social/publishing/resolution.ts';
import { confirmInput } from '#app/domains/social/publishing/resolve-inputs.ts';
import { confirmByPerson, letBe, retryTarget, sendAgain } from '#app/domains/social/publishing/resolve-target.server.ts';
import type { Org } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import type { Result } from '#app/platform/result.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, id, idIn, instant, json, listOf, notThere, onceHeader, refusals } from '../shapes.ts';

const Line = z
  .object({
    at: instant('When.'),
    part: z.int().meta({ description: 'Which part of the post it is about; 0 is the post itself.' }),
    kind: z.string().meta({ description: 'The step, such as `prepared`, `armed`, `sent`, `confirmed`, `rejected`, `ambiguous`, `looked`, `absent`, `needs_human`.' }),
    sentence: z.string().meta({ description: 'What happened, in words.' }),
    evidence: z.record(z.string(), z.unknown()).meta({ description: 'What the platform answered, or what was seen.' }),
    actor: z.string().nullable().meta({ description: 'Who did it; null: the clock.' }),
  })
  .meta({ id: 'LedgerLine', description: 'One step of publishing, as it was written down.' });

const Attempt = z
  .object({
    version: z.int().meta({ description: 'Which version of the post.' }),
    part: z.int().meta({ description: 'Which part of it; 0 is the post itself.' }),
    state: z.enum(ATTEMPT_STATES).meta({ description: 'Where it stands. `needs_human`: nobody can tell by machine whether it is live.' }),
    tries: z.int().meta({ description: 'How often a request was sent: again only after a proof that nothing was published.' }),
    looks: z.int().meta({ description: 'How often was looked whether it is live.' }),
    armedAt: instant('When the last request was sent.').nullable(),
    url: z.string().nullable().meta({ description: 'Where it is live.' }),
    sentence: z.string().meta({ description: 'What came of it, in words.' }),
  })
  .meta({ id: 'PublishAttempt', description: 'The publishing of one part of one version on one account.' });

const Target = z
  .object({
    id: id('Its id.'),
    postId: id('The post.'),
    accountId: id('The account.'),
    platform: z.enum(PLATFORMS).meta({ description: 'The platform of the account.' }),
    status: z.enum(TARGET_STATUSES).meta({ description: 'How the post stands on this account.' }),
    scheduledAt: instant('When it goes out.').nullable(),
    publishedAt: instant('When it went out.').nullable(),
    url: z.string().nullable().meta({ description: 'Where it is live.' }),
    failureCode: z.string().meta({ description: 'Why it stopped, as a word for programs; empty otherwise.' }),
    failure: z.string().meta({ description: 'Why it stopped, as a sentence; empty otherwise.' }),
    decisions: z.array(z.enum(['live', 'again', 'retry', 'let-be'])).meta({ description: 'What can be decided about it now.' }),
    attempts: z.array(Attempt).meta({ description: 'Every attempt, the oldest first.' }),
    ledger: z.array(Line).meta({ description: 'The newest 200 steps, in order.' }),
  })
  .meta({ id: 'PostTarget', description: 'One post on one account, with its ledger.' });

const example: z.output<typeof Target> = {
  id: '019a8f62-0a1b-7c2d-8e3f-4a5b6c7d8ea0',
  postId: '019a8f62-0a1b-7c2d-8e3f-4a5b6c7d8e9f',
  accountId: '019a8f62-1b2c-7d3e-8f40-5a6b7c8d9eaf',
  platform: 'twitter',
  status: 'needs_attention',
  scheduledAt: '2026-05-04T07:30:00Z',
  publishedAt: null,
  url: null,
  failureCode: 'unclear',
  failure: 'It is not among the newest posts of The Harbour Review on X.',
  decisions: ['live', 'again'],
  attempts: [{ version: 1, part: 0, state: 'needs_human', tries: 1, looks: 3, armedAt: '2026-05-04T07:30:00Z', url: null, sentence: 'No answer came in time.' }],
  ledger: [{ at: '2026-05-04T07:40:00Z', part: 0, kind: 'looked', sentence: 'It is not among the newest posts of The Harbour Review on X.', evidence: { seen: 12, alike: [] }, actor: null }],
};

const shown = ({ account: _account, profileUrl: _profile, version: _version, attempt, attempts, lines, failureMessage, ...target }: TargetStanding): z.output<typeof Target> => ({
  ...target,
  failure: failureMessage,
  decisions: [...decisionsFor({ ...target, attempt })],
  attempts: attempts.map(({ segment, firstArmedAt: _first, closedAt: _closed, ...each }) => ({ ...each, part: segment })),
  ledger: lines.map(({ id: _id, segment, ...line }) => ({ ...line, part: segment })),
});

const tags = ['Posts'];
const post = z.object({ id: idIn('post') });
const target = z.object({ id: idIn('target') });
const deciding = { tags, security: [{ key: ['post:schedule'] }], middleware: [keyRequired, onceOnly] as [typeof keyRequired, typeof onceOnly] };
const asNow = { 200: json(Target, 'The target as it is now.', example), ...notThere, ...conflicts, ...refusals };
const Live = z.strictObject({ url: confirmInput.shape.url.meta({ description: 'The link to the post, as people copy it.' }) }).meta({ id: 'LiveInput', description: 'Where a person found it.' });

const list = createRoute({ tags, security: [{ key: ['post:read'] }], middleware: [keyRequired] as const, method: 'get', path: '/posts/{id}/targets', operationId: 'listTargetsOfPost', summary: 'How a post stands on each account', description: 'With every attempt, what the platform answered, and what was looked at.', request: { params: post }, responses: { 200: json(listOf(Target, 'TargetList'), 'Its targets.', { data: [example], next: null }), ...notThere, ...refusals } });
const live = createRoute({ ...deciding, method: 'post', path: '/targets/{id}/confirm', operationId: 'confirmTarget', summary: 'Say that it is live', description: 'For one that nobody can tell by machine, or that a person posts by hand. What follows it in its thread goes on.', request: { params: target, headers: onceHeader, body: body(Live, { url: 'https://x.com/harbour/status/1800000000000000001' }) }, responses: asNow });
const again = createRoute({ ...deciding, method: 'post', path: '/targets/{id}/send-again', operationId: 'sendTargetAgain', summary: 'Say that it is not there, and send it again', description: 'Only whoever has looked can say so: it is the proof without which nothing is sent twice.', request: { params: target, headers: onceHeader }, responses: asNow });
const retry = createRoute({ ...deciding, method: 'post', path: '/targets/{id}/retry', operationId: 'retryTarget', summary: 'Try a failed one again', description: 'The same words, after the cause was mended. Words that were refused want a change first.', request: { params: target, headers: onceHeader }, responses: asNow });
const leave = createRoute({ ...deciding, method: 'post', path: '/targets/{id}/let-be', operationId: 'letTargetBe', summary: 'Leave it as it is', description: 'Nothing more is sent. What is live of it stays live.', request: { params: target, headers: onceHeader }, responses: asNow });

type Asking = Parameters<typeof readWithKey>[0];
async function standing(c: Asking, targetId: string, postId: string) {
  const { targets } = await readWithKey(c, null, { targets: standingOfPost(postId) });
  return shown(targets.find(({ id: own }) => own === targetId)!);
}

async function decided(c: Parameters<typeof orgOfKey>[0], targetId: string, command: (org: Org) => Promise<Result<{ postId: string }>>) {
  const answer = await command(orgOfKey(c, 'post:schedule'));
  if (!answer.ok) throw new Refused(answer.problem);
  return standing(c, targetId, answer.value.postId);
}

export const targets = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const found = await readWithKey(c, 'post:read', { post: postById(c.req.valid('param').id), targets: standingOfPost(c.req.valid('param').id) });
    if (!found.post || found.post.deletedAt) throw new Refused(notFound('post'));
    return c.json({ data: found.targets.map(shown), next: null }, 200);
  })
  .openapi(live, async (c) => {
    const targetId = c.req.valid('param').id;
    return c.json(await decided(c, targetId, (org) => confirmByPerson(org, { targetId, url: c.req.valid('json').url })), 200);
  })
  .openapi(again, async (c) => {
    const targetId = c.req.valid('param').id;
    return c.json(await decided(c, targetId, (org) => sendAgain(org, { targetId })), 200);
  })
  .openapi(retry, async (c) => {
    const targetId = c.req.valid('param').id;
    return c.json(await decided(c, targetId, (org) => retryTarget(org, { targetId })), 200);
  })
  .openapi(leave, async (c) => {
    const targetId = c.req.valid('param').id;
    return c.json(await decided(c, targetId, (org) => letBe(org, { targetId })), 200);
  });
