import { accepted, asForm, asJson, at, bearer, confirmed, expired, listAt, numberAt, rejected, secondsUntil, textAt, withQuery } from './answers.ts';
import { type Account, type Answer, type Connector, type Json, type Kept, type Limits, type Media, type Piece, PlatformRefused, type Prepared, type Profile, type Published, type Reading, type Wire } from './connector.ts';

/** Everything that we do: upload, publish, pictures, comments. */
const SCOPE = 'https://www.googleapis.com/auth/youtube.force-ssl';
/** YouTube wants multiples of 256 KiB. */
const PART = 8 * 1024 * 1024;
/** So many parts, and then a pause: no preparing lasts longer than the lease of whoever prepares. */
const PARTS_AT_ONCE = 8;
const MOST_UNVERIFIED_SECONDS = 15 * 60;
const MOST_TAGS = 500;
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

const reasonOf = (answer: Answer) => textAt(answer.json, 'error', 'errors', 0, 'reason');
const said = (answer: Answer) => textAt(answer.json, 'error', 'message')?.replace(/<[^>]+>/g, '') ?? textAt(answer.json, 'error_description');
const sentence = (answer: Answer, otherwise: string) => `YouTube says: ${(said(answer) ?? otherwise).replace(/\.$/, '')}.`;

const DAILY = ['quotaExceeded', 'dailyLimitExceeded'];
const HURRIED = ['rateLimitExceeded', 'userRateLimitExceeded', 'uploadRateLimitExceeded', 'uploadLimitExceeded'];

/** Google's quotas begin anew at midnight in California; on the two days when its clocks change this is an hour off. */
function secondsToMidnight(now: Date): number {
  const [hours = 0, minutes = 0, seconds = 0] = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Los_Angeles', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(now).split(':').map(Number);
  return 86_400 - (hours * 3600 + minutes * 60 + seconds);
}

/** Google says "too fast" with 403, and tells it apart by a reason; null where it is something else. */
function pauseOf(answer: Answer, now: Date): { seconds: number; sentence: string } | null {
  const reason = reasonOf(answer) ?? '';
  if (answer.status === 429) return { seconds: secondsUntil(answer, now), sentence: 'YouTube asks us to slow down.' };
  if (DAILY.includes(reason)) return { seconds: secondsToMidnight(now), sentence: 'The daily quota of our application at YouTube is used up. It begins anew at midnight in California.' };
  return HURRIED.includes(reason) ? { seconds: 900, sentence: 'YouTube asks us to slow down.' } : null;
}

function read(wire: Wire, answer: Answer): unknown {
  const pause = answer.status >= 400 && answer.status < 500 ? pauseOf(answer, wire.now()) : null;
  if (pause) throw new PlatformRefused('too-fast', pause.sentence, pause.seconds);
  return accepted(answer, 'YouTube', wire.now(), said(answer));
}

const api = (wire: Wire, path: string, query: Record<string, string>) => withQuery(`${wire.hosts.api}/youtube/v3/${path}`, query);
const get = (wire: Wire, { accessToken }: Pick<Account, 'accessToken'>, path: string, query: Record<string, string>) => wire.call({ method: 'GET', url: api(wire, path, query), headers: bearer(accessToken) });

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

const textOf = ({ text, link }: Piece) => (link && !text.includes(link) ? `${text}\n\n${link}` : text).trim();
const tagsOf = ({ options }: Piece) => String(options.tags ?? '').split(',').map((tag) => tag.trim()).filter(Boolean);
/** A tag with a space in it counts two more, for the quotation marks that YouTube puts around it. */
const lengthOf = (tags: string[]) => tags.reduce((sum, tag) => sum + tag.length + (tag.includes(' ') ? 2 : 0), 0) + Math.max(tags.length - 1, 0);
const privacyOf = ({ options }: Piece) => String(options.privacy || 'public');
const statusOf = (piece: Piece, privacyStatus: string) => ({ privacyStatus, selfDeclaredMadeForKids: piece.options.madeForKids === true, license: 'youtube', embeddable: true, publicStatsViewable: true });

function whyNotTaken(piece: Piece): string | null {
  if (!piece.title?.trim()) return 'A film on YouTube needs a title.';
  if (/[<>]/.test(piece.title) || /[<>]/.test(piece.text)) return 'YouTube takes neither < nor > in a title or a description.';
  return lengthOf(tagsOf(piece)) > MOST_TAGS ? `All tags together may have ${MOST_TAGS} characters.` : null;
}

async function beginUpload(wire: Wire, account: Account, piece: Piece, film: Media): Promise<string> {
  const body = { snippet: { title: piece.title, description: textOf(piece), categoryId: String(piece.options.category || '22'), tags: tagsOf(piece) }, status: statusOf(piece, 'private') };
  const url = withQuery(`${wire.hosts.api}/upload/youtube/v3/videos`, { uploadType: 'resumable', part: 'snippet,status' });
  const answer = await wire.call(asJson('POST', url, body, { ...bearer(account.accessToken), 'X-Upload-Content-Length': String(film.byteSize), 'X-Upload-Content-Type': film.mime }));
  read(wire, answer);
  const session = answer.headers.get('Location');
  if (!session) throw new PlatformRefused('unreadable', 'YouTube did not say where the film goes.');
  return session;
}

