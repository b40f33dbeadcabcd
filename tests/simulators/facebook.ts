import { type Context, Hono } from 'hono';
import { expiredToken, graphError, type GraphPost, graphTime, shortToken, signedIn, tokenOf, tooFast, unknownObject } from './graph.ts';
import { nextId, type Simulator, type World } from './kit.ts';
import { beginDesk, consent, type Desk, endAll, giveAccess, redeem, whoHas } from './oauth.ts';

interface Page {
  id: string;
  name: string;
  username: string;
  followers: number;
  tasks: string[];
}

interface Photo {
  id: string;
  page: string;
  alt: string;
  used: boolean;
}

interface Film {
  id: string;
  page: string;
  session: string;
  size: number;
  sent: number;
  failed: boolean;
  finished: boolean;
  /** Of a reel or a story: where it was begun. */
  edge?: 'video_reels' | 'video_stories';
}

export interface FacebookState {
  lastId: number;
  desk: Desk;
  pages: Page[];
  photos: Photo[];
  films: Film[];
  posts: (GraphPost & { link: string | null })[];
}

const VERSION = 'v26.0';
const GRAPH = `/graph/${VERSION}`;
const PART_BYTES = 4 * 1024 * 1024;
const MOST_WORDS = 63_206;
const FIRST_ID = '122000000000000000';
const CLIPS = ['reel', 'story'];
const WRITE = ['CREATE_CONTENT', 'MANAGE', 'MODERATE', 'ANALYZE'];

