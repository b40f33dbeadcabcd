import { accepted, asForm, asJson, at, bearer, confirmed, deferred, expired, listAt, numberAt, rejected, textAt, withQuery } from './answers.ts';
import { type Account, type Answer, type Connector, type Kept, type Limits, type Media, type Piece, PlatformRefused, type Profile, type Reading, type Tokens, type Wire } from './connector.ts';
import { asMultipart } from './multipart.ts';

const SCOPES = ['boards:read', 'boards:write', 'pins:read', 'pins:write', 'user_accounts:read'];
const NEVER_WRITTEN = [400, 403, 404, 409, 413, 415, 422];
/** A larger picture is fetched by Pinterest itself, so that no request becomes too long. */
const MOST_INLINE_BYTES = 8_000_000;
/** The form that takes a film is signed for about an hour. */
const FORM_LASTS_MS = 30 * 60_000;
const MOST_BOARD_PAGES = 10;
/** Analytics reach back so far. */
const MOST_DAYS = 89;
const METRICS = ['IMPRESSION', 'PIN_CLICK', 'OUTBOUND_CLICK', 'SAVE', 'TOTAL_COMMENTS', 'TOTAL_REACTIONS', 'VIDEO_MRC_VIEW'];

const LIMITS: Limits = {
  text: { most: 800, counted: 'units' },
  title: { most: 100, counted: 'units', required: false },
  formats: ['image', 'video', 'carousel'],
  images: 5,
  videos: 1,
  mixed: false,
  needsMedia: true,
  alt: true,
  altOnce: true,
  altMost: 500,
  thread: 1,
  firstComment: false,
  link: 'field',
};

const said = (answer: Answer) => textAt(answer.json, 'message')?.replace(/\.$/, '') ?? null;
function read(wire: Wire, answer: Answer): unknown {
  const words = answer.status === 401 ? null : said(answer);
  return accepted(answer, 'Pinterest', wire.now(), words && `${words}.`);
}
const ask = async (wire: Wire, { accessToken }: { accessToken: string }, path: string) => read(wire, await wire.call({ method: 'GET', url: `${wire.hosts.api}/v5${path}`, headers: bearer(accessToken) }));

async function boards(wire: Wire, tokens: { accessToken: string }): Promise<{ value: string; label: string }[]> {
  const found: { value: string; label: string }[] = [];
  let bookmark: string | undefined;
  for (let page = 0; page < MOST_BOARD_PAGES; page += 1) {
    const json = await ask(wire, tokens, withQuery('/boards', { page_size: '250', bookmark }));
    for (const board of listAt(json, 'items')) found.push({ value: textAt(board, 'id') ?? '', label: textAt(board, 'name') ?? '' });
    bookmark = textAt(json, 'bookmark') ?? undefined;
    if (!bookmark) break;
  }
  return found;
}

async function profile(wire: Wire, tokens: { accessToken: string }): Promise<Profile> {
  const json = await ask(wire, tokens, '/user_account');
  const username = textAt(json, 'username') ?? '';
  return {
    platformAccountId: textAt(json, 'id') ?? username,
    username,
    displayName: textAt(json, 'business_name') ?? username,
    image: textAt(json, 'profile_image'),
    url: `${wire.hosts.www}/${username}/`,
    followers: numberAt(json, 'follower_count'),
    following: numberAt(json, 'following_count'),
    posts: numberAt(json, 'pin_count'),
    data: { boards: await boards(wire, tokens) },
  };
}

async function token(wire: Wire, values: Record<string, string>): Promise<Tokens> {
  const basic = btoa(`${wire.client?.id ?? ''}:${wire.client?.secret ?? ''}`);
  const json = read(wire, await wire.call(asForm(`${wire.hosts.api}/v5/oauth/token`, values, { Authorization: `Basic ${basic}` })));
  const lasts = numberAt(json, 'expires_in');
  return { accessToken: textAt(json, 'access_token') ?? '', refreshToken: textAt(json, 'refresh_token'), expiresAt: lasts === null ? null : new Date(wire.now().getTime() + lasts * 1000), scopes: (textAt(json, 'scope') ?? '').split(/[ ,]+/).filter(Boolean) };
}

