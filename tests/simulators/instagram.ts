import { type Context, Hono } from 'hono';
import { type Container, expiredToken, graphError, type GraphPost, graphTime, itemOf, lengthen, lookAt, newContainer, publishContainer, renew, shortToken, signedIn, statusOf, tooFast, unknownObject } from './graph.ts';
import { nextId, type Simulator, type World } from './kit.ts';
import { beginDesk, consent, type Desk, endAll, redeem } from './oauth.ts';

export interface InstagramState {
  lastId: number;
  desk: Desk;
  containers: Container[];
  posts: GraphPost[];
  comments: { id: string; post: string; account: string; text: string; at: string }[];
}

const VERSION = '/graph/v26.0';
const MOST_CAPTION = 2200;
const MOST_COMMENT = 300;
const POSTS_A_DAY = 50;
const DAY_MS = 86_400_000;
const STORY_METRICS = ['views', 'reach', 'shares', 'replies', 'total_interactions'];
const METRICS = ['views', 'reach', 'saved', 'likes', 'comments', 'shares', 'total_interactions'];

function app(world: World<InstagramState>): Hono {
  const { state, now } = world;
  const app = new Hono();
  const personOf = (id: string) => state.desk.people.find((each) => each.id === id)!;
  const used = (account: string) => state.posts.filter((post) => post.account === account && now().getTime() - Date.parse(post.at) < DAY_MS).length;
  const permalink = (post: GraphPost) => `${world.at}/instagram/site/${post.kind === 'REELS' ? 'reel' : 'p'}/${BigInt(post.id).toString(36)}/`;
  const shown = (post: GraphPost) => ({
    id: post.id,
    ...(post.text ? { caption: post.text } : {}),
    media_type: post.items.length > 1 ? 'CAROUSEL_ALBUM' : post.items[0]!.kind === 'video' ? 'VIDEO' : 'IMAGE',
    media_product_type: post.kind === 'STORIES' ? 'STORY' : post.kind === 'REELS' ? 'REELS' : 'FEED',
    permalink: permalink(post),
    timestamp: graphTime(post.at),
    username: personOf(post.account).username,
    ...(post.items.length > 1 ? { children: { data: post.items.map((_, index) => ({ id: `${post.id}${index}` })) } } : {}),
  });
  /** The account of the token, which alone its addresses answer for. */
  const mine = async (c: Context) => {
    const who = await signedIn(c, world);
    return who && (c.req.param('id') === who.person.id || c.req.param('id') === 'me') ? who.person : null;
  };

  app.on(['GET', 'POST'], ['/site/oauth/authorize'], async (c): Promise<Response> => consent(c, world, state.desk, 'Instagram', { codeSeconds: 3600 }));
  app.post('/api/oauth/access_token', async (c) => {
    const given = await c.req.parseBody();
    const who = given.client_secret && given.grant_type === 'authorization_code' ? redeem(world, state.desk, { code: String(given.code), redirectUri: String(given.redirect_uri), verifier: null }) : null;
    if (!who) return c.json({ error_type: 'OAuthException', code: 400, error_message: 'Matching code was not found or was already used' }, 400);
    return c.json({ data: [{ access_token: shortToken(world, who.person.id, who.scopes).value, user_id: who.person.id, permissions: who.scopes.join(',') }] });
  });
  app.get('/graph/access_token', (c) => lengthen(c, world, 'ig_exchange_token'));
  app.get('/graph/refresh_access_token', (c) => renew(c, world, 'ig_refresh_token'));

  app.get(`${VERSION}/me`, async (c) => {
    const who = await signedIn(c, world);
    if (!who) return expiredToken(c, world);
    const { id, username, name, followers } = who.person;
    return c.json({ id: `9${id}`, user_id: id, username, name, account_type: 'BUSINESS', profile_picture_url: `${world.at}/instagram/site/avatar.jpg`, followers_count: followers, follows_count: 20, media_count: state.posts.filter(({ account }) => account === id).length });
  });
  app.get(`${VERSION}/:id/content_publishing_limit`, async (c) => {
    const person = await mine(c);
    return person ? c.json({ data: [{ quota_usage: used(person.id), config: { quota_total: POSTS_A_DAY, quota_duration: 86_400 } }] }) : expiredToken(c, world);
  });
  app.post(`${VERSION}/:id/media`, async (c) => {
    const person = await mine(c);
    if (!person) return expiredToken(c, world);
    const given = await c.req.parseBody();
    const kind = String(given.media_type ?? 'IMAGE');
    const text = String(given.caption ?? '');
    const make = (items: Container['items']) => c.json({ id: newContainer(world, { account: person.id, kind, text, items, isItem: given.is_carousel_item === 'true', parent: null }).id });
    if ([...text].length > MOST_CAPTION) return graphError(c, 100, 'Invalid parameter', { subcode: 2207010, user: `The caption was too long. It can have up to ${MOST_CAPTION} characters.` });
    if (!['IMAGE', 'VIDEO', 'REELS', 'STORIES', 'CAROUSEL'].includes(kind)) return graphError(c, 100, 'Invalid parameter', { subcode: 2207023, user: `The media type ${kind} is unknown.` });
    if (kind === 'VIDEO' && given.is_carousel_item !== 'true') return graphError(c, 100, 'The VIDEO value for media_type is no longer supported. Use the REELS media type to publish a video to your Instagram feed.', { subcode: 2207067 });
    if (kind === 'CAROUSEL') {
      const children = String(given.children ?? '').split(',').map((id) => state.containers.find((each) => each.id === id && each.account === person.id && each.isItem));
      if (children.length < 2 || children.length > 10) return graphError(c, 100, 'Invalid parameter', { subcode: 2207028, user: 'A carousel needs two to ten photos or videos.' });
      if (children.some((child) => !child || statusOf(world, child) !== 'FINISHED')) return graphError(c, 9007, 'Media ID is not available', { subcode: 2207027, user: 'The media is not ready to be published. Please wait a moment.' });
      return make(children.flatMap((child) => child!.items));
    }
    const item = itemOf(given);
    if (!item) return graphError(c, 9004, 'Only photo or video can be accepted as media type.', { subcode: 2207052, user: 'The media could not be fetched from this address.' });
    if (item.kind === 'image' && /\.(png|webp|gif)$/i.test(new URL(item.url).pathname)) return graphError(c, 36001, 'The image format is not supported.', { subcode: 2207005, user: 'Only JPEG is taken.' });
    return make([item]);
  });
  app.post(`${VERSION}/:id/media_publish`, async (c) => {
    const person = await mine(c);
    if (!person || world.takes('expired', 'publish')) return expiredToken(c, world);
    if (world.takes('too-fast', 'publish')) return tooFast(c, 4, '(#4) Application request limit reached');
    if (world.takes('refused', 'publish')) return graphError(c, 36003, 'The aspect ratio is not supported.', { subcode: 2207009, user: 'The submitted image has an aspect ratio that cannot be published.' });
    const { creation_id: id } = await c.req.parseBody();
    const container = state.containers.find((each) => each.id === id && each.account === person.id && !each.isItem);
    if (!container) return graphError(c, 24, 'The requested resource does not exist', { subcode: 2207006, user: 'The media could not be found.' });
    const status = statusOf(world, container);
    if (status === 'EXPIRED') return graphError(c, -2, 'Fatal', { subcode: 2207020, user: 'The media you are trying to access has expired. Please try to upload again.' });
    if (status !== 'FINISHED' || world.takes('duplicate', 'publish')) return graphError(c, 9007, 'Media ID is not available', { subcode: 2207027, user: 'The media is not ready to be published. Please wait a moment.' });
    if (used(person.id) >= POSTS_A_DAY) return graphError(c, 9, 'Application request limit reached', { status: 403, subcode: 2207042, user: 'You reached the maximum number of posts that is allowed to be published.' });
    return c.json({ id: publishContainer(world, container).id });
  });

  const listed = (people: 'STORIES' | 'FEED') => async (c: Context) => {
    const person = await mine(c);
    if (!person) return expiredToken(c, world);
    const all = state.posts.filter((post) => post.account === person.id && (post.kind === 'STORIES') === (people === 'STORIES')).reverse();
    if (world.takes('look-up-empty', 'look-up')) return c.json({ data: [] });
    return c.json({ data: all.slice(world.takes('look-up-lags', 'look-up') ? 1 : 0).slice(0, Number(c.req.query('limit') ?? 25)).map(shown) });
  };
  app.get(`${VERSION}/:id/media`, listed('FEED'));
  app.get(`${VERSION}/:id/stories`, listed('STORIES'));
  app.get(`${VERSION}/:id/comments`, async (c) => {
    if (!(await signedIn(c, world))) return expiredToken(c, world);
    const found = state.comments.filter(({ post }) => post === c.req.param('id')).reverse();
    const told = world.takes('look-up-empty', 'look-up') ? [] : found.slice(world.takes('look-up-lags', 'look-up') ? 1 : 0);
    return c.json({ data: told.map(({ id, text, at, account }) => ({ id, text, timestamp: graphTime(at), username: personOf(account).username })) });
  });
  app.post(`${VERSION}/:id/comments`, async (c) => {
    const who = await signedIn(c, world);
    if (!who || world.takes('expired', 'publish')) return expiredToken(c, world);
    if (world.takes('too-fast', 'publish')) return tooFast(c, 4, '(#4) Application request limit reached');
    const post = state.posts.find(({ id }) => id === c.req.param('id'));
    const { message = '' } = await c.req.parseBody();
    if (!post) return unknownObject(c, c.req.param('id'));
    if (message === '' || [...String(message)].length > MOST_COMMENT || world.takes('refused', 'publish')) return graphError(c, 100, 'Invalid parameter', { user: `A comment can have up to ${MOST_COMMENT} characters.` });
    const comment = { id: nextId(state, '17800000000000000'), post: post.id, account: who.person.id, text: String(message), at: now().toISOString() };
    state.comments.push(comment);
    return c.json({ id: comment.id });
  });
  app.get(`${VERSION}/:id/insights`, async (c) => {
    if (!(await signedIn(c, world))) return expiredToken(c, world);
    const post = state.posts.find(({ id }) => id === c.req.param('id'));
    if (!post) return unknownObject(c, c.req.param('id'));
    const asked = (c.req.query('metric') ?? '').split(',');
    const known = post.kind === 'STORIES' ? STORY_METRICS : METRICS;
    if (asked.some((metric) => !known.includes(metric))) return graphError(c, 100, `(#100) The following metrics are not supported for this media: ${asked.filter((metric) => !known.includes(metric)).join(', ')}`);
    // Figures come hours later; until then there are none, not zeros.
    const told = now().getTime() - Date.parse(post.at) < 3_600_000 ? [] : asked;
    return c.json({ data: told.map((name, index) => ({ name, period: 'lifetime', values: [{ value: 10 + index }], id: `${post.id}/insights/${name}/lifetime` })) });
  });
  app.get(`${VERSION}/:id`, async (c) => {
    if (!(await signedIn(c, world))) return expiredToken(c, world);
    const id = c.req.param('id');
    const container = state.containers.find((each) => each.id === id);
    if (container) {
      const status = lookAt(world, container);
      return c.json({ id, status_code: status, status: status === 'ERROR' ? 'Error: Media upload has failed with error code 2207026' : status });
    }
    const post = state.posts.find((each) => each.id === id);
    return post ? c.json(shown(post)) : unknownObject(c, id);
  });
  return app;
}

