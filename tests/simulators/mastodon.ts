import { Hono } from 'hono';
import { nextId, type Simulator, type World } from './kit.ts';
import { bearerOf, beginDesk, consent, type Desk, endAll, giveAccess, redeem, whoHas } from './oauth.ts';

interface Status {
  id: string;
  account: string;
  text: string;
  spoiler: string;
  visibility: string;
  media: string[];
  parent: string | null;
  at: string;
  key: string | null;
}

interface Attachment {
  id: string;
  account: string;
  mime: string;
  description: string;
  /** Polls until it is ready. */
  polls: number;
  failed: boolean;
}

export interface MastodonState {
  lastId: number;
  desk: Desk;
  apps: { id: string; secret: string; redirectUris: string[] }[];
  statuses: Status[];
  attachments: Attachment[];
}

const MOST_CHARACTERS = 500;
const URL_COUNTS = 23;
const KEY_LASTS_MS = 3_600_000;
const FIRST_ID = '113000000000000000';

const lengthOf = (text: string) => [...new Intl.Segmenter().segment(text.replace(/https?:\/\/\S+/g, 'x'.repeat(URL_COUNTS)))].length;
const asHtml = (text: string) => `<p>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\n\n+/g, '</p><p>').replace(/\n/g, '<br />')}</p>`;

