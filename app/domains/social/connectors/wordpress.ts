import { slugOf } from '#app/platform/slug.ts';
import { accepted, asJson, at, confirmed, deferred, expired, listAt, rejected, textAt, withQuery } from './answers.ts';
import { type Account, type Answer, type Connector, type Kept, type Limits, type Media, type Piece, PlatformRefused, type Prepared, type Profile, type Published, type Wire, type WireRequest } from './connector.ts';
import { asMultipart } from './multipart.ts';
import { escaped, paragraphs } from './paragraphs.ts';

/** WordPress names no limit; this is where we stop, before a server's own for the size of a request. */
const MOST_TEXT = 100_000;

const LIMITS: Limits = {
  text: { most: MOST_TEXT, counted: 'units' },
  title: { most: 200, counted: 'units', required: true },
  formats: ['text', 'image', 'carousel'],
  images: 20,
  videos: 0,
  mixed: false,
  needsMedia: false,
  alt: true,
  thread: 1,
  firstComment: false,
  link: 'text',
};

/** Its sentences hold tags, such as a bold "Error:". */
const said = (answer: Answer) => textAt(answer.json, 'message')?.replace(/<[^>]+>/g, '') ?? null;
const read = (wire: Wire, answer: Answer) => accepted(answer, 'WordPress', wire.now(), said(answer));

/** By its own name, or in the query where the site has no pretty addresses. */
const routeTo = (wire: Wire, isPlain: boolean, route: string, query: Record<string, string> = {}) =>
  isPlain ? withQuery(`${wire.hosts.place}/`, { rest_route: route, ...query }) : Object.keys(query).length > 0 ? withQuery(`${wire.hosts.place}/wp-json${route}`, query) : `${wire.hosts.place}/wp-json${route}`;

const url = (wire: Wire, { data }: Pick<Account, 'data'>, route: string, query: Record<string, string> = {}) => routeTo(wire, data.plain === true, `/wp/v2${route}`, query);
const basic = (credentials: string) => ({ Authorization: `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(credentials)))}` });
const get = (account: Pick<Account, 'accessToken'>, address: string): WireRequest => ({ method: 'GET', url: address, headers: basic(account.accessToken) });

async function indexOf(wire: Wire): Promise<{ index: unknown; plain: boolean }> {
  for (const plain of [false, true]) {
    const answer = await wire.call({ method: 'GET', url: routeTo(wire, plain, '/') });
    if (answer.status === 200 && listAt(answer.json, 'namespaces').includes('wp/v2')) return { index: answer.json, plain };
    const elsewhere = answer.status >= 300 && answer.status < 400 ? answer.headers.get('Location') : null;
    if (elsewhere) throw new PlatformRefused('unreadable', `The site sends us on to ${elsewhere.replace(/\/(wp-json.*|\?.*)?$/, '')}, which is not followed. Give that address.`);
    if (answer.status >= 500 || answer.status === 429) read(wire, answer);
  }
  throw new PlatformRefused('unreadable', 'There is no WordPress at this address, or its REST API is turned off.');
}

async function profileOf(wire: Wire, credentials: string, plain: boolean, index: unknown): Promise<Profile> {
  const account = { accessToken: credentials, data: { plain } };
  const me = read(wire, await wire.call(get(account, url(wire, account, '/users/me', { context: 'edit' }))));
  if (at(me, 'capabilities', 'publish_posts') !== true) throw new PlatformRefused('refused', 'This person may not publish on that site. Ask for the role of an author or more.');
  const categories = read(wire, await wire.call(get(account, url(wire, account, '/categories', { per_page: '100', hide_empty: 'false' }))));
  return {
    platformAccountId: textAt(me, 'id') ?? '',
    username: textAt(me, 'username') ?? textAt(me, 'slug') ?? '',
    displayName: textAt(index, 'name') ?? textAt(me, 'name') ?? '',
    image: textAt(index, 'site_icon_url'),
    url: textAt(index, 'home') ?? textAt(index, 'url'),
    followers: null,
    following: null,
    posts: null,
    data: { plain, categories: listAt(categories).map((each) => ({ value: textAt(each, 'id') ?? '', label: textAt(each, 'name') ?? '' })) },
  };
}

/** The same for every try: a draft whose making we did not hear of is found by it. The tail of the key keeps two posts of one title apart. */
const slugFor = ({ title, key }: Piece) => [slugOf(title ?? ''), key.slice(-8)].filter(Boolean).join('-');

interface Upload {
  id: string;
  url: string;
}

const uploadsIn = (handle: Kept): Record<string, Upload> => ({ ...((handle.uploads as unknown as Record<string, Upload> | undefined) ?? {}) });

async function upload(wire: Wire, account: Account, media: Media): Promise<Upload> {
  const file = { field: 'file', name: media.name, kind: media.mime, bytes: media };
  const json = read(wire, await wire.call(asMultipart(url(wire, account, '/media'), media.alt ? { alt_text: media.alt } : {}, file, basic(account.accessToken))));
  return { id: textAt(json, 'id') ?? '', url: textAt(json, 'source_url') ?? '' };
}

const figure = ({ id, url: source }: Upload, alt: string) => `<figure class="wp-block-image"><img src="${escaped(source)}" alt="${escaped(alt)}" class="wp-image-${id}"></figure>`;

