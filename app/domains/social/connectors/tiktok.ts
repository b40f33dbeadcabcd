import { accepted, asForm, at, bearer, confirmed, deferred, expired, listAt, numberAt, rejected, textAt, withQuery } from './answers.ts';
import { type Account, type Connector, type Json, type Limits, PlatformRefused, type Profile, type Published, type Reading, type Tokens, type Wire } from './connector.ts';
import { filmOf, lastChunk, prepareFilm, progressOf } from './tiktok-film.ts';
import { isPhotos, photosFiring, whyNoPhotos } from './tiktok-photos.ts';
import { codeOf, post, read, SENTENCES, said } from './tiktok-wire.ts';

const SCOPES = ['user.info.basic', 'user.info.profile', 'user.info.stats', 'video.publish', 'video.list'];
const PROFILE_FIELDS = 'open_id,avatar_url,display_name,username,profile_deep_link,follower_count,following_count,video_count';
const VIDEO_FIELDS = 'id,share_url,view_count,like_count,comment_count,share_count';

const IDS_AT_ONCE = 20;

const LIMITS: Limits = {
  text: { most: 2_200, counted: 'units' },
  formats: ['video', 'image', 'carousel'],
  images: 35,
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
  certaintyOf: (_data, format) => (format === 'image' || format === 'carousel' ? { post: 'nothing' } : tiktok.certainty),
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
    { name: 'music', label: 'Let TikTok add music to pictures', kind: 'switch', fallback: false },
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
  prepare: (wire, account, piece, handle, keep) => (isPhotos(piece) ? Promise.resolve(whyNoPhotos(piece)) : prepareFilm(wire, account, piece, handle, keep)),
  async fire(wire, account, piece, handle) {
    if (isPhotos(piece)) return photosFiring(wire, account, piece);
    return {
      request: await lastChunk(piece, handle),
      // 206, 403 and 416 are left unclear: the bytes may have come with an earlier try, and a look tells.
      read(answer) {
        const { status } = answer;
        if (status === 201) return confirmed(String(handle.publishId), null, { publishId: String(handle.publishId) });
        if (status === 401) return expired('TikTok does not accept the sign-in any more.');
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
  async settled(wire, account, id) {
    if (/^\d+$/.test(id)) return { kind: 'live', id, url: publishedFrom(account, id, id).url };
    const progress = await progressOf(wire, account, id);
    if (progress?.status === 'FAILED') return { kind: 'gone', sentence: `TikTok took it and then did not publish it: ${SENTENCES[progress.reason ?? ''] ?? `${progress.reason ?? 'it gave no reason'}.`}` };
    if (progress?.status !== 'PUBLISH_COMPLETE' || !progress.post) return { kind: 'pending' };
    const { id: video, url } = publishedFrom(account, id, progress.post);
    return { kind: 'live', id: video, url };
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
