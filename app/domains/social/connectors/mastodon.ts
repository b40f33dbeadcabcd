import { accepted, asForm, asJson, at, bearer, confirmed, deferred, expired, listAt, numberAt, rejected, textAt, withQuery } from './answers.ts';
import type { Account, Answer, Connector, Kept, Limits, Media, Piece, Profile, Published, Seen, Wire } from './connector.ts';
import { asMultipart } from './multipart.ts';

/** The server keeps an Idempotency-Key for an hour; five minutes are left for clocks that differ. */
const KEY_LASTS_MS = 55 * 60_000;
const SCOPES = ['read:accounts', 'read:statuses', 'write:media', 'write:statuses'];

const LIMITS: Limits = {
  text: { most: 500, counted: 'graphemes', urlCounts: 23, alsoCounts: 'warning' },
  formats: ['text', 'image', 'video', 'carousel'],
  images: 4,
  videos: 1,
  mixed: false,
  needsMedia: false,
  alt: true,
  altMost: 1500,
  thread: 25,
  firstComment: false,
  link: 'text',
  quota: { posts: 300, seconds: 3 * 3600 },
};

const said = (answer: Answer) => textAt(answer.json, 'error_description') ?? textAt(answer.json, 'error');
const read = (wire: Wire, answer: Answer) => accepted(answer, 'Mastodon', wire.now(), said(answer));
const ask = async (wire: Wire, account: Account, path: string) => read(wire, await wire.call({ method: 'GET', url: `${wire.hosts.place}${path}`, headers: bearer(account.accessToken) }));

function profileFrom(json: unknown, instance: unknown): Profile {
  return {
    platformAccountId: textAt(json, 'id') ?? '',
    username: textAt(json, 'acct') ?? '',
    displayName: textAt(json, 'display_name') ?? textAt(json, 'username') ?? '',
    image: textAt(json, 'avatar'),
    url: textAt(json, 'url'),
    followers: numberAt(json, 'followers_count'),
    following: numberAt(json, 'following_count'),
    posts: numberAt(json, 'statuses_count'),
    data: {
      mostCharacters: numberAt(instance, 'configuration', 'statuses', 'max_characters'),
      urlCounts: numberAt(instance, 'configuration', 'statuses', 'characters_reserved_per_url'),
      mostMedia: numberAt(instance, 'configuration', 'statuses', 'max_media_attachments'),
    },
  };
}

const publishedFrom = (json: unknown): Published => ({ id: textAt(json, 'id') ?? '', url: textAt(json, 'url'), data: {} });

/** What a reader sees, without the tags that the server puts around it. */
const wordsOf = (html: string) =>
  html
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<\/p>\s*<p>/g, '\n\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]!);

const textOf = ({ text, link }: Piece) => (link && !text.includes(link) ? `${text}\n\n${link}` : text).trim();

async function upload(wire: Wire, account: Account, media: Media): Promise<string> {
  const file = { field: 'file', name: media.name, kind: media.mime, bytes: media };
  const answer = await wire.call(asMultipart(`${wire.hosts.place}/api/v2/media`, media.alt ? { description: media.alt } : {}, file, bearer(account.accessToken)));
  return textAt(read(wire, answer), 'id') ?? '';
}

/** 206 and 202: still at work. */
async function isProcessed(wire: Wire, account: Account, id: string): Promise<boolean> {
  const answer = await wire.call({ method: 'GET', url: `${wire.hosts.place}/api/v1/media/${id}`, headers: bearer(account.accessToken) });
  read(wire, answer);
  return answer.status === 200;
}

const uploadsIn = (handle: Kept): Record<string, string> => ({ ...((handle.uploads as Record<string, string> | undefined) ?? {}) });

async function recent(wire: Wire, account: Account, since: Date): Promise<Seen[]> {
  const json = await ask(wire, account, withQuery(`/api/v1/accounts/${account.platformAccountId}/statuses`, { limit: '40', exclude_reblogs: 'true' }));
  return listAt(json)
    .map((status) => ({
      id: textAt(status, 'id') ?? '',
      url: textAt(status, 'url'),
      text: wordsOf(textAt(status, 'content') ?? ''),
      mediaCount: listAt(status, 'media_attachments').length,
      at: new Date(textAt(status, 'created_at') ?? 0),
      data: {},
    }))
    .filter(({ at: when }) => when >= since);
}