/** The first picture stands at the head of the post, as themes show it; the others follow its words. */
function draftOf(piece: Piece, uploads: Record<string, Upload>) {
  const [head, ...others] = piece.media;
  return {
    status: 'draft',
    slug: slugFor(piece),
    title: piece.title,
    content: [paragraphs(piece), ...others.map(({ id, alt }) => figure(uploads[id]!, alt))].join('\n'),
    ...(piece.options.excerpt ? { excerpt: piece.options.excerpt } : {}),
    ...(piece.options.category ? { categories: [Number(piece.options.category)] } : {}),
    ...(head ? { featured_media: Number(uploads[head.id]!.id) } : {}),
  };
}

const publishedFrom = (json: unknown): Published => ({ id: textAt(json, 'id') ?? '', url: textAt(json, 'link'), data: {} });

export const wordpress: Connector = {
  platform: 'wordpress',
  name: 'WordPress',
  certainty: { post: 'key' },
  limits: LIMITS,
  options: [
    { name: 'category', label: 'Category', kind: 'choice', choicesOf: 'categories', fallback: '' },
    { name: 'excerpt', label: 'Excerpt', kind: 'text', most: 500, hint: 'Shown where the site lists its posts. Without it, the first words are.' },
  ],
  hosts: {},
  uploadHosts: [],
  connecting: {
    way: 'form',
    fields: [
      { name: 'place', label: 'Your site', hint: 'The address at which its front page opens.', secret: false, example: 'https://example.com/blog' },
      { name: 'user', label: 'User name', hint: 'The name that you sign in with.', secret: false },
      { name: 'password', label: 'Application password', hint: 'Made in WordPress under Users, Profile, Application passwords. Not the one that you sign in with.', secret: true },
    ],
    async connect(wire, { user = '', password = '' }) {
      const { index, plain } = await indexOf(wire);
      if (at(index, 'authentication', 'application-passwords') === undefined) throw new PlatformRefused('refused', 'This site has application passwords turned off. Whoever runs it can allow them.');
      const credentials = `${user.trim()}:${password.replace(/\s+/g, '')}`;
      const profile = await profileOf(wire, credentials, plain, index);
      return { accounts: [{ ...profile, accessToken: credentials, refreshToken: null, expiresAt: null, scopes: [] }] };
    },
  },
  warnDays: [],
  async profile(wire, account) {
    const plain = account.data.plain === true;
    return profileOf(wire, account.accessToken, plain, read(wire, await wire.call({ method: 'GET', url: routeTo(wire, plain, '/') })));
  },
  async prepare(wire, account, piece, handle, keep): Promise<Prepared> {
    if (handle.post) return { kind: 'ready' };
    if (!piece.title?.trim()) return { kind: 'refused', code: 'no-title', sentence: 'A post on WordPress needs a title.' };
    if (piece.text.length > MOST_TEXT) return { kind: 'refused', code: 'too-long', sentence: `The text is longer than ${MOST_TEXT.toLocaleString('en')} characters.` };
    const uploads = uploadsIn(handle);
    for (const media of piece.media) {
      if (uploads[media.id]) continue;
      uploads[media.id] = await upload(wire, account, media);
      await keep({ ...handle, uploads: structuredClone(uploads) as unknown as Kept });
    }
    const before = read(wire, await wire.call(get(account, url(wire, account, '/posts', { slug: slugFor(piece), status: 'draft,pending,private,future,publish', context: 'edit' }))));
    const known = listAt(before)[0];
    const made = known ?? read(wire, await wire.call(asJson('POST', url(wire, account, '/posts'), draftOf(piece, uploads), basic(account.accessToken))));
    await keep({ ...handle, uploads: uploads as unknown as Kept, post: textAt(made, 'id') });
    return { kind: 'ready' };
  },
  fire(wire, account, _piece, handle) {
    return {
      request: asJson('POST', url(wire, account, `/posts/${handle.post}`), { status: 'publish' }, basic(account.accessToken)),
      read(answer) {
        const { status, json } = answer;
        const published = publishedFrom(json);
        if (status === 200 && published.id && textAt(json, 'status') === 'publish') return confirmed(published.id, published.url);
        if (status === 401) return expired('WordPress does not accept the application password any more.');
        if (status === 403) return rejected('forbidden', `WordPress does not let this person publish: ${(said(answer) ?? 'forbidden').replace(/\.$/, '')}.`);
        if (status === 404) return rejected('gone', 'The draft is not on the site any more. It was removed there before its time.');
        if (status === 429) return deferred(answer, wire.now(), 'The site asks us to slow down.');
        if (status === 400) return rejected('invalid', `WordPress refuses this post: ${(said(answer) ?? 'it is not valid').replace(/\.$/, '')}.`);
        return null;
      },
    };
  },
  async lookUp(wire, account, _piece, handle) {
    const answer = await wire.call(get(account, url(wire, account, `/posts/${handle.post}`, { context: 'edit' })));
    if (answer.status === 404) return { kind: 'unclear', sentence: 'The post is not on the site any more, neither as a draft nor published.' };
    const json = read(wire, answer);
    const status = textAt(json, 'status');
    if (status === 'publish') return { kind: 'found', published: publishedFrom(json) };
    if (status === 'draft') return { kind: 'absent', proof: 'It is still a draft on the site, and publishing a draft twice makes no second post.' };
    return { kind: 'unclear', sentence: `Somebody has made it “${status}” on the site.` };
  },
};
