import { type Context, Hono } from 'hono';
import { type Container, expiredToken, graphError, type GraphPost, graphTime, itemOf, lengthen, lookAt, newContainer, publishContainer, renew, shortToken, signedIn, statusOf, tooFast, unknownObject } from './graph.ts';
import type { Simulator, World } from './kit.ts';
import { beginDesk, consent, type Desk, endAll, redeem } from './oauth.ts';

export interface ThreadsState {
  lastId: number;
  desk: Desk;
  containers: Container[];
  posts: GraphPost[];
}

const VERSION = '/graph/v1.0';
const MOST_TEXT = 500;
const POSTS_A_DAY = 250;
const REPLIES_A_DAY = 1000;
const DAY_MS = 86_400_000;

/** Threads counts a picture sign by its bytes of UTF-8, all else as one each. */
export const lengthOf = (text: string) => [...new Intl.Segmenter().segment(text)].reduce((sum, { segment }) => sum + (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment) ? Buffer.byteLength(segment) : [...segment].length), 0);

function app(world: World<ThreadsState>): Hono {
  const { state, now } = world;
  const app = new Hono();
  const personOf = (id: string) => state.desk.people.find((each) => each.id === id)!;
  const used = (account: string, replies: boolean) => state.posts.filter((post) => post.account === account && (post.parent !== null) === replies && now().getTime() - Date.parse(post.at) < DAY_MS).length;
  const kindOf = ({ items }: GraphPost) => (items.length === 0 ? 'TEXT_POST' : items.length > 1 ? 'CAROUSEL_ALBUM' : items[0]!.kind === 'video' ? 'VIDEO' : 'IMAGE');
  const shown = (post: GraphPost) => ({
    id: post.id,
    media_product_type: 'THREADS',
    media_type: kindOf(post),
    permalink: `${world.at}/threads/site/@${personOf(post.account).username}/post/${BigInt(post.id).toString(36)}`,
    username: personOf(post.account).username,
    ...(post.text ? { text: post.text } : {}),
    timestamp: graphTime(post.at),
    is_reply: post.parent !== null,
    ...(post.parent ? { replied_to: { id: post.parent } } : {}),
    ...(post.items.length > 1 ? { children: { data: post.items.map((_, index) => ({ id: `${post.id}${index}` })) } } : {}),
  });
  const mine = async (c: Context) => {
    const who = await signedIn(c, world);
    return who && (c.req.param('id') === who.person.id || c.req.param('id') === 'me') ? who.person : null;
  };

  app.on(['GET', 'POST'], ['/site/oauth/authorize'], async (c): Promise<Response> => consent(c, world, state.desk, 'Threads', { codeSeconds: 3600 }));
  app.post('/graph/oauth/access_token', async (c) => {
    const given = await c.req.parseBody();
    const who = given.client_secret && given.grant_type === 'authorization_code' ? redeem(world, state.desk, { code: String(given.code), redirectUri: String(given.redirect_uri), verifier: null }) : null;
    if (!who) return c.json({ error_type: 'OAuthException', code: 400, error_message: 'Matching code was not found or was already used' }, 400);
    return c.json({ access_token: shortToken(world, who.person.id, who.scopes).value, user_id: who.person.id });
  });
  app.get('/graph/access_token', (c) => lengthen(c, world, 'th_exchange_token'));
  app.get('/graph/refresh_access_token', (c) => renew(c, world, 'th_refresh_token'));

  app.get(`${VERSION}/me`, async (c) => {
    const who = await signedIn(c, world);
    if (!who) return expiredToken(c, world);
    return c.json({ id: who.person.id, username: who.person.username, name: who.person.name, threads_profile_picture_url: `${world.at}/threads/site/avatar.jpg` });
  });
  app.get(`${VERSION}/:id/threads_insights`, async (c) => {
    const person = await mine(c);
    if (!person) return expiredToken(c, world);
    return c.json({ data: [{ name: 'followers_count', period: 'day', title: 'followers_count', total_value: { value: person.followers }, id: `${person.id}/insights/followers_count/day` }] });
  });
  app.get(`${VERSION}/:id/threads_publishing_limit`, async (c) => {
    const person = await mine(c);
    if (!person) return expiredToken(c, world);
    const day = { quota_duration: 86_400 };
    return c.json({ data: [{ quota_usage: used(person.id, false), config: { quota_total: POSTS_A_DAY, ...day }, reply_quota_usage: used(person.id, true), reply_config: { quota_total: REPLIES_A_DAY, ...day } }] });
  });
  app.post(`${VERSION}/:id/threads`, async (c) => {
    const person = await mine(c);
    if (!person) return expiredToken(c, world);
    const given = await c.req.parseBody();
    const kind = String(given.media_type ?? '');
    const text = String(given.text ?? '');
    const parent = given.reply_to_id ? String(given.reply_to_id) : null;
    const isItem = given.is_carousel_item === 'true';
    const make = (items: Container['items']) => c.json({ id: newContainer(world, { account: person.id, kind, text, items, isItem, parent }).id });
    if (lengthOf(text) > MOST_TEXT) return graphError(c, 100, `Param text must be at most ${MOST_TEXT} characters long.`);
    if (parent && !state.posts.some(({ id }) => id === parent)) return graphError(c, 100, 'Param reply_to_id must be a valid ID string');
    if (kind === 'TEXT') return text === '' || isItem ? graphError(c, 100, 'The parameter text is required') : make([]);
    if (kind === 'CAROUSEL') {
      const children = String(given.children ?? '').split(',').map((id) => state.containers.find((each) => each.id === id && each.account === person.id && each.isItem));
      if (children.length < 2 || children.length > 20) return graphError(c, 100, 'Param children must have between 2 and 20 elements.');
      if (children.some((child) => !child || statusOf(world, child) !== 'FINISHED')) return graphError(c, 100, 'Param children must be IDs of finished containers.');
      return make(children.flatMap((child) => child!.items));
    }
    if (kind !== 'IMAGE' && kind !== 'VIDEO') return graphError(c, 100, 'Param media_type must be one of {TEXT, IMAGE, VIDEO, CAROUSEL}');
    const item = itemOf(given);
    return item ? make([item]) : graphError(c, 100, `Param ${kind === 'VIDEO' ? 'video_url' : 'image_url'} is not a valid URI.`);
  });
  app.post(`${VERSION}/:id/threads_publish`, async (c) => {
    const person = await mine(c);
    if (!person || world.takes('expired', 'publish')) return expiredToken(c, world);
    if (world.takes('too-fast', 'publish')) return tooFast(c, 613, '(#613) Calls to this api have exceeded the rate limit.');
    if (world.takes('refused', 'publish')) return graphError(c, 10, 'Application does not have permission for this action', { status: 403 });
    const { creation_id: id } = await c.req.parseBody();
    const container = state.containers.find((each) => each.id === id && each.account === person.id && !each.isItem);
    if (!container || statusOf(world, container) !== 'FINISHED' || world.takes('duplicate', 'publish')) return graphError(c, 24, 'The requested resource does not exist', { subcode: 4279009, user: 'The media with this id cannot be found.' });
    if (used(person.id, container.parent !== null) >= (container.parent === null ? POSTS_A_DAY : REPLIES_A_DAY)) return graphError(c, 9, 'Application request limit reached', { status: 403, subcode: 4279010 });
    return c.json({ id: publishContainer(world, container).id });
  });

  const listed = (replies: boolean) => async (c: Context) => {
    const person = await mine(c);
    if (!person) return expiredToken(c, world);
    if (world.takes('look-up-empty', 'look-up')) return c.json({ data: [] });
    const all = state.posts.filter((post) => post.account === person.id && (post.parent !== null) === replies).reverse();
    return c.json({ data: all.slice(world.takes('look-up-lags', 'look-up') ? 1 : 0).slice(0, Number(c.req.query('limit') ?? 25)).map(shown) });
  };
  app.get(`${VERSION}/:id/threads`, listed(false));
  app.get(`${VERSION}/:id/replies`, listed(true));
  app.get(`${VERSION}/:id/insights`, async (c) => {
    if (!(await signedIn(c, world))) return expiredToken(c, world);
    const post = state.posts.find(({ id }) => id === c.req.param('id'));
    if (!post) return unknownObject(c, c.req.param('id'));
    const replies = state.posts.filter(({ parent }) => parent === post.id).length;
    const figures: Record<string, number> = { views: 40, likes: 3, replies, reposts: 1, quotes: 0, shares: 0 };
    return c.json({ data: (c.req.query('metric') ?? '').split(',').filter((name) => name in figures).map((name) => ({ name, period: 'lifetime', values: [{ value: figures[name] }], title: name, id: `${post.id}/insights/${name}/lifetime` })) });
  });
  app.get(`${VERSION}/:id`, async (c) => {
    if (!(await signedIn(c, world))) return expiredToken(c, world);
    const id = c.req.param('id');
    const container = state.containers.find((each) => each.id === id);
    if (container) {
      const status = lookAt(world, container);
      return c.json({ id, status, ...(status === 'ERROR' ? { error_message: 'FAILED_PROCESSING_VIDEO' } : {}) });
    }
    const post = state.posts.find((each) => each.id === id);
    return post ? c.json(shown(post)) : unknownObject(c, id);
  });
  return app;
}