function app(world: World<MastodonState>): Hono {
  const { state } = world;
  const app = new Hono();
  const address = `${world.at}/mastodon/place`;
  const accountOf = (id: string) => {
    const person = state.desk.people.find((each) => each.id === id)!;
    const url = `${address}/@${person.username}`;
    return { id, username: person.username, acct: person.username, display_name: person.name, avatar: `${address}/avatar.png`, url, followers_count: person.followers, following_count: 12, statuses_count: state.statuses.filter((status) => status.account === id).length };
  };
  const attachmentOf = ({ id, mime, description, polls }: Attachment) => ({ id, type: mime.startsWith('video') ? 'video' : 'image', url: polls > 0 ? null : `${address}/files/${id}`, preview_url: `${address}/files/${id}`, description });
  const statusOf = (status: Status) => ({
    id: status.id,
    created_at: status.at,
    in_reply_to_id: status.parent,
    visibility: status.visibility,
    spoiler_text: status.spoiler,
    uri: `${address}/statuses/${status.id}`,
    url: `${address}/@${accountOf(status.account).username}/${status.id}`,
    content: asHtml(status.text),
    account: accountOf(status.account),
    media_attachments: status.media.map((id) => attachmentOf(state.attachments.find((each) => each.id === id)!)),
    favourites_count: 0,
    reblogs_count: 0,
    replies_count: state.statuses.filter(({ parent }) => parent === status.id).length,
    quotes_count: 0,
    edited_at: null,
    tags: [],
    mentions: [],
    emojis: [],
  });

  app.post('/place/api/v1/apps', async (c) => {
    const asked = await c.req.json().catch(() => null);
    const redirectUris: string[] = asked?.redirect_uris ? [asked.redirect_uris].flat().flatMap((each: string) => each.split('\n')) : [];
    if (!asked?.client_name || redirectUris.length === 0) return c.json({ error: 'Validation failed: Redirect URI must be an absolute URI.' }, 422);
    const client = { id: `client-${nextId(state)}`, secret: `secret-${nextId(state)}`, redirectUris };
    state.apps.push(client);
    return c.json({ id: client.id, name: asked.client_name, client_id: client.id, client_secret: client.secret, redirect_uris: redirectUris, scopes: asked.scopes?.split(' ') ?? ['read'] });
  });
  app.on(['GET', 'POST'], ['/place/oauth/authorize'], async (c): Promise<Response> => {
    const client = state.apps.find(({ id }) => id === c.req.query('client_id'));
    if (!client?.redirectUris.includes(c.req.query('redirect_uri') ?? '')) return c.text('The redirect URI is not one of this application.', 400);
    return consent(c, world, state.desk, 'Mastodon');
  });
  app.post('/place/oauth/token', async (c) => {
    // Rails takes a form or JSON alike.
    const given: Record<string, unknown> = c.req.header('Content-Type')?.includes('json') ? await c.req.json() : await c.req.parseBody();
    const client = state.apps.find(({ id, secret }) => id === given.client_id && secret === given.client_secret);
    if (!client) return c.json({ error: 'invalid_client', error_description: 'Client authentication failed.' }, 401);
    const who = redeem(world, state.desk, { code: String(given.code), redirectUri: String(given.redirect_uri), verifier: given.code_verifier ? String(given.code_verifier) : null });
    if (!who) return c.json({ error: 'invalid_grant', error_description: 'The provided authorization grant is invalid, expired or revoked.' }, 400);
    const token = giveAccess(world, state.desk, who.person.id, who.scopes, null);
    return c.json({ access_token: token.value, token_type: 'Bearer', scope: who.scopes.join(' '), created_at: Math.floor(world.now().getTime() / 1000) });
  });
  app.get('/place/api/v2/instance', (c) =>
    c.json({ domain: 'mastodon.simulated', version: '4.4.0', configuration: { statuses: { max_characters: MOST_CHARACTERS, characters_reserved_per_url: URL_COUNTS, max_media_attachments: 4 }, media_attachments: { image_size_limit: 16_777_216, video_size_limit: 103_809_024 } } }),
  );

  const signedIn = (c: { req: { header(name: string): string | undefined } }) => whoHas(world, state.desk, bearerOf(c as never));
  const REFUSED = { error: 'The access token is invalid' };

  app.get('/place/api/v1/accounts/verify_credentials', (c) => {
    const who = signedIn(c);
    return who ? c.json(accountOf(who.person.id)) : c.json(REFUSED, 401);
  });
  app.get('/place/api/v1/accounts/:id/statuses', (c) => {
    if (!signedIn(c)) return c.json(REFUSED, 401);
    if (world.takes('look-up-empty', 'look-up') || world.takes('look-up-lags', 'look-up')) return c.json([]);
    const mine = state.statuses.filter((status) => status.account === c.req.param('id'));
    return c.json(mine.slice(-Number(c.req.query('limit') ?? 20)).reverse().map(statusOf));
  });
  app.get('/place/api/v1/statuses/:id', (c) => {
    const status = state.statuses.find(({ id }) => id === c.req.param('id'));
    return status ? c.json(statusOf(status)) : c.json({ error: 'Record not found' }, 404);
  });
  app.post('/place/api/v2/media', async (c) => {
    const who = signedIn(c);
    if (!who) return c.json(REFUSED, 401);
    const { file, description } = await c.req.parseBody();
    if (!(file instanceof File)) return c.json({ error: 'Validation failed: File can’t be blank' }, 422);
    const isVideo = file.type.startsWith('video');
    const attachment: Attachment = { id: nextId(state, FIRST_ID), account: who.person.id, mime: file.type, description: String(description ?? ''), polls: world.takes('slow-processing', 'prepare') ? 3 : isVideo ? 1 : 0, failed: world.takes('processing-fails', 'prepare') };
    state.attachments.push(attachment);
    return c.json(attachmentOf(attachment), attachment.polls > 0 ? 202 : 200);
  });
  app.get('/place/api/v1/media/:id', (c) => {
    if (!signedIn(c)) return c.json(REFUSED, 401);
    const attachment = state.attachments.find(({ id }) => id === c.req.param('id'));
    if (!attachment) return c.json({ error: 'Record not found' }, 404);
    if (attachment.failed) return c.json({ error: 'Error processing thumbnail for uploaded media' }, 422);
    if (attachment.polls > 0) {
      attachment.polls -= 1;
      return c.json(attachmentOf(attachment), 206);
    }
    return c.json(attachmentOf(attachment));
  });
  app.post('/place/api/v1/statuses', async (c) => {
    const who = signedIn(c);
    if (!who || world.takes('expired', 'publish')) return c.json(REFUSED, 401);
    if (world.takes('too-fast', 'publish')) return c.json({ error: 'Too many requests' }, 429, { 'X-RateLimit-Reset': new Date(world.now().getTime() + 30_000).toISOString() });
    if (world.takes('refused', 'publish')) return c.json({ error: 'Validation failed: Text character limit of 500 exceeded' }, 422);
    const key = c.req.header('Idempotency-Key') ?? null;
    const before = key === null ? undefined : state.statuses.find((status) => status.key === key && status.account === who.person.id && world.now().getTime() - Date.parse(status.at) < KEY_LASTS_MS);
    if (before) return c.json(statusOf(before));
    const asked = await c.req.json().catch(() => null);
    const text = String(asked?.status ?? '');
    const media: string[] = asked?.media_ids ?? [];
    if (text === '' && media.length === 0) return c.json({ error: 'Validation failed: Text can’t be blank' }, 422);
    if (lengthOf(text) + lengthOf(String(asked?.spoiler_text ?? '')) > MOST_CHARACTERS) return c.json({ error: `Validation failed: Text character limit of ${MOST_CHARACTERS} exceeded` }, 422);
    const attached = media.map((id) => state.attachments.find((each) => each.id === id && each.account === who.person.id));
    if (attached.some((each) => each === undefined)) return c.json({ error: 'Record not found' }, 404);
    if (attached.some((each) => each!.polls > 0)) return c.json({ error: 'Cannot attach files that have not finished processing. Try again in a moment!' }, 422);
    if (asked.in_reply_to_id && !state.statuses.some(({ id }) => id === asked.in_reply_to_id)) return c.json({ error: 'The post you are trying to reply to does not appear to exist.' }, 404);
    const status: Status = { id: nextId(state, FIRST_ID), account: who.person.id, text, spoiler: String(asked.spoiler_text ?? ''), visibility: String(asked.visibility ?? 'public'), media, parent: asked.in_reply_to_id ?? null, at: world.now().toISOString(), key };
    state.statuses.push(status);
    return c.json(statusOf(status));
  });
  return app;
}