/** A film on its way: the signed form that takes it, and whether it was sent. */
type Film = { id: string; url: string; fields: Record<string, string>; at: string; isSent: boolean };
const filmIn = (handle: Kept) => structuredClone((handle.film as Film | undefined) ?? null);

async function register(wire: Wire, account: Account): Promise<Film> {
  const json = read(wire, await wire.call(asJson('POST', `${wire.hosts.api}/v5/media`, { media_type: 'video' }, bearer(account.accessToken))));
  const [id, url, fields] = [textAt(json, 'media_id'), textAt(json, 'upload_url'), at(json, 'upload_parameters')];
  if (!id || !url || typeof fields !== 'object' || fields === null) throw new PlatformRefused('unreadable', 'Pinterest did not say where the film goes.');
  return { id, url, fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)])), at: wire.now().toISOString(), isSent: false };
}

async function send(wire: Wire, film: Film, media: Media): Promise<void> {
  const answer = await wire.call(asMultipart(film.url, film.fields, { field: 'file', name: media.name, kind: media.mime, bytes: media }));
  if (answer.status < 200 || answer.status >= 300) throw new PlatformRefused('unavailable', `Pinterest’s store did not take the film (it answered ${answer.status}).`, 60);
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 0x8000) text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(text);
}

async function sourceOf({ media, options }: Piece, handle: Kept): Promise<object> {
  const [file] = media;
  if (!file) return {};
  if (media.length > 1) return { source_type: 'multiple_image_urls', index: 0, items: media.map(({ url }) => ({ url })) };
  if (file.kind === 'video') return { source_type: 'video_id', media_id: filmIn(handle)?.id ?? '', cover_image_key_frame_time: Math.max(Number(options.cover ?? 0) || 0, 0) };
  if (file.byteSize > MOST_INLINE_BYTES) return { source_type: 'image_url', url: file.url };
  return { source_type: 'image_base64', content_type: file.mime, data: base64(await file.read(0, file.byteSize)) };
}

