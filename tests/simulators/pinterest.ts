import { type Context, Hono } from 'hono';
import { nextId, type Operation, type Simulator, type World } from './kit.ts';
import { bearerOf, beginDesk, consent, type Desk, endAll, giveAccess, giveRefresh, redeem, takeRefresh, whoHas } from './oauth.ts';

interface Pin {
  id: string;
  account: string;
  board: string;
  title: string;
  description: string;
  link: string | null;
  alt: string;
  kind: 'image' | 'video';
  /** Of a carousel: where its pictures were fetched from. */
  items: string[];
  at: string;
}

type Source = Record<'source_type' | 'content_type' | 'data' | 'url' | 'media_id' | 'cover_image_url' | 'cover_image_data', string | undefined> & { cover_image_key_frame_time?: number; items?: { url?: string }[]; index?: number };
type Asked = Partial<Record<'board_id' | 'title' | 'description' | 'alt_text' | 'link', string>> & { media_source?: Source };

export interface PinterestState {
  lastId: number;
  desk: Desk;
  boards: { id: string; owner: string; name: string }[];
  media: { id: string; owner: string; key: string; size: number; isSent: boolean; polls: number; failed: boolean }[];
  pins: Pin[];
}

const ACCESS_SECONDS = 30 * 86_400;
const REFRESH_SECONDS = 60 * 86_400;
const MOST = { title: 100, description: 800, alt: 500, link: 2048, imageBytes: 20_971_520, items: 5 };
const POLICY = 'ZGVtbyBwb2xpY3k=';

