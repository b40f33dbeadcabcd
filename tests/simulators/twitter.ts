import { type Context, Hono } from 'hono';
import { nextId, type Simulator, type World } from './kit.ts';
import { bearerOf, beginDesk, consent, type DemoPerson, type Desk, endAll, giveAccess, giveRefresh, redeem, takeRefresh, whoHas } from './oauth.ts';
import { ADDRESS, weightOf } from './weight.ts';

interface Tweet {
  id: string;
  account: string;
  text: string;
  media: string[];
  parent: string | null;
  at: string;
}

interface Upload {
  id: string;
  account: string;
  mime: string;
  category: string;
  total: number;
  /** Bytes of each part, by its number. */
  parts: Record<string, number>;
  until: string;
  finished: boolean;
  /** Looks until it is processed; null: nothing is to be done with it. */
  polls: number | null;
  failed: boolean;
  alt: string;
}

export interface TwitterState {
  lastId: number;
  desk: Desk;
  uploads: Upload[];
  tweets: Tweet[];
}

const MOST_WEIGHT = 280;
const POSTS_IN_A_QUARTER = 100;
const QUARTER_MS = 15 * 60_000;
const MEDIA_LASTS_SECONDS = 86_400;
const MOST_PART_BYTES = 5 * 1024 * 1024;
const IDS_BEGIN_MS = 1_288_834_974_657;
const PRIVATE = ['non_public_metrics', 'organic_metrics'];

const problem = (c: Context, status: 400 | 401 | 403 | 404 | 429, title: string, detail: string) => c.json({ title, type: 'about:blank', status, detail }, status);
const invalid = (c: Context, message: string, parameters: Record<string, string[]> = {}) =>
  c.json({ errors: [{ parameters, message }], title: 'Invalid Request', detail: 'One or more parameters to your request was invalid.', type: 'https://api.twitter.com/2/problems/invalid-request' }, 400);