/** Pinterest writes its instants in UTC, sometimes without saying so. */
const instantOf = (text: string | null) => new Date(text && !/(Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : (text ?? 0));
const dayOf = (when: Date) => when.toISOString().slice(0, 10);

export const pinterest: Connector = {
  platform: 'pinterest',
  name: 'Pinterest',
  certainty: { post: 'search' },
  limits: LIMITS,
  options: [
    { name: 'board', label: 'Board', kind: 'choice', required: true, choicesOf: 'boards' },
    { name: 'cover', label: 'Second of the film for its cover', kind: 'text', most: 5, fallback: '0' },
  ],
  hosts: { www: 'https://www.pinterest.com', api: 'https://api.pinterest.com' },
  uploadHosts: ['pinterest-media-upload.s3-accelerate.amazonaws.com'],
  connecting: {
    way: 'oauth',
    scopes: SCOPES,
    pkce: null,
    authorizeUrl: (wire, { state, redirectUri }) => withQuery(`${wire.hosts.www}/oauth/`, { client_id: wire.client?.id, redirect_uri: redirectUri, response_type: 'code', scope: SCOPES.join(','), state }),
    async exchange(wire, { code, redirectUri }) {
      // Older applications have to ask for refresh tokens that can be renewed without end.
      const tokens = await token(wire, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, continuous_refresh: 'true' });
      return { accounts: [{ ...(await profile(wire, tokens)), ...tokens }] };
    },
  },
  warnDays: [],
  refresh: (wire, { refreshToken }) =>
    token(wire, { grant_type: 'refresh_token', refresh_token: refreshToken ?? '' }).catch((error: unknown) => {
      if (error instanceof PlatformRefused && error.why === 'refused') throw new PlatformRefused('expired', 'Pinterest does not renew its access any more. Connect the account again.');
      throw error;
    }),
  profile,
  async prepare(wire, account, piece, handle, keep) {
    if (!piece.options.board) return { kind: 'refused', code: 'no-board', sentence: 'Choose the board that the pin belongs on.' };
    const media = piece.media.find(({ kind }) => kind === 'video');
    if (!media) return { kind: 'ready' };
    let film = filmIn(handle);
    if (!film || (!film.isSent && Date.parse(film.at) < wire.now().getTime() - FORM_LASTS_MS)) {
      film = await register(wire, account);
      await keep({ ...handle, film: { ...film } });
    }
    if (!film.isSent) {
      await send(wire, film, media);
      film.isSent = true;
      await keep({ ...handle, film: { ...film } });
    }
    const status = textAt(await ask(wire, account, `/media/${film.id}`), 'status');
    if (status === 'failed') return { kind: 'refused', code: 'processing-failed', sentence: `Pinterest cannot use “${media.name}”.` };
    return status === 'succeeded' ? { kind: 'ready' } : { kind: 'wait', seconds: 10, sentence: 'Pinterest is still working on the film.' };
  },
  async fire(wire, account, piece, handle) {
    const alt = piece.media[0]?.alt;
    const body = {
      board_id: piece.options.board,
      media_source: await sourceOf(piece, handle),
      ...(piece.title ? { title: piece.title } : {}),
      ...(piece.text ? { description: piece.text } : {}),
      ...(piece.link ? { link: piece.link } : {}),
      ...(alt ? { alt_text: alt } : {}),
    };
    return {
      request: asJson('POST', `${wire.hosts.api}/v5/pins`, body, bearer(account.accessToken)),
      read(answer) {
        const id = textAt(answer.json, 'id');
        if (answer.status === 201 && id) return confirmed(id, `${wire.hosts.www}/pin/${id}/`);
        if (answer.status === 401) return expired('Pinterest does not accept the sign-in any more.');
        if (answer.status === 429) return deferred(answer, wire.now(), 'Pinterest asks us to slow down.');
        const code = textAt(answer.json, 'code');
        return NEVER_WRITTEN.includes(answer.status) && code !== null ? rejected(code, `Pinterest refuses this pin: ${said(answer) ?? 'it is not valid'}.`) : null;
      },
    };
  },
  async recent(wire, account, since, piece) {
    const json = await ask(wire, account, withQuery(`/boards/${piece.options.board}/pins`, { page_size: '100' }));
    return listAt(json, 'items')
      .map((pin) => ({ id: textAt(pin, 'id') ?? '', url: `${wire.hosts.www}/pin/${textAt(pin, 'id')}/`, text: textAt(pin, 'description') ?? '', mediaCount: listAt(pin, 'media', 'items').length || (at(pin, 'media') ? 1 : 0), at: instantOf(textAt(pin, 'created_at')), data: {} }))
      .filter(({ at: when }) => when >= since);
  },
  async metrics(wire, account, ids) {
    const readings = new Map<string, Reading>();
    const range = { start_date: dayOf(new Date(wire.now().getTime() - MOST_DAYS * 86_400_000)), end_date: dayOf(wire.now()), metric_types: METRICS.join(','), app_types: 'ALL' };
    for (const id of ids) {
      const answer = await wire.call({ method: 'GET', url: withQuery(`${wire.hosts.api}/v5/pins/${id}/analytics`, range), headers: bearer(account.accessToken) });
      if (answer.status === 404) continue;
      const all = at(read(wire, answer), 'all');
      // Comments and reactions are counted over a pin's whole life, the rest over the days that were asked for.
      const told = (name: string) => numberAt(all, 'lifetime_metrics', name) ?? numberAt(all, 'summary_metrics', name);
      const [saves, pinClicks, outbound, comments, likes] = ['SAVE', 'PIN_CLICK', 'OUTBOUND_CLICK', 'TOTAL_COMMENTS', 'TOTAL_REACTIONS'].map(told) as (number | null)[];
      const counts = [saves, pinClicks, outbound, comments, likes].filter((count): count is number => typeof count === 'number');
      readings.set(id, { impressions: told('IMPRESSION'), reach: null, engagements: counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : null, clicks: outbound ?? null, shares: null, saves: saves ?? null, comments: comments ?? null, likes: likes ?? null, raw: { pinClicks: pinClicks ?? null, videoViews: told('VIDEO_MRC_VIEW') } });
    }
    return readings;
  },
};
