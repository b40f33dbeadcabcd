import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { nextId, type Simulator, type World } from './kit.ts';

interface Post {
  id: string;
  uuid: string;
  title: string;
  slug: string;
  html: string;
  status: 'draft' | 'published' | 'scheduled' | 'sent';
  image: string | null;
  imageAlt: string | null;
  excerpt: string | null;
  createdAt: string;
  updatedAt: string;
  publishedAt: string | null;
  newsletter: string | null;
}

export interface GhostState {
  lastId: number;
  title: string;
  siteUuid: string;
  keys: { id: string; secret: string }[];
  newsletters: { id: string; slug: string; name: string; status: 'active' | 'archived' }[];
  posts: Post[];
  /** Letters to all subscribers that have left. */
  mails: { post: string; newsletter: string; readers: string }[];
}

const KEY = { id: '6489a5c1f0d3b20001000000', secret: createHash('sha256').update('a demo key of a simulated Ghost').digest('hex') };
const FIRST_ID = 0x648_0000;
const OLDEST_TOKEN_SECONDS = 300;
const MOST_TITLE = 255;
const MOST_ALT = 191;
const MOST_EXCERPT = 300;
const PICTURES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/svg+xml', 'image/x-icon'];

const refusal = (c: Context, status: 400 | 401 | 403 | 404 | 409 | 415 | 422 | 429, type: string, message: string, { code = null, context = null }: { code?: string | null; context?: string | null } = {}) =>
  c.json({ errors: [{ message, context, type, details: null, property: null, help: null, code, id: '00000000-0000-4000-8000-000000000000', ghostErrorCode: null }] }, status);
const wordsOf = (html: string) => html.replace(/<figure.*?<\/figure>/g, '').replace(/<\/p>\s*<p>/g, '\n\n').replace(/<br\s*\/?>/g, '\n').replace(/<[^>]+>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&').trim();

type Claims = { iat?: number; exp?: number; aud?: string };

/** What is wrong with a token; null when it is good. As jsonwebtoken says it. */
function whyNotTrusted(token: string, secret: string, now: Date): string | null {
  const [head = '', body = '', signature = ''] = token.split('.');
  if ((JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg?: string }).alg !== 'HS256') return 'invalid algorithm';
  const right = createHmac('sha256', Buffer.from(secret, 'hex')).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== right.length || !timingSafeEqual(given, right)) return 'invalid signature';
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
  const seconds = Math.floor(now.getTime() / 1000);
  if (claims.exp !== undefined && seconds >= claims.exp) return 'jwt expired';
  if (!/\/?admin\/?$/.test(claims.aud ?? '')) return 'jwt audience invalid. expected: /\\/?admin\\/?$/';
  if (claims.iat === undefined) return 'iat required when maxAge is specified';
  return seconds >= claims.iat + OLDEST_TOKEN_SECONDS ? 'maxAge exceeded' : null;
}