function app(world: World<PinterestState>): Hono {
  const { state } = world;
  const app = new Hono();
  const fail = (c: Context, status: 400 | 401 | 403 | 404 | 429, code: number, message: string, headers: Record<string, string> = {}) => c.json({ code, message }, status, headers);

  function barred(c: Context, operation: Operation): { id: string } | Response {
    const who = whoHas(world, state.desk, bearerOf(c));
    if (!who || world.takes('expired', operation)) return fail(c, 401, 2, 'Authentication failed.');
    if (world.takes('too-fast', operation)) return fail(c, 429, 8, 'You have exceeded your rate limit. Try again later.', { 'X-RateLimit-Limit': '100, 100;w=1;name="safety_net_app_id_user_id"', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1' });
    return { id: who.person.id };
  }

  app.on(['GET', 'POST'], '/www/oauth/', (c) => consent(c, world, state.desk, 'Pinterest'));
  app.post('/api/v5/oauth/token', async (c) => {
    const given = await c.req.parseBody();
    const [id, secret] = Buffer.from(/^Basic (.+)$/.exec(c.req.header('Authorization') ?? '')?.[1] ?? '', 'base64').toString().split(':');
    if (!id || !secret) return fail(c, 401, 2, 'Authentication failed.');
    const answer = (person: string, scopes: string[], kind: string) =>
      c.json({ access_token: giveAccess(world, state.desk, person, scopes, ACCESS_SECONDS, 'pina_').value, refresh_token: giveRefresh(world, state.desk, person, scopes, REFRESH_SECONDS, 'pinr_').value, response_type: kind, token_type: 'bearer', expires_in: ACCESS_SECONDS, refresh_token_expires_in: REFRESH_SECONDS, scope: scopes.join(' ') });
    if (given.grant_type === 'refresh_token') {
      const token = takeRefresh(world, state.desk, String(given.refresh_token), false);
      return token ? answer(token.person, token.scopes, 'refresh_token') : fail(c, 400, 1, 'Invalid refresh token.');
    }
    const who = redeem(world, state.desk, { code: String(given.code), redirectUri: String(given.redirect_uri), verifier: null });
    return who ? answer(who.person.id, who.scopes, 'authorization_code') : fail(c, 400, 283, 'Invalid authorization code.');
  });

  app.get('/api/v5/user_account', (c) => {
    const who = barred(c, 'profile');
    if (who instanceof Response) return who;
    const person = state.desk.people.find(({ id }) => id === who.id)!;
    return c.json({ account_type: 'BUSINESS', id: person.id, username: person.username, business_name: person.name, about: '', profile_image: `${world.at}/pinterest/www/${person.username}.jpg`, website_url: '', board_count: 2, pin_count: state.pins.filter(({ account }) => account === who.id).length, follower_count: person.followers, following_count: 9, monthly_views: 0 });
  });
  app.get('/api/v5/boards', (c) => {
    const who = barred(c, 'profile');
    if (who instanceof Response) return who;
    const size = Number(c.req.query('page_size') ?? 25);
    if (!(size >= 1 && size <= 250)) return fail(c, 400, 1, 'page_size must be between 1 and 250.');
    const mine = state.boards.filter(({ owner }) => owner === who.id);
    const from = Number(c.req.query('bookmark') ?? 0);
    return c.json({ items: mine.slice(from, from + size).map(({ id, name }) => ({ id, name, description: '', owner: { username: state.desk.people.find((each) => each.id === who.id)!.username }, privacy: 'PUBLIC' })), bookmark: from + size < mine.length ? String(from + size) : null });
  });

  app.post('/api/v5/media', async (c) => {
    const who = barred(c, 'prepare');
    if (who instanceof Response) return who;
    const asked = await c.req.json().catch(() => ({}));
    if (asked.media_type !== 'video') return fail(c, 400, 1, `'${asked.media_type}' is not one of ['video']`);
    const id = nextId(state, '5258848560742440000');
    const key = `uploads/17/4d/be/2:video:${who.id}:${id}`;
    state.media.push({ id, owner: who.id, key, size: 0, isSent: false, polls: world.takes('slow-processing', 'prepare') ? 4 : 1, failed: world.takes('processing-fails', 'prepare') });
    return c.json({ media_id: id, media_type: 'video', upload_url: `${world.at}/pinterest/store/`, upload_parameters: { 'x-amz-date': '20261123T090000Z', 'x-amz-signature': 'demo', 'x-amz-security-token': 'demo', 'x-amz-algorithm': 'AWS4-HMAC-SHA256', key, policy: POLICY, 'x-amz-credential': 'demo', 'Content-Type': 'multipart/form-data' } }, 201);
  });
  app.post('/store/', async (c) => {
    const form = await c.req.formData();
    const file = form.get('file');
    const media = state.media.find(({ key }) => key === form.get('key'));
    const isLast = [...form.keys()].at(-1) === 'file';
    if (!media || form.get('policy') !== POLICY || c.req.header('Authorization')) return c.body('<Error><Code>AccessDenied</Code></Error>', 403, { 'Content-Type': 'application/xml' });
    if (!(file instanceof File) || !isLast) return c.body('<Error><Code>InvalidArgument</Code><Message>POST requires exactly one file upload per request.</Message></Error>', 400, { 'Content-Type': 'application/xml' });
    media.isSent = true;
    media.size = file.size;
    return c.body(null, 204);
  });
  app.get('/api/v5/media/:id', (c) => {
    const who = barred(c, 'prepare');
    if (who instanceof Response) return who;
    const media = state.media.find(({ id, owner }) => id === c.req.param('id') && owner === who.id);
    if (!media) return fail(c, 404, 1, 'Media not found.');
    const status = !media.isSent ? 'registered' : media.polls-- > 0 ? 'processing' : media.failed ? 'failed' : 'succeeded';
    return c.json({ media_id: media.id, media_type: 'video', status });
  });

  function fault(asked: Asked, account: string): [400 | 403 | 404, number, string] | null {
    const board = state.boards.find(({ id }) => id === asked.board_id);
    if (!board) return [404, 40, 'Board not found.'];
    if (board.owner !== account) return [403, 29, 'You are not permitted to access that resource.'];
    for (const [name, most] of [['title', MOST.title], ['description', MOST.description], ['alt_text', MOST.alt], ['link', MOST.link]] as const) if (String(asked[name] ?? '').length > most) return [400, 1, `Invalid request: '${name}' is too long, maximum length is ${most}.`];
    const { source_type, content_type, data, url, media_id, cover_image_url, cover_image_data, cover_image_key_frame_time } = asked.media_source ?? ({} as Source);
    if (source_type === 'image_base64') return /^image\/(jpeg|png)$/.test(content_type ?? '') && typeof data === 'string' && /^[A-Za-z0-9+/]+=*$/.test(data) && data.length * 0.75 <= MOST.imageBytes ? null : [400, 235, 'Sorry! We could not fetch the image.'];
    if (source_type === 'image_url') return /^https?:\/\//.test(url ?? '') ? null : [400, 235, 'Sorry! We could not fetch the image.'];
    if (source_type === 'multiple_image_urls') {
      const { items = [], index = 0 } = asked.media_source!;
      if (items.length < 2 || items.length > MOST.items || !(index in items)) return [400, 1, `Invalid request: 'items' must have between 2 and ${MOST.items} elements.`];
      return items.every((item) => /^https?:\/\//.test(item.url ?? '')) ? null : [400, 235, 'Sorry! We could not fetch the image.'];
    }
    if (source_type !== 'video_id') return [400, 1, 'Invalid request: media_source does not match any of the schemas.'];
    const media = state.media.find(({ id, owner }) => id === media_id && owner === account);
    if (!media?.isSent || media.failed) return [400, 190, 'Video is not ready.'];
    return cover_image_url ?? cover_image_data ?? typeof cover_image_key_frame_time === 'number' ? null : [400, 1, 'Invalid request: a video pin needs a cover image.'];
  }
  const pinOf = (pin: Pin) => ({ id: pin.id, created_at: pin.at.slice(0, 19), link: pin.link, title: pin.title || null, description: pin.description || null, alt_text: pin.alt || null, board_id: pin.board, board_section_id: null, board_owner: { username: state.desk.people.find(({ id }) => id === pin.account)!.username }, creative_type: pin.kind === 'video' ? 'VIDEO' : 'REGULAR', is_owner: true, media: pin.items.length > 0 ? { media_type: 'multiple_images', items: pin.items.map(() => ({ item_type: 'image', title: null, description: null, link: null })) } : { media_type: pin.kind } });
  app.post('/api/v5/pins', async (c) => {
    const who = barred(c, 'publish');
    if (who instanceof Response) return who;
    const asked = await c.req.json().catch(() => ({}));
    const wrong = world.takes('refused', 'publish') ? ([400, 1, 'Sorry! Your pin was blocked because it may lead to spam.'] as const) : fault(asked, who.id);
    if (wrong) return fail(c, wrong[0], wrong[1], wrong[2]);
    const pin: Pin = { id: nextId(state, '813744226420790000'), account: who.id, board: asked.board_id, title: asked.title ?? '', description: asked.description ?? '', link: asked.link ?? null, alt: asked.alt_text ?? '', kind: asked.media_source.source_type === 'video_id' ? 'video' : 'image', items: (asked.media_source.items ?? []).map(({ url }: { url: string }) => url), at: world.now().toISOString() };
    state.pins.push(pin);
    return c.json(pinOf(pin), 201);
  });
  app.get('/api/v5/boards/:id/pins', (c) => {
    const who = barred(c, 'look-up');
    if (who instanceof Response) return who;
    if (!state.boards.some(({ id, owner }) => id === c.req.param('id') && owner === who.id)) return fail(c, 404, 40, 'Board not found.');
    const isEmpty = world.takes('look-up-empty', 'look-up') || world.takes('look-up-lags', 'look-up');
    return c.json({ items: isEmpty ? [] : state.pins.filter(({ board }) => board === c.req.param('id')).reverse().slice(0, Number(c.req.query('page_size') ?? 25)).map(pinOf), bookmark: null });
  });
  app.get('/api/v5/pins/:id/analytics', (c) => {
    const who = barred(c, 'metrics');
    if (who instanceof Response) return who;
    const pin = state.pins.find(({ id, account }) => id === c.req.param('id') && account === who.id);
    if (!pin) return fail(c, 404, 50, 'Pin not found.');
    const days = (world.now().getTime() - Date.parse(c.req.query('start_date') ?? '')) / 86_400_000;
    if (!(days <= 90) || !c.req.query('end_date') || !c.req.query('metric_types')) return fail(c, 400, 1, 'start_date cannot be more than 90 days before today.');
    return c.json({ all: { daily_metrics: [], lifetime_metrics: { TOTAL_COMMENTS: 0, TOTAL_REACTIONS: 0 }, summary_metrics: { IMPRESSION: 0, PIN_CLICK: 0, OUTBOUND_CLICK: 0, SAVE: 0 } } });
  });
  return app;
}

export const pinterest: Simulator<PinterestState> = {
  platform: 'pinterest',
  name: 'Pinterest',
  begin: () => ({
    lastId: 0,
    desk: beginDesk([
      { id: '549755885175', username: 'demogazette', name: 'Demo Gazette', followers: 930 },
      { id: '549755885176', username: 'demoeditor', name: 'Demo Editor', followers: 41 },
    ]),
    boards: [
      { id: '549755885201', owner: '549755885175', name: 'Lamps' },
      { id: '549755885202', owner: '549755885175', name: 'Quays' },
      { id: '549755885203', owner: '549755885176', name: 'Desks' },
    ],
    media: [],
    pins: [],
  }),
  app,
  operation(method, path) {
    if (/\/oauth\//.test(path)) return 'sign-in';
    if (/\/(user_account|boards)$/.test(path)) return 'profile';
    if (path.startsWith('/store/') || path.includes('/v5/media')) return 'prepare';
    if (/\/boards\/\d+\/pins$/.test(path)) return 'look-up';
    if (path.endsWith('/analytics')) return 'metrics';
    return method === 'POST' && path.endsWith('/pins') ? 'publish' : null;
  },
  posts: (state) => state.pins.map(({ id, account, title, description, at, kind, alt, items }) => ({ id, account, author: state.desk.people.find((each) => each.id === account)?.name ?? '', text: description, ...(title ? { title } : {}), at, media: items.length > 0 ? items.map((url, index) => ({ kind, alt: index === 0 ? alt : '', url })) : [{ kind, alt }], url: `/pinterest/www/pin/${id}/` })),
  revoke: ({ desk }) => endAll(desk),
};
