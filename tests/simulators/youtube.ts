import { type Context, Hono } from 'hono';
import { nextId, type Simulator, type World } from './kit.ts';
import { bearerOf, beginDesk, consent, type Desk, endAll, giveAccess, giveRefresh, redeem, takeRefresh, whoHas } from './oauth.ts';

interface Video {
  id: string;
  channel: string;
  title: string;
  description: string;
  tags: string[];
  category: string;
  privacy: string;
  madeForKids: boolean;
  /** Polls until it is processed. */
  polls: number;
  failed: boolean;
  thumbnail: string | null;
  at: string;
}

interface Session {
  id: string;
  channel: string;
  size: number;
  received: number;
  asked: Pick<Video, 'title' | 'description' | 'tags' | 'category' | 'privacy' | 'madeForKids'>;
  until: string;
  video: string | null;
}

interface Comment {
  id: string;
  channel: string;
  video: string;
  text: string;
  at: string;
}

export interface YoutubeState {
  lastId: number;
  desk: Desk;
  /** Codes that a refresh token comes with, and who gave consent before. */
  offline: string[];
  consented: string[];
  sessions: Session[];
  videos: Video[];
  comments: Comment[];
  /** An application that Google has not audited keeps its films private. */
  audited: boolean;
  /** Channels without a confirmed phone number set no pictures. */
  unconfirmed: string[];
  quota: { day: string; units: number; inserts: number };
}

const ACCESS_SECONDS = 3_599;
const SESSION_SECONDS = 7 * 86_400;
const STEP = 256 * 1024;
const UNITS_A_DAY = 10_000;
const INSERTS_A_DAY = 100;
const MOST_THUMBNAIL = 2 * 1024 * 1024;
const CATEGORIES = ['1', '2', '10', '15', '17', '19', '20', '22', '23', '24', '25', '26', '27', '28', '29'];
const PRIVACIES = ['public', 'unlisted', 'private'];

type Status = 400 | 401 | 403 | 404;
const refusal = (c: Context, status: Status, reason: string, message: string, domain = 'youtube.video') => c.json({ error: { code: status, message, errors: [{ message, domain, reason }] } }, status);
const unsigned = (c: Context) => c.json({ error: { code: 401, message: 'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.', errors: [{ message: 'Invalid Credentials', domain: 'global', reason: 'authError', location: 'Authorization', locationType: 'header' }], status: 'UNAUTHENTICATED' } }, 401);
const overQuota = (c: Context) => refusal(c, 403, 'quotaExceeded', 'The request cannot be completed because you have exceeded your <a href="/youtube/v3/getting-started#quota">quota</a>.', 'youtube.quota');
const bytesOf = (text: string) => new TextEncoder().encode(text).length;

type Asked = { id?: string; snippet?: Record<string, unknown>; status?: Record<string, unknown> };

