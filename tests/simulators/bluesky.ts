import { createHash, randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { nextId, type Operation, type Simulator, type World } from './kit.ts';
import { bearerOf, beginDesk, type Desk, endAll, type Token } from './oauth.ts';

type Blob = { $type: 'blob'; ref: { $link: string }; mimeType: string; size: number };
type Ref = { uri: string; cid: string };
interface Post {
  text: string;
  createdAt: string;
  facets?: { index: { byteStart: number; byteEnd: number }; features: { $type: string; did?: string; uri?: string; tag?: string }[] }[];
  embed?: { $type: string; images?: { image: Blob; alt: string }[]; video?: Blob; alt?: string; external?: { uri: string; title: string; description: string; thumb?: Blob } };
  langs?: string[];
  reply?: { root: Ref; parent: Ref };
}

export interface BlueskyState {
  lastId: number;
  desk: Desk;
  /** App passwords by DID. */
  passwords: Record<string, string>;
  signIns: { identifier: string; at: string }[];
  blobs: { did: string; cid: string; mime: string; size: number }[];
  jobs: { id: string; did: string; cid: string; size: number; polls: number; failed: boolean }[];
  services: { value: string; did: string; audience: string; lxm: string; until: string }[];
  records: { did: string; rkey: string; cid: string; value: Post; at: string }[];
}

const POSTS = 'app.bsky.feed.post';
const TID = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;
const ACCESS_SECONDS = 2 * 3600;
const REFRESH_SECONDS = 90 * 86_400;
const POINTS_AN_HOUR = 5000;
const MOST = { graphemes: 300, bytes: 3000, images: 4, imageBytes: 2_000_000, thumbBytes: 1_000_000, videoBytes: 300_000_000, langs: 3 };
const PEOPLE = [
  { id: `did:plc:demogazette${'a'.repeat(13)}`, username: 'demo-gazette.test', name: 'Demo Gazette', followers: 5310 },
  { id: `did:plc:demoeditor${'b'.repeat(14)}`, username: 'demo-editor.test', name: 'Demo Editor', followers: 204 },
];

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
/** A content id as the network writes it: version 1, SHA-256, base32. */
function cidOf(content: string | Uint8Array, codec: 0x55 | 0x71): string {
  const bytes = Buffer.concat([Buffer.from([1, codec, 0x12, 0x20]), createHash('sha256').update(content).digest()]);
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return `b${(bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')}`;
}

const bytesIn = (text: string) => new TextEncoder().encode(text).byteLength;

function app(world: World<BlueskyState>): Hono {
  const { state } = world;
  const app = new Hono();
  const { hostname } = new URL(world.at);
  const server = `${world.at}/bluesky/place`;
  const seconds = () => Math.floor(world.now().getTime() / 1000);
  const refuse = (c: Context, error: string, message: string, status: 400 | 401 | 409 | 413 | 429 | 500 = 400) => c.json({ error, message }, status);
  const personOf = (name: string) => state.desk.people.find(({ id, username }) => id === name || username === name.toLowerCase());
  const blobOf = ({ cid, mime, size }: BlueskyState['blobs'][number]): Blob => ({ $type: 'blob', ref: { $link: cid }, mimeType: mime, size });

  function jwt(did: string, scope: string, lasts: number): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ typ: scope.endsWith('refresh') ? 'refresh+jwt' : 'at+jwt', alg: 'HS256' })}.${part({ scope, sub: did, iat: seconds(), exp: seconds() + lasts, aud: `did:web:${hostname}`, jti: nextId(state) })}.${randomBytes(32).toString('base64url')}`;
  }
  function give(list: Token[], did: string, scope: string, lasts: number): string {
    const value = jwt(did, scope, lasts);
    list.push({ value, person: did, scopes: [scope], until: new Date(world.now().getTime() + lasts * 1000).toISOString() });
    return value;
  }
  function sessionOf(did: string, scope: string) {
    const { username } = personOf(did)!;
    const didDoc = { '@context': ['https://www.w3.org/ns/did/v1'], id: did, alsoKnownAs: [`at://${username}`], verificationMethod: [], service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: server }] };
    return { did, didDoc, handle: username, email: 'demo@masthead.example', emailConfirmed: true, active: true, accessJwt: give(state.desk.access, did, scope, ACCESS_SECONDS), refreshJwt: give(state.desk.refresh, did, 'com.atproto.refresh', REFRESH_SECONDS) };
  }

  /** Whose token it is, or the refusal in the server's words. */
  function barred(c: Context, operation: Operation, list = state.desk.access): { did: string; token: Token } | Response {
    const value = bearerOf(c);
    if (!value) return refuse(c, 'AuthMissing', 'Authentication Required', 401);
    const token = list.find((each) => each.value === value);
    if (!token) return refuse(c, 'InvalidToken', 'Token could not be verified');
    if (token.ended) return refuse(c, 'ExpiredToken', 'Token has been revoked');
    if (token.until! <= world.now().toISOString() || world.takes('expired', operation)) return refuse(c, 'ExpiredToken', 'Token has expired');
    const spent = state.records.filter(({ did, at }) => did === token.person && Date.parse(at) > world.now().getTime() - 3600_000).length * 3;
    if (world.takes('too-fast', operation) || (operation === 'publish' && spent + 3 > POINTS_AN_HOUR))
      return c.json({ error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' }, 429, { 'RateLimit-Limit': String(POINTS_AN_HOUR), 'RateLimit-Remaining': '0', 'RateLimit-Reset': String(seconds() + 30), 'RateLimit-Policy': `${POINTS_AN_HOUR};w=3600` });
    return { did: token.person, token };
  }

  app.post('/place/xrpc/com.atproto.server.createSession', async (c) => {
    const { identifier = '', password = '' } = await c.req.json().catch(() => ({}));
    const recent = state.signIns.filter((each) => each.identifier === identifier && Date.parse(each.at) > world.now().getTime() - 300_000);
    if (recent.length >= 30 || world.takes('too-fast', 'sign-in')) return c.json({ error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' }, 429, { 'RateLimit-Reset': String(seconds() + 300) });
    state.signIns.push({ identifier, at: world.now().toISOString() });
    const person = personOf(identifier);
    const own = password === 'own-password';
    if (!person || (!own && state.passwords[person.id] !== password)) return refuse(c, 'AuthenticationRequired', 'Invalid identifier or password', 401);
    return c.json(sessionOf(person.id, own ? 'com.atproto.access' : 'com.atproto.appPass'));
  });
  app.post('/place/xrpc/com.atproto.server.refreshSession', (c) => {
    const who = barred(c, 'refresh', state.desk.refresh);
    if (who instanceof Response) return who;
    who.token.ended = true;
    return c.json(sessionOf(who.did, 'com.atproto.appPass'));
  });
  app.get('/place/xrpc/com.atproto.server.getSession', (c) => {
    const who = barred(c, 'profile');
    if (who instanceof Response) return who;
    return c.json({ did: who.did, handle: personOf(who.did)!.username, email: 'demo@masthead.example', emailConfirmed: true, active: true });
  });
  app.get('/place/xrpc/com.atproto.identity.resolveHandle', (c) => {
    const person = personOf(c.req.query('handle') ?? '');
    return person ? c.json({ did: person.id }) : refuse(c, 'InvalidRequest', 'Unable to resolve handle');
  });
  app.get('/place/xrpc/com.atproto.server.getServiceAuth', (c) => {
    const who = barred(c, 'prepare');
    if (who instanceof Response) return who;
    const [audience, lxm, exp] = [c.req.query('aud') ?? '', c.req.query('lxm') ?? '', Number(c.req.query('exp') ?? seconds() + 60)];
    if (!audience.startsWith('did:')) return refuse(c, 'InvalidRequest', 'Error: Params must have the property "aud"');
    if (exp < seconds() || exp > seconds() + 3600) return refuse(c, 'BadExpiration', 'expiration is out of range');
    const service = { value: `service.${randomBytes(24).toString('base64url')}`, did: who.did, audience, lxm, until: new Date(exp * 1000).toISOString() };
    state.services.push(service);
    return c.json({ token: service.value });
  });
  app.post('/place/xrpc/com.atproto.repo.uploadBlob', async (c) => {
    const who = barred(c, 'prepare');
    if (who instanceof Response) return who;
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (world.takes('refused', 'prepare') || bytes.byteLength > MOST.videoBytes) return refuse(c, 'PayloadTooLarge', 'request entity too large', 413);
    const blob = { did: who.did, cid: cidOf(bytes, 0x55), mime: c.req.header('Content-Type') ?? '*/*', size: bytes.byteLength };
    if (!state.blobs.some(({ did, cid }) => did === blob.did && cid === blob.cid)) state.blobs.push(blob);
    return c.json({ blob: blobOf(blob) });
  });

  /** What a token for one service and one deed allows. */
  const allowed = (c: Context, audience: string, lxm: string) => state.services.find((each) => each.value === bearerOf(c) && each.audience === audience && each.lxm === lxm && each.until > world.now().toISOString());
  const statusOf = ({ id, did, cid, size, polls, failed }: BlueskyState['jobs'][number]) => {
    if (polls > 0) return { jobId: id, did, state: 'JOB_STATE_ENCODING', progress: 40 };
    if (failed) return { jobId: id, did, state: 'JOB_STATE_FAILED', error: 'JOB_STATE_FAILED', message: 'The video could not be processed' };
    return { jobId: id, did, state: 'JOB_STATE_COMPLETED', progress: 100, blob: blobOf({ did, cid, mime: 'video/mp4', size }) };
  };
  app.get('/video/xrpc/app.bsky.video.getUploadLimits', (c) => {
    if (!allowed(c, 'did:web:video.bsky.app', 'app.bsky.video.getUploadLimits')) return refuse(c, 'AuthenticationRequired', 'invalid token', 401);
    return world.takes('refused', 'prepare') ? c.json({ canUpload: false, remainingDailyVideos: 0, remainingDailyBytes: 0, error: 'rate_limit', message: 'Daily video limit reached' }) : c.json({ canUpload: true, remainingDailyVideos: 25, remainingDailyBytes: 10_000_000_000 });
  });
  app.post('/video/xrpc/app.bsky.video.uploadVideo', async (c) => {
    const did = c.req.query('did') ?? '';
    if (allowed(c, `did:web:${hostname}`, 'com.atproto.repo.uploadBlob')?.did !== did) return refuse(c, 'AuthenticationRequired', 'invalid token', 401);
    if (c.req.header('Content-Type') !== 'video/mp4' || !/\.mp4$/.test(c.req.query('name') ?? '')) return refuse(c, 'InvalidRequest', 'unsupported video type');
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (bytes.byteLength > MOST.videoBytes) return refuse(c, 'PayloadTooLarge', 'video is too large', 413);
    const cid = cidOf(bytes, 0x55);
    const before = state.jobs.find((job) => job.did === did && job.cid === cid && !job.failed && job.polls === 0);
    if (before) return c.json({ ...statusOf(before), error: 'already_exists', message: 'Video already processed' }, 409);
    const job = { id: `job-${nextId(state)}`, did, cid, size: bytes.byteLength, polls: world.takes('slow-processing', 'prepare') ? 4 : 1, failed: world.takes('processing-fails', 'prepare') };
    state.jobs.push(job);
    // The lexicon puts a jobStatus around it; the service does not.
    return c.json({ jobId: job.id, did, state: 'JOB_STATE_CREATED' });
  });
  app.get('/video/xrpc/app.bsky.video.getJobStatus', (c) => {
    const job = state.jobs.find(({ id }) => id === c.req.query('jobId'));
    if (!job) return refuse(c, 'InvalidRequest', 'job not found');
    const jobStatus = statusOf(job);
    if (job.polls > 0) job.polls -= 1;
    else if (!job.failed && !state.blobs.some(({ did, cid }) => did === job.did && cid === job.cid)) state.blobs.push({ did: job.did, cid: job.cid, mime: 'video/mp4', size: job.size });
    return c.json({ jobStatus });
  });

  /** What is wrong with a record, as the lexicon sees it. */
  function fault(did: string, record: Post | undefined): string | null {
    const name = `Invalid ${POSTS} record: Record`;
    if (!record || typeof record.text !== 'string') return `${name} must have the property "text"`;
    if (typeof record.createdAt !== 'string' || Number.isNaN(Date.parse(record.createdAt))) return `${name}/createdAt must be an valid atproto datetime (both RFC-3339 and ISO-8601)`;
    if (bytesIn(record.text) > MOST.bytes) return `${name}/text must not be longer than ${MOST.bytes} characters`;
    if ([...new Intl.Segmenter().segment(record.text)].length > MOST.graphemes) return `${name}/text must not be longer than ${MOST.graphemes} graphemes`;
    if ((record.langs ?? []).length > MOST.langs) return `${name}/langs must not have more than ${MOST.langs} elements`;
    for (const [index, facet] of (record.facets ?? []).entries()) {
      if (!(facet.index?.byteStart >= 0) || !(facet.index?.byteEnd >= 0)) return `${name}/facets/${index}/index must have the property "byteStart"`;
      if (facet.features.some((feature) => feature.$type.endsWith('#mention') && !feature.did?.startsWith('did:'))) return `${name}/facets/${index}/features/0/did must be a valid did`;
    }
    for (const ref of record.reply ? [record.reply.root, record.reply.parent] : []) if (!ref?.uri?.startsWith('at://') || !ref.cid) return `${name}/reply/parent must have the property "cid"`;
    const { images = [], video, external } = record.embed ?? {};
    if (images.length > MOST.images) return `${name}/embed/images must not have more than ${MOST.images} elements`;
    if (images.some(({ alt }) => typeof alt !== 'string')) return `${name}/embed/images/0 must have the property "alt"`;
    if (external && [external.uri, external.title, external.description].some((each) => typeof each !== 'string')) return `${name}/embed/external must have the property "title"`;
    const used: [Blob | undefined, number, RegExp][] = [...images.map(({ image }): [Blob, number, RegExp] => [image, MOST.imageBytes, /^image\//]), ...(record.embed?.$type === 'app.bsky.embed.video' ? [[video, MOST.videoBytes, /^video\/mp4$/] as [Blob, number, RegExp]] : []), ...(external?.thumb ? [[external.thumb, MOST.thumbBytes, /^image\//] as [Blob, number, RegExp]] : [])];
    for (const [blob, most, mime] of used) {
      const known = state.blobs.find((each) => each.did === did && each.cid === blob?.ref?.$link);
      if (!known) return `Could not find blob: ${blob?.ref?.$link}`;
      if (known.size > most) return `This file is too large. It is ${known.size} bytes but the maximum size is ${most} bytes.`;
      if (!mime.test(known.mime)) return `Wrong type of file. It is ${known.mime} but it must match ${mime.source}.`;
    }
    return null;
  }

  /** What the server takes where the client names no key. */
  const ownKey = () => `3m${nextId(state).padStart(11, '2').replace(/[0189]/g, 'z')}`;
  async function write(c: Context, replaces: boolean): Promise<Response> {
    const who = barred(c, 'publish');
    if (who instanceof Response) return who;
    const { repo, collection, record, rkey = ownKey() } = await c.req.json().catch(() => ({}));
    if (personOf(String(repo))?.id !== who.did) return refuse(c, 'InvalidRequest', `Could not find repo: ${repo}`);
    if (collection !== POSTS) return refuse(c, 'InvalidRequest', `Lexicon not found: ${collection}`);
    if (!TID.test(rkey)) return refuse(c, 'InvalidRequest', `Invalid record key: ${rkey}`);
    const wrong = world.takes('refused', 'publish') ? `Invalid ${POSTS} record: Record/text must not be longer than ${MOST.graphemes} graphemes` : fault(who.did, record);
    if (wrong) return refuse(c, wrong.startsWith('Could not find blob') ? 'BlobNotFound' : 'InvalidRequest', wrong);
    const cid = cidOf(JSON.stringify(record), 0x71);
    const before = state.records.find((each) => each.did === who.did && each.rkey === rkey);
    if (before && !replaces) return refuse(c, 'InternalServerError', 'Internal Server Error', 500);
    if (before) Object.assign(before, { cid, value: record });
    else state.records.push({ did: who.did, rkey, cid, value: record, at: world.now().toISOString() });
    return c.json({ uri: `at://${who.did}/${POSTS}/${rkey}`, cid, commit: { cid: cidOf(`${cid}${state.records.length}`, 0x71), rev: rkey }, validationStatus: 'valid' });
  }
  app.post('/place/xrpc/com.atproto.repo.createRecord', (c) => write(c, false));
  app.post('/place/xrpc/com.atproto.repo.putRecord', (c) => write(c, true));
  app.get('/place/xrpc/com.atproto.repo.getRecord', (c) => {
    const { repo = '', collection, rkey } = c.req.query();
    const uri = `at://${personOf(repo)?.id}/${collection}/${rkey}`;
    const lost = world.takes('look-up-empty', 'look-up') || world.takes('look-up-lags', 'look-up');
    const found = lost ? undefined : state.records.find((each) => each.did === personOf(repo)?.id && collection === POSTS && each.rkey === rkey);
    return found ? c.json({ uri, cid: found.cid, value: { $type: POSTS, ...found.value } }) : refuse(c, 'RecordNotFound', `Could not locate record: ${uri}`);
  });

  const viewOf = ({ did, rkey, cid, value, at }: BlueskyState['records'][number]) => {
    const person = personOf(did)!;
    const uri = `at://${did}/${POSTS}/${rkey}`;
    return { uri, cid, author: { did, handle: person.username, displayName: person.name }, record: { $type: POSTS, ...value }, replyCount: state.records.filter((each) => each.value.reply?.parent.uri === uri).length, repostCount: 0, likeCount: 0, quoteCount: 0, bookmarkCount: 0, indexedAt: at };
  };
  app.get('/appview/xrpc/app.bsky.actor.getProfile', (c) => {
    const person = personOf(c.req.query('actor') ?? '');
    if (!person) return refuse(c, 'InvalidRequest', 'Profile not found');
    return c.json({ did: person.id, handle: person.username, displayName: person.name, avatar: `${server}/avatar.png`, followersCount: person.followers, followsCount: 31, postsCount: state.records.filter(({ did }) => did === person.id).length });
  });
  app.get('/appview/xrpc/app.bsky.feed.getPosts', (c) => {
    const uris = c.req.queries('uris') ?? [];
    if (uris.length > 25) return refuse(c, 'InvalidRequest', 'Error: uris must not have more than 25 elements');
    if (uris.some((uri) => !uri.startsWith('at://'))) return refuse(c, 'InvalidRequest', 'Error: uris/0 must be a valid at-uri');
    return c.json({ posts: state.records.map(viewOf).filter(({ uri }) => uris.includes(uri)) });
  });
  return app;
}

export const bluesky: Simulator<BlueskyState> = {
  platform: 'bluesky',
  name: 'Bluesky',
  begin: () => ({ lastId: 0, desk: beginDesk(structuredClone(PEOPLE)), passwords: { [PEOPLE[0]!.id]: 'demo-demo-demo-demo', [PEOPLE[1]!.id]: 'edit-edit-edit-edit' }, signIns: [], blobs: [], jobs: [], services: [], records: [] }),
  app,
  operation(_method, path) {
    const name = path.split('/xrpc/')[1] ?? '';
    if (/createSession$/.test(name)) return 'sign-in';
    if (/refreshSession$/.test(name)) return 'refresh';
    if (/(createRecord|putRecord)$/.test(name)) return 'publish';
    if (/(getRecord)$/.test(name)) return 'look-up';
    if (/getPosts$/.test(name)) return 'metrics';
    if (/(getSession|getProfile)$/.test(name)) return 'profile';
    return name ? 'prepare' : null;
  },
  posts: (state) =>
    state.records.map(({ did, rkey, value, at }) => {
      const { username, name } = state.desk.people.find(({ id }) => id === did)!;
      const { images = [], video, alt, external } = value.embed ?? {};
      return {
        id: `at://${did}/${POSTS}/${rkey}`,
        account: did,
        author: name,
        text: value.text,
        ...(external ? { title: external.title } : {}),
        at,
        media: [...images.map((image) => ({ kind: 'image' as const, alt: image.alt })), ...(video ? [{ kind: 'video' as const, alt: alt ?? '' }] : [])],
        ...(value.reply ? { parent: value.reply.parent.uri } : {}),
        url: `/bluesky/web/profile/${username}/post/${rkey}`,
      };
    }),
  revoke: ({ desk }) => endAll(desk),
  hints: { identifier: PEOPLE[0]!.username, password: 'demo-demo-demo-demo' },
};