function app(world: World<FacebookState>): Hono {
  const { state, now } = world;
  const app = new Hono();
  /** The page whose token this is: what it may do, only it may. */
  const pageOf = async (c: Context): Promise<Page | null> => {
    const person = whoHas(world, state.desk, await tokenOf(c))?.token;
    return person?.value.startsWith('page-') ? (state.pages.find(({ id }) => id === person.scopes[0]) ?? null) : null;
  };
  const mine = async (c: Context) => {
    const page = await pageOf(c);
    return page && (c.req.param('id') === page.id || c.req.param('id') === 'me') ? page : null;
  };
  const pageAnswer = ({ id, name, username, followers }: Page) => ({ id, name, username, link: `${world.at}/facebook/site/${username}`, followers_count: followers, picture: { data: { url: `${world.at}/facebook/site/avatar.jpg` } } });
  const befalls = (c: Context) => {
    if (world.takes('too-fast', 'publish')) return tooFast(c, 32, '(#32) Page request limit reached');
    if (world.takes('refused', 'publish')) return graphError(c, 200, '(#200) The user hasn’t authorized the application to perform this action', { status: 403 });
    return world.takes('duplicate', 'publish') ? graphError(c, 506, 'Duplicate status message', { user: 'This status update is identical to the last one you posted. Try posting something different, or delete your previous update.' }) : null;
  };

  app.on(['GET', 'POST'], [`/site/${VERSION}/dialog/oauth`], async (c): Promise<Response> => consent(c, world, state.desk, 'Facebook'));
  app.on(['GET', 'POST'], [`${GRAPH}/oauth/access_token`], async (c) => {
    const given: Record<string, unknown> = { ...c.req.query(), ...(c.req.method === 'POST' ? await c.req.parseBody() : {}) };
    if (!given.client_id || !given.client_secret) return graphError(c, 101, 'Error validating application. Cannot get application info due to a system error.');
    if (given.grant_type === 'fb_exchange_token') {
      const who = whoHas(world, state.desk, String(given.fb_exchange_token));
      return who ? c.json({ access_token: giveAccess(world, state.desk, who.person.id, who.token.scopes, 60 * 86_400, 'long-').value, token_type: 'bearer', expires_in: 60 * 86_400 }) : graphError(c, 190, 'Invalid OAuth access token - Cannot parse access token');
    }
    const who = redeem(world, state.desk, { code: String(given.code), redirectUri: String(given.redirect_uri), verifier: null });
    if (!who) return graphError(c, 100, 'This authorization code has been used.', { subcode: 36009 });
    return c.json({ access_token: shortToken(world, who.person.id, who.scopes).value, token_type: 'bearer', expires_in: 3600 });
  });
  app.get(`${GRAPH}/me/accounts`, async (c) => {
    const who = await signedIn(c, world);
    if (!who) return expiredToken(c, world);
    // A page's token lasts only where the sign-in behind it is a long one.
    const seconds = who.token.value.startsWith('long-') ? null : 3600;
    const data = state.pages.map((page) => ({ ...pageAnswer(page), category: 'Newspaper', tasks: page.tasks, access_token: giveAccess(world, state.desk, who.person.id, [page.id], seconds, 'page-').value }));
    return c.json({ data, paging: { cursors: { before: 'b', after: 'a' } } });
  });

  app.post(`${GRAPH}/:id/photos`, async (c) => {
    const page = await mine(c);
    if (!page) return expiredToken(c, world);
    const given = await c.req.parseBody();
    if (!(given.source instanceof File) || given.source.size === 0 || !given.source.type.startsWith('image/') || world.takes('processing-fails', 'prepare')) return graphError(c, 324, '(#324) Requires upload file', { subcode: 2069019, user: 'The picture could not be read.' });
    if (given.published !== 'false') return graphError(c, 100, 'Only unpublished photos are simulated.');
    const made = { id: nextId(state, FIRST_ID), page: page.id, alt: String(given.alt_text_custom ?? ''), used: false };
    state.photos.push(made);
    return c.json({ id: made.id });
  });
  app.post(`/video/${VERSION}/:id/videos`, async (c) => {
    const page = await mine(c);
    const given: Record<string, string | File> = { ...c.req.query(), ...((await c.req.parseBody()) as Record<string, string | File>) };
    const isLast = given.upload_phase === 'finish';
    if (!page || (isLast && world.takes('expired', 'publish'))) return expiredToken(c, world);
    if (given.upload_phase === 'start') {
      const size = Number(given.file_size);
      if (!(size > 0)) return graphError(c, 100, '(#100) Param file_size must be a positive number');
      const film: Film = { id: nextId(state, FIRST_ID), page: page.id, session: nextId(state, FIRST_ID), size, sent: 0, failed: world.takes('processing-fails', 'prepare'), finished: false };
      state.films.push(film);
      return c.json({ video_id: film.id, upload_session_id: film.session, start_offset: '0', end_offset: String(Math.min(PART_BYTES, size)) });
    }
    const film = state.films.find(({ session, page: owner }) => session === given.upload_session_id && owner === page.id);
    if (!film || film.finished) return graphError(c, 6000, 'There was a problem uploading your video file. Please try again.', { subcode: 1363041, user: 'The upload session is unknown or over.' });
    if (given.upload_phase === 'transfer') {
      const part = given.video_file_chunk;
      if (world.takes('slow-processing', 'prepare')) return c.json({ error: { message: 'There was a problem uploading your video file. Please try again.', type: 'OAuthException', code: 6000, error_subcode: 1363030, is_transient: true, fbtrace_id: 'A0' } }, 400);
      if (film.failed) return graphError(c, 352, '(#352) The video file you selected is in a format that we don’t support.', { subcode: 1363024, user: 'The video file is in a format that is not supported.' });
      const wanted = { start_offset: String(film.sent), end_offset: String(Math.min(film.sent + PART_BYTES, film.size)) };
      if (Number(given.start_offset) !== film.sent) return c.json({ error: { message: 'The start offset is not the one that is expected.', type: 'OAuthException', code: 6001, error_subcode: 1363037, error_data: wanted, is_transient: false, fbtrace_id: 'A0' } }, 400);
      if (!(part instanceof File) || part.size === 0 || part.size > PART_BYTES) return graphError(c, 6001, 'There was a problem uploading your video file. Please try again with another file.', { subcode: 1363037 });
      film.sent += part.size;
      return c.json({ start_offset: String(film.sent), end_offset: String(Math.min(film.sent + PART_BYTES, film.size)) });
    }
    if (!isLast || film.sent !== film.size) return graphError(c, 6001, 'There was a problem uploading your video file. Please try again with another file.', { subcode: 1363037 });
    const refusal = befalls(c);
    if (refusal) return refusal;
    film.finished = true;
    state.posts.push({ id: film.id, account: page.id, kind: 'video', text: String(given.description ?? ''), items: [{ kind: 'video', alt: '', url: '' }], parent: null, link: null, at: now().toISOString() });
    return c.json({ success: true });
  });
  for (const edge of ['video_reels', 'video_stories'] as const) {
    app.post(`${GRAPH}/:id/${edge}`, async (c) => {
      const page = await mine(c);
      const given: Record<string, unknown> = { ...c.req.query(), ...(await c.req.parseBody()) };
      const isLast = given.upload_phase === 'finish';
      if (!page || (isLast && world.takes('expired', 'publish'))) return expiredToken(c, world);
      if (given.upload_phase === 'start') {
        const film: Film = { id: nextId(state, FIRST_ID), page: page.id, session: '', size: 0, sent: 0, failed: world.takes('processing-fails', 'prepare'), finished: false, edge };
        state.films.push(film);
        return c.json({ video_id: film.id, upload_url: `${world.at}/facebook/upload/video-upload/${VERSION}/${film.id}` });
      }
      const film = state.films.find((each) => each.id === given.video_id && each.page === page.id && each.edge === edge);
      if (!isLast || !film || film.finished || film.size === 0 || film.sent !== film.size) return graphError(c, 6000, 'There was a problem uploading your video file. Please try again.', { subcode: 1363130 });
      if (edge === 'video_reels' && given.video_state !== 'PUBLISHED') return graphError(c, 100, '(#100) Only published reels are simulated.');
      const refusal = befalls(c);
      if (refusal) return refusal;
      film.finished = true;
      state.posts.push({ id: film.id, account: page.id, kind: edge === 'video_reels' ? 'reel' : 'story', text: edge === 'video_reels' ? String(given.description ?? '') : '', items: [{ kind: 'video', alt: '', url: '' }], parent: null, link: null, at: now().toISOString() });
      return c.json({ success: true, post_id: nextId(state, FIRST_ID) });
    });
  }
  app.post(`/upload/video-upload/${VERSION}/:id`, async (c) => {
    const no = (message: string) => c.json({ debug_info: { retriable: false, type: 'ProcessingFailedError', message } }, 400);
    const film = state.films.find(({ id, edge }) => id === c.req.param('id') && edge);
    const token = /^OAuth (.+)$/.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
    if (!film || film.finished || whoHas(world, state.desk, token)?.token.scopes[0] !== film.page) return no('The upload session is unknown or not yours.');
    if (film.failed) return graphError(c, 352, '(#352) The video file you selected is in a format that we don’t support.', { subcode: 1363024, user: 'The video file is in a format that is not supported.' });
    if (Number(c.req.header('offset')) !== film.sent || !(Number(c.req.header('file_size')) > 0)) return no('The offset is not the one that is expected.');
    film.size = Number(c.req.header('file_size'));
    film.sent += (await c.req.arrayBuffer()).byteLength;
    return film.sent === film.size ? c.json({ success: true }) : no('Partial request (did not match length of file).');
  });
  app.post(`${GRAPH}/:id/photo_stories`, async (c) => {
    const page = await mine(c);
    if (!page || world.takes('expired', 'publish')) return expiredToken(c, world);
    const refusal = befalls(c);
    if (refusal) return refusal;
    const { photo_id } = await c.req.parseBody();
    const photo = state.photos.find(({ id, page: owner, used }) => id === photo_id && owner === page.id && !used);
    if (!photo) return graphError(c, 100, '(#100) photo_id must be an unpublished photo of this page.');
    photo.used = true;
    state.posts.push({ id: photo.id, account: page.id, kind: 'story', text: '', items: [{ kind: 'image', alt: photo.alt, url: '' }], parent: null, link: null, at: now().toISOString() });
    return c.json({ success: true, post_id: nextId(state, FIRST_ID) });
  });
  app.post(`${GRAPH}/:id/feed`, async (c) => {
    const page = await mine(c);
    if (!page || world.takes('expired', 'publish')) return expiredToken(c, world);
    const refusal = befalls(c);
    if (refusal) return refusal;
    const given = await c.req.parseBody();
    const text = String(given.message ?? '');
    const link = given.link ? String(given.link) : null;
    const ids = Object.entries(given).filter(([name]) => /^attached_media\[\d+\]$/.test(name)).map(([, value]) => String(JSON.parse(String(value)).media_fbid));
    const photos = ids.map((id) => state.photos.find((each) => each.id === id && each.page === page.id && !each.used));
    if (text === '' && !link && ids.length === 0) return graphError(c, 100, '(#100) Missing message or attachment', { subcode: 1349125 });
    if (text.length > MOST_WORDS) return graphError(c, 100, `(#100) The message is too long: at most ${MOST_WORDS} characters.`);
    if (link && !/^https?:\/\/\S+$/.test(link)) return graphError(c, 100, '(#100) link URL is not properly formatted', { subcode: 1500 });
    if (photos.some((each) => !each)) return graphError(c, 100, '(#100) attached_media must be unpublished photos of this page.', { subcode: 1366046 });
    const last = state.posts.findLast((post) => post.account === page.id && post.parent === null);
    if (ids.length === 0 && last && last.text === text && last.link === link && now().getTime() - Date.parse(last.at) < 3_600_000) return graphError(c, 506, 'Duplicate status message', { user: 'This status update is identical to the last one you posted. Try posting something different, or delete your previous update.' });
    for (const each of photos) each!.used = true;
    const post = { id: `${page.id}_${nextId(state, FIRST_ID)}`, account: page.id, kind: 'post', text, items: photos.map((each) => ({ kind: 'image' as const, alt: each!.alt, url: '' })), parent: null, link, at: now().toISOString() };
    state.posts.push(post);
    return c.json({ id: post.id });
  });
  app.post(`${GRAPH}/:id/comments`, async (c) => {
    const page = await pageOf(c);
    if (!page || world.takes('expired', 'publish')) return expiredToken(c, world);
    const refusal = befalls(c);
    if (refusal) return refusal;
    const parent = state.posts.find(({ id }) => id === c.req.param('id'));
    const { message = '' } = await c.req.parseBody();
    if (!parent) return unknownObject(c, c.req.param('id'));
    if (message === '') return graphError(c, 100, '(#100) Param message must be a non-empty UTF-8 encoded string');
    const comment = { id: `${parent.id.split('_').at(-1)}_${nextId(state, FIRST_ID)}`, account: page.id, kind: 'comment', text: String(message), items: [], parent: parent.id, link: null, at: now().toISOString() };
    state.posts.push(comment);
    return c.json({ id: comment.id });
  });

  const attachments = (post: GraphPost & { link: string | null }) => {
    const target = { id: post.id };
    if (post.kind === 'video') return { attachments: { data: [{ media_type: 'video', target }] } };
    if (post.items.length > 1) return { attachments: { data: [{ media_type: 'album', target, subattachments: { data: post.items.map(() => ({ media_type: 'photo' })) } }] } };
    return post.items.length === 1 ? { attachments: { data: [{ media_type: 'photo', target }] } } : post.link ? { attachments: { data: [{ media_type: 'link' }] } } : {};
  };
  const listed = (c: Context, found: FacebookState['posts']) => {
    if (world.takes('look-up-empty', 'look-up')) return c.json({ data: [] });
    const since = Number(c.req.query('since') ?? 0);
    const data = found.filter(({ at }) => Math.floor(Date.parse(at) / 1000) >= since).reverse();
    return c.json({ data: data.slice(world.takes('look-up-lags', 'look-up') ? 1 : 0).slice(0, Number(c.req.query('limit') ?? 25)).map((post) => ({ id: post.kind === 'video' ? `${post.account}_${post.id}` : post.id, message: post.text, created_time: graphTime(post.at), permalink_url: `${world.at}/facebook/site/${post.id}`, from: { id: post.account }, ...attachments(post) })) });
  };
  app.get(`${GRAPH}/:id/published_posts`, async (c) => {
    const page = await mine(c);
    return page ? listed(c, state.posts.filter(({ account, parent, kind }) => account === page.id && parent === null && !CLIPS.includes(kind))) : expiredToken(c, world);
  });
  app.get(`${GRAPH}/:id/video_reels`, async (c) => {
    const page = await mine(c);
    if (!page) return expiredToken(c, world);
    const isEmpty = world.takes('look-up-empty', 'look-up') || world.takes('look-up-lags', 'look-up');
    const begun = state.films.filter((film) => film.page === page.id && film.edge === 'video_reels').reverse();
    return c.json({ data: isEmpty ? [] : begun.map(({ id, finished }) => ({ id, created_time: graphTime(state.posts.find((post) => post.id === id)?.at ?? now().toISOString()), permalink_url: `/reel/${id}/`, published: finished })) });
  });
  app.get(`${GRAPH}/:id/stories`, async (c) => {
    const page = await mine(c);
    if (!page) return expiredToken(c, world);
    const isEmpty = world.takes('look-up-empty', 'look-up') || world.takes('look-up-lags', 'look-up');
    const told = state.posts.filter(({ account, kind }) => account === page.id && kind === 'story').reverse();
    return c.json({ data: isEmpty ? [] : told.map(({ id, at, items }) => ({ post_id: `1${id}`, media_id: id, media_type: items[0]!.kind === 'video' ? 'video' : 'photo', status: 'published', creation_time: String(Math.floor(Date.parse(at) / 1000)), url: `${world.at}/facebook/site/stories/${id}` })) });
  });
  app.get(`${GRAPH}/:id/comments`, async (c) => ((await pageOf(c)) ? listed(c, state.posts.filter(({ parent }) => parent === c.req.param('id'))) : expiredToken(c, world)));
  app.get(`${GRAPH}/:id/insights`, async (c) => {
    if (!(await pageOf(c))) return expiredToken(c, world);
    const id = c.req.param('id');
    if (!state.posts.some((post) => post.id === id)) return unknownObject(c, id);
    const figures: Record<string, unknown> = { post_media_view: 200, post_total_media_view_unique: 150, post_clicks: 12, post_reactions_by_type_total: { like: 5, love: 2 } };
    return c.json({ data: (c.req.query('metric') ?? '').split(',').filter((name) => name in figures).map((name) => ({ name, period: 'lifetime', values: [{ value: figures[name] }], id: `${id}/insights/${name}/lifetime` })) });
  });
  app.get(`${GRAPH}/:id`, async (c) => {
    const page = await pageOf(c);
    if (!page) return expiredToken(c, world);
    const id = c.req.param('id');
    if (id === page.id || id === 'me') return c.json(pageAnswer(page));
    const film = state.films.find((each) => each.id === id && each.edge);
    if (film && c.req.query('fields') === 'status') return c.json({ id, status: { video_status: film.finished ? 'ready' : 'uploading', uploading_phase: { status: film.size > 0 && film.sent === film.size ? 'complete' : 'in_progress', bytes_transfered: film.sent } } });
    const post = state.posts.find((each) => each.id === id);
    if (!post) return unknownObject(c, id);
    const total = state.posts.filter(({ parent }) => parent === id).length;
    return c.json({ id, comments: { data: [], summary: { total_count: total } }, ...(post.kind === 'video' ? { likes: { data: [], summary: { total_count: 4 } } } : {}) });
  });
  return app;
}