function app(world: World<YoutubeState>): Hono {
  const { state } = world;
  const app = new Hono();
  const signedIn = (c: Context) => whoHas(world, state.desk, bearerOf(c))?.person ?? null;

  /** Two buckets a day, by the calendar of California. */
  function spend(units: number, inserts = 0): boolean {
    const day = world.now().toLocaleDateString('en-CA', { timeZone: 'America/Los_Angeles' });
    if (state.quota.day !== day) state.quota = { day, units: 0, inserts: 0 };
    if (state.quota.units + units > UNITS_A_DAY || state.quota.inserts + inserts > INSERTS_A_DAY) return false;
    state.quota.units += units;
    state.quota.inserts += inserts;
    return true;
  }

  app.on(['GET', 'POST'], ['/accounts/o/oauth2/v2/auth'], async (c): Promise<Response> => {
    const answer = await consent(c, world, state.desk, 'YouTube');
    const back = answer.headers.get('Location');
    const code = back && new URL(back).searchParams.get('code');
    if (!code) return answer;
    const person = state.desk.codes.find(({ value }) => value === code)!.person;
    // A second consent brings no refresh token, unless it was asked for as if it were the first.
    if (c.req.query('access_type') === 'offline' && (c.req.query('prompt')?.includes('consent') || !state.consented.includes(person))) state.offline.push(code);
    state.consented.push(person);
    return answer;
  });
  app.post('/oauth/token', async (c) => {
    const given = Object.fromEntries(Object.entries(await c.req.parseBody()).map(([name, value]) => [name, String(value)]));
    if (!given.client_id || !given.client_secret) return c.json({ error: 'invalid_client', error_description: 'The OAuth client was not found.' }, 401);
    const answer = (token: { value: string; scopes: string[] }, more: Record<string, unknown> = {}) => c.json({ access_token: token.value, expires_in: ACCESS_SECONDS, scope: token.scopes.join(' '), token_type: 'Bearer', ...more });
    if (given.grant_type === 'refresh_token') {
      const refresh = takeRefresh(world, state.desk, given.refresh_token ?? '', false);
      return refresh ? answer(giveAccess(world, state.desk, refresh.person, refresh.scopes, ACCESS_SECONDS, 'ya29.')) : c.json({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 400);
    }
    const who = redeem(world, state.desk, { code: given.code ?? '', redirectUri: given.redirect_uri ?? '', verifier: given.code_verifier ?? null });
    if (!who) return c.json({ error: 'invalid_grant', error_description: 'Bad Request' }, 400);
    const access = giveAccess(world, state.desk, who.person.id, who.scopes, ACCESS_SECONDS, 'ya29.');
    return answer(access, state.offline.includes(given.code ?? '') ? { refresh_token: giveRefresh(world, state.desk, who.person.id, who.scopes, null, '1//').value } : {});
  });

  app.get('/api/youtube/v3/channels', (c) => {
    const who = signedIn(c);
    if (!who) return unsigned(c);
    if (!spend(1)) return overQuota(c);
    const mine = state.videos.filter(({ channel }) => channel === who.id);
    return c.json({ kind: 'youtube#channelListResponse', pageInfo: { totalResults: 1, resultsPerPage: 5 }, items: [{ kind: 'youtube#channel', id: who.id, snippet: { title: who.name, description: '', customUrl: `@${who.username}`, thumbnails: { default: { url: `${world.at}/youtube/files/${who.id}.jpg`, width: 88, height: 88 } } }, statistics: { viewCount: '0', subscriberCount: String(who.followers), hiddenSubscriberCount: false, videoCount: String(mine.length) }, status: { privacyStatus: 'public', isLinked: true, longUploadsStatus: state.unconfirmed.includes(who.id) ? 'eligible' : 'allowed' } }] });
  });

  const whyNotTaken = (c: Context, { snippet, status }: Asked): Response | null => {
    const [title, description] = [String(snippet?.title ?? ''), String(snippet?.description ?? '')];
    const tags = Array.isArray(snippet?.tags) ? (snippet.tags as string[]) : [];
    if (title.trim() === '' || title.length > 100 || /[<>]/.test(title)) return refusal(c, 400, 'invalidTitle', 'The request metadata specifies an invalid or empty video title.');
    if (bytesOf(description) > 5_000 || /[<>]/.test(description)) return refusal(c, 400, 'invalidDescription', 'The request metadata specifies an invalid video description.');
    if (tags.reduce((sum, tag) => sum + tag.length + (tag.includes(' ') ? 2 : 0), 0) + Math.max(tags.length - 1, 0) > 500) return refusal(c, 400, 'invalidTags', 'The request metadata specifies invalid video keywords.');
    if (!CATEGORIES.includes(String(snippet?.categoryId ?? '22'))) return refusal(c, 400, 'invalidCategoryId', 'The <code>snippet.categoryId</code> property specifies an invalid category ID.');
    return PRIVACIES.includes(String(status?.privacyStatus ?? 'public')) ? null : refusal(c, 400, 'invalidVideoMetadata', 'The request metadata is invalid.');
  };
  const videoOf = (video: Video) => ({
    kind: 'youtube#video',
    id: video.id,
    snippet: { publishedAt: video.at, channelId: video.channel, title: video.title, description: video.description, tags: video.tags, categoryId: video.category },
    status: { uploadStatus: video.failed ? 'failed' : video.polls > 0 ? 'uploaded' : 'processed', ...(video.failed ? { failureReason: 'codec' } : {}), privacyStatus: video.privacy, license: 'youtube', embeddable: true, publicStatsViewable: true, madeForKids: video.madeForKids, selfDeclaredMadeForKids: video.madeForKids },
    processingDetails: { processingStatus: video.failed ? 'failed' : video.polls > 0 ? 'processing' : 'succeeded' },
    statistics: { viewCount: '0', likeCount: '0', favoriteCount: '0', commentCount: String(state.comments.filter((comment) => comment.video === video.id).length) },
  });
  const partsOf = (c: Context, video: Video) => {
    const parts = (c.req.query('part') ?? '').split(',');
    return Object.fromEntries(Object.entries(videoOf(video)).filter(([name]) => name === 'kind' || name === 'id' || parts.includes(name)));
  };

  app.post('/api/upload/youtube/v3/videos', async (c) => {
    const who = signedIn(c);
    if (!who) return unsigned(c);
    if (c.req.query('uploadType') !== 'resumable') return refusal(c, 400, 'badRequest', 'Only resumable uploads are simulated.', 'global');
    const asked = (await c.req.json().catch(() => ({}))) as Asked;
    const size = Number(c.req.header('X-Upload-Content-Length'));
    if (!Number.isInteger(size) || size < 1) return refusal(c, 400, 'mediaBodyRequired', 'The request does not include the video content.');
    const refused = whyNotTaken(c, asked);
    if (refused) return refused;
    if (!spend(0, 1)) return overQuota(c);
    const { snippet, status } = asked;
    const id = `upload-${nextId(state)}`;
    state.sessions.push({ id, channel: who.id, size, received: 0, video: null, until: new Date(world.now().getTime() + SESSION_SECONDS * 1000).toISOString(), asked: { title: String(snippet?.title), description: String(snippet?.description ?? ''), tags: (snippet?.tags as string[] | undefined) ?? [], category: String(snippet?.categoryId ?? '22'), privacy: String(status?.privacyStatus ?? 'public'), madeForKids: status?.selfDeclaredMadeForKids === true } });
    return c.body(null, 200, { Location: `${world.at}/youtube/api/upload/youtube/v3/videos?uploadType=resumable&part=${c.req.query('part') ?? ''}&upload_id=${id}` });
  });
  app.put('/api/upload/youtube/v3/videos', async (c) => {
    const session = state.sessions.find(({ id }) => id === c.req.query('upload_id'));
    if (!session || session.until < world.now().toISOString()) return c.text('Not Found', 404);
    const finished = () => c.json(partsOf(c, state.videos.find(({ id }) => id === session.video)!), 201);
    const more = () => c.body(null, 308 as never, session.received > 0 ? { Range: `bytes=0-${session.received - 1}` } : {});
    if (session.video) return finished();
    const [, from, to, total] = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+)$/.exec(c.req.header('Content-Range') ?? '') ?? [];
    const bytes = (await c.req.arrayBuffer()).byteLength;
    if (total === undefined || Number(total) !== session.size) return c.text('Failed to parse Content-Range header.', 400);
    if (from === undefined) return more();
    const length = Number(to) - Number(from) + 1;
    const isLast = Number(to) + 1 === session.size;
    if (bytes !== length || (!isLast && length % STEP !== 0)) return c.text('Invalid request. The number of bytes uploaded is required to be equal or greater than 262144, except for the final request (it\'s recommended to be the exact multiple of 262144).', 400);
    if (Number(from) !== session.received) return more();
    session.received += bytes;
    if (!isLast) return more();
    const video: Video = { id: `demo${nextId(state).padStart(7, '0')}`, channel: session.channel, ...session.asked, privacy: state.audited ? session.asked.privacy : 'private', polls: world.takes('slow-processing', 'prepare') ? 3 : 1, failed: world.takes('processing-fails', 'prepare'), thumbnail: null, at: world.now().toISOString() };
    state.videos.push(video);
    session.video = video.id;
    return finished();
  });
  app.post('/api/upload/youtube/v3/thumbnails/set', async (c) => {
    const who = signedIn(c);
    if (!who) return unsigned(c);
    if (!spend(50)) return overQuota(c);
    const video = state.videos.find(({ id, channel }) => id === c.req.query('videoId') && channel === who.id);
    if (!video) return refusal(c, 404, 'videoNotFound', 'The video that you are trying to insert a thumbnail image for cannot be found.', 'youtube.thumbnail');
    if (state.unconfirmed.includes(who.id)) return refusal(c, 403, 'forbidden', "The authenticated user doesn't have permissions to upload and set custom video thumbnails.", 'youtube.thumbnail');
    const type = c.req.header('Content-Type') ?? '';
    if (!['image/jpeg', 'image/png', 'application/octet-stream'].includes(type)) return refusal(c, 400, 'invalidImage', 'The provided image content is invalid.', 'youtube.thumbnail');
    if ((await c.req.arrayBuffer()).byteLength > MOST_THUMBNAIL) return refusal(c, 400, 'mediaBodyTooLarge', 'Media is too large. Limit: 2097152', 'global');
    video.thumbnail = type;
    return c.json({ kind: 'youtube#thumbnailSetResponse', items: [{ default: { url: `${world.at}/youtube/files/${video.id}.jpg` } }] });
  });

  app.get('/api/youtube/v3/videos', (c) => {
    const who = signedIn(c);
    if (!who) return unsigned(c);
    if (!spend(1)) return overQuota(c);
    const ids = (c.req.query('id') ?? '').split(',');
    const isPolled = (c.req.query('part') ?? '').includes('processingDetails');
    const found = world.takes('look-up-empty', 'look-up') ? [] : state.videos.filter((video) => ids.includes(video.id) && (video.privacy !== 'private' || video.channel === who.id));
    const lags = world.takes('look-up-lags', 'look-up');
    const items = found.map((video) => partsOf(c, lags ? { ...video, privacy: 'private' } : video));
    if (isPolled) for (const video of found) video.polls = Math.max(video.polls - 1, 0);
    return c.json({ kind: 'youtube#videoListResponse', items, pageInfo: { totalResults: items.length, resultsPerPage: items.length } });
  });
  app.put('/api/youtube/v3/videos', async (c) => {
    const who = signedIn(c);
    if (!who || world.takes('expired', 'publish')) return unsigned(c);
    if (!spend(50) || world.takes('too-fast', 'publish')) return overQuota(c);
    const asked = (await c.req.json().catch(() => ({}))) as Asked;
    const video = state.videos.find(({ id }) => id === asked.id);
    if (!video) return refusal(c, 404, 'videoNotFound', "The video that you are trying to update cannot be found. Check the value of the <code>id</code> field in the request body to ensure that it is correct.");
    if (video.channel !== who.id || world.takes('refused', 'publish')) return refusal(c, 403, 'forbidden', 'The video cannot be updated.');
    const privacy = String(asked.status?.privacyStatus ?? 'public');
    if (c.req.query('part') !== 'status' || !PRIVACIES.includes(privacy)) return refusal(c, 400, 'invalidVideoMetadata', 'The request metadata is invalid.');
    if (video.privacy === 'private' && privacy !== 'private') video.at = world.now().toISOString();
    // What a part leaves out, it takes away.
    video.privacy = state.audited ? privacy : 'private';
    video.madeForKids = asked.status?.selfDeclaredMadeForKids === true;
    return c.json(partsOf(c, video));
  });

  const threadOf = ({ id, channel, video, text, at }: Comment) => ({ kind: 'youtube#commentThread', id, snippet: { channelId: channel, videoId: video, topLevelComment: { kind: 'youtube#comment', id, snippet: { authorChannelId: { value: channel }, authorDisplayName: state.desk.people.find((person) => person.id === channel)?.name, videoId: video, textDisplay: text, textOriginal: text, likeCount: 0, publishedAt: at, updatedAt: at } }, canReply: true, totalReplyCount: 0, isPublic: true } });
  app.get('/api/youtube/v3/commentThreads', (c) => {
    if (!signedIn(c)) return unsigned(c);
    if (!spend(1)) return overQuota(c);
    const found = world.takes('look-up-empty', 'look-up') || world.takes('look-up-lags', 'look-up') ? [] : state.comments.filter(({ video }) => video === c.req.query('videoId'));
    return c.json({ kind: 'youtube#commentThreadListResponse', items: found.reverse().map(threadOf), pageInfo: { totalResults: found.length, resultsPerPage: 100 } });
  });
  app.post('/api/youtube/v3/commentThreads', async (c) => {
    const who = signedIn(c);
    if (!who || world.takes('expired', 'publish')) return unsigned(c);
    if (!spend(50) || world.takes('too-fast', 'publish')) return overQuota(c);
    const { snippet } = (await c.req.json().catch(() => ({}))) as { snippet?: { videoId?: string; topLevelComment?: { snippet?: { textOriginal?: string } } } };
    const text = snippet?.topLevelComment?.snippet?.textOriginal ?? '';
    const video = state.videos.find(({ id }) => id === snippet?.videoId);
    if (!video) return refusal(c, 404, 'videoNotFound', 'The video identified by the <code>videoId</code> parameter could not be found.', 'youtube.commentThread');
    if (video.madeForKids || world.takes('refused', 'publish')) return refusal(c, 403, 'commentsDisabled', 'The video identified by the <code>videoId</code> parameter has disabled comments.', 'youtube.commentThread');
    if (text === '') return refusal(c, 400, 'commentTextRequired', 'The <code>commentThread</code> resource that is being inserted must specify a value for the <code>textOriginal</code> property.', 'youtube.commentThread');
    if (text.length > 10_000) return refusal(c, 400, 'commentTextTooLong', 'The text of the comment is too long.', 'youtube.commentThread');
    const comment = { id: `Ugx${nextId(state).padStart(8, '0')}`, channel: who.id, video: video.id, text, at: world.now().toISOString() };
    state.comments.push(comment);
    return c.json(threadOf(comment));
  });
  return app;
}

