import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { FIGURES } from '#db/queries/analytics.ts';
import { PLATFORMS } from '#db/schema/choices.ts';
import { Refused } from '#db/scope.ts';
import { readFigures } from '#app/domains/social/publishing/read-figures.server.ts';
import { type ApiDoor, keyRequired, orgOfKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { conflicts, id, idIn, json, notThere, onceHeader, refusals } from '../shapes.ts';

const Heard = z
  .object({
    targetId: id('The target.'),
    accountId: id('Its account.'),
    platform: z.enum(PLATFORMS).meta({ description: 'The platform that was asked.' }),
    answer: z.enum(['told', 'silent', 'unreachable']).meta({ description: '`told`: it has figures. `silent`: it tells nothing of this post. `unreachable`: it could not be asked.' }),
    figures: z.partialRecord(z.enum(FIGURES), z.int()).meta({ description: 'What it told. What is not named is not known; that is not 0.' }),
    reason: z.string().meta({ description: 'Why it could not be asked, as a sentence; empty otherwise.' }),
  })
  .meta({ id: 'FiguresHeard', description: 'What one platform said.' });
const Taken = z.object({ sentence: z.string().meta({ description: 'All of it in words.' }), accounts: z.array(Heard).meta({ description: 'Account by account.' }) }).meta({ id: 'FiguresTaken', description: 'What the platforms said of a post.' });

const example: z.output<typeof Taken> = {
  sentence: 'The Harbour Review on Mastodon tells 12 engagements, 3 shares, 1 comment and 8 likes.',
  accounts: [{ targetId: '019a8f62-0a1b-7c2d-8e3f-4a5b6c7d8ea0', accountId: '019a8f62-1b2c-7d3e-8f40-5a6b7c8d9eaf', platform: 'mastodon', answer: 'told', figures: { engagements: 12, shares: 3, comments: 1, likes: 8 }, reason: '' }],
};

const take = createRoute({
  tags: ['Posts'], security: [{ key: ['post:write'] }], middleware: [keyRequired, onceOnly] as [typeof keyRequired, typeof onceOnly], method: 'post', path: '/posts/{id}/figures', operationId: 'takeFiguresOfPost', summary: 'Ask how a post does',
  description: 'Asks the platforms now, and keeps what they tell; without it they are asked an hour, a day, a week and four weeks after it went out. At most once in five minutes for each post: some platforms are paid by the question.',
  request: { params: z.object({ id: idIn('post') }), headers: onceHeader }, responses: { 200: json(Taken, 'What they said.', example), ...notThere, ...conflicts, ...refusals },
});

export const postFigures = new OpenAPIHono<ApiDoor>().openapi(take, async (c) => {
  const read = await readFigures(orgOfKey(c, 'post:write'), c.req.valid('param').id);
  if (!read.ok) throw new Refused(read.problem);
  const { sentence, heard } = read.value;
  return c.json({ sentence, accounts: heard.map(({ displayName: _name, username: _user, why, ...each }) => ({ ...each, reason: why })) }, 200);
});
