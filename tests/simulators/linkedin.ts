import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { nextId, type Operation, type PublicPost, type Simulator, type World } from './kit.ts';
import { bearerOf, beginDesk, consent, type Desk, endAll, giveAccess, giveRefresh, redeem, takeRefresh, whoHas } from './oauth.ts';

interface Upload {
  urn: string;
  owner: string;
  kind: 'image' | 'video' | 'document';
  size: number;
  parts: { from: number; to: number; etag: string | null }[];
  token: string;
  isWhole: boolean;
  polls: number;
  failed: boolean;
}

interface Post {
  id: string;
  author: string;
  commentary: string;
  content: { media?: { id: string; altText?: string; title?: string }; multiImage?: { images: { id: string; altText?: string }[] }; article?: { source: string; title: string; description?: string; thumbnail?: string; thumbnailAltText?: string } } | null;
  visibility: string;
  at: string;
}

export interface LinkedinState {
  lastId: number;
  desk: Desk;
  organizations: { urn: string; name: string; vanity: string; followers: number; roles: Record<string, string> }[];
  /** Only approved partners are given refresh tokens. */
  isPartner: boolean;
  uploads: Upload[];
  posts: Post[];
  comments: { id: string; object: string; actor: string; text: string; at: string }[];
}

const ACCESS_SECONDS = 60 * 86_400;
const REFRESH_SECONDS = 365 * 86_400;
const OLDEST_VERSION = 202511;
const PART_BYTES = 4_194_304;
const POSTS_A_DAY = 150;
const MOST = { text: 3000, comment: 1250, images: 20, imageBytes: 5_242_880, videoBytes: 524_288_000, documentBytes: 104_857_600 };
const DAY_MS = 86_400_000;