export const facebook: Simulator<FacebookState> = {
  platform: 'facebook',
  name: 'Facebook',
  begin: () => ({
    lastId: 0,
    desk: beginDesk([{ id: '3001', username: 'demo_editor', name: 'Demo Editor', followers: 0 }]),
    pages: [
      { id: '610000000000001', name: 'Demo Gazette', username: 'demogazette', followers: 8120, tasks: WRITE },
      { id: '610000000000002', name: 'Demo Gazette Sport', username: 'demogazettesport', followers: 1400, tasks: WRITE },
      { id: '610000000000003', name: 'Demo Archive', username: 'demoarchive', followers: 12, tasks: ['ANALYZE'] },
    ],
    photos: [],
    films: [],
    posts: [],
  }),
  app,
  operation(method, path, query) {
    if (path.startsWith('/site/') || path.endsWith('/oauth/access_token') || path.endsWith('/me/accounts')) return 'sign-in';
    if (path.endsWith('/photos')) return 'prepare';
    if (path.endsWith('/videos')) return query.get('upload_phase') === 'finish' ? 'publish' : 'prepare';
    if (/\/(feed|comments)$/.test(path)) return method === 'POST' ? 'publish' : 'look-up';
    if (path.endsWith('/published_posts') || path.endsWith('/stories')) return 'look-up';
    if (path.endsWith('/photo_stories')) return 'publish';
    if (/\/(video_reels|video_stories)$/.test(path)) return method === 'GET' ? 'look-up' : query.get('upload_phase') === 'finish' ? 'publish' : 'prepare';
    if (path.startsWith('/upload/') || query.get('fields') === 'status') return 'prepare';
    if (path.endsWith('/insights') || /\/\d+_\d+$/.test(path)) return 'metrics';
    return /^\/graph\/v26\.0\/(61\d+|me)$/.test(path) ? 'profile' : null;
  },
  posts: (state) =>
    state.posts.map(({ id, account, text, link, at, items, parent }) => ({
      id,
      account,
      author: state.pages.find((page) => page.id === account)?.name ?? '',
      text: link ? `${text}\n${link}` : text,
      at,
      media: items.map(({ kind, alt }) => ({ kind, alt })),
      ...(parent ? { parent } : {}),
      url: `/facebook/site/${id}`,
    })),
  revoke: ({ desk }) => endAll(desk),
};
