import { type Context, Hono } from 'hono';
import { nextId, type Simulator, type World } from './kit.ts';
import { bearerOf, beginDesk, consent, type Desk, endAll, giveAccess, giveRefresh, redeem, takeRefresh, whoHas } from './oauth.ts';

interface Publication {
  id: string;
  creator: string;
  title: string;
  privacy: string;
  size: number;
  chunk: number;
  chunks: number;
  received: number;
  begunAt: string;
  /** When its last byte came. */
  wholeAt: string | null;
  /** Polls until it is through with the film. */
  polls: number;
  failed: boolean;
  /** Given out once moderation is over. */
  post: string | null;
  /** Of a post of pictures: where they were fetched from. */
  photos?: string[];
}

export interface TiktokState {
  lastId: number;
  desk: Desk;
  publications: Publication[];
  calls: { token: string; what: string; at: string }[];
  /** Creators with a private account. */
  hidden: string[];
  /** An application that TikTok has not audited posts for its own creators' eyes only. */
  audited: boolean;
}

const ACCESS_SECONDS = 86_400;
const REFRESH_SECONDS = 365 * 86_400;
const ADDRESS_SECONDS = 3_600;
const MODERATION_SECONDS = 60;
const MIB = 1024 * 1024;
const MOST_TITLE = 2_200;
const MOST_PHOTOS = 35;
const MOST_DESCRIPTION = 4_000;
const POSTS_A_DAY = 15;
const CALLS_A_MINUTE: Record<string, number> = { init: 6, status: 30, creator_info: 20 };
const FIRST_POST = '7500000000000000000';

const answer = (c: Context, data: Record<string, unknown>) => c.json({ data, error: { code: 'ok', message: '', log_id: '20261123090000DEMO' } });
const refusal = (c: Context, status: 200 | 400 | 401 | 403 | 404 | 429, code: string, message: string) => c.json({ data: {}, error: { code, message, log_id: '20261123090000DEMO' } }, status);
const unsigned = (c: Context) => refusal(c, 401, 'access_token_invalid', 'The access token is invalid or not found in the request.');