function app(world: World<GhostState>): Hono {
  const { state } = world;
  const address = `${world.at}/ghost/place`;
  const outer = new Hono({ strict: false });
  const api = new Hono({ strict: false });

  /** Its database keeps whole seconds. */
  const instant = () => `${world.now().toISOString().slice(0, 19)}.000Z`;
  const postOf = (post: Post, c: Context) => {
    const included = (c.req.query('include') ?? '').split(',');
    const mail = state.mails.find((each) => each.post === post.id);
    return {
      id: post.id,
      uuid: post.uuid,
      title: post.title,
      slug: post.slug,
      mobiledoc: null,
      lexical: JSON.stringify({ root: { children: [], type: 'root', version: 1 } }),
      ...((c.req.query('formats') ?? '').split(',').includes('html') ? { html: post.html } : {}),
      comment_id: post.id,
      feature_image: post.image,
      feature_image_alt: post.imageAlt,
      feature_image_caption: null,
      featured: false,
      status: post.status,
      visibility: 'public',
      created_at: post.createdAt,
      updated_at: post.updatedAt,
      published_at: post.publishedAt,
      custom_excerpt: post.excerpt,
      excerpt: post.excerpt ?? wordsOf(post.html).slice(0, 500),
      email_only: false,
      tags: [],
      authors: [],
      url: post.status === 'published' ? `${address}/${post.slug}/` : `${address}/p/${post.uuid}/`,
      email: mail ? { id: `${post.id}-mail`, status: 'submitted', recipient_filter: mail.readers, email_count: 3, delivered_count: 3, opened_count: 2, failed_count: 0 } : null,
      newsletter: state.newsletters.find(({ slug }) => slug === post.newsletter) ?? null,
      ...(included.includes('count.clicks') ? { count: { clicks: mail ? 1 : 0 } } : {}),
    };
  };
  const one = (c: Context, post: Post, status: 200 | 201 = 200) => c.json({ posts: [postOf(post, c)] }, status, status === 201 ? { Location: `${address}/ghost/api/admin/posts/${post.id}/` } : {});

  api.get('/site', (c) => c.json({ site: { title: state.title, description: 'A simulated site', logo: null, icon: null, accent_color: '#15171A', locale: 'en', url: `${address}/`, version: '6.10', allow_external_signup: true, site_uuid: state.siteUuid } }));
  api.use('*', async (c, next) => {
    const header = c.req.header('Authorization');
    if (!header) return refusal(c, 403, 'NoPermissionError', 'Authorization failed', { context: 'Unable to determine the authenticated user or integration. Check that cookies are being passed through if using session authentication.' });
    const token = /^Ghost (\S+)$/i.exec(header)?.[1];
    if (!token) return refusal(c, 401, 'UnauthorizedError', 'Authorization header format is "Authorization: Ghost [token]"', { code: 'INVALID_AUTH_HEADER' });
    try {
      const { kid } = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { kid?: string };
      if (!kid) return refusal(c, 400, 'BadRequestError', 'Admin API kid missing.', { code: 'MISSING_ADMIN_API_KID' });
      const key = state.keys.find(({ id }) => id === kid);
      if (!key) return refusal(c, 401, 'UnauthorizedError', 'Unknown Admin API Key', { code: 'UNKNOWN_ADMIN_API_KEY' });
      const why = whyNotTrusted(token, key.secret, world.now());
      if (why) return refusal(c, 401, 'UnauthorizedError', `Invalid token: ${why}`, { code: 'INVALID_JWT' });
    } catch {
      return refusal(c, 400, 'BadRequestError', 'Invalid token', { code: 'INVALID_JWT' });
    }
    c.header('Content-Version', 'v6.10');
    return next();
  });

  const listed = (total: number) => ({ pagination: { page: 1, limit: 15, pages: 1, total, next: null, prev: null } });
  api.get('/newsletters', (c) => {
    const found = state.newsletters.filter(({ status }) => c.req.query('filter') !== 'status:active' || status === 'active');
    return c.json({ newsletters: found, meta: listed(found.length) });
  });
  api.post('/images/upload', async (c) => {
    const { file, ref } = await c.req.parseBody();
    if (!(file instanceof File)) return refusal(c, 422, 'ValidationError', 'Please select an image.');
    if (!PICTURES.includes(file.type) || world.takes('processing-fails', 'prepare')) return refusal(c, 415, 'UnsupportedMediaTypeError', 'Please select a valid image.');
    return c.json({ images: [{ url: `${address}/content/images/2026/11/${nextId(state)}-${file.name}`, ref: ref ? String(ref) : null }] }, 201);
  });

  const found = (c: Context, matches: (post: Post) => boolean) => {
    const post = state.posts.find(matches);
    if (!post || world.takes('look-up-empty', 'look-up')) return refusal(c, 404, 'NotFoundError', 'Resource not found error, cannot read post.', { context: 'Post not found.' });
    // A cache in front of the site still holds what it was.
    if (world.takes('look-up-lags', 'look-up')) return one(c, { ...post, status: 'draft' });
    return one(c, post);
  };
  api.get('/posts', (c) => c.json({ posts: state.posts.map((post) => postOf(post, c)), meta: listed(state.posts.length) }));
  api.get('/posts/slug/:slug', (c) => found(c, ({ slug }) => slug === c.req.param('slug')));
  api.get('/posts/:id', (c) => {
    if (!/^[a-f\d]{24}$/.test(c.req.param('id'))) return refusal(c, 422, 'ValidationError', 'Validation error, cannot read post.', { context: 'Validation (matches) failed for id' });
    return found(c, ({ id }) => id === c.req.param('id'));
  });

  /** Why what was sent is no post. */
  const tooLong = (asked: Record<string, unknown>): string | null => {
    if (String(asked.title ?? '').length > MOST_TITLE) return `Title cannot be longer than ${MOST_TITLE} characters.`;
    if (String(asked.feature_image_alt ?? '').length > MOST_ALT) return `Feature image alt text cannot be longer than ${MOST_ALT} characters.`;
    return String(asked.custom_excerpt ?? '').length > MOST_EXCERPT ? `Excerpt cannot be longer than ${MOST_EXCERPT} characters.` : null;
  };
  const uniqueSlug = (asked: string, id: string) => {
    for (let count = 1; ; count += 1) {
      const slug = count === 1 ? asked : `${asked}-${count}`;
      if (!state.posts.some((each) => each.slug === slug && each.id !== id)) return slug;
    }
  };
  const change = (post: Post, asked: Record<string, unknown>, isHtml: boolean) => {
    if (asked.title !== undefined) post.title = String(asked.title);
    if (isHtml && asked.html !== undefined) post.html = String(asked.html);
    if (asked.feature_image !== undefined) post.image = asked.feature_image === null ? null : String(asked.feature_image);
    if (asked.feature_image_alt !== undefined) post.imageAlt = asked.feature_image_alt === null ? null : String(asked.feature_image_alt);
    if (asked.custom_excerpt !== undefined) post.excerpt = asked.custom_excerpt === null ? null : String(asked.custom_excerpt);
    if (asked.slug !== undefined) post.slug = uniqueSlug(String(asked.slug).toLowerCase().replace(/[^a-z0-9-]+/g, '-'), post.id);
    if (asked.status === 'published' && post.status !== 'published') Object.assign(post, { status: 'published', publishedAt: post.publishedAt ?? instant() });
    else if (asked.status === 'draft') post.status = 'draft';
    post.updatedAt = instant();
  };

  api.post('/posts', async (c) => {
    const asked = ((await c.req.json().catch(() => null)) as { posts?: Record<string, unknown>[] } | null)?.posts?.[0];
    if (!asked) return refusal(c, 400, 'BadRequestError', 'No root key (\'posts\') provided.');
    if (!asked.title) return refusal(c, 422, 'ValidationError', 'Validation error, cannot save post.', { context: 'Validation failed for title' });
    const why = tooLong(asked);
    if (why) return refusal(c, 422, 'ValidationError', 'Validation error, cannot save post.', { context: why });
    const id = (FIRST_ID + Number(nextId(state))).toString(16).padEnd(24, '0');
    const post: Post = { id, uuid: `00000000-0000-4000-8000-${id.slice(0, 12)}`, title: '', slug: '', html: '', status: 'draft', image: null, imageAlt: null, excerpt: null, createdAt: instant(), updatedAt: instant(), publishedAt: null, newsletter: null };
    change(post, { slug: String(asked.title), ...asked }, c.req.query('source') === 'html');
    state.posts.push(post);
    return one(c, post, 201);
  });
  api.put('/posts/:id', async (c) => {
    const post = state.posts.find(({ id }) => id === c.req.param('id'));
    if (world.takes('expired', 'publish')) return refusal(c, 401, 'UnauthorizedError', 'Unknown Admin API Key', { code: 'UNKNOWN_ADMIN_API_KEY' });
    if (world.takes('too-fast', 'publish')) return refusal(c, 429, 'TooManyRequestsError', 'Too many requests.');
    if (!post) return refusal(c, 404, 'NotFoundError', 'Resource not found error, cannot edit post.', { context: 'Post not found.' });
    const asked = ((await c.req.json().catch(() => null)) as { posts?: Record<string, unknown>[] } | null)?.posts?.[0];
    if (!asked) return refusal(c, 400, 'BadRequestError', 'No root key (\'posts\') provided.');
    const why = world.takes('refused', 'publish') ? `Title cannot be longer than ${MOST_TITLE} characters.` : typeof asked.updated_at !== 'string' ? 'Validation failed for updated_at' : tooLong(asked);
    if (why) return refusal(c, 422, 'ValidationError', 'Validation error, cannot edit post.', { context: why });
    const before = postOf(post, c) as Record<string, unknown>;
    const changes = Object.entries(asked).some(([name, value]) => name !== 'updated_at' && name in before && before[name] !== value);
    if (changes && Date.parse(String(asked.updated_at)) !== Date.parse(post.updatedAt)) return refusal(c, 409, 'UpdateCollisionError', 'Saving failed! Someone else is editing this post.', { code: 'UPDATE_COLLISION' });
    const slug = c.req.query('newsletter');
    const goesOut = post.status === 'draft' && asked.status === 'published';
    if (slug && goesOut && !state.newsletters.some((each) => each.slug === slug && each.status === 'active')) return refusal(c, 400, 'BadRequestError', 'The newsletter could not be found.');
    change(post, asked, c.req.query('source') === 'html');
    if (slug && goesOut) {
      post.newsletter = slug;
      state.mails.push({ post: post.id, newsletter: slug, readers: c.req.query('email_segment') ?? 'all' });
    }
    return one(c, post);
  });
  api.notFound((c) => refusal(c, 404, 'NotFoundError', 'Resource not found', { context: null }));

  outer.route('/place/ghost/api/admin', api);
  outer.get('/place', (c) => c.html(`<!doctype html><title>${state.title}</title><h1>${state.title}</h1>`));
  return outer;
}