function app(world: World<TwitterState>): Hono {
  const { state, now } = world;
  const app = new Hono();
  const snowflake = () => String((BigInt(now().getTime() - IDS_BEGIN_MS) << 22n) + BigInt(nextId(state)));
  const who = (c: Context): DemoPerson | null => whoHas(world, state.desk, bearerOf(c))?.person ?? null;
  const unauthorized = (c: Context) => problem(c, 401, 'Unauthorized', 'Unauthorized');
  const short = (id: string, index: number) => `https://t.co/${id.slice(-6)}${index}`;
  const ownUpload = (id: string, person: DemoPerson) => state.uploads.find((each) => each.id === id && each.account === person.id && each.until > now().toISOString());

  app.on(['GET', 'POST'], ['/site/i/oauth2/authorize'], async (c): Promise<Response> => {
    if (c.req.query('response_type') !== 'code' || !c.req.query('code_challenge') || c.req.query('code_challenge_method')?.toLowerCase() !== 's256' || !c.req.query('state')) return c.text('Something went wrong. You weren’t able to give access to the App.', 400);
    return consent(c, world, state.desk, 'X', { codeSeconds: 30 });
  });
  app.post('/api/2/oauth2/token', async (c) => {
    // The most used client sends JSON here, and X takes it.
    const given: Record<string, unknown> = c.req.header('Content-Type')?.startsWith('application/json') ? await c.req.json().catch(() => ({})) : await c.req.parseBody();
    const [id, secret] = atob(/^Basic (.+)$/.exec(c.req.header('Authorization') ?? '')?.[1] ?? '').split(':');
    if (!id || !secret) return c.json({ error: 'unauthorized_client', error_description: 'Missing valid authorization header' }, 401);
    const tokens = (person: string, scopes: string[]) => {
      const access = giveAccess(world, state.desk, person, scopes, 7200);
      const refresh = scopes.includes('offline.access') ? giveRefresh(world, state.desk, person, scopes, null) : null;
      return c.json({ token_type: 'bearer', expires_in: 7200, access_token: access.value, scope: scopes.join(' '), ...(refresh ? { refresh_token: refresh.value } : {}) });
    };
    if (given.grant_type === 'refresh_token') {
      const taken = world.takes('expired', 'refresh') ? null : takeRefresh(world, state.desk, String(given.refresh_token), true);
      return taken ? tokens(taken.person, taken.scopes) : c.json({ error: 'invalid_request', error_description: 'Value passed for the token was invalid.' }, 400);
    }
    const redeemed = redeem(world, state.desk, { code: String(given.code), redirectUri: String(given.redirect_uri), verifier: given.code_verifier ? String(given.code_verifier) : null });
    return redeemed ? tokens(redeemed.person.id, redeemed.scopes) : c.json({ error: 'invalid_request', error_description: 'Value passed for the authorization code was invalid.' }, 400);
  });

  app.get('/api/2/users/me', (c) => {
    const person = who(c);
    if (!person) return unauthorized(c);
    const tweets = state.tweets.filter(({ account }) => account === person.id).length;
    return c.json({ data: { id: person.id, name: person.name, username: person.username, profile_image_url: `${world.at}/twitter/site/avatar.png`, subscription_type: 'None', public_metrics: { followers_count: person.followers, following_count: 31, tweet_count: tweets, listed_count: 0, like_count: 0, media_count: 0 } } });
  });

  app.post('/api/2/media/upload/initialize', async (c) => {
    const person = who(c);
    if (!person) return unauthorized(c);
    const asked = await c.req.json().catch(() => null);
    const total = Number(asked?.total_bytes);
    if (!/^(image\/(jpeg|png|gif|webp)|video\/(mp4|quicktime|webm))$/.test(asked?.media_type ?? '')) return invalid(c, `$.media_type: [${asked?.media_type}] is not an enum value`);
    if (!(total > 0)) return invalid(c, '$.total_bytes: must be greater than 0');
    if (asked.media_category === 'tweet_image' && total > 5 * 1024 * 1024) return invalid(c, 'File size exceeds 5242880 bytes.');
    const works = asked.media_category !== 'tweet_image';
    const upload: Upload = { id: snowflake(), account: person.id, mime: asked.media_type, category: String(asked.media_category), total, parts: {}, until: new Date(now().getTime() + MEDIA_LASTS_SECONDS * 1000).toISOString(), finished: false, polls: world.takes('slow-processing', 'prepare') ? 4 : works ? 1 : null, failed: world.takes('processing-fails', 'prepare'), alt: '' };
    if (upload.failed) upload.polls ??= 1;
    state.uploads.push(upload);
    return c.json({ data: { id: upload.id, media_key: `3_${upload.id}`, expires_after_secs: MEDIA_LASTS_SECONDS } });
  });
  app.post('/api/2/media/upload/:id/append', async (c) => {
    const person = who(c);
    if (!person) return unauthorized(c);
    const upload = ownUpload(c.req.param('id'), person);
    const { media, segment_index: index } = await c.req.parseBody();
    // Some clients send the part without the name of a file.
    const size = media instanceof File ? media.size : typeof media === 'string' ? media.length : 0;
    if (!upload || upload.finished) return invalid(c, 'Media upload session is not found or is finalized.');
    if (!/^\d{1,3}$/.test(String(index)) || size === 0 || size > MOST_PART_BYTES) return invalid(c, 'segment_index or media is not valid.');
    upload.parts[String(index)] = size;
    return c.json({ data: { expires_at: Math.floor(Date.parse(upload.until) / 1000) } });
  });
  const info = ({ polls, failed }: Upload) => {
    if (polls === null) return {};
    if (polls > 0) return { processing_info: { state: polls > 1 ? 'pending' : 'in_progress', check_after_secs: 1, progress_percent: polls > 1 ? 0 : 60 } };
    return { processing_info: failed ? { state: 'failed', progress_percent: 60, error: { code: 1, name: 'InvalidMedia', message: 'Unsupported video format' } } : { state: 'succeeded', progress_percent: 100 } };
  };
  const uploadOf = (upload: Upload) => ({ data: { id: upload.id, media_key: `3_${upload.id}`, size: upload.total, expires_after_secs: Math.floor((Date.parse(upload.until) - now().getTime()) / 1000), ...info(upload) } });
  app.post('/api/2/media/upload/:id/finalize', (c) => {
    const person = who(c);
    if (!person) return unauthorized(c);
    const upload = ownUpload(c.req.param('id'), person);
    if (!upload || upload.finished) return invalid(c, 'Media upload session is not found or is finalized.');
    const numbers = Object.keys(upload.parts).map(Number).sort((a, b) => a - b);
    const sent = Object.values(upload.parts).reduce((sum, size) => sum + size, 0);
    if (sent !== upload.total || numbers.some((number, index) => number !== index)) return invalid(c, 'Segments do not add up to provided total file size.');
    upload.finished = true;
    return c.json(uploadOf(upload));
  });
  app.get('/api/2/media/upload', (c) => {
    const person = who(c);
    if (!person) return unauthorized(c);
    const upload = ownUpload(c.req.query('media_id') ?? '', person);
    if (c.req.query('command') !== 'STATUS' || !upload?.finished) return invalid(c, 'Invalid media id or command.');
    if (upload.polls !== null && upload.polls > 0) upload.polls -= 1;
    return c.json(uploadOf(upload));
  });
  app.post('/api/2/media/metadata', async (c) => {
    const person = who(c);
    if (!person) return unauthorized(c);
    const asked = await c.req.json().catch(() => null);
    const upload = ownUpload(String(asked?.id), person);
    const alt = asked?.metadata?.alt_text?.text;
    if (!upload || typeof alt !== 'string' || alt.length > 1000) return invalid(c, 'The media or its description is not valid.');
    upload.alt = alt;
    return c.json({ data: { id: upload.id, associated_metadata: { alt_text: { text: alt } } } });
  });

  const shown = (tweet: Tweet) => {
    const addresses = tweet.text.match(ADDRESS) ?? [];
    const own = tweet.media.length > 0 ? [{ url: short(tweet.id, 9), expanded_url: `https://x.com/i/status/${tweet.id}/photo/1`, media_key: `3_${tweet.media[0]}` }] : [];
    const words = addresses.reduce((text, address, index) => text.replace(address, short(tweet.id, index)), tweet.text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    return {
      id: tweet.id,
      text: [words, ...own.map(({ url }) => url)].filter(Boolean).join(' '),
      edit_history_tweet_ids: [tweet.id],
      created_at: `${tweet.at.slice(0, 19)}.000Z`,
      ...(addresses.length + own.length > 0 ? { entities: { urls: [...addresses.map((address, index) => ({ url: short(tweet.id, index), expanded_url: /^https?:/i.test(address) ? address : `http://${address}` })), ...own] } } : {}),
      ...(tweet.media.length > 0 ? { attachments: { media_keys: tweet.media.map((id) => `3_${id}`) } } : {}),
      ...(tweet.parent ? { referenced_tweets: [{ type: 'replied_to', id: tweet.parent }] } : {}),
    };
  };
  app.post('/api/2/tweets', async (c) => {
    const person = who(c);
    if (!person || world.takes('expired', 'publish')) return unauthorized(c);
    const mine = state.tweets.filter(({ account }) => account === person.id);
    const lately = mine.filter((tweet) => now().getTime() - Date.parse(tweet.at) < QUARTER_MS);
    const tooFast = world.takes('too-fast', 'publish') || lately.length >= POSTS_IN_A_QUARTER;
    const reset = lately[0] && lately.length >= POSTS_IN_A_QUARTER ? Date.parse(lately[0].at) + QUARTER_MS : now().getTime() + (tooFast ? 30_000 : QUARTER_MS);
    c.header('x-rate-limit-limit', String(POSTS_IN_A_QUARTER));
    c.header('x-rate-limit-remaining', String(tooFast ? 0 : POSTS_IN_A_QUARTER - lately.length - 1));
    c.header('x-rate-limit-reset', String(Math.ceil(reset / 1000)));
    if (tooFast) return problem(c, 429, 'Too Many Requests', 'Too Many Requests');
    const asked = await c.req.json().catch(() => null);
    const text = String(asked?.text ?? '');
    const ids: string[] = asked?.media?.media_ids ?? [];
    const parent: string | null = asked?.reply?.in_reply_to_tweet_id ?? null;
    if (text === '' && ids.length === 0) return invalid(c, 'Either text or media must be provided.');
    if (world.takes('refused', 'publish') || weightOf(text) > MOST_WEIGHT) return problem(c, 400, 'Bad Request', 'Your Tweet text is too long. For more information on how Twitter determines text length see https://github.com/twitter/twitter-text.');
    const uploads = ids.map((id) => ownUpload(id, person));
    if (uploads.some((upload) => !upload?.finished || (upload.polls ?? 0) > 0 || (upload.failed && upload.polls !== null))) return invalid(c, 'Your media IDs are invalid.', { 'media.media_ids': ids });
    const films = uploads.filter((upload) => upload!.category !== 'tweet_image').length;
    if (ids.length > 4 || (films > 0 && ids.length > 1)) return invalid(c, 'Tweet can contain at most 4 photos, or 1 GIF or video.', { 'media.media_ids': ids });
    if (parent && !state.tweets.some(({ id }) => id === parent)) return problem(c, 403, 'Forbidden', 'You attempted to reply to a Tweet that is deleted or not visible to you.');
    const isAgain = ids.length === 0 && mine.some((tweet) => tweet.text === text && tweet.parent === parent && tweet.media.length === 0 && now().getTime() - Date.parse(tweet.at) < 86_400_000);
    if (world.takes('duplicate', 'publish') || isAgain) return problem(c, 403, 'Forbidden', 'You are not allowed to create a Tweet with duplicate content.');
    const tweet: Tweet = { id: snowflake(), account: person.id, text, media: ids, parent, at: now().toISOString() };
    state.tweets.push(tweet);
    const { id, text: words, edit_history_tweet_ids: history } = shown(tweet);
    return c.json({ data: { id, text: words, edit_history_tweet_ids: history } }, 201);
  });

  app.get('/api/2/users/:id/tweets', (c) => {
    if (!who(c)) return unauthorized(c);
    const most = Number(c.req.query('max_results') ?? 10);
    if (most < 5 || most > 100) return invalid(c, 'The `max_results` query parameter value is not between 5 and 100.');
    const since = c.req.query('start_time');
    if (since && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(since)) return invalid(c, `The \`start_time\` query parameter value [${since}] is not a valid time.`);
    const all = state.tweets.filter((tweet) => tweet.account === c.req.param('id') && (!since || Date.parse(tweet.at) >= Date.parse(since))).reverse();
    const lagging = world.takes('look-up-lags', 'look-up') ? all.slice(1) : all;
    const found = world.takes('look-up-empty', 'look-up') ? [] : lagging.slice(0, most);
    return c.json(found.length === 0 ? { meta: { result_count: 0 } } : { data: found.map(shown), meta: { result_count: found.length, newest_id: found[0]!.id, oldest_id: found.at(-1)!.id } });
  });
  app.get('/api/2/tweets', (c) => {
    const person = who(c);
    if (!person) return unauthorized(c);
    const ids = (c.req.query('ids') ?? '').split(',');
    const wantsOwn = PRIVATE.some((field) => c.req.query('tweet.fields')?.split(',').includes(field));
    const found = ids.map((id) => state.tweets.find((tweet) => tweet.id === id));
    const refused = (tweet: Tweet) => wantsOwn && (tweet.account !== person.id || now().getTime() - Date.parse(tweet.at) > 30 * 86_400_000);
    const data = found.filter((tweet) => tweet !== undefined && !refused(tweet)).map((tweet) => ({
      ...shown(tweet!),
      public_metrics: { retweet_count: 0, reply_count: state.tweets.filter(({ parent }) => parent === tweet!.id).length, like_count: 3, quote_count: 0, bookmark_count: 1, impression_count: 120 },
      ...(wantsOwn ? { non_public_metrics: { engagements: 9, impression_count: 120, user_profile_clicks: 2, ...(tweet!.text.match(ADDRESS) ? { url_link_clicks: 4 } : {}) } } : {}),
    }));
    const errors = ids.flatMap((id, index): Record<string, unknown>[] => {
      const tweet = found[index];
      if (!tweet) return [{ value: id, detail: `Could not find tweet with ids: [${id}].`, title: 'Not Found Error', resource_type: 'tweet', parameter: 'ids', resource_id: id, type: 'https://api.twitter.com/2/problems/resource-not-found' }];
      return refused(tweet) ? [{ resource_id: id, field: 'non_public_metrics', detail: 'Sorry, you are not authorized to access the field.', title: 'Field Authorization Error', section: 'data', type: 'https://api.twitter.com/2/problems/not-authorized-for-field' }] : [];
    });
    return c.json({ ...(data.length > 0 ? { data } : {}), ...(errors.length > 0 ? { errors } : {}) });
  });
  return app;
}

export const twitter: Simulator<TwitterState> = {
  platform: 'twitter',
  name: 'X',
  begin: () => ({ lastId: 0, desk: beginDesk([{ id: '2001', username: 'demo_gazette', name: 'Demo Gazette', followers: 5230 }, { id: '2002', username: 'demo_editor', name: 'Demo Editor', followers: 412 }]), uploads: [], tweets: [] }),
  app,
  operation(method, path) {
    if (path.startsWith('/site/i/oauth2/')) return 'sign-in';
    // One address gives and renews tokens; what is aimed at it is the renewal.
    if (path.endsWith('/oauth2/token')) return 'refresh';
    if (path.startsWith('/api/2/media/')) return 'prepare';
    if (path === '/api/2/tweets') return method === 'POST' ? 'publish' : 'metrics';
    if (/^\/api\/2\/users\/\d+\/tweets$/.test(path)) return 'look-up';
    return path === '/api/2/users/me' ? 'profile' : null;
  },
  posts: (state) =>
    state.tweets.map((tweet) => ({
      id: tweet.id,
      account: tweet.account,
      author: state.desk.people.find(({ id }) => id === tweet.account)?.name ?? '',
      text: tweet.text,
      at: tweet.at,
      media: tweet.media.map((id) => state.uploads.find((each) => each.id === id)!).map(({ mime, alt }) => ({ kind: mime.startsWith('video') ? ('video' as const) : ('image' as const), alt })),
      ...(tweet.parent ? { parent: tweet.parent } : {}),
      url: `/twitter/site/${state.desk.people.find(({ id }) => id === tweet.account)?.username}/status/${tweet.id}`,
    })),
  revoke: ({ desk }) => endAll(desk),
};
