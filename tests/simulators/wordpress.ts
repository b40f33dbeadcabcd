import { type Context, Hono } from 'hono';
import { nextId, type PublicPost, type Simulator, type World } from './kit.ts';

interface Person {
  id: number;
  login: string;
  name: string;
  /** Application passwords, without their spaces. */
  passwords: string[];
  mayPublish: boolean;
}

interface Attachment {
  id: number;
  author: number;
  mime: string;
  alt: string;
  file: string;
}

interface Post {
  id: number;
  author: number;
  status: string;
  slug: string;
  title: string;
  content: string;
  excerpt: string;
  featured: number;
  categories: number[];
  at: string;
}

export interface WordpressState {
  lastId: number;
  name: string;
  /** A site without pretty addresses answers under ?rest_route= alone. */
  plain: boolean;
  hasApplicationPasswords: boolean;
  people: Person[];
  attachments: Attachment[];
  posts: Post[];
}

const PASSWORD = 'demo abcd EFGH 1234 ijkl MNOP';
const STATUSES = ['publish', 'future', 'draft', 'pending', 'private'];
const PICTURES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'];

const refusal = (c: Context, status: 400 | 401 | 403 | 404 | 429 | 500, code: string, message: string) => c.json({ code, message, data: { status } }, status);
const wordsOf = (html: string) => html.replace(/<\/p>\s*<p>/g, '\n\n').replace(/<br\s*\/?>/g, '\n').replace(/<[^>]+>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&').trim();
const clean = (slug: string) => slug.toLowerCase().replace(/[^a-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 200);
const rawOf = (value: unknown): string => (typeof value === 'object' && value !== null ? String((value as { raw?: unknown }).raw ?? '') : String(value ?? ''));

function app(world: World<WordpressState>): Hono {
  const { state } = world;
  const address = `${world.at}/wordpress/place`;
  const api = new Hono();

  /** The person of the request; null where nobody signed in; a refusal where the password is wrong. */
  function whoAsks(c: Context): Person | null | Response {
    const header = /^Basic (.+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    if (!header) return null;
    const [login = '', ...rest] = Buffer.from(header, 'base64').toString('utf8').split(':');
    const person = state.people.find((each) => each.login === login);
    if (!person) return refusal(c, 401, 'invalid_username', '<strong>Error:</strong> The username is not registered on this site. If you are unsure of your username, try your email address instead.');
    const given = rest.join(':').replace(/[^a-z\d]/gi, '');
    return person.passwords.includes(given) ? person : refusal(c, 401, 'incorrect_password', 'The provided password is an invalid application password.');
  }

  const linkOf = ({ id, status, slug, at }: Post) => (status === 'publish' ? `${address}/${at.slice(0, 10).replace(/-/g, '/')}/${slug}/` : `${address}/?p=${id}`);
  const local = (at: string) => at.slice(0, 19);
  const postOf = (post: Post, context: string) => ({
    id: post.id,
    date: local(post.at),
    date_gmt: local(post.at),
    guid: { rendered: `${address}/?p=${post.id}` },
    modified: local(post.at),
    modified_gmt: local(post.at),
    slug: post.slug,
    status: post.status,
    type: 'post',
    link: linkOf(post),
    title: { ...(context === 'edit' ? { raw: post.title } : {}), rendered: post.title },
    content: { ...(context === 'edit' ? { raw: post.content } : {}), rendered: post.content, protected: false },
    excerpt: { ...(context === 'edit' ? { raw: post.excerpt } : {}), rendered: post.excerpt ? `<p>${post.excerpt}</p>` : '', protected: false },
    author: post.author,
    featured_media: post.featured,
    comment_status: 'open',
    ping_status: 'open',
    sticky: false,
    template: '',
    format: 'standard',
    meta: [],
    categories: post.categories,
    tags: [],
  });
  const attachmentOf = ({ id, author, mime, alt, file }: Attachment) => ({ id, slug: file, status: 'inherit', type: 'attachment', link: `${address}/?attachment_id=${id}`, author, alt_text: alt, media_type: 'image', mime_type: mime, media_details: { file }, source_url: `${address}/wp-content/uploads/${file}` });
  const uniqueSlug = (asked: string, id: number) => {
    for (let count = 1; ; count += 1) {
      const slug = count === 1 ? asked : `${asked}-${count}`;
      if (!state.posts.some((each) => each.slug === slug && each.id !== id)) return slug;
    }
  };

  api.get('/', (c) =>
    c.json({
      name: state.name,
      description: 'A simulated site',
      url: address,
      home: address,
      gmt_offset: '0',
      timezone_string: 'UTC',
      namespaces: ['oembed/1.0', 'wp/v2', 'wp-site-health/v1', 'wp-block-editor/v1'],
      authentication: state.hasApplicationPasswords ? { 'application-passwords': { endpoints: { authorization: `${address}/wp-admin/authorize-application.php` } } } : {},
      routes: {},
    }),
  );
  api.get('/wp/v2/users/me', (c) => {
    const who = whoAsks(c);
    if (who instanceof Response) return who;
    if (!who) return refusal(c, 401, 'rest_not_logged_in', 'You are not currently logged in.');
    return c.json({ id: who.id, name: who.name, url: '', description: '', link: `${address}/author/${who.login}/`, slug: who.login, ...(c.req.query('context') === 'edit' ? { username: who.login, email: `${who.login}@example.com`, roles: [who.mayPublish ? 'author' : 'contributor'], capabilities: { edit_posts: true, ...(who.mayPublish ? { publish_posts: true, upload_files: true } : {}) } } : {}) });
  });
  api.get('/wp/v2/categories', (c) => c.json([{ id: 1, count: 0, name: 'Uncategorized', slug: 'uncategorized', taxonomy: 'category', parent: 0 }, { id: 7, count: 3, name: 'Demo news', slug: 'demo-news', taxonomy: 'category', parent: 0 }]));
  api.post('/wp/v2/media', async (c) => {
    const who = whoAsks(c);
    if (who instanceof Response) return who;
    if (!who?.mayPublish) return refusal(c, who ? 403 : 401, 'rest_cannot_create', 'Sorry, you are not allowed to upload media on this site.');
    const { file, alt_text } = await c.req.parseBody();
    if (!(file instanceof File)) return refusal(c, 400, 'rest_upload_no_data', 'No data supplied.');
    if (world.takes('processing-fails', 'prepare')) return refusal(c, 500, 'rest_upload_image_error', 'The server cannot process the image. This can happen if the server is busy or does not have enough resources to complete the task.');
    if (!PICTURES.includes(file.type)) return refusal(c, 500, 'rest_upload_unknown_error', 'Sorry, you are not allowed to upload this file type.');
    const id = Number(nextId(state, 100));
    const attachment = { id, author: who.id, mime: file.type, alt: String(alt_text ?? ''), file: `${id}-${file.name}` };
    state.attachments.push(attachment);
    return c.json(attachmentOf(attachment), 201, { Location: `${address}/wp-json/wp/v2/media/${id}` });
  });
  api.get('/wp/v2/posts', (c) => {
    const who = whoAsks(c);
    if (who instanceof Response) return who;
    const statuses = (c.req.query('status') ?? 'publish').split(',');
    if (!statuses.every((each) => STATUSES.includes(each))) return refusal(c, 400, 'rest_invalid_param', 'Invalid parameter(s): status');
    if (!who && statuses.some((each) => each !== 'publish')) return refusal(c, 400, 'rest_invalid_param', 'Invalid parameter(s): status');
    const slugs = c.req.query('slug')?.split(',');
    const found = state.posts.filter((post) => statuses.includes(post.status) && (!slugs || slugs.includes(post.slug)));
    return c.json(found.reverse().slice(0, Number(c.req.query('per_page') ?? 10)).map((post) => postOf(post, c.req.query('context') ?? 'view')));
  });
  api.post('/wp/v2/posts', (c) => write(c, null));
  api.get('/wp/v2/posts/:id', (c) => {
    const who = whoAsks(c);
    if (who instanceof Response) return who;
    const post = state.posts.find(({ id }) => String(id) === c.req.param('id'));
    if (!post || world.takes('look-up-empty', 'look-up')) return refusal(c, 404, 'rest_post_invalid_id', 'Invalid post ID.');
    if (!who && post.status !== 'publish') return refusal(c, 401, 'rest_forbidden', 'Sorry, you are not allowed to do that.');
    // A cache in front of the site still holds what it was.
    if (world.takes('look-up-lags', 'look-up')) return c.json(postOf({ ...post, status: 'draft' }, c.req.query('context') ?? 'view'));
    return c.json(postOf(post, c.req.query('context') ?? 'view'));
  });
  api.on(['POST', 'PUT', 'PATCH'], ['/wp/v2/posts/:id'], async (c): Promise<Response> => {
    const post = state.posts.find(({ id }) => String(id) === c.req.param('id'));
    return post ? write(c, post) : refusal(c, 404, 'rest_post_invalid_id', 'Invalid post ID.');
  });

  async function write(c: Context, before: Post | null): Promise<Response> {
    const who = whoAsks(c);
    if (who instanceof Response) return who;
    if (before && world.takes('expired', 'publish')) return refusal(c, 401, 'incorrect_password', 'The provided password is an invalid application password.');
    if (!who) return refusal(c, 401, before ? 'rest_cannot_edit' : 'rest_cannot_create', before ? 'Sorry, you are not allowed to edit this post.' : 'Sorry, you are not allowed to create posts as this user.');
    // Not of WordPress itself: the limiter of whoever hosts it.
    if (before && world.takes('too-fast', 'publish')) return c.html('<h1>429 Too Many Requests</h1>', 429, { 'Retry-After': '30' });
    if (before && world.takes('refused', 'publish')) return refusal(c, 400, 'rest_invalid_param', 'Invalid parameter(s): status');
    const asked: Record<string, unknown> | null = await c.req.json().catch(() => null);
    if (asked === null) return refusal(c, 400, 'rest_invalid_json', 'Invalid JSON body passed.');
    const status = String(asked.status ?? before?.status ?? 'draft');
    if (!STATUSES.includes(status)) return refusal(c, 400, 'rest_invalid_param', 'Invalid parameter(s): status');
    if (status === 'publish' && !who.mayPublish) return refusal(c, 403, 'rest_cannot_publish', 'Sorry, you are not allowed to create posts in this post type.');
    const featured = Number(asked.featured_media ?? before?.featured ?? 0);
    if (featured !== 0 && !state.attachments.some(({ id }) => id === featured)) return refusal(c, 400, 'rest_invalid_featured_media', 'Invalid featured media ID.');
    const post: Post = before ?? { id: 0, author: who.id, status: 'draft', slug: '', title: '', content: '', excerpt: '', featured: 0, categories: [1], at: '' };
    const next = { ...post, status, featured, title: rawOf(asked.title ?? post.title), content: rawOf(asked.content ?? post.content), excerpt: rawOf(asked.excerpt ?? post.excerpt), categories: Array.isArray(asked.categories) ? asked.categories.map(Number) : post.categories };
    if (!before && next.title === '' && next.content === '' && next.excerpt === '') return refusal(c, 400, 'empty_content', 'Content, title, and excerpt are empty.');
    if (!before) next.id = Number(nextId(state, 100));
    if (post.status !== 'publish') next.at = world.now().toISOString();
    if (asked.slug !== undefined) next.slug = uniqueSlug(clean(String(asked.slug)), next.id);
    if (next.slug === '' && status === 'publish') next.slug = uniqueSlug(clean(next.title) || String(next.id), next.id);
    if (before) Object.assign(before, next);
    else state.posts.push(next);
    return before ? c.json(postOf(next, 'edit')) : c.json(postOf(next, 'edit'), 201, { Location: `${address}/wp-json/wp/v2/posts/${next.id}` });
  }

  api.notFound((c) => refusal(c, 404, 'rest_no_route', 'No route was found matching the URL and request method.'));

  const app = new Hono();
  const front = (c: Context, status: 200 | 404) => c.html(`<!doctype html><title>${state.name}</title><h1>${state.name}</h1>`, status);
  app.all('*', (c) => {
    const url = new URL(c.req.url);
    const route = routeOf(url.pathname, url.searchParams);
    if (route === null || (state.plain && !url.searchParams.has('rest_route'))) return front(c, url.pathname.replace(/\/$/, '') === '/place' ? 200 : 404);
    url.pathname = route;
    return api.fetch(new Request(url, c.req.raw));
  });
  return app;
}

function routeOf(path: string, query: URLSearchParams): string | null {
  const route = path === '/place/' ? query.get('rest_route') : path.startsWith('/place/wp-json') ? path.slice('/place/wp-json'.length) || '/' : null;
  return route === null ? null : route.length > 1 ? route.replace(/\/$/, '') : route;
}

function publicPost(state: WordpressState, post: Post): PublicPost {
  const inside = Array.from(post.content.matchAll(/wp-image-(\d+)/g), ([, id]) => Number(id));
  const shown = [...(post.featured ? [post.featured] : []), ...inside].map((id) => state.attachments.find((each) => each.id === id)!);
  return {
    id: String(post.id),
    account: String(post.author),
    author: state.people.find(({ id }) => id === post.author)?.name ?? '',
    title: post.title,
    text: wordsOf(post.content.replace(/<figure.*?<\/figure>/g, '')),
    at: post.at,
    media: shown.map(({ alt, file }) => ({ kind: 'image' as const, alt, url: file })),
    url: `/wordpress/place/?p=${post.id}`,
  };
}

export const wordpress: Simulator<WordpressState> = {
  platform: 'wordpress',
  name: 'WordPress',
  begin: () => ({
    lastId: 0,
    name: 'Demo Gazette',
    plain: false,
    hasApplicationPasswords: true,
    people: [{ id: 1, login: 'demo_editor', name: 'Demo Editor', passwords: [PASSWORD.replace(/ /g, '')], mayPublish: true }, { id: 2, login: 'demo_trainee', name: 'Demo Trainee', passwords: [PASSWORD.replace(/ /g, '')], mayPublish: false }],
    attachments: [],
    posts: [],
  }),
  app,
  operation(method, path, query) {
    const route = routeOf(path, query);
    if (route === null) return null;
    if (route === '/wp/v2/media') return 'prepare';
    if (route === '/wp/v2/posts') return 'prepare';
    if (route.startsWith('/wp/v2/posts/')) return method === 'GET' ? 'look-up' : 'publish';
    return 'profile';
  },
  posts: (state) => state.posts.filter(({ status }) => status === 'publish').map((post) => publicPost(state, post)),
  revoke: ({ people }) => {
    for (const person of people) person.passwords = [];
  },
  hints: { user: 'demo_editor', password: PASSWORD },
};
