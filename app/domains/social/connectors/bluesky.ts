import { asJson, at, bearer, confirmed, deferred, expired, listAt, numberAt, rejected, textAt, withQuery } from './answers.ts';
import { film, startFilm, tokenFor } from './bluesky-film.ts';
import { MOST_THUMB_BYTES, namesIn, POSTS, recordKeyOf, recordOf, textOf, thumbOf, uriOf } from './bluesky-record.ts';
import { ask, CLOSED, errorOf, method, OVER, read, said } from './bluesky-wire.ts';
import { type Account, type Connector, type Json, type Kept, type Limits, type Media, type Piece, PlatformRefused, type Profile, type Reading, type Tokens, type Wire } from './connector.ts';

/** A server keeps a file that no post uses for an hour at least. */
const BLOB_LASTS_MS = 50 * 60_000;
const ACCESS_LASTS_MS = 2 * 3600_000;
/** getPosts takes so many at once. */
const MOST_URIS = 25;
/** What the scope of an access token says when it was got with the account's own password. */
const WHOLE_ACCOUNT = 'com.atproto.access';

const LIMITS: Limits = {
  text: { most: 300, counted: 'graphemes', mostBytes: 3000 },
  formats: ['text', 'image', 'video', 'carousel'],
  images: 4,
  videos: 1,
  mixed: false,
  needsMedia: false,
  alt: true,
  altMost: 2000,
  thread: 25,
  firstComment: false,
  link: 'card',
  // 5,000 points an hour, of which a new record costs 3.
  quota: { posts: 1666, seconds: 3600 },
};

const NEVER_WRITTEN = ['InvalidRequest', 'InvalidRecord', 'BlobNotFound', 'InvalidMimeType', 'BlobTooLarge', 'PayloadTooLarge', ...CLOSED];

function claimsOf(token: string): unknown {
  try {
    return JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return null;
  }
}

function tokensFrom(wire: Wire, json: unknown): Tokens {
  const accessToken = textAt(json, 'accessJwt') ?? '';
  const until = numberAt(claimsOf(accessToken), 'exp');
  return { accessToken, refreshToken: textAt(json, 'refreshJwt'), expiresAt: new Date(until ? until * 1000 : wire.now().getTime() + ACCESS_LASTS_MS), scopes: [] };
}

/** The server that keeps the account: whoever signs in at bsky.social is sent to one of many. */
const serverIn = (json: unknown) => textAt(listAt(json, 'didDoc', 'service').find((service) => textAt(service, 'id')?.endsWith('#atproto_pds')), 'serviceEndpoint')?.replace(/\/+$/, '') ?? null;

async function profileOf(wire: Wire, did: string, place: string): Promise<Profile> {
  const json = read(wire, await wire.call({ method: 'GET', url: withQuery(method(wire, 'appview', 'app.bsky.actor.getProfile'), { actor: did }) }));
  const handle = textAt(json, 'handle') ?? did;
  return {
    platformAccountId: did,
    username: handle,
    displayName: textAt(json, 'displayName') ?? handle,
    image: textAt(json, 'avatar'),
    url: `${wire.hosts.web}/profile/${handle}`,
    followers: numberAt(json, 'followersCount'),
    following: numberAt(json, 'followsCount'),
    posts: numberAt(json, 'postsCount'),
    data: { place },
  };
}

const keptIn = <T extends Json>(handle: Kept, name: string): Record<string, T> => ({ ...((handle[name] as Record<string, T> | undefined) ?? {}) });
const blobsIn = (handle: Kept): Kept => Object.fromEntries(Object.entries(keptIn<{ blob: Json; at: string }>(handle, 'uploads')).map(([id, { blob }]) => [id, blob]));

async function didOf(wire: Wire, account: Account, name: string): Promise<string | null> {
  const answer = await wire.call({ method: 'GET', url: withQuery(method(wire, 'place', 'com.atproto.identity.resolveHandle'), { handle: name }), headers: bearer(account.accessToken) });
  // Nobody of that name: it stays plain words.
  if (answer.status === 400 && !OVER.includes(errorOf(answer))) return null;
  return textAt(read(wire, answer), 'did');
}

async function upload(wire: Wire, account: Account, media: Media): Promise<Json> {
  const answer = await wire.call({ method: 'POST', url: method(wire, 'place', 'com.atproto.repo.uploadBlob'), headers: { 'Content-Type': media.mime, ...bearer(account.accessToken) }, body: await media.read(0, media.byteSize) });
  return at(read(wire, answer), 'blob') as Json;
}

