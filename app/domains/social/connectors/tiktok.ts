import { accepted, asForm, asJson, at, bearer, confirmed, deferred, expired, listAt, numberAt, rejected, textAt, withQuery } from './answers.ts';
import { type Account, type Answer, type Connector, type Json, type Kept, type Limits, type Media, type Piece, PlatformRefused, type Prepared, type Profile, type Published, type Reading, type Tokens, type Wire } from './connector.ts';

const SCOPES = ['user.info.basic', 'user.info.profile', 'user.info.stats', 'video.publish', 'video.list'];
const PROFILE_FIELDS = 'open_id,avatar_url,display_name,username,profile_deep_link,follower_count,following_count,video_count';
const VIDEO_FIELDS = 'id,share_url,view_count,like_count,comment_count,share_count';

/** No chunk is smaller, but for a film that is smaller as a whole; the last one takes what is left over. */
const SMALLEST_CHUNK = 5 * 1024 * 1024;
const MOST_CHUNKS = 1_000;
/** So many chunks, and then a pause: no preparing lasts longer than the lease of whoever prepares. */
const CHUNKS_AT_ONCE = 8;
/** The address for the bytes lasts an hour. Only afterwards is a first try surely dead, and a second one begun. */
const ADDRESS_LASTS_MS = 3_600_000;
const IDS_AT_ONCE = 20;

const LIMITS: Limits = {
  text: { most: 2_200, counted: 'units' },
  formats: ['video'],
  images: 0,
  videos: 1,
  mixed: false,
  needsMedia: true,
  alt: false,
  thread: 1,
  firstComment: false,
  link: 'text',
  quota: { posts: 15, seconds: 86_400 },
};

const PRIVACY = [
  { value: 'PUBLIC_TO_EVERYONE', label: 'Everyone' },
  { value: 'FOLLOWER_OF_CREATOR', label: 'Followers' },
  { value: 'MUTUAL_FOLLOW_FRIENDS', label: 'Friends' },
  { value: 'SELF_ONLY', label: 'Only you' },
];

/** What an editor can make something of; for the rest, TikTok's own words do. */
const SENTENCES: Record<string, string> = {
  spam_risk_too_many_posts: 'TikTok takes no more posts from this account today.',
  spam_risk_user_banned_from_posting: 'TikTok has barred this account from posting.',
  reached_active_user_cap: 'TikTok lets no more people post through our application today.',
  unaudited_client_can_only_post_to_private_accounts: 'TikTok has not audited our application yet: it may post only to private accounts.',
  privacy_level_option_mismatch: 'This account does not offer what was chosen for “Who sees it”.',
  file_format_check_failed: 'TikTok cannot read a film of this format.',
  duration_check_failed: 'The film is too long or too short for TikTok.',
  frame_rate_check_failed: 'TikTok does not take the frame rate of this film.',
  picture_size_check_failed: 'TikTok does not take a film of this size in pixels.',
  video_pull_failed: 'TikTok could not read the film.',
  publish_cancelled: 'The post was cancelled.',
  auth_removed: 'The owner withdrew our access while TikTok was at work.',
};

/** Who says so passes; a pause would be in vain. */
const TODAY = ['spam_risk_too_many_posts', 'reached_active_user_cap'];

const codeOf = (answer: Answer) => textAt(answer.json, 'error', 'code');
const said = (answer: Answer) => SENTENCES[codeOf(answer) ?? '']?.replace(/\.$/, '') ?? textAt(answer.json, 'error', 'message') ?? textAt(answer.json, 'error_description');

/** TikTok may say no inside a good answer. */
function read(wire: Wire, answer: Answer): unknown {
  const code = codeOf(answer);
  if (code === 'access_token_invalid' || code === 'scope_not_authorized') throw new PlatformRefused('expired', 'TikTok does not accept the sign-in any more.');
  if (code === 'rate_limit_exceeded') return accepted({ ...answer, status: 429 }, 'TikTok', wire.now());
  if (answer.status === 200 && code !== null && code !== 'ok') throw new PlatformRefused('refused', `TikTok says: ${(said(answer) ?? code).replace(/\.$/, '')}.`);
  return accepted(answer, 'TikTok', wire.now(), said(answer));
}

const post = (wire: Wire, { accessToken }: Pick<Account, 'accessToken'>, path: string, body: unknown = {}) => wire.call(asJson('POST', `${wire.hosts.api}/v2/${path}`, body, { ...bearer(accessToken), 'Content-Type': 'application/json; charset=UTF-8' }));
const creatorOf = (wire: Wire, account: Pick<Account, 'accessToken'>) => post(wire, account, 'post/publish/creator_info/query/');

