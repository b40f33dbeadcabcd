import { base64url } from '#app/platform/ids.ts';
import { slugOf } from '#app/platform/slug.ts';
import { accepted, asJson, at, confirmed, deferred, expired, listAt, numberAt, rejected, textAt, withQuery } from './answers.ts';
import { type Account, type Answer, type Connector, type Kept, type Limits, type Media, type Piece, PlatformRefused, type Prepared, type Profile, type Published, type Reading, type Wire } from './connector.ts';
import { asMultipart } from './multipart.ts';
import { escaped, paragraphs } from './paragraphs.ts';

/** Ghost names no limit; this is where we stop. */
const MOST_TEXT = 100_000;
const VERSION = 'v5.0';
/** Ghost takes no token that is older than five minutes; one minute of it is left for clocks that differ. */
const TOKEN_SECONDS = 240;

const LIMITS: Limits = {
  text: { most: MOST_TEXT, counted: 'units' },
  title: { most: 255, counted: 'units', required: true },
  formats: ['text', 'image', 'carousel'],
  images: 20,
  videos: 0,
  mixed: false,
  needsMedia: false,
  alt: true,
  altMost: 191,
  thread: 1,
  firstComment: false,
  link: 'text',
};

const encoded = (value: unknown) => base64url(new TextEncoder().encode(JSON.stringify(value)));