type Uploaded = { kind: 'whole'; video: string } | { kind: 'part'; next: number } | { kind: 'gone' };

/** 308: so much has arrived. 404: the session is over, and what it held is dropped. */
function uploadedBy(wire: Wire, answer: Answer): Uploaded {
  if (answer.status === 308) return { kind: 'part', next: Number(/-(\d+)$/.exec(answer.headers.get('Range') ?? '')?.[1] ?? -1) + 1 };
  if (answer.status === 404 || answer.status === 410) return { kind: 'gone' };
  const video = textAt(read(wire, answer), 'id');
  if (!video) throw new PlatformRefused('unreadable', 'YouTube took the film without saying which it is.');
  return { kind: 'whole', video };
}

const statusQuery = async (wire: Wire, account: Account, session: string, film: Media) => uploadedBy(wire, await wire.call({ method: 'PUT', url: session, headers: { ...bearer(account.accessToken), 'Content-Range': `bytes */${film.byteSize}` } }));

async function sendPart(wire: Wire, account: Account, session: string, film: Media, from: number): Promise<Uploaded> {
  const to = Math.min(from + PART, film.byteSize);
  const headers = { ...bearer(account.accessToken), 'Content-Type': film.mime, 'Content-Range': `bytes ${from}-${to - 1}/${film.byteSize}` };
  return uploadedBy(wire, await wire.call({ method: 'PUT', url: session, headers, body: await film.read(from, to) }));
}

/** Sends what is missing. Null: more is to come. */
async function sendFilm(wire: Wire, account: Account, session: string, film: Media): Promise<{ video: string } | 'gone' | null> {
  let uploaded = await statusQuery(wire, account, session, film);
  for (let parts = 0; uploaded.kind === 'part' && parts < PARTS_AT_ONCE; parts += 1) uploaded = await sendPart(wire, account, session, film, uploaded.next);
  return uploaded.kind === 'whole' ? { video: uploaded.video } : uploaded.kind === 'gone' ? 'gone' : null;
}

const WAIT_FOR_PARTS: Prepared = { kind: 'wait', seconds: 1, sentence: 'The film is on its way to YouTube.' };

async function prepareFilm(wire: Wire, account: Account, piece: Piece, begun: Kept, keep: (handle: Kept) => Promise<void>): Promise<Prepared> {
  let handle = begun;
  const also = async (more: Kept) => {
    handle = { ...handle, ...more };
    await keep(handle);
  };
  const why = whyNotTaken(piece);
  const film = piece.media.find(({ kind }) => kind === 'video');
  if (why || !film) return { kind: 'refused', code: 'invalid', sentence: why ?? 'YouTube takes films.' };
  if (!handle.video) {
    try {
      if (!handle.session) await also({ session: await beginUpload(wire, account, piece, film) });
    } catch (error) {
      if (error instanceof PlatformRefused && error.why === 'refused') return { kind: 'refused', code: 'invalid', sentence: error.message };
      throw error;
    }
    const sent = await sendFilm(wire, account, String(handle.session), film);
    if (sent === 'gone') await also({ session: null });
    if (sent === null || sent === 'gone') return WAIT_FOR_PARTS;
    await also({ video: sent.video });
  }
  const picture = piece.media.find(({ kind }) => kind === 'image');
  if (picture && !handle.thumbnail) {
    const url = withQuery(`${wire.hosts.api}/upload/youtube/v3/thumbnails/set`, { videoId: String(handle.video), uploadType: 'media' });
    const answer = await wire.call({ method: 'POST', url, headers: { ...bearer(account.accessToken), 'Content-Type': picture.mime }, body: await picture.read(0, picture.byteSize) });
    if (answer.status === 400 || (answer.status === 403 && !pauseOf(answer, wire.now()))) return { kind: 'refused', code: 'thumbnail', sentence: sentence(answer, 'this picture cannot stand for the film') };
    read(wire, answer);
    await also({ thumbnail: true });
  }
  return processed(wire, account, String(handle.video));
}

async function processed(wire: Wire, account: Account, video: string): Promise<Prepared> {
  const status = at(listAt(read(wire, await get(wire, account, 'videos', { part: 'status,processingDetails', id: video })), 'items')[0], 'status');
  const why = textAt(status, 'failureReason') ?? textAt(status, 'rejectionReason');
  const upload = textAt(status, 'uploadStatus');
  if (upload === 'failed' || upload === 'rejected' || upload === 'deleted') return { kind: 'refused', code: why ?? upload, sentence: `YouTube did not take the film: ${why ?? upload}.` };
  return upload === 'processed' ? { kind: 'ready' } : { kind: 'wait', seconds: 15, sentence: 'YouTube is still working on the film.' };
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
