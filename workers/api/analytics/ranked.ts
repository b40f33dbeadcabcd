import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { postsByFigure } from '#db/queries/analytics.ts';
import { piecesByViews } from '#db/queries/readings.ts';
import { CONTENT_STATUSES, CONTENT_TYPES, PLATFORMS } from '#db/schema/choices.ts';
import { type ApiDoor, readWithKey } from '../guard.ts';
import { id, instant, json, listOf, pageOf, pageQuery, refusals } from '../shapes.ts';
import { figures, figuresExample, figuresOfRow, readings } from './figure-shape.ts';
import { cursor, figureField, filterOf, isSpan, narrowed, reading, spanFields, spanOf } from './span-query.ts';

const MeasuredPost = z
  .object({
    postId: id('The post.'),
    targetId: id('It on this account.'),
    text: z.string().meta({ description: 'Its first words.' }),
    accountId: id('The account.'),
    platform: z.enum(PLATFORMS).meta({ description: 'Where it is out.' }),
    url: z.string().nullable().meta({ description: 'Where it can be read.' }),
    publishedAt: instant('When it went out.'),
    readAt: instant('When its platform was last asked.').nullable(),
    ...figures,
  })
  .meta({ id: 'MeasuredPost', description: 'A post on one account, with what its platform last told.' });
const ReadPiece = z
  .object({
    id: id('The piece.'),
    title: z.string().meta({ description: 'Its title.' }),
    type: z.enum(CONTENT_TYPES).meta({ description: 'What kind of piece it is.' }),
    status: z.enum(CONTENT_STATUSES).meta({ description: 'Where it is on its way.' }),
    publishedAt: instant('When it went live.').nullable(),
    ...readings,
    viewsBefore: z.int().meta({ description: 'How often it was opened in as many days right before.' }),
  })
  .meta({ id: 'ReadPiece', description: 'A piece that was read.' });

const postExample = { postId: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01', targetId: '019a8f5e-5d2c-7e3f-8b41-6c7d8e9f0a12', text: 'The ferry that waits', accountId: '019a8f5e-6e3d-7f40-9c52-7d8e9f0a1b23', platform: 'twitter' as const, url: null, publishedAt: '2026-11-19T09:00:00Z', readAt: '2026-11-20T09:00:00Z', ...figuresExample };
const pieceExample = { id: '019a8f5e-7f4e-7a51-8d63-8e9f0a1b2c34', title: 'The ferry that waits', type: 'article' as const, status: 'published' as const, publishedAt: '2026-11-19T09:00:00Z', views: 812, readSeconds: 41200, viewsBefore: 0 };

const posts = createRoute({
  ...reading, method: 'get', path: '/analytics/posts', operationId: 'listMeasuredPosts', summary: 'List posts by how they did', description: 'Those that went out in these days, the most first. Those of which a platform does not tell the figure come last.',
  request: { query: pageQuery(cursor).extend({ ...spanFields, ...figureField, ...narrowed }).check(isSpan) },
  responses: { 200: json(listOf(MeasuredPost, 'MeasuredPostList'), 'One page of posts.', { data: [postExample], next: null }), ...refusals },
});
const pieces = createRoute({
  ...reading, method: 'get', path: '/analytics/pieces', operationId: 'listReadPieces', summary: 'List pieces by how often they are read', description: 'The most read first. Readings are counted by days of UTC.',
  request: { query: pageQuery(cursor).extend(spanFields).check(isSpan) },
  responses: { 200: json(listOf(ReadPiece, 'ReadPieceList'), 'One page of pieces.', { data: [pieceExample], next: null }), ...refusals },
});

export const ranked = new OpenAPIHono<ApiDoor>()
  .openapi(posts, async (c) => {
    const { limit, cursor: after, figure, ...asked } = c.req.valid('query');
    const { page } = await readWithKey(c, 'analytics:read', { page: postsByFigure(filterOf(asked), figure, pageOf({ limit, cursor: after })) });
    const data = page.rows.map(({ postId, targetId, words, accountId, platform, url, publishedAt, readAt, ...row }) => ({ postId, targetId, text: words, accountId, platform, url, publishedAt, readAt, ...figuresOfRow(row) }));
    return c.json({ data, next: page.next }, 200);
  })
  .openapi(pieces, async (c) => {
    const { limit, cursor: after, ...asked } = c.req.valid('query');
    const { page } = await readWithKey(c, 'analytics:read', { page: piecesByViews(spanOf(asked), pageOf({ limit, cursor: after })) });
    return c.json({ data: page.rows, next: page.next }, 200);
  });