export const threads: Simulator<ThreadsState> = {
  platform: 'threads',
  name: 'Threads',
  begin: () => ({ lastId: 0, desk: beginDesk([{ id: '25000000000000001', username: 'demo_gazette', name: 'Demo Gazette', followers: 640 }, { id: '25000000000000002', username: 'demo_editor', name: 'Demo Editor', followers: 51 }]), containers: [], posts: [] }),
  app,
  operation(method, path, query) {
    if (path.endsWith('/refresh_access_token')) return 'refresh';
    if (path.startsWith('/site/') || path.endsWith('/access_token')) return 'sign-in';
    if (path.endsWith('/insights')) return 'metrics';
    if (method === 'POST') return path.endsWith('/threads_publish') ? 'publish' : 'prepare';
    if (/\/(threads|replies)$/.test(path)) return 'look-up';
    if (path === `${VERSION}/me` || path.endsWith('/threads_insights')) return 'profile';
    return path.endsWith('/threads_publishing_limit') || query.get('fields')?.includes('status') ? 'prepare' : 'look-up';
  },
  posts: (state) =>
    state.posts.map((post) => ({
      id: post.id,
      account: post.account,
      author: state.desk.people.find(({ id }) => id === post.account)?.name ?? '',
      text: post.text,
      at: post.at,
      media: post.items,
      ...(post.parent ? { parent: post.parent } : {}),
      url: `/threads/site/@${state.desk.people.find(({ id }) => id === post.account)?.username}/post/${BigInt(post.id).toString(36)}`,
    })),
  revoke: ({ desk }) => endAll(desk),
};