/** A token of its own for each request: the key itself never travels. */
async function signed(wire: Wire, key: string): Promise<Record<string, string>> {
  const [id = '', secret = ''] = key.split(':');
  const iat = Math.floor(wire.now().getTime() / 1000);
  const claim = `${encoded({ alg: 'HS256', typ: 'JWT', kid: id })}.${encoded({ iat, exp: iat + TOKEN_SECONDS, aud: '/admin/' })}`;
  const bytes = Uint8Array.from(secret.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const hmac = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', hmac, new TextEncoder().encode(claim));
  return { Authorization: `Ghost ${claim}.${base64url(new Uint8Array(signature))}`, 'Accept-Version': VERSION };
}

const said = (answer: Answer) => textAt(answer.json, 'errors', 0, 'context') ?? textAt(answer.json, 'errors', 0, 'message');
const read = (wire: Wire, answer: Answer) => accepted(answer, 'Ghost', wire.now(), said(answer));
const address = (wire: Wire, path: string, query?: Record<string, string>) => {
  const url = `${wire.hosts.place}/ghost/api/admin${path}`;
  return query ? withQuery(url, query) : url;
};
const get = async (wire: Wire, { accessToken }: Pick<Account, 'accessToken'>, path: string, query?: Record<string, string>) => wire.call({ method: 'GET', url: address(wire, path, query), headers: await signed(wire, accessToken) });

async function profileOf(wire: Wire, accessToken: string): Promise<Profile> {
  // Anybody may ask for the site; only the newsletters tell whether the key is good.
  const newsletters = read(wire, await get(wire, { accessToken }, '/newsletters/', { filter: 'status:active', limit: '50' }));
  const site = at(read(wire, await get(wire, { accessToken }, '/site/')), 'site');
  const url = textAt(site, 'url');
  return {
    platformAccountId: textAt(site, 'site_uuid') ?? url ?? '',
    username: url?.replace(/^https?:\/\//, '').replace(/\/$/, '') ?? '',
    displayName: textAt(site, 'title') ?? '',
    image: textAt(site, 'icon') ?? textAt(site, 'logo'),
    url,
    followers: null,
    following: null,
    posts: null,
    data: { newsletters: listAt(newsletters, 'newsletters').map((each) => ({ value: textAt(each, 'slug') ?? '', label: textAt(each, 'name') ?? '' })) },
  };
}

/** The same for every try: a draft whose making we did not hear of is found by it. The tail of the key keeps two posts of one title apart. */
const slugFor = ({ title, key }: Piece) => [slugOf(title ?? ''), key.slice(-8)].filter(Boolean).join('-');

const uploadsIn = (handle: Kept): Record<string, string> => ({ ...((handle.uploads as Record<string, string> | undefined) ?? {}) });

async function upload(wire: Wire, account: Account, media: Media): Promise<string> {
  const file = { field: 'file', name: media.name, kind: media.mime, bytes: media };
  const json = read(wire, await wire.call(asMultipart(address(wire, '/images/upload/'), { purpose: 'image', ref: media.id }, file, await signed(wire, account.accessToken))));
  return textAt(json, 'images', 0, 'url') ?? '';
}

const figure = (source: string, alt: string) => `<figure class="kg-card kg-image-card"><img src="${escaped(source)}" class="kg-image" alt="${escaped(alt)}"></figure>`;

/** The first picture stands at the head of the post, as themes show it; the others follow its words. */
function draftOf(piece: Piece, uploads: Record<string, string>) {
  const [head, ...others] = piece.media;
  return {
    status: 'draft',
    slug: slugFor(piece),
    title: piece.title,
    html: [paragraphs(piece), ...others.map(({ id, alt }) => figure(uploads[id]!, alt))].join('\n'),
    ...(piece.options.excerpt ? { custom_excerpt: piece.options.excerpt } : {}),
    ...(head ? { feature_image: uploads[head.id]!, feature_image_alt: head.alt || null } : {}),
  };
}

const publishedFrom = (post: unknown): Published => ({ id: textAt(post, 'id') ?? '', url: textAt(post, 'url'), data: {} });

export const ghost: Connector = {
  platform: 'ghost',
  name: 'Ghost',
  certainty: { post: 'key' },
  limits: LIMITS,
  options: [
    { name: 'newsletter', label: 'Send as newsletter', kind: 'choice', choicesOf: 'newsletters', fallback: '', hint: 'Mails it when it is published. Without one, it appears on the site alone.' },
    {
      name: 'readers',
      label: 'Who gets the mail',
      kind: 'choice',
      fallback: 'all',
      choices: [
        { value: 'all', label: 'All subscribers' },
        { value: 'status:free', label: 'Free members' },
        { value: 'status:-free', label: 'Paying members' },
      ],
    },
    { name: 'excerpt', label: 'Excerpt', kind: 'text', most: 300, hint: 'Shown where the site lists its posts. Without it, the first words are.' },
  ],
  hosts: {},
  uploadHosts: [],
  connecting: {
    way: 'form',
    fields: [
      { name: 'place', label: 'Your site', hint: 'The address that Ghost shows as API URL.', secret: false, example: 'https://example.com' },
      { name: 'key', label: 'Admin API key', hint: 'Made in Ghost under Settings, Integrations, Add custom integration.', secret: true },
    ],
    async connect(wire, { key = '' }) {
      const accessToken = key.trim();
      if (!/^[0-9a-f]{24}:([0-9a-f]{2}){32}$/i.test(accessToken)) throw new PlatformRefused('refused', 'This is not an Admin API key. It has two parts with a colon between them; the shorter Content API key has none.');
      return { accounts: [{ ...(await profileOf(wire, accessToken)), accessToken, refreshToken: null, expiresAt: null, scopes: [] }] };
    },
  },
  warnDays: [],
  profile: (wire, account) => profileOf(wire, account.accessToken),
  async prepare(wire, account, piece, handle, keep): Promise<Prepared> {
    if (!piece.title?.trim()) return { kind: 'refused', code: 'no-title', sentence: 'A post on Ghost needs a title.' };
    if (piece.text.length > MOST_TEXT) return { kind: 'refused', code: 'too-long', sentence: `The text is longer than ${MOST_TEXT.toLocaleString('en')} characters.` };
    const uploads = uploadsIn(handle);
    for (const media of piece.media) {
      if (uploads[media.id]) continue;
      uploads[media.id] = await upload(wire, account, media);
      await keep({ ...handle, uploads: { ...uploads } });
    }
    const before = await get(wire, account, handle.post ? `/posts/${handle.post}/` : `/posts/slug/${slugFor(piece)}/`);
    // A cache may hide it. If it is truly gone, publishing says so.
    if (before.status === 404 && handle.post) return { kind: 'ready' };
    const draft = before.status === 404 ? await wire.call(asJson('POST', address(wire, '/posts/', { source: 'html' }), { posts: [draftOf(piece, uploads)] }, await signed(wire, account.accessToken))) : before;
    if (draft.status === 422) return { kind: 'refused', code: 'invalid', sentence: `Ghost refuses this post: ${(said(draft) ?? 'it is not valid').replace(/\.$/, '')}.` };
    const post = at(read(wire, draft), 'posts', 0);
    await keep({ ...handle, uploads, post: textAt(post, 'id'), updatedAt: textAt(post, 'updated_at') });
    return { kind: 'ready' };
  },
  async fire(wire, account, piece, handle) {
    const { newsletter, readers } = piece.options;
    const mailing: Record<string, string> = newsletter ? { newsletter: String(newsletter), email_segment: String(readers ?? 'all') } : {};
    const url = address(wire, `/posts/${handle.post}/`, newsletter ? mailing : undefined);
    return {
      request: asJson('PUT', url, { posts: [{ status: 'published', updated_at: handle.updatedAt }] }, await signed(wire, account.accessToken)),
      // A collision (409) is left unclear: the other writer may have been an earlier try of ours. A look settles it.
      read(answer) {
        const post = at(answer.json, 'posts', 0);
        const published = publishedFrom(post);
        if (answer.status === 200 && published.id && textAt(post, 'status') === 'published') return confirmed(published.id, published.url);
        if (answer.status === 401) return expired('Ghost does not accept the key any more.');
        if (answer.status === 403) return rejected('forbidden', `Ghost does not let this key publish: ${(said(answer) ?? 'forbidden').replace(/\.$/, '')}.`);
        if (answer.status === 404) return rejected('gone', 'The draft is not on the site any more. It was removed there before its time.');
        if (answer.status === 429) return deferred(answer, wire.now(), 'Ghost asks us to slow down.');
        if (answer.status === 400 || answer.status === 422) return rejected('invalid', `Ghost refuses this post: ${(said(answer) ?? 'it is not valid').replace(/\.$/, '')}.`);
        return null;
      },
    };
  },
  async lookUp(wire, account, _piece, handle) {
    const answer = await get(wire, account, `/posts/${handle.post}/`);
    if (answer.status === 404) return { kind: 'unclear', sentence: 'The post is not on the site any more, neither as a draft nor published.' };
    const post = at(read(wire, answer), 'posts', 0);
    const status = textAt(post, 'status');
    if (status === 'published' || status === 'sent') return { kind: 'found', published: publishedFrom(post) };
    if (status === 'draft') return { kind: 'absent', proof: 'It is still a draft on the site, and neither a second post nor a second mail can come of publishing it.' };
    return { kind: 'unclear', sentence: `Somebody has made it “${status}” on the site.` };
  },
  async metrics(wire, account, ids) {
    const readings = new Map<string, Reading>();
    for (const id of ids) {
      const answer = await get(wire, account, `/posts/${id}/`, { include: 'email,count.clicks' });
      // 422: not even the shape of an id of Ghost's.
      if (answer.status === 404 || answer.status === 422) continue;
      const post = at(read(wire, answer), 'posts', 0);
      const mailed = at(post, 'email') ?? null;
      const raw = mailed === null ? null : { mails: numberAt(mailed, 'email_count'), delivered: numberAt(mailed, 'delivered_count'), opened: numberAt(mailed, 'opened_count') };
      // Ghost counts clicks in its mails alone: without a mail it knows none.
      const clicks = mailed === null ? null : numberAt(post, 'count', 'clicks');
      readings.set(id, { impressions: null, reach: null, engagements: null, clicks, shares: null, saves: null, comments: null, likes: null, raw });
    }
    return readings;
  },
};