export const mastodon: Connector = {
  platform: 'mastodon',
  name: 'Mastodon',
  certainty: { post: 'key', reply: 'key' },
  limits: LIMITS,
  limitsOf: ({ mostCharacters, urlCounts, mostMedia }) => ({
    ...LIMITS,
    text: { ...LIMITS.text, most: Number(mostCharacters ?? LIMITS.text.most), urlCounts: Number(urlCounts ?? LIMITS.text.urlCounts) },
    images: Number(mostMedia ?? LIMITS.images),
  }),
  options: [
    {
      name: 'visibility',
      label: 'Who sees it',
      kind: 'choice',
      fallback: 'public',
      choices: [
        { value: 'public', label: 'Everyone' },
        { value: 'unlisted', label: 'Everyone, but not in public timelines' },
        { value: 'private', label: 'Followers only' },
      ],
    },
    { name: 'warning', label: 'Content warning', kind: 'text', most: 200, hint: 'Shown in front of the post until a reader opens it.' },
  ],
  hosts: {},
  uploadHosts: [],
  connecting: {
    way: 'oauth',
    scopes: SCOPES,
    pkce: 'base64url',
    place: { label: 'Your server', hint: 'The address of the Mastodon server that your account is on.', example: 'mastodon.example' },
    async begin(wire, _place, redirectUri) {
      const json = read(wire, await wire.call(asJson('POST', `${wire.hosts.place}/api/v1/apps`, { client_name: 'Masthead', redirect_uris: [redirectUri], scopes: SCOPES.join(' ') })));
      return { client: { id: textAt(json, 'client_id') ?? '', secret: textAt(json, 'client_secret') ?? '' } };
    },
    authorizeUrl: (wire, { state, challenge, redirectUri }) =>
      withQuery(`${wire.hosts.place}/oauth/authorize`, {
        response_type: 'code',
        client_id: wire.client?.id,
        redirect_uri: redirectUri,
        scope: SCOPES.join(' '),
        state,
        ...(challenge ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
      }),
    async exchange(wire, { code, verifier, redirectUri }) {
      const token = read(
        wire,
        await wire.call(
          asForm(`${wire.hosts.place}/oauth/token`, {
            grant_type: 'authorization_code',
            code,
            redirect_uri: redirectUri,
            client_id: wire.client?.id ?? '',
            client_secret: wire.client?.secret ?? '',
            scope: SCOPES.join(' '),
            ...(verifier ? { code_verifier: verifier } : {}),
          }),
        ),
      );
      const accessToken = textAt(token, 'access_token') ?? '';
      const headers = bearer(accessToken);
      const me = read(wire, await wire.call({ method: 'GET', url: `${wire.hosts.place}/api/v1/accounts/verify_credentials`, headers }));
      const instance = read(wire, await wire.call({ method: 'GET', url: `${wire.hosts.place}/api/v2/instance` }));
      return { accounts: [{ ...profileFrom(me, instance), accessToken, refreshToken: null, expiresAt: null, scopes: (textAt(token, 'scope') ?? '').split(' ') }] };
    },
  },
  warnDays: [],
  async profile(wire, account) {
    const me = await ask(wire, account, '/api/v1/accounts/verify_credentials');
    return profileFrom(me, await ask(wire, account, '/api/v2/instance'));
  },
  async prepare(wire, account, piece, handle, keep) {
    const uploads = uploadsIn(handle);
    for (const media of piece.media) {
      if (uploads[media.id]) continue;
      uploads[media.id] = await upload(wire, account, media);
      await keep({ ...handle, uploads: { ...uploads } });
    }
    for (const id of Object.values(uploads)) if (!(await isProcessed(wire, account, id))) return { kind: 'wait', seconds: 5, sentence: 'Mastodon is still reading the files.' };
    return { kind: 'ready' };
  },
  fire(wire, account, piece, handle) {
    const uploads = uploadsIn(handle);
    const body = {
      status: textOf(piece),
      ...(piece.media.length > 0 ? { media_ids: piece.media.map(({ id }) => uploads[id]) } : {}),
      ...(piece.parent ? { in_reply_to_id: piece.parent.id } : {}),
      ...(piece.options.warning ? { spoiler_text: piece.options.warning } : {}),
      visibility: piece.options.visibility ?? 'public',
    };
    return {
      request: asJson('POST', `${wire.hosts.place}/api/v1/statuses`, body, { ...bearer(account.accessToken), 'Idempotency-Key': piece.key }),
      read(answer) {
        const { status } = answer;
        const published = publishedFrom(answer.json);
        if (status === 200 && published.id) return confirmed(published.id, published.url);
        if (status === 401) return expired('Mastodon does not accept the sign-in any more.');
        if (status === 403) return rejected('forbidden', `Mastodon does not let this account post: ${said(answer) ?? 'forbidden'}.`);
        if (status === 429) return deferred(answer, wire.now(), 'Mastodon asks us to slow down.');
        if (status === 422) return rejected('invalid', `Mastodon refuses this post: ${said(answer) ?? 'it is not valid'}.`);
        return null;
      },
    };
  },
  async lookUp(wire, account, piece, handle, fired) {
    const seen = await recent(wire, account, new Date(fired.getTime() - 60_000));
    const found = seen.find((status) => status.text.replace(/\s+/g, ' ').trim() === textOf(piece).replace(/\s+/g, ' ').trim() && status.mediaCount === Object.keys(uploadsIn(handle)).length);
    if (found) return { kind: 'found', published: { id: found.id, url: found.url, data: {} } };
    if (wire.now().getTime() - fired.getTime() < KEY_LASTS_MS) return { kind: 'absent', proof: 'It is not among the newest posts, and the same idempotency key cannot make a second one.' };
    return { kind: 'unclear', sentence: 'It is not among the newest posts, and Mastodon has forgotten the key of the first try.' };
  },
  async metrics(wire, account, ids) {
    const readings = new Map();
    for (const id of ids) {
      const answer = await wire.call({ method: 'GET', url: `${wire.hosts.place}/api/v1/statuses/${id}`, headers: bearer(account.accessToken) });
      if (answer.status === 404) continue;
      const json = read(wire, answer);
      const [likes, shares, comments] = [numberAt(json, 'favourites_count'), numberAt(json, 'reblogs_count'), numberAt(json, 'replies_count')];
      readings.set(id, { impressions: null, reach: null, engagements: likes === null ? null : likes + (shares ?? 0) + (comments ?? 0), clicks: null, shares, saves: null, comments, likes, raw: { quotes: numberAt(json, 'quotes_count'), edited: at(json, 'edited_at') !== null } });
    }
    return readings;
  },
};