export const instagram: Simulator<InstagramState> = {
  platform: 'instagram',
  name: 'Instagram',
  begin: () => ({ lastId: 0, desk: beginDesk([{ id: '17841400000000001', username: 'demo_gazette', name: 'Demo Gazette', followers: 3310 }, { id: '17841400000000002', username: 'demo_editor', name: 'Demo Editor', followers: 95 }]), containers: [], posts: [], comments: [] }),
  app,
  operation(method, path, query) {
    if (path.endsWith('/refresh_access_token')) return 'refresh';
    if (path.startsWith('/site/') || path.endsWith('/access_token')) return 'sign-in';
    if (path.endsWith('/insights')) return 'metrics';
    if (method === 'POST') return /\/(media_publish|comments)$/.test(path) ? 'publish' : 'prepare';
    if (/\/(media|stories|comments)$/.test(path)) return 'look-up';
    if (path === `${VERSION}/me`) return 'profile';
    return path.endsWith('/content_publishing_limit') || query.get('fields')?.includes('status_code') ? 'prepare' : 'look-up';
  },
  posts: (state) => {
    const author = (account: string) => state.desk.people.find(({ id }) => id === account)?.name ?? '';
    return [
      ...state.posts.map((post) => ({ id: post.id, account: post.account, author: author(post.account), text: post.text, at: post.at, media: post.items, url: `/instagram/site/p/${BigInt(post.id).toString(36)}/` })),
      ...state.comments.map(({ id, account, text, at, post }) => ({ id, account, author: author(account), text, at, media: [], parent: post, url: `/instagram/site/c/${id}/` })),
    ];
  },
  revoke: ({ desk }) => endAll(desk),
};