/** What a reader sees of “little text”: a reserved sign that is not escaped ends it, without a word. */
function rendered(little: string): string {
  let text = '';
  for (let at = 0; at < little.length; ) {
    const rest = little.slice(at);
    const element = /^\{hashtag\|\\?([#＃])\|((?:\\.|[^\\}|])+)\}/.exec(rest) ?? /^(#)([\p{L}\p{N}]+)/u.exec(rest);
    const mention = /^@\[([^\]]+)\]\s?\(urn:li:(?:person|organization):\w+\)/.exec(rest);
    if (element) text += element[1]! + element[2]!.replace(/\\(.)/g, '$1');
    else if (mention) text += mention[1];
    else if (/^\\[|{}@[\]()<>#\\*_~]/.test(rest)) text += rest[1];
    else if (/^[|{}@[\]()<>#\\*_~]/.test(rest)) return text;
    else text += rest[0];
    at += element?.[0].length ?? mention?.[0].length ?? (rest[0] === '\\' ? 2 : 1);
  }
  return text;
}

function app(world: World<LinkedinState>): Hono {
  const { state } = world;
  const app = new Hono();
  const fail = (c: Context, status: 400 | 401 | 403 | 404 | 422 | 426 | 429, code: string, message: string, more: object = {}) => c.json({ status, code, message, ...more }, status);
  const personUrn = (id: string) => `urn:li:person:${id}`;

  /** Who asks, and with which version of the API; or the refusal. */
  function barred(c: Context, operation: Operation, versioned = true): { urn: string; id: string } | Response {
    const version = c.req.header('LinkedIn-Version');
    if (versioned && !version) return fail(c, 400, 'VERSION_MISSING', 'A version must be present. Please specify a version by adding the LinkedIn-Version header.');
    if (versioned && (!/^20\d{2}(0[1-9]|1[0-2])$/.test(version!) || Number(version) < OLDEST_VERSION)) return fail(c, 426, 'NONEXISTENT_VERSION', `Requested version ${version} is not active`);
    if (versioned && c.req.header('X-Restli-Protocol-Version') !== '2.0.0') return fail(c, 400, 'ILLEGAL_ARGUMENT', 'Invalid query parameters passed to request');
    const who = whoHas(world, state.desk, bearerOf(c));
    if (!who) return fail(c, 401, 'REVOKED_ACCESS_TOKEN', 'The token used in the request has been revoked by the user', { serviceErrorCode: 65601 });
    if (world.takes('expired', operation)) return fail(c, 401, 'EXPIRED_ACCESS_TOKEN', 'The token used in the request has expired', { serviceErrorCode: 65602 });
    if (world.takes('too-fast', operation)) return fail(c, 429, 'TOO_MANY_REQUESTS', 'Resource level throttle APPLICATION_AND_MEMBER DAY limit for calls to this resource is reached.');
    return { urn: personUrn(who.person.id), id: who.person.id };
  }
  const mayActAs = (urn: string, who: { urn: string; id: string }) => urn === who.urn || state.organizations.some((each) => each.urn === urn && ['ADMINISTRATOR', 'CONTENT_ADMINISTRATOR'].includes(each.roles[who.id] ?? ''));

  app.on(['GET', 'POST'], '/www/oauth/v2/authorization', (c) => consent(c, world, state.desk, 'LinkedIn', { codeSeconds: 1800 }));
  app.post('/www/oauth/v2/accessToken', async (c) => {
    const given = await c.req.parseBody();
    if (!given.client_id || !given.client_secret) return c.json({ error: 'invalid_client', error_description: 'Client authentication failed' }, 401);
    const answer = (person: string, scopes: string[], refresh: { value: string; until: string | null } | null) => {
      const token = giveAccess(world, state.desk, person, scopes, ACCESS_SECONDS, 'AQV');
      const left = refresh && Math.floor((Date.parse(refresh.until!) - world.now().getTime()) / 1000);
      return c.json({ access_token: token.value, expires_in: ACCESS_SECONDS, scope: scopes.join(','), token_type: 'Bearer', ...(refresh ? { refresh_token: refresh.value, refresh_token_expires_in: left } : {}) });
    };
    if (given.grant_type === 'refresh_token') {
      const token = takeRefresh(world, state.desk, String(given.refresh_token), false);
      return token ? answer(token.person, token.scopes, token) : c.json({ error: 'invalid_request', error_description: 'The provided authorization grant or refresh token is invalid, expired or revoked' }, 400);
    }
    const who = redeem(world, state.desk, { code: String(given.code), redirectUri: String(given.redirect_uri), verifier: null });
    if (!who) return c.json({ error: 'invalid_request', error_description: 'Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization code. Or authorization code expired. Or external member binding exists' }, 400);
    return answer(who.person.id, who.scopes, state.isPartner ? giveRefresh(world, state.desk, who.person.id, who.scopes, REFRESH_SECONDS, 'AQX') : null);
  });

  app.get('/api/v2/userinfo', (c) => {
    const who = barred(c, 'profile', false);
    if (who instanceof Response) return who;
    const person = state.desk.people.find(({ id }) => id === who.id)!;
    return c.json({ sub: person.id, name: person.name, given_name: 'Demo', family_name: person.name.replace('Demo ', ''), locale: { country: 'US', language: 'en' }, picture: `${world.at}/linkedin/www/picture.jpg` });
  });
  app.get('/api/rest/organizationAcls', (c) => {
    const who = barred(c, 'profile');
    if (who instanceof Response) return who;
    if (c.req.query('q') !== 'roleAssignee') return fail(c, 400, 'ILLEGAL_ARGUMENT', 'Invalid query parameters passed to request');
    const elements = state.organizations.flatMap(({ urn, roles }) => (roles[who.id] ? [{ role: roles[who.id], organization: urn, roleAssignee: who.urn, state: 'APPROVED' }] : []));
    return c.json({ paging: { start: 0, count: 100, links: [] }, elements });
  });
  app.get('/api/rest/organizations/:id', (c) => {
    const who = barred(c, 'profile');
    if (who instanceof Response) return who;
    const found = state.organizations.find(({ urn }) => urn.endsWith(`:${c.req.param('id')}`));
    return found ? c.json({ id: Number(c.req.param('id')), localizedName: found.name, vanityName: found.vanity, primaryOrganizationType: 'NONE' }) : fail(c, 404, 'NOT_FOUND', 'Could not find entity');
  });
  app.get('/api/rest/networkSizes/:urn', (c) => {
    const who = barred(c, 'profile');
    return who instanceof Response ? who : c.json({ firstDegreeSize: state.organizations.find(({ urn }) => urn === c.req.param('urn'))?.followers ?? 0 });
  });

  for (const kind of ['image', 'video', 'document'] as const) {
    app.post(`/api/rest/${kind}s`, async (c) => {
      const who = barred(c, 'prepare');
      if (who instanceof Response) return who;
      const asked = await c.req.json().catch(() => ({}));
      if (c.req.query('action') === 'finalizeUpload') {
        const { video, uploadToken, uploadedPartIds = [] } = asked.finalizeUploadRequest ?? {};
        const upload = state.uploads.find(({ urn, token }) => urn === video && token === uploadToken);
        if (!upload || upload.parts.some(({ etag }, index) => etag === null || etag !== uploadedPartIds[index])) return fail(c, 400, 'INVALID_REQUEST', 'Failed to complete multipart upload: one or more of the specified parts could not be found');
        upload.isWhole = true;
        return c.body(null, 200);
      }
      const { owner, fileSizeBytes = 0 } = asked.initializeUploadRequest ?? {};
      if (!mayActAs(String(owner), who)) return fail(c, 403, 'ACCESS_DENIED', `Accessing this ${kind} resource is forbidden. Please check your permissions for this resource`);
      if (kind === 'video' && !(fileSizeBytes > 0 && fileSizeBytes <= MOST.videoBytes)) return fail(c, 400, 'INVALID_REQUEST', 'File size is not in the allowed range');
      const id = nextId(state, '7390000000000000000');
      const urn = `urn:li:${kind}:D4E${id}`;
      const parts = kind === 'video' ? Array.from({ length: Math.ceil(fileSizeBytes / PART_BYTES) }, (_, index) => ({ from: index * PART_BYTES, to: Math.min((index + 1) * PART_BYTES, fileSizeBytes), etag: null })) : [{ from: 0, to: 0, etag: null }];
      state.uploads.push({ urn, owner, kind, size: 0, parts, token: kind === 'video' ? `token-${id}` : '', isWhole: false, polls: world.takes('slow-processing', 'prepare') ? 3 : kind === 'video' ? 1 : 0, failed: world.takes('processing-fails', 'prepare') });
      const url = (part: number) => `${world.at}/linkedin/www/dms-uploads/${urn}/${part}?ca=vector_ads&cn=uploads&sync=1`;
      const expires = world.now().getTime() + DAY_MS;
      if (kind === 'video') return c.json({ value: { uploadUrlsExpireAt: expires, video: urn, uploadInstructions: parts.map(({ from, to }, index) => ({ uploadUrl: url(index), firstByte: from, lastByte: to - 1 })), uploadToken: `token-${id}` } });
      return c.json({ value: { uploadUrlExpiresAt: expires, uploadUrl: url(0), [kind]: urn } });
    });
    app.get(`/api/rest/${kind}s/:urn`, (c) => {
      const who = barred(c, 'prepare');
      if (who instanceof Response) return who;
      const upload = state.uploads.find(({ urn }) => urn === c.req.param('urn'));
      if (!upload) return fail(c, 404, 'NOT_FOUND', 'Could not find entity');
      const { owner, isWhole, failed } = upload;
      const status = !isWhole ? 'WAITING_UPLOAD' : failed ? 'PROCESSING_FAILED' : upload.polls-- > 0 ? 'PROCESSING' : 'AVAILABLE';
      return c.json({ id: upload.urn, owner, status, ...(failed && isWhole ? { processingFailureReason: 'the file could not be decoded' } : {}) });
    });
  }
  app.put('/www/dms-uploads/:urn/:part', async (c) => {
    const upload = state.uploads.find(({ urn }) => urn === c.req.param('urn'));
    const part = upload?.parts[Number(c.req.param('part'))];
    if (!upload || !part) return c.text('Not Found', 404);
    if (upload.kind !== 'video' && !whoHas(world, state.desk, bearerOf(c))) return c.text('Unauthorized', 401);
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (upload.kind === 'video' && bytes.byteLength !== part.to - part.from) return c.text('Bad Request', 400);
    if (bytes.byteLength > { image: MOST.imageBytes, video: PART_BYTES, document: MOST.documentBytes }[upload.kind]) return c.text('Request Entity Too Large', 413);
    part.etag = createHash('md5').update(bytes).digest('hex');
    upload.size += bytes.byteLength;
    if (upload.kind !== 'video') upload.isWhole = true;
    return c.body(null, upload.kind === 'video' ? 200 : 201, { ETag: `"${part.etag}"` });
  });

  const usable = (author: string, id: string | undefined) => state.uploads.some(({ urn, owner, isWhole, failed }) => urn === id && owner === author && isWhole && !failed);
  /** What is wrong with a post. */
  function fault(post: Omit<Post, 'id' | 'at' > & { lifecycleState?: string; distribution?: { feedDistribution?: string } }): string | null {
    if (typeof post.commentary !== 'string') return 'ERROR :: /commentary :: field is required but not found and has no default value';
    if (post.lifecycleState !== 'PUBLISHED' || !post.distribution?.feedDistribution) return 'ERROR :: /lifecycleState :: field is required but not found and has no default value';
    if (!['PUBLIC', 'CONNECTIONS', 'LOGGED_IN'].includes(post.visibility)) return `ERROR :: /visibility :: "${post.visibility}" is not an enum symbol`;
    const length = rendered(post.commentary).length;
    if (length > MOST.text) return `ERROR :: /commentary :: "${length}" is longer than the maximum length ${MOST.text}`;
    const { media, multiImage, article } = post.content ?? {};
    const images = multiImage?.images ?? [];
    if (multiImage && (images.length < 2 || images.length > MOST.images)) return 'ERROR :: /content/multiImage/images :: the number of images must be between 2 and 20';
    if (article && (!article.source || !article.title)) return 'ERROR :: /content/article/title :: field is required but not found and has no default value';
    for (const id of [media?.id, article?.thumbnail, ...images.map((image) => image.id)]) if (id !== undefined && !usable(post.author, id)) return `ERROR :: /content/media/id :: ${id} is not ready to be used`;
    return length === 0 && !post.content ? 'ERROR :: /commentary :: a post needs words or content' : null;
  }

  app.post('/api/rest/posts', async (c) => {
    const who = barred(c, 'publish');
    if (who instanceof Response) return who;
    const asked = await c.req.json().catch(() => ({}));
    if (!mayActAs(String(asked.author), who) || world.takes('refused', 'publish')) return fail(c, 403, 'ACCESS_DENIED', 'Not enough permissions to access: partnerApiPostsExternal.CREATE.20260501', { serviceErrorCode: 100 });
    const wrong = fault(asked);
    if (wrong) return fail(c, 422, 'INVALID_CONTENT', wrong, { errorDetailType: 'com.linkedin.common.error.BadRequest', errorDetails: { inputErrors: [{ description: wrong, input: {}, code: 'INVALID_CONTENT' }] } });
    const recent = state.posts.filter(({ author, at }) => author === asked.author && Date.parse(at) > world.now().getTime() - DAY_MS);
    // The twin may be a ghost: a post that was deleted, of which nothing can be asked any more.
    const twin = world.takes('duplicate', 'publish') ? 'urn:li:share:7141138937766391808' : recent.find(({ commentary, content }) => commentary === asked.commentary && JSON.stringify(content) === JSON.stringify(asked.content ?? null))?.id;
    if (twin) return fail(c, 422, 'DUPLICATE', `com.linkedin.content.common.exception.BadRequestResponseException: Content is a duplicate of ${twin}`, { errorDetailType: 'com.linkedin.common.error.BadRequest', errorDetails: { inputErrors: [{ description: 'Duplicate post is detected', input: {}, code: 'DUPLICATE_POST' }] } });
    if (recent.length >= POSTS_A_DAY) return fail(c, 429, 'TOO_MANY_REQUESTS', 'Resource level throttle MEMBER DAY limit for calls to this resource is reached.');
    const isFilm = asked.content?.media?.id?.startsWith('urn:li:video:');
    const id = `urn:li:${isFilm ? 'ugcPost' : 'share'}:${nextId(state, '7391000000000000000')}`;
    state.posts.push({ id, author: asked.author, commentary: asked.commentary, content: asked.content ?? null, visibility: asked.visibility, at: world.now().toISOString() });
    return c.body(null, 201, { 'x-restli-id': id, 'x-linkedin-id': id, Location: `/posts/${encodeURIComponent(id)}` });
  });
  app.get('/api/rest/posts', (c) => {
    const who = barred(c, 'look-up');
    if (who instanceof Response) return who;
    const author = c.req.query('author') ?? '';
    if (c.req.query('q') !== 'author' || c.req.header('X-RestLi-Method') !== 'FINDER') return fail(c, 400, 'ILLEGAL_ARGUMENT', 'Invalid query parameters passed to request');
    // Reading a member's posts is not given to anyone.
    if (author.startsWith('urn:li:person:') || !mayActAs(author, who)) return fail(c, 403, 'ACCESS_DENIED', 'Not enough permissions to access: partnerApiPostsExternal.FINDER-author.20260501', { serviceErrorCode: 100 });
    const isEmpty = world.takes('look-up-empty', 'look-up') || world.takes('look-up-lags', 'look-up');
    const elements = isEmpty ? [] : state.posts.filter((post) => post.author === author).reverse().slice(0, Number(c.req.query('count') ?? 10)).map((post) => ({ id: post.id, author, commentary: post.commentary, visibility: post.visibility, lifecycleState: 'PUBLISHED', createdAt: Date.parse(post.at), publishedAt: Date.parse(post.at), lastModifiedAt: Date.parse(post.at), ...(post.content ? { content: post.content } : {}) }));
    return c.json({ paging: { start: 0, count: 50, links: [] }, elements });
  });
  app.post('/api/rest/socialActions/:urn/comments', async (c) => {
    const who = barred(c, 'publish');
    if (who instanceof Response) return who;
    const { actor, object, message } = await c.req.json().catch(() => ({}));
    if (!state.posts.some(({ id }) => id === c.req.param('urn')) || object !== c.req.param('urn')) return fail(c, 404, 'NOT_FOUND', 'Could not find entity');
    if (!mayActAs(String(actor), who) || world.takes('refused', 'publish')) return fail(c, 403, 'ACCESS_DENIED', 'Not enough permissions to access: partnerApiSocialActions.CREATE', { serviceErrorCode: 100 });
    if (!message?.text || message.text.length > MOST.comment) return fail(c, 400, 'INVALID_REQUEST', `Comment text must be between 1 and ${MOST.comment} characters`);
    const comment = { id: nextId(state, '7392000000000000000'), object, actor, text: String(message.text), at: world.now().toISOString() };
    state.comments.push(comment);
    return c.json(commentOf(comment), 201, { 'x-restli-id': comment.id });
  });
  const commentOf = ({ id, object, actor, text, at }: LinkedinState['comments'][number]) => ({ id, actor, object, message: { text, attributes: [] }, commentUrn: `urn:li:comment:(${object},${id})`, created: { actor, time: Date.parse(at) } });
  app.get('/api/rest/socialActions/:urn/comments', (c) => {
    const who = barred(c, 'look-up');
    if (who instanceof Response) return who;
    const post = state.posts.find(({ id }) => id === c.req.param('urn'));
    if (!post || !post.author.startsWith('urn:li:organization:') || !mayActAs(post.author, who)) return fail(c, 403, 'ACCESS_DENIED', 'Not enough permissions to access: partnerApiSocialActions.GET_ALL', { serviceErrorCode: 100 });
    const isEmpty = world.takes('look-up-empty', 'look-up') || world.takes('look-up-lags', 'look-up');
    return c.json({ paging: { start: 0, count: 10, links: [] }, elements: isEmpty ? [] : state.comments.filter(({ object }) => object === post.id).map(commentOf) });
  });
  app.get('/api/rest/organizationalEntityShareStatistics', (c) => {
    const who = barred(c, 'metrics');
    if (who instanceof Response) return who;
    const author = c.req.query('organizationalEntity') ?? '';
    if (!mayActAs(author, who)) return fail(c, 403, 'ACCESS_DENIED', 'Viewer must have ADMINISTRATOR privileges on the organization');
    const elements = (['share', 'ugcPost'] as const).flatMap((kind) => {
      const asked = /^List\((.*)\)$/.exec(c.req.query(`${kind}s`) ?? '')?.[1]?.split(',') ?? [];
      return state.posts.filter((post) => post.author === author && asked.includes(post.id)).map((post) => ({ organizationalEntity: author, [kind]: post.id, totalShareStatistics: { impressionCount: 0, uniqueImpressionsCount: 0, clickCount: 0, likeCount: 0, commentCount: state.comments.filter(({ object }) => object === post.id).length, shareCount: 0, engagement: 0 } }));
    });
    return c.json({ paging: { start: 0, count: 10, links: [] }, elements });
  });
  return app;
}

const nameOf = (state: LinkedinState, urn: string) => state.organizations.find((each) => each.urn === urn)?.name ?? state.desk.people.find(({ id }) => urn.endsWith(`:${id}`))?.name ?? '';

function shown(state: LinkedinState, { content }: Post): PublicPost['media'] {
  const { media, multiImage, article } = content ?? {};
  const files = [...(media ? [media] : []), ...(multiImage?.images ?? []), ...(article?.thumbnail ? [{ id: article.thumbnail, altText: article.thumbnailAltText ?? '' }] : [])];
  return files.map(({ id, altText }) => ({ kind: state.uploads.find(({ urn }) => urn === id)?.kind ?? 'image', alt: altText ?? '' }));
}

export const linkedin: Simulator<LinkedinState> = {
  platform: 'linkedin',
  name: 'LinkedIn',
  begin: () => ({
    lastId: 0,
    desk: beginDesk([
      { id: 'dEmo1Ed', username: 'demo-editor', name: 'Demo Editor', followers: 410 },
      { id: 'dEmo2Au', username: 'demo-author', name: 'Demo Author', followers: 96 },
    ]),
    organizations: [
      { urn: 'urn:li:organization:90001', name: 'Demo Gazette', vanity: 'demo-gazette', followers: 2210, roles: { dEmo1Ed: 'ADMINISTRATOR' } },
      { urn: 'urn:li:organization:90002', name: 'Demo Observatory', vanity: 'demo-observatory', followers: 77, roles: { dEmo1Ed: 'ANALYST' } },
    ],
    isPartner: true,
    uploads: [],
    posts: [],
    comments: [],
  }),
  app,
  operation(method, path) {
    if (path.startsWith('/www/oauth/')) return 'sign-in';
    if (/\/(userinfo|organizationAcls|organizations\/.+|networkSizes\/.+)$/.test(path)) return 'profile';
    if (/\/(images|videos|documents)(\/|$)|\/dms-uploads\//.test(path)) return 'prepare';
    if (/\/(posts|comments)$/.test(path)) return method === 'POST' ? 'publish' : 'look-up';
    return path.includes('ShareStatistics') ? 'metrics' : null;
  },
  posts: (state) => [
    ...state.posts.map((post) => ({ id: post.id, account: post.author, author: nameOf(state, post.author), text: rendered(post.commentary), ...(post.content?.article ? { title: post.content.article.title } : {}), at: post.at, media: shown(state, post), url: `/linkedin/www/feed/update/${post.id}/` })),
    ...state.comments.map(({ id, object, actor, text, at }) => ({ id, account: actor, author: nameOf(state, actor), text, at, media: [], parent: object, url: `/linkedin/www/feed/update/${object}/` })),
  ],
  revoke: ({ desk }) => endAll(desk),
};