function app(world: World<TiktokState>): Hono {
  const { state } = world;
  const app = new Hono({ strict: false });
  const signedIn = (c: Context) => whoHas(world, state.desk, bearerOf(c));
  const secondsSince = (at: string) => (world.now().getTime() - Date.parse(at)) / 1000;
  const privacyOf = (creator: string) => [state.hidden.includes(creator) ? 'FOLLOWER_OF_CREATOR' : 'PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'];
  const hasHadEnough = (creator: string) => state.publications.filter((each) => each.creator === creator && each.wholeAt && secondsSince(each.wholeAt) < 86_400).length >= POSTS_A_DAY;

  /** So many requests a minute of one kind for one token. */
  function isTooFast(token: string, what: string): boolean {
    state.calls = state.calls.filter(({ at }) => secondsSince(at) < 60);
    if (state.calls.filter((call) => call.token === token && call.what === what).length >= CALLS_A_MINUTE[what]!) return true;
    state.calls.push({ token, what, at: world.now().toISOString() });
    return false;
  }
  const tooFast = (c: Context) => refusal(c, 429, 'rate_limit_exceeded', 'The request rate limit has been exceeded. Please try again later.');

  app.on(['GET', 'POST'], ['/www/v2/auth/authorize'], async (c): Promise<Response> => {
    if (!c.req.query('client_key') || c.req.query('response_type') !== 'code') return c.text('Something went wrong. client_key', 400);
    return consent(c, world, state.desk, 'TikTok');
  });
  app.post('/api/v2/oauth/token', async (c) => {
    const given = Object.fromEntries(Object.entries(await c.req.parseBody()).map(([name, value]) => [name, String(value)]));
    const no = (error: string, error_description: string) => c.json({ error, error_description, log_id: '20261123090000DEMO' }, 400);
    if (!given.client_key || !given.client_secret) return no('invalid_client', 'Client key or secret is incorrect.');
    const granted = (person: string, scopes: string[]) =>
      c.json({ access_token: giveAccess(world, state.desk, person, scopes, ACCESS_SECONDS, 'act.').value, expires_in: ACCESS_SECONDS, open_id: person, refresh_token: giveRefresh(world, state.desk, person, scopes, REFRESH_SECONDS, 'rft.').value, refresh_expires_in: REFRESH_SECONDS, scope: scopes.join(','), token_type: 'Bearer' });
    if (given.grant_type === 'refresh_token') {
      const refresh = takeRefresh(world, state.desk, given.refresh_token ?? '', false);
      if (!refresh) return no('invalid_grant', 'Refresh token is invalid or expired.');
      refresh.ended = true;
      return granted(refresh.person, refresh.scopes);
    }
    const who = redeem(world, state.desk, { code: given.code ?? '', redirectUri: given.redirect_uri ?? '', verifier: given.code_verifier ?? null, proof: 'hex' });
    return who ? granted(who.person.id, who.scopes) : no('invalid_grant', 'Authorization code is expired.');
  });

  app.get('/api/v2/user/info', (c) => {
    const who = signedIn(c)?.person;
    if (!who) return unsigned(c);
    const asked = (c.req.query('fields') ?? '').split(',');
    const user = { open_id: who.id, union_id: `union-${who.id}`, avatar_url: `${world.at}/tiktok/files/${who.id}.jpg`, display_name: who.name, username: who.username, profile_deep_link: `${world.at}/tiktok/www/@${who.username}`, follower_count: who.followers, following_count: 9, likes_count: 0, video_count: state.publications.filter((each) => each.creator === who.id && each.post).length };
    return answer(c, { user: Object.fromEntries(Object.entries(user).filter(([name]) => asked.includes(name))) });
  });
  app.post('/api/v2/post/publish/creator_info/query', (c) => {
    const who = signedIn(c);
    if (!who) return unsigned(c);
    if (isTooFast(who.token.value, 'creator_info')) return tooFast(c);
    const { person } = who;
    if (hasHadEnough(person.id)) return refusal(c, 200, 'spam_risk_too_many_posts', 'The daily post cap from the API is reached for the current user.');
    const isHidden = state.hidden.includes(person.id);
    return answer(c, { creator_avatar_url: `${world.at}/tiktok/files/${person.id}.jpg`, creator_username: person.username, creator_nickname: person.name, privacy_level_options: privacyOf(person.id), comment_disabled: false, duet_disabled: isHidden, stitch_disabled: isHidden, max_video_post_duration_sec: 600 });
  });

  app.post('/api/v2/post/publish/video/init', async (c) => {
    const who = signedIn(c);
    if (!who) return unsigned(c);
    if (!who.token.scopes.includes('video.publish')) return refusal(c, 401, 'scope_not_authorized', 'The user did not authorize the scope required for completing this request.');
    if (isTooFast(who.token.value, 'init')) return tooFast(c);
    const { post_info: post, source_info: source } = (await c.req.json().catch(() => ({}))) as { post_info?: Record<string, unknown>; source_info?: Record<string, unknown> };
    const bad = (message: string) => refusal(c, 400, 'invalid_params', message);
    if (!post || source?.source !== 'FILE_UPLOAD') return bad('The source info is invalid.');
    const [size, chunk, chunks] = [Number(source.video_size), Number(source.chunk_size), Number(source.total_chunk_count)];
    if (![size, chunk, chunks].every((each) => Number.isInteger(each) && each > 0) || chunks > 1_000) return bad('The video info is empty or invalid.');
    const isOne = size < 5 * MIB || chunk === size;
    if (isOne ? chunk !== size || chunks !== 1 || size > 64 * MIB : chunk < 5 * MIB || chunk > 64 * MIB || chunks !== Math.floor(size / chunk)) return bad('The total chunk count is invalid');
    const title = String(post.title ?? '');
    if (title.length > MOST_TITLE) return bad('The title is too long.');
    const privacy = String(post.privacy_level ?? '');
    if (!privacyOf(who.person.id).includes(privacy)) return refusal(c, 403, 'privacy_level_option_mismatch', 'The privacy level is not among the options of the creator.');
    if (!state.audited && !(state.hidden.includes(who.person.id) && privacy === 'SELF_ONLY')) return refusal(c, 403, 'unaudited_client_can_only_post_to_private_accounts', 'Please review our integration guidelines at https://developers.tiktok.com/doc/content-sharing-guidelines/');
    if (hasHadEnough(who.person.id)) return refusal(c, 403, 'spam_risk_too_many_posts', 'The daily post cap from the API is reached for the current user.');
    const id = `v_pub_file~v2-1.${nextId(state, FIRST_POST)}`;
    state.publications.push({ id, creator: who.person.id, title, privacy, size, chunk, chunks, received: 0, begunAt: world.now().toISOString(), wholeAt: null, polls: world.takes('slow-processing', 'prepare') ? 3 : 0, failed: world.takes('processing-fails', 'prepare'), post: null });
    return answer(c, { publish_id: id, upload_url: `${world.at}/tiktok/upload/video/?upload_id=${encodeURIComponent(id)}&upload_token=demo` });
  });
  app.post('/api/v2/post/publish/content/init', async (c) => {
    const who = signedIn(c);
    if (!who || world.takes('expired', 'publish')) return unsigned(c);
    if (isTooFast(who.token.value, 'init') || world.takes('too-fast', 'publish')) return tooFast(c);
    const { post_info: post, source_info: source, post_mode, media_type } = (await c.req.json().catch(() => ({}))) as { post_info?: Record<string, unknown>; source_info?: Record<string, unknown>; post_mode?: string; media_type?: string };
    const bad = (message: string) => refusal(c, 400, 'invalid_params', message);
    if (!post || source?.source !== 'PULL_FROM_URL' || post_mode !== 'DIRECT_POST' || media_type !== 'PHOTO') return bad('The source info is invalid.');
    const photos = (source.photo_images ?? []) as string[];
    if (photos.length === 0 || photos.length > MOST_PHOTOS || !photos.every((url) => /^https?:\/\//.test(url))) return bad('The photo images are empty, too many or no addresses.');
    if (!(Number(source.photo_cover_index) >= 0 && Number(source.photo_cover_index) < photos.length)) return bad('The cover is none of the photos.');
    if (String(post.description ?? '').length > MOST_DESCRIPTION || String(post.title ?? '').length > 90 || world.takes('refused', 'publish')) return bad('The description is too long.');
    const privacy = String(post.privacy_level ?? '');
    if (!privacyOf(who.person.id).includes(privacy)) return refusal(c, 403, 'privacy_level_option_mismatch', 'The privacy level is not among the options of the creator.');
    if (hasHadEnough(who.person.id)) return refusal(c, 403, 'spam_risk_too_many_posts', 'The daily post cap from the API is reached for the current user.');
    const id = `p_pub_url~v2.${nextId(state, FIRST_POST)}`;
    const begunAt = world.now().toISOString();
    state.publications.push({ id, creator: who.person.id, title: String(post.description ?? ''), privacy, size: 0, chunk: 0, chunks: 0, received: 0, begunAt, wholeAt: begunAt, polls: world.takes('slow-processing', 'publish') ? 3 : 0, failed: world.takes('processing-fails', 'publish'), post: null, photos });
    return answer(c, { publish_id: id });
  });
  app.put('/upload/video', async (c) => {
    const publication = state.publications.find(({ id }) => id === c.req.query('upload_id'));
    if (!publication) return c.body(null, 404);
    const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(c.req.header('Content-Range') ?? '') ?? [];
    const bytes = (await c.req.arrayBuffer()).byteLength;
    const isLast = Number(last) + 1 === publication.size;
    if (isLast && world.takes('expired', 'publish')) return unsigned(c);
    if (isLast && world.takes('too-fast', 'publish')) return tooFast(c);
    if (secondsSince(publication.begunAt) > ADDRESS_SECONDS) return c.body(null, 403);
    if (!(c.req.header('Content-Type') ?? '').startsWith('video/') || total === undefined || Number(total) !== publication.size || bytes !== Number(last) - Number(first) + 1) return refusal(c, 400, 'invalid_params', 'The request headers do not fit the video.');
    if (isLast && world.takes('refused', 'publish')) return refusal(c, 400, 'invalid_params', 'The video is invalid.');
    if (publication.wholeAt || Number(first) !== publication.received) return c.body(null, 416, { 'Content-Range': `bytes 0-${publication.received - 1}/${publication.size}` });
    const index = Math.floor(Number(first) / publication.chunk);
    if (bytes !== (index === publication.chunks - 1 ? publication.size - Number(first) : publication.chunk)) return refusal(c, 400, 'invalid_params', 'The chunk is not as long as it was said to be.');
    publication.received += bytes;
    if (!isLast) return c.body(null, 206, { 'Content-Range': `bytes 0-${last}/${total}` });
    publication.wholeAt = world.now().toISOString();
    return c.body(null, 201, { 'Content-Range': `bytes 0-${last}/${total}` });
  });
  app.post('/api/v2/post/publish/status/fetch', async (c) => {
    const who = signedIn(c);
    if (!who) return unsigned(c);
    if (isTooFast(who.token.value, 'status')) return tooFast(c);
    const { publish_id } = (await c.req.json().catch(() => ({}))) as { publish_id?: string };
    const publication = state.publications.find(({ id, creator }) => id === publish_id && creator === who.person.id);
    if (!publication || world.takes('look-up-empty', 'look-up')) return refusal(c, 400, 'invalid_publish_id', 'The publish id does not exist.');
    if (!publication.wholeAt || world.takes('look-up-lags', 'look-up')) return answer(c, { status: 'PROCESSING_UPLOAD', uploaded_bytes: publication.wholeAt ? 0 : publication.received });
    if (publication.polls > 0) {
      publication.polls -= 1;
      return answer(c, { status: 'PROCESSING_UPLOAD', uploaded_bytes: publication.size });
    }
    if (publication.failed) return answer(c, { status: 'FAILED', fail_reason: publication.photos ? 'photo_pull_failed' : 'file_format_check_failed', uploaded_bytes: publication.size });
    // Moderation looks at what is for all to see; until then, and for the rest, there is no id.
    if (publication.privacy === 'PUBLIC_TO_EVERYONE' && secondsSince(publication.wholeAt) >= MODERATION_SECONDS) publication.post ??= nextId(state, FIRST_POST);
    return answer(c, { status: 'PUBLISH_COMPLETE', publicaly_available_post_id: publication.post ? [publication.post] : [], uploaded_bytes: publication.size });
  });

  app.post('/api/v2/video/query', async (c) => {
    const who = signedIn(c);
    if (!who) return unsigned(c);
    const { filters } = (await c.req.json().catch(() => ({}))) as { filters?: { video_ids?: string[] } };
    const ids = filters?.video_ids ?? [];
    if (ids.length > 20) return refusal(c, 400, 'invalid_params', 'At most 20 video ids can be queried.');
    const asked = (c.req.query('fields') ?? '').split(',');
    const videos = state.publications.filter(({ post, creator }) => post !== null && ids.includes(post) && creator === who.person.id).map(({ post, title, wholeAt }) => ({ id: post, title, create_time: Math.floor(Date.parse(wholeAt!) / 1000), share_url: `${world.at}/tiktok/www/@${who.person.username}/video/${post}`, view_count: 0, like_count: 0, comment_count: 0, share_count: 0 }));
    return answer(c, { videos: videos.map((video) => Object.fromEntries(Object.entries(video).filter(([name]) => asked.includes(name)))) });
  });
  return app;
}

export const tiktok: Simulator<TiktokState> = {
  platform: 'tiktok',
  name: 'TikTok',
  begin: () => ({ lastId: 0, desk: beginDesk([{ id: '-000demoGazette', username: 'demo_gazette', name: 'Demo Gazette', followers: 880 }, { id: '-000demoEditor', username: 'demo_editor', name: 'Demo Editor', followers: 12 }]), publications: [], calls: [], hidden: [], audited: true }),
  app,
  operation(method, path, _query, headers) {
    const route = path.replace(/\/$/, '');
    if (route.startsWith('/www/')) return 'sign-in';
    if (route === '/api/v2/oauth/token') return 'refresh';
    if (route.endsWith('/user/info') || route.endsWith('/creator_info/query')) return 'profile';
    if (route.endsWith('/video/init')) return 'prepare';
    if (route.endsWith('/content/init')) return 'publish';
    if (route.endsWith('/status/fetch')) return 'look-up';
    if (route.endsWith('/video/query')) return 'metrics';
    if (method !== 'PUT' || route !== '/upload/video') return null;
    const [, last, total] = /-(\d+)\/(\d+)$/.exec(headers.get('Content-Range') ?? '') ?? [];
    return Number(last) + 1 === Number(total) ? 'publish' : 'prepare';
  },
  // What moderation has not let out yet has no id of its own, and is known by its upload's.
  posts: (state) => {
    const whole = state.publications.filter(({ wholeAt, failed }) => wholeAt && !failed);
    return whole.map(({ id, post, creator, title, wholeAt, photos }) => ({ id: post ?? id, account: creator, author: state.desk.people.find((person) => person.id === creator)?.name ?? '', text: title, at: wholeAt!, media: photos ? photos.map((photo) => ({ kind: 'image' as const, alt: '', url: photo })) : [{ kind: 'video' as const, alt: '' }], url: `/tiktok/www/@${state.desk.people.find((person) => person.id === creator)?.username}/video/${post ?? id}` }));
  },
  revoke: ({ desk }) => endAll(desk),
};
