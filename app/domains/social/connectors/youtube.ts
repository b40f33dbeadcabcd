import { accepted, asForm, asJson, at, bearer, confirmed, expired, listAt, numberAt, rejected, textAt, withQuery } from './answers.ts';
import { type Answer, type Connector, type Json, type Limits, PlatformRefused, type Profile, type Published, type Reading, type Wire } from './connector.ts';
import { MOST_TAGS, prepareFilm, privacyOf, statusOf, textOf } from './youtube-film.ts';
import { api, get, pauseOf, read, reasonOf, said, sentence } from './youtube-wire.ts';

/** Everything that we do: upload, publish, pictures, comments. */
const SCOPE = 'https://www.googleapis.com/auth/youtube.force-ssl';
const MOST_UNVERIFIED_SECONDS = 15 * 60;
const IDS_AT_ONCE = 50;

const LIMITS: Limits = {
  text: { most: 5_000, counted: 'units', mostBytes: 5_000 },
  title: { most: 100, counted: 'units', required: true },
  formats: ['video'],
  // The picture that stands for the film.
  images: 1,
  videos: 1,
  mixed: true,
  needsMedia: true,
  alt: false,
  thread: 1,
  firstComment: true,
  link: 'text',
};

async function profileOf(wire: Wire, accessToken: string): Promise<Profile> {
  const channel = listAt(read(wire, await get(wire, { accessToken }, 'channels', { part: 'snippet,statistics,status', mine: 'true' })), 'items')[0];
  if (!channel) throw new PlatformRefused('refused', 'This Google account has no YouTube channel.');
  const handle = textAt(channel, 'snippet', 'customUrl');
  const id = textAt(channel, 'id') ?? '';
  return {
    platformAccountId: id,
    username: handle ?? id,
    displayName: textAt(channel, 'snippet', 'title') ?? '',
    image: textAt(channel, 'snippet', 'thumbnails', 'default', 'url'),
    url: `https://www.youtube.com/${handle ?? `channel/${id}`}`,
    followers: at(channel, 'statistics', 'hiddenSubscriberCount') === true ? null : numberAt(channel, 'statistics', 'subscriberCount'),
    following: null,
    posts: numberAt(channel, 'statistics', 'videoCount'),
    data: { longUploads: textAt(channel, 'status', 'longUploadsStatus') },
  };
}

async function token(wire: Wire, values: Record<string, string>): Promise<{ accessToken: string; refreshToken: string | null; expiresAt: Date | null; scopes: string[] }> {
  const answer = await wire.call(asForm(`${wire.hosts.oauth}/token`, { client_id: wire.client?.id ?? '', client_secret: wire.client?.secret ?? '', ...values }));
  if (textAt(answer.json, 'error') === 'invalid_grant') throw new PlatformRefused('revoked', 'Google does not know this sign-in any more. It was withdrawn, or lay unused for half a year.');
  const json = accepted(answer, 'Google', wire.now(), said(answer));
  const seconds = numberAt(json, 'expires_in');
  return { accessToken: textAt(json, 'access_token') ?? '', refreshToken: textAt(json, 'refresh_token'), expiresAt: seconds === null ? null : new Date(wire.now().getTime() + seconds * 1000), scopes: (textAt(json, 'scope') ?? '').split(' ').filter(Boolean) };
}

const watch = (id: string) => `https://www.youtube.com/watch?v=${id}`;

function outcomeOf(wire: Wire, answer: Answer, take: (json: unknown) => Published | null, locked: (json: unknown) => string | null) {
  const { status, json } = answer;
  if (status === 200) {
    const published = take(json);
    const why = published ? null : locked(json);
    return published ? confirmed(published.id, published.url) : why ? rejected('locked', why) : null;
  }
  if (status === 401) return expired('YouTube does not accept the sign-in any more.');
  const pause = pauseOf(answer, wire.now());
  if (pause) return { kind: 'deferred' as const, ...pause };
  if (status === 400 || status === 403 || status === 404) return rejected(reasonOf(answer) ?? 'refused', sentence(answer, 'this cannot be published'));
  return null;
}