export const mastodon: Simulator<MastodonState> = {
  platform: 'mastodon',
  name: 'Mastodon',
  begin: () => ({ lastId: 0, desk: beginDesk([{ id: '1001', username: 'demo_gazette', name: 'Demo Gazette', followers: 1204 }, { id: '1002', username: 'demo_editor', name: 'Demo Editor', followers: 87 }]), apps: [], statuses: [], attachments: [] }),
  app,
  operation(method, path) {
    if (path.startsWith('/place/oauth/') || path.endsWith('/api/v1/apps')) return 'sign-in';
    if (path.includes('/media')) return 'prepare';
    if (method === 'POST' && path.endsWith('/api/v1/statuses')) return 'publish';
    if (/\/accounts\/\d+\/statuses$/.test(path)) return 'look-up';
    if (/\/statuses\/\d+$/.test(path)) return 'metrics';
    return path.endsWith('verify_credentials') || path.endsWith('/instance') ? 'profile' : null;
  },
  posts: (state) =>
    state.statuses.map((status) => ({
      id: status.id,
      account: status.account,
      author: state.desk.people.find(({ id }) => id === status.account)?.name ?? '',
      text: status.text,
      at: status.at,
      media: status.media.map((id) => state.attachments.find((each) => each.id === id)!).map(({ mime, description }) => ({ kind: mime.startsWith('video') ? ('video' as const) : ('image' as const), alt: description })),
      ...(status.parent ? { parent: status.parent } : {}),
      url: `/mastodon/place/@${state.desk.people.find(({ id }) => id === status.account)?.username}/${status.id}`,
    })),
  revoke: ({ desk }) => endAll(desk),
};