async function profileOf(wire: Wire, accessToken: string): Promise<Profile> {
  const user = at(read(wire, await wire.call({ method: 'GET', url: withQuery(`${wire.hosts.api}/v2/user/info/`, { fields: PROFILE_FIELDS }), headers: bearer(accessToken) })), 'data', 'user');
  const creator = at(read(wire, await creatorOf(wire, { accessToken })), 'data');
  const offered = listAt(creator, 'privacy_level_options');
  const username = textAt(user, 'username') ?? textAt(creator, 'creator_username') ?? '';
  return {
    platformAccountId: textAt(user, 'open_id') ?? '',
    username,
    displayName: textAt(user, 'display_name') ?? textAt(creator, 'creator_nickname') ?? '',
    image: textAt(user, 'avatar_url'),
    url: textAt(user, 'profile_deep_link') ?? `https://www.tiktok.com/@${username}`,
    followers: numberAt(user, 'follower_count'),
    following: numberAt(user, 'following_count'),
    posts: numberAt(user, 'video_count'),
    data: { privacyLevels: PRIVACY.filter(({ value }) => offered.includes(value)).map((level) => ({ ...level })), mostSeconds: numberAt(creator, 'max_video_post_duration_sec') },
  };
}

async function tokens(wire: Wire, values: Record<string, string>): Promise<Tokens> {
  const answer = await wire.call(asForm(`${wire.hosts.api}/v2/oauth/token/`, { client_key: wire.client?.id ?? '', client_secret: wire.client?.secret ?? '', ...values }));
  if (textAt(answer.json, 'error') === 'invalid_grant') throw new PlatformRefused('revoked', 'TikTok does not know this sign-in any more.');
  const refusal = textAt(answer.json, 'error');
  if (answer.status < 400 && refusal) throw new PlatformRefused('refused', `TikTok says: ${(said(answer) ?? refusal).replace(/\.$/, '')}.`);
  const json = accepted(answer, 'TikTok', wire.now(), said(answer));
  const seconds = numberAt(json, 'expires_in');
  return { accessToken: textAt(json, 'access_token') ?? '', refreshToken: textAt(json, 'refresh_token'), expiresAt: seconds === null ? null : new Date(wire.now().getTime() + seconds * 1000), scopes: (textAt(json, 'scope') ?? '').split(',').filter(Boolean) };
}

const textOf = ({ text, link }: Piece) => (link && !text.includes(link) ? `${text}\n\n${link}` : text).trim();
const filmOf = (piece: Piece) => piece.media.find(({ kind }) => kind === 'video');

interface Cut {
  chunk: number;
  count: number;
}

/** TikTok divides and rounds down: the last chunk is the largest. */
function cutOf(size: number): Cut {
  const chunk = Math.min(size, Math.max(SMALLEST_CHUNK, Math.ceil(size / MOST_CHUNKS)));
  return { chunk, count: Math.max(Math.floor(size / chunk), 1) };
}

async function sendingOf(handle: Kept, film: Media, from: number, to: number) {
  const headers = { 'Content-Type': film.mime, 'Content-Range': `bytes ${from}-${to - 1}/${film.byteSize}` };
  return { method: 'PUT' as const, url: String(handle.uploadUrl), headers, body: await film.read(from, to) };
}

interface Progress {
  status: string;
  bytes: number;
  reason: string | null;
  post: string | null;
}

/** What TikTok knows of an upload; null when it knows none by that name. */
async function progressOf(wire: Wire, account: Pick<Account, 'accessToken'>, publishId: string): Promise<Progress | null> {
  const answer = await post(wire, account, 'post/publish/status/fetch/', { publish_id: publishId });
  if (codeOf(answer) === 'invalid_publish_id') return null;
  const data = at(read(wire, answer), 'data');
  // Their spelling.
  const ids = listAt(data, 'publicaly_available_post_id');
  return { status: textAt(data, 'status') ?? '', bytes: numberAt(data, 'uploaded_bytes') ?? 0, reason: textAt(data, 'fail_reason'), post: textAt(ids, 0) };
}

const refusedFor = (reason: string | null): Prepared => ({ kind: 'refused', code: reason ?? 'failed', sentence: SENTENCES[reason ?? ''] ?? `TikTok did not take the film: ${reason ?? 'it gave no reason'}.` });