export const ghost: Simulator<GhostState> = {
  platform: 'ghost',
  name: 'Ghost',
  begin: () => ({
    lastId: 0,
    title: 'Demo Gazette',
    siteUuid: '5d3f0f5e-0000-4000-8000-000000000d3e',
    keys: [{ ...KEY }],
    newsletters: [{ id: '648000000000000000000001', slug: 'default-newsletter', name: 'Demo Gazette', status: 'active' }, { id: '648000000000000000000002', slug: 'weekend', name: 'Demo weekend', status: 'active' }, { id: '648000000000000000000003', slug: 'old', name: 'Demo of old', status: 'archived' }],
    posts: [],
    mails: [],
  }),
  app,
  operation(method, path, query) {
    const route = path.replace(/^\/place\/ghost\/api\/admin/, '').replace(/\/$/, '');
    if (route === '/site' || route === '/newsletters') return 'profile';
    if (route.startsWith('/images') || route === '/posts' || route.startsWith('/posts/slug/')) return 'prepare';
    if (/^\/posts\/[^/]+$/.test(route)) return method === 'PUT' ? 'publish' : query.has('include') ? 'metrics' : 'look-up';
    return null;
  },
  posts: (state) =>
    state.posts
      .filter(({ status }) => status === 'published' || status === 'sent')
      .map((post) => ({
        id: post.id,
        account: state.siteUuid,
        author: state.title,
        title: post.title,
        text: wordsOf(post.html),
        at: post.publishedAt ?? post.updatedAt,
        media: [...(post.image ? [{ kind: 'image' as const, alt: post.imageAlt ?? '', url: post.image }] : []), ...Array.from(post.html.matchAll(/<img src="([^"]*)"[^>]*alt="([^"]*)"/g), ([, url = '', alt = '']) => ({ kind: 'image' as const, alt, url }))],
        url: `/ghost/place/${post.slug}/`,
      })),
  revoke: (state) => {
    state.keys = [];
  },
  hints: { key: `${KEY.id}:${KEY.secret}` },
};