export const bluesky: Connector = {
  platform: 'bluesky',
  name: 'Bluesky',
  certainty: { post: 'key', reply: 'key' },
  limits: LIMITS,
  options: [
    {
      name: 'picture',
      label: 'One picture beside a link',
      kind: 'choice',
      fallback: 'card',
      choices: [
        { value: 'card', label: 'On the link’s card' },
        { value: 'own', label: 'Large, with the address in the words' },
      ],
    },
    { name: 'cardTitle', label: 'Title of the card', kind: 'text', most: 200, hint: 'Without one, the card shows the name of the site.' },
    { name: 'cardText', label: 'Words on the card', kind: 'text', most: 300 },
    { name: 'languages', label: 'Languages', kind: 'text', most: 20, hint: 'Such as en, or en, fr. Three at most.' },
    {
      name: 'label',
      label: 'Content warning',
      kind: 'choice',
      fallback: 'none',
      choices: [
        { value: 'none', label: 'None' },
        { value: 'sexual', label: 'Suggestive' },
        { value: 'nudity', label: 'Nudity' },
        { value: 'porn', label: 'Adult' },
        { value: 'graphic-media', label: 'Graphic' },
      ],
    },
  ],
  hosts: { place: 'https://bsky.social', appview: 'https://public.api.bsky.app', video: 'https://video.bsky.app', web: 'https://bsky.app' },
  uploadHosts: [],
  connecting: {
    way: 'form',
    fields: [
      { name: 'identifier', label: 'Handle', hint: 'The name of the account, without the @.', secret: false, example: 'gazette.bsky.social' },
      { name: 'password', label: 'App password', hint: 'Made in Bluesky under Settings, Privacy and security, App passwords. Not the account’s own password.', secret: true, example: 'abcd-efgh-ijkl-mnop' },
      { name: 'place', label: 'Server', hint: 'Only for an account on a server of its own. Leave it empty otherwise.', secret: false, example: 'https://bsky.social' },
    ],
    async connect(wire, { identifier = '', password = '' }) {
      const answer = await wire.call(asJson('POST', method(wire, 'place', 'com.atproto.server.createSession'), { identifier: identifier.trim().replace(/^@/, ''), password: password.trim() }));
      if (errorOf(answer) === 'AuthFactorTokenRequired') throw new PlatformRefused('refused', 'That is the account’s own password. Make an app password in Bluesky, and use it here.');
      if (answer.status === 401) throw new PlatformRefused('refused', 'Bluesky does not know this handle with this app password.');
      const session = read(wire, answer);
      const tokens = tokensFrom(wire, session);
      if (textAt(claimsOf(tokens.accessToken), 'scope') === WHOLE_ACCOUNT) throw new PlatformRefused('refused', 'That is the account’s own password. Make an app password in Bluesky, and use it here.');
      return { accounts: [{ ...(await profileOf(wire, textAt(session, 'did') ?? '', serverIn(session) ?? wire.hosts.place!)), ...tokens }] };
    },
  },
  warnDays: [],
  async refresh(wire, account) {
    return tokensFrom(wire, read(wire, await wire.call({ method: 'POST', url: method(wire, 'place', 'com.atproto.server.refreshSession'), headers: bearer(account.refreshToken ?? '') })));
  },
  async profile(wire, account) {
    const session = await ask(wire, account, 'com.atproto.server.getSession', {});
    if (at(session, 'active') === false) throw new PlatformRefused('revoked', 'Bluesky has closed this account or put it on hold.');
    return profileOf(wire, textAt(session, 'did') ?? '', serverIn(session) ?? wire.hosts.place!);
  },
  async preflight(wire, account, { media }) {
    if (!media.some(({ kind }) => kind === 'video')) return null;
    const token = await tokenFor(wire, account, `did:web:${new URL(bluesky.hosts.video!).hostname}`, 'app.bsky.video.getUploadLimits');
    const json = read(wire, await wire.call({ method: 'GET', url: method(wire, 'video', 'app.bsky.video.getUploadLimits'), headers: bearer(token) }));
    return at(json, 'canUpload') === false ? `Bluesky takes no film from this account now: ${textAt(json, 'message') ?? textAt(json, 'error') ?? 'it says no more'}.` : null;
  },
  async prepare(wire, account, piece, handle, keep) {
    const [uploads, jobs, people] = [keptIn<{ blob: Json; at: string }>(handle, 'uploads'), keptIn<string>(handle, 'jobs'), keptIn<string | null>(handle, 'people')];
    const kept = () => keep({ ...handle, uploads: { ...uploads }, jobs: { ...jobs }, people: { ...people } });
    const thumb = thumbOf(piece);
    if (thumb && thumb.byteSize > MOST_THUMB_BYTES) return { kind: 'refused', code: 'card-too-large', sentence: 'The picture on a link’s card may have 1 MB at most on Bluesky. Choose a smaller one, or show it large.' };
    for (const { text } of namesIn(textOf(piece))) {
      const name = text.toLowerCase();
      if (name in people) continue;
      people[name] = await didOf(wire, account, name);
      await kept();
    }
    for (const media of piece.media) {
      if (uploads[media.id] && Date.parse(uploads[media.id]!.at) > wire.now().getTime() - BLOB_LASTS_MS) continue;
      let blob: Json;
      if (media.kind === 'video') {
        if (!jobs[media.id]) {
          jobs[media.id] = await startFilm(wire, account, media);
          await kept();
        }
        const done = await film(wire, jobs[media.id]!);
        if ('kind' in done) return done;
        blob = done.blob;
      } else blob = await upload(wire, account, media);
      uploads[media.id] = { blob, at: wire.now().toISOString() };
      await kept();
    }
    return { kind: 'ready' };
  },
  fire(wire, account, piece, handle) {
    const body = { repo: account.platformAccountId, collection: POSTS, rkey: recordKeyOf(piece.key), record: recordOf(piece, blobsIn(handle), keptIn<string | null>(handle, 'people')) };
    return {
      request: asJson('POST', method(wire, 'place', 'com.atproto.repo.createRecord'), body, bearer(account.accessToken)),
      read(answer) {
        const [uri, cid, error] = [textAt(answer.json, 'uri'), textAt(answer.json, 'cid'), errorOf(answer)];
        if (answer.status === 200 && uri && cid) return confirmed(uri, addressOf(wire, account, piece), { cid });
        if (answer.status === 429) return deferred(answer, wire.now(), 'Bluesky asks us to slow down.');
        if (answer.status !== 400 && answer.status !== 401) return null;
        if (OVER.includes(error)) return expired('Bluesky does not accept the sign-in any more.');
        // A record of this key is there already, perhaps our own: a look tells.
        if (/already/i.test(`${error} ${said(answer)}`)) return null;
        return NEVER_WRITTEN.includes(error) ? rejected(error, `Bluesky refuses this post: ${said(answer) ?? 'it is not valid'}.`) : null;
      },
    };
  },
  async lookUp(wire, account, piece) {
    const rkey = recordKeyOf(piece.key);
    const answer = await wire.call({ method: 'GET', url: withQuery(method(wire, 'place', 'com.atproto.repo.getRecord'), { repo: account.platformAccountId, collection: POSTS, rkey }) });
    if (answer.status === 400 && (errorOf(answer) === 'RecordNotFound' || /could not locate record/i.test(said(answer) ?? ''))) return { kind: 'absent', proof: 'There is no record under the key of this post, and the key cannot be used twice.' };
    const cid = textAt(read(wire, answer), 'cid');
    if (!cid) return { kind: 'unclear', sentence: 'Bluesky answers for the key of this post, but does not say what is there.' };
    return { kind: 'found', published: { id: uriOf(account.platformAccountId, rkey), url: addressOf(wire, account, piece), data: { cid } } };
  },
  async metrics(wire, _account, ids) {
    const readings = new Map<string, Reading>();
    const uris = ids.filter((id) => id.startsWith('at://'));
    for (let from = 0; from < uris.length; from += MOST_URIS) {
      const query = new URLSearchParams(uris.slice(from, from + MOST_URIS).map((uri) => ['uris', uri]));
      const json = read(wire, await wire.call({ method: 'GET', url: `${method(wire, 'appview', 'app.bsky.feed.getPosts')}?${query}` }));
      for (const post of listAt(json, 'posts')) {
        const [likes, reposts, comments, quotes] = ['likeCount', 'repostCount', 'replyCount', 'quoteCount'].map((name) => numberAt(post, name));
        const told = [likes, reposts, comments, quotes].filter((number) => number !== null && number !== undefined);
        const shares = reposts === null ? null : reposts! + (quotes ?? 0);
        readings.set(textAt(post, 'uri') ?? '', { impressions: null, reach: null, engagements: told.length === 0 ? null : told.reduce((sum, number) => sum + number, 0), clicks: null, shares, saves: numberAt(post, 'bookmarkCount'), comments: comments ?? null, likes: likes ?? null, raw: { reposts: reposts ?? null, quotes: quotes ?? null } });
      }
    }
    return readings;
  },
};

const addressOf = (wire: Wire, account: Account, piece: Piece) => `${wire.hosts.web}/profile/${account.username}/post/${recordKeyOf(piece.key)}`;