async function begin(wire: Wire, account: Account, piece: Piece, film: Media): Promise<Kept | Prepared> {
  const { chunk, count } = cutOf(film.byteSize);
  const { options } = piece;
  const answer = await post(wire, account, 'post/publish/video/init/', {
    post_info: {
      title: textOf(piece),
      privacy_level: options.privacy,
      disable_comment: options.comments !== true,
      disable_duet: options.duets !== true,
      disable_stitch: options.stitches !== true,
      brand_content_toggle: options.paidPartnership === true,
      brand_organic_toggle: options.ownBrand === true,
      is_aigc: options.madeByAi === true,
    },
    source_info: { source: 'FILE_UPLOAD', video_size: film.byteSize, chunk_size: chunk, total_chunk_count: count },
  });
  const code = codeOf(answer) ?? '';
  if (TODAY.includes(code)) throw new PlatformRefused('too-fast', SENTENCES[code]!, 3_600);
  if (answer.status === 400 || answer.status === 403) return { kind: 'refused', code, sentence: SENTENCES[code] ?? `TikTok refuses this post: ${(said(answer) ?? 'it is not valid').replace(/\.$/, '')}.` };
  const data = at(read(wire, answer), 'data');
  return { publishId: textAt(data, 'publish_id'), uploadUrl: textAt(data, 'upload_url'), begunAt: wire.now().toISOString() };
}

const isPrepared = (value: Kept | Prepared): value is Prepared => typeof value.kind === 'string';
const isOver = (wire: Wire, { begunAt }: Kept) => wire.now().getTime() - Date.parse(String(begunAt)) > ADDRESS_LASTS_MS;

/** All chunks but the last, which is the one that publishes. */
async function sendAllButLast(wire: Wire, handle: Kept, film: Media, bytes: number): Promise<Prepared> {
  const { chunk, count } = cutOf(film.byteSize);
  const first = Math.floor(bytes / chunk);
  for (let index = first; index < count - 1; index += 1) {
    if (index - first === CHUNKS_AT_ONCE) return { kind: 'wait', seconds: 1, sentence: 'The film is on its way to TikTok.' };
    const answer = await wire.call(await sendingOf(handle, film, index * chunk, (index + 1) * chunk));
    // It has that chunk already, or the address is over: its own count tells the next time.
    if (answer.status === 416 || answer.status === 403) throw new PlatformRefused('unavailable', 'TikTok lost its place in the film.', 30);
    read(wire, answer);
  }
  return { kind: 'ready' };
}

const urlOf = (account: Account, video: string) => `https://www.tiktok.com/@${account.username}/video/${video}`;
/** Until moderation is over, a post has no other name than the one of its upload. */
const publishedFrom = (account: Account, publishId: string, video: string | null): Published => ({ id: video ?? publishId, url: video ? urlOf(account, video) : null, data: { publishId } });

async function statisticsOf(wire: Wire, account: Account, ids: string[]): Promise<unknown[]> {
  const videos: unknown[] = [];
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) videos.push(...listAt(read(wire, await post(wire, account, `video/query/?fields=${VIDEO_FIELDS}`, { filters: { video_ids: ids.slice(from, from + IDS_AT_ONCE) } })), 'data', 'videos'));
  return videos;
}