const nameOf = ({ desk }: YoutubeState, channel: string) => desk.people.find(({ id }) => id === channel)?.name ?? '';

export const youtube: Simulator<YoutubeState> = {
  platform: 'youtube',
  name: 'YouTube',
  begin: () => ({
    lastId: 0,
    desk: beginDesk([{ id: 'UCdemoGazette00000000000', username: 'demo_gazette', name: 'Demo Gazette', followers: 5120 }, { id: 'UCdemoEditor000000000000', username: 'demo_editor', name: 'Demo Editor', followers: 31 }]),
    offline: [],
    consented: [],
    sessions: [],
    videos: [],
    comments: [],
    audited: true,
    unconfirmed: [],
    quota: { day: '', units: 0, inserts: 0 },
  }),
  app,
  operation(method, path, query) {
    if (path.startsWith('/accounts/')) return 'sign-in';
    if (path === '/oauth/token') return 'refresh';
    if (path.startsWith('/api/upload/')) return 'prepare';
    if (path.endsWith('/channels')) return 'profile';
    if (path.endsWith('/commentThreads')) return method === 'POST' ? 'publish' : 'look-up';
    if (!path.endsWith('/videos')) return null;
    return method === 'PUT' ? 'publish' : query.get('part') === 'statistics' ? 'metrics' : (query.get('part') ?? '').includes('processingDetails') ? 'prepare' : 'look-up';
  },
  posts: (state) => [
    ...state.videos.filter(({ privacy }) => privacy !== 'private').map((video) => ({ id: video.id, account: video.channel, author: nameOf(state, video.channel), title: video.title, text: video.description, at: video.at, media: [{ kind: 'video' as const, alt: '' }], url: `/youtube/www/watch?v=${video.id}` })),
    ...state.comments.map(({ id, channel, video, text, at }) => ({ id, account: channel, author: nameOf(state, channel), text, at, media: [], parent: video, url: `/youtube/www/watch?v=${video}&lc=${id}` })),
  ],
  revoke: ({ desk }) => endAll(desk),
};