export const youtube: Connector = {
  platform: 'youtube',
  name: 'YouTube',
  certainty: { post: 'handle', comment: 'search' },
  limits: LIMITS,
  options: [
    {
      name: 'privacy',
      label: 'Who sees it',
      kind: 'choice',
      fallback: 'public',
      choices: [
        { value: 'public', label: 'Everyone' },
        { value: 'unlisted', label: 'Everyone who has the link' },
        { value: 'private', label: 'Nobody but you' },
      ],
    },
    {
      name: 'category',
      label: 'Category',
      kind: 'choice',
      fallback: '22',
      choices: [
        ['1', 'Film and animation'], ['2', 'Cars and vehicles'], ['10', 'Music'], ['15', 'Pets and animals'], ['17', 'Sport'], ['19', 'Travel and events'], ['20', 'Gaming'], ['22', 'People and blogs'],
        ['23', 'Comedy'], ['24', 'Entertainment'], ['25', 'News and politics'], ['26', 'How-to and style'], ['27', 'Education'], ['28', 'Science and technology'], ['29', 'Nonprofits and activism'],
      ].map(([value = '', label = '']) => ({ value, label })),
    },
    { name: 'tags', label: 'Tags', kind: 'text', most: MOST_TAGS, hint: 'With commas between them.' },
    { name: 'madeForKids', label: 'Made for children', kind: 'switch', fallback: false, hint: 'YouTube turns comments off for such films.' },
  ],
  hosts: { accounts: 'https://accounts.google.com', oauth: 'https://oauth2.googleapis.com', api: 'https://www.googleapis.com' },
  uploadHosts: ['googleapis.com'],
  connecting: {
    way: 'oauth',
    scopes: [SCOPE],
    pkce: 'base64url',
    authorizeUrl: (wire, { state, challenge, redirectUri }) =>
      withQuery(`${wire.hosts.accounts}/o/oauth2/v2/auth`, {
        response_type: 'code',
        client_id: wire.client?.id,
        redirect_uri: redirectUri,
        scope: SCOPE,
        state,
        // Without both, a second consent brings no refresh token.
        access_type: 'offline',
        prompt: 'consent',
        ...(challenge ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
      }),
    async exchange(wire, { code, verifier, redirectUri }) {
      const tokens = await token(wire, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...(verifier ? { code_verifier: verifier } : {}) });
      return { accounts: [{ ...(await profileOf(wire, tokens.accessToken)), ...tokens }] };
    },
  },
  warnDays: [],
  refresh: (wire, { refreshToken }) => token(wire, { grant_type: 'refresh_token', refresh_token: refreshToken ?? '' }),
  profile: (wire, account) => profileOf(wire, account.accessToken),
  async preflight(_wire, account, { media }) {
    const film = media.find(({ kind }) => kind === 'video');
    const isLong = (film?.seconds ?? 0) > MOST_UNVERIFIED_SECONDS;
    return isLong && account.data.longUploads && account.data.longUploads !== 'allowed' ? 'YouTube takes films of more than 15 minutes only from channels with a confirmed phone number.' : null;
  },
  prepare: async (wire, account, piece, handle, keep) => (piece.part === 'post' ? prepareFilm(wire, account, piece, handle, keep) : { kind: 'ready' }),
  fire(wire, account, piece, handle) {
    if (piece.part === 'comment') {
      const body = { snippet: { videoId: piece.parent?.id, topLevelComment: { snippet: { textOriginal: textOf(piece) } } } };
      const take = (json: unknown) => {
        const id = textAt(json, 'id');
        return id ? { id, url: `${watch(piece.parent?.id ?? '')}&lc=${id}`, data: {} } : null;
      };
      return { request: asJson('POST', api(wire, 'commentThreads', { part: 'snippet' }), body, bearer(account.accessToken)), read: (answer) => outcomeOf(wire, answer, take, () => null) };
    }
    const video = String(handle.video);
    const wanted = privacyOf(piece);
    const privacy = (json: unknown) => textAt(json, 'status', 'privacyStatus');
    return {
      request: asJson('PUT', api(wire, 'videos', { part: 'status' }), { id: video, status: statusOf(piece, wanted) }, bearer(account.accessToken)),
      read: (answer) =>
        outcomeOf(
          wire,
          answer,
          (json) => (textAt(json, 'id') === video && privacy(json) === wanted ? { id: video, url: watch(video), data: {} } : null),
          (json) => (privacy(json) === 'private' ? 'YouTube keeps the film private: our application there has not been audited yet.' : null),
        ),
    };
  },
  async lookUp(wire, account, piece, handle) {
    const video = String(handle.video ?? '');
    const found = listAt(read(wire, await get(wire, account, 'videos', { part: 'status', id: video })), 'items')[0];
    const privacy = textAt(found, 'status', 'privacyStatus');
    if (privacy === null) return { kind: 'unclear', sentence: 'YouTube does not show the film at the moment.' };
    if (privacy === privacyOf(piece)) return { kind: 'found', published: { id: video, url: watch(video), data: {} } };
    return privacy === 'private' ? { kind: 'absent', proof: 'The film is still private, and making one film public twice makes no second one.' } : { kind: 'unclear', sentence: `Somebody has made the film ${privacy} on YouTube.` };
  },
  async recent(wire, account, since, piece) {
    const json = read(wire, await get(wire, account, 'commentThreads', { part: 'snippet', videoId: piece.parent?.id ?? '', order: 'time', maxResults: '100', textFormat: 'plainText' }));
    return listAt(json, 'items')
      .map((thread) => ({ id: textAt(thread, 'id') ?? '', comment: at(thread, 'snippet', 'topLevelComment', 'snippet') }))
      .filter(({ comment }) => textAt(comment, 'authorChannelId', 'value') === account.platformAccountId)
      .map(({ id, comment }) => ({ id, url: `${watch(piece.parent?.id ?? '')}&lc=${id}`, text: textAt(comment, 'textOriginal') ?? textAt(comment, 'textDisplay') ?? '', mediaCount: 0, at: new Date(textAt(comment, 'publishedAt') ?? 0), data: {} }))
      .filter(({ at: when }) => when >= since);
  },
  async metrics(wire, account, ids) {
    const readings = new Map<string, Reading>();
    for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
      const json = read(wire, await get(wire, account, 'videos', { part: 'statistics', id: ids.slice(from, from + IDS_AT_ONCE).join(',') }));
      for (const item of listAt(json, 'items')) {
        const count = (name: string) => numberAt(item, 'statistics', name);
        const [views, likes, comments] = [count('viewCount'), count('likeCount'), count('commentCount')];
        const raw: Json = { views, favourites: count('favoriteCount') };
        // It leaves out what a channel hides. A view is the nearest to what others call an impression.
        readings.set(textAt(item, 'id') ?? '', { impressions: views, reach: null, engagements: likes === null || comments === null ? null : likes + comments, clicks: null, shares: null, saves: null, comments, likes, raw });
      }
    }
    return readings;
  },
};