export const tiktok: Connector = {
  platform: 'tiktok',
  name: 'TikTok',
  certainty: { post: 'handle' },
  limits: LIMITS,
  options: [
    { name: 'privacy', label: 'Who sees it', kind: 'choice', required: true, choices: PRIVACY, choicesOf: 'privacyLevels' },
    // TikTok wants all of these off until a person turns them on.
    { name: 'comments', label: 'Let people comment', kind: 'switch', fallback: false },
    { name: 'duets', label: 'Let people make duets', kind: 'switch', fallback: false },
    { name: 'stitches', label: 'Let people make stitches', kind: 'switch', fallback: false },
    { name: 'ownBrand', label: 'Promotes your own brand', kind: 'switch', fallback: false },
    { name: 'paidPartnership', label: 'Paid partnership', kind: 'switch', fallback: false },
    { name: 'madeByAi', label: 'Made with AI', kind: 'switch', fallback: false },
  ],
  hosts: { www: 'https://www.tiktok.com', api: 'https://open.tiktokapis.com' },
  uploadHosts: ['tiktokapis.com'],
  connecting: {
    way: 'oauth',
    scopes: SCOPES,
    pkce: 'hex',
    authorizeUrl: (wire, { state, challenge, redirectUri }) =>
      withQuery(`${wire.hosts.www}/v2/auth/authorize/`, {
        client_key: wire.client?.id,
        response_type: 'code',
        scope: SCOPES.join(','),
        redirect_uri: redirectUri,
        state,
        ...(challenge ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
      }),
    async exchange(wire, { code, verifier, redirectUri }) {
      const given = await tokens(wire, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...(verifier ? { code_verifier: verifier } : {}) });
      return { accounts: [{ ...(await profileOf(wire, given.accessToken)), ...given }] };
    },
  },
  warnDays: [],
  refresh: (wire, { refreshToken }) => tokens(wire, { grant_type: 'refresh_token', refresh_token: refreshToken ?? '' }),
  profile: (wire, account) => profileOf(wire, account.accessToken),
  async preflight(wire, account, piece) {
    const answer = await creatorOf(wire, account);
    const refusal = SENTENCES[codeOf(answer) ?? ''];
    if (refusal) return refusal;
    const creator = at(read(wire, answer), 'data');
    const most = numberAt(creator, 'max_video_post_duration_sec');
    const seconds = filmOf(piece)?.seconds ?? null;
    if (!listAt(creator, 'privacy_level_options').includes(piece.options.privacy)) return SENTENCES.privacy_level_option_mismatch!;
    if (most !== null && seconds !== null && seconds > most) return `TikTok takes films of up to ${most} seconds from this account; this one has ${Math.ceil(seconds)}.`;
    return piece.options.comments === true && at(creator, 'comment_disabled') === true ? 'This account has comments turned off on TikTok.' : null;
  },
  async prepare(wire, account, piece, handle, keep) {
    const film = filmOf(piece);
    if (!film) return { kind: 'refused', code: 'no-film', sentence: 'TikTok takes films.' };
    if (handle.publishId) {
      const progress = await progressOf(wire, account, String(handle.publishId));
      if (progress?.status === 'FAILED' && progress.bytes >= film.byteSize) return refusedFor(progress.reason);
      const isWhole = (progress?.bytes ?? 0) >= film.byteSize;
      if (!isOver(wire, handle) && progress?.status !== 'FAILED') return sendAllButLast(wire, handle, film, isWhole ? film.byteSize : (progress?.bytes ?? 0));
      if (isWhole || progress?.status === 'PUBLISH_COMPLETE') return { kind: 'ready' };
    }
    const begun = await begin(wire, account, piece, film);
    if (isPrepared(begun)) return begun;
    await keep(begun);
    return sendAllButLast(wire, begun, film, 0);
  },
  async fire(wire, account, piece, handle) {
    const film = filmOf(piece)!;
    const { chunk, count } = cutOf(film.byteSize);
    return {
      request: await sendingOf(handle, film, (count - 1) * chunk, film.byteSize),
      // 206 and 416 are left unclear: TikTok counts otherwise than we do, and a look tells how.
      read(answer) {
        const { status } = answer;
        if (status === 201) return confirmed(String(handle.publishId), null, { publishId: String(handle.publishId) });
        if (status === 401) return expired('TikTok does not accept the sign-in any more.');
        if (status === 403) return deferred(answer, wire.now(), 'The address for the film is over. A new one is asked for.');
        if (status === 429) return deferred(answer, wire.now(), 'TikTok asks us to slow down.');
        if (status === 400) return rejected(codeOf(answer) ?? 'invalid', `TikTok refuses this film: ${(said(answer) ?? 'it is not valid').replace(/\.$/, '')}.`);
        return null;
      },
    };
  },
  async lookUp(wire, account, piece, handle) {
    const publishId = String(handle.publishId);
    const progress = await progressOf(wire, account, publishId);
    if (progress === null) return { kind: 'unclear', sentence: 'TikTok does not know the upload at the moment.' };
    const { status, bytes, reason, post: video } = progress;
    if (status === 'PUBLISH_COMPLETE') return { kind: 'found', published: publishedFrom(account, publishId, video) };
    if (status === 'FAILED') return { kind: 'absent', proof: `TikTok did not publish it: ${SENTENCES[reason ?? ''] ?? `${reason ?? 'it gave no reason'}.`}` };
    const size = filmOf(piece)?.byteSize ?? 0;
    if (bytes < size) return { kind: 'absent', proof: `TikTok has ${bytes} of ${size} bytes, and publishes nothing without the last of them.` };
    return { kind: 'unclear', sentence: 'TikTok has the film and is still working on it.' };
  },
  async metrics(wire, account, ids) {
    const videos = new Map<string, string>();
    const readings = new Map<string, Reading>();
    const nothing = { impressions: null, reach: null, engagements: null, clicks: null, shares: null, saves: null, comments: null, likes: null };
    for (const id of ids) {
      // A post that we know by its upload: its own id came later.
      const progress = /^\d+$/.test(id) ? null : await progressOf(wire, account, id);
      const video = progress ? progress.post : id;
      if (video) videos.set(video, id);
      else if (progress) readings.set(id, { ...nothing, raw: { status: progress.status, reason: progress.reason } });
    }
    for (const found of await statisticsOf(wire, account, [...videos.keys()])) {
      const count = (name: string) => numberAt(found, name);
      const [views, likes, comments, shares] = [count('view_count'), count('like_count'), count('comment_count'), count('share_count')];
      const raw: Json = { video: textAt(found, 'id'), url: textAt(found, 'share_url'), views };
      const engagements = likes === null || comments === null || shares === null ? null : likes + comments + shares;
      readings.set(videos.get(textAt(found, 'id') ?? '') ?? '', { ...nothing, impressions: views, engagements, shares, comments, likes, raw });
    }
    return readings;
  },
};
