import { asForm, bearer, confirmed, listAt, numberAt, textAt, withQuery } from './answers.ts';
import type { Account, Connector, Limits, Media, Piece, Profile, Published, Wire } from './connector.ts';
import { askGraph, captionOf, type Containers, containerIn, insightOf, lookAtContainer, nearest, prepareContainers, readGraph, readingsOf, refusalOf, sameWords, tokensFrom } from './graph.ts';

const NAME = 'Threads';
const VERSION = 'v1.0';
const SCOPES = ['threads_basic', 'threads_content_publish', 'threads_manage_replies', 'threads_read_replies', 'threads_manage_insights'];

const LIMITS: Limits = {
  text: { most: 500, counted: 'pictures' },
  formats: ['text', 'image', 'video', 'carousel'],
  images: 20,
  videos: 20,
  mixed: true,
  needsMedia: false,
  alt: true,
  altMost: 1000,
  thread: 25,
  firstComment: false,
  link: 'text',
  quota: { posts: 250, seconds: 86_400 },
};

const node = (wire: Wire, path: string) => `${wire.hosts.graph}/${VERSION}/${path}`;
const ask = (wire: Wire, account: { accessToken: string }, path: string) => askGraph(wire, account, node(wire, path), NAME);
const own = (account: Account, path: string) => `${account.platformAccountId}/${path}`;

const PROFILE = withQuery('me', { fields: 'id,username,name,threads_profile_picture_url' });

async function profileOf(wire: Wire, account: { accessToken: string }): Promise<Profile> {
  const json = await ask(wire, account, PROFILE);
  const username = textAt(json, 'username') ?? '';
  const insights = await ask(wire, account, withQuery(`${textAt(json, 'id')}/threads_insights`, { metric: 'followers_count' }));
  return {
    platformAccountId: textAt(json, 'id') ?? '',
    username,
    displayName: textAt(json, 'name') ?? username,
    image: textAt(json, 'threads_profile_picture_url'),
    url: username ? `${wire.hosts.site}/@${username}` : null,
    followers: insightOf(insights, 'followers_count'),
    following: null,
    posts: null,
    data: {},
  };
}

const shown = ({ kind, url, alt }: Media): Record<string, string> => ({ ...(kind === 'video' ? { media_type: 'VIDEO', video_url: url } : { media_type: 'IMAGE', image_url: url }), ...(alt ? { alt_text: alt } : {}) });

function containersOf(wire: Wire, account: Account, piece: Piece): Containers {
  return {
    name: NAME,
    async create(values) {
      const json = readGraph(wire, await wire.call(asForm(node(wire, own(account, 'threads')), values, bearer(account.accessToken))), NAME);
      return textAt(json, 'id') ?? '';
    },
    async status(container) {
      const json = await ask(wire, account, withQuery(container, { fields: 'status,error_message' }));
      return { status: textAt(json, 'status') ?? '', said: textAt(json, 'error_message') };
    },
    item: (media) => ({ ...shown(media), is_carousel_item: 'true' }),
    whole(children) {
      const [media] = piece.media;
      const kind: Record<string, string> = children.length > 0 ? { media_type: 'CAROUSEL', children: children.join(',') } : media ? shown(media) : { media_type: 'TEXT' };
      return { ...kind, text: captionOf(piece), ...(piece.parent ? { reply_to_id: piece.parent.id } : {}), ...(piece.options.replies && !piece.parent ? { reply_control: String(piece.options.replies) } : {}) };
    },
  };
}

/** The post of a published container, among the newest; answers are listed apart from posts. */
async function find(wire: Wire, account: Account, piece: Piece, fired: Date): Promise<Published | null> {
  const json = await ask(wire, account, withQuery(own(account, piece.parent ? 'replies' : 'threads'), { fields: 'id,permalink,text,timestamp,media_type,children{id},replied_to{id}', limit: '25' }));
  const seen = listAt(json, 'data')
    .map((each) => ({ id: textAt(each, 'id') ?? '', url: textAt(each, 'permalink'), text: textAt(each, 'text') ?? '', parent: textAt(each, 'replied_to', 'id'), items: listAt(each, 'children', 'data').length || (textAt(each, 'media_type') === 'TEXT_POST' ? 0 : 1), at: new Date(textAt(each, 'timestamp') ?? 0) }))
    .filter(({ text, parent, items, at: when }) => sameWords(text, captionOf(piece)) && items === piece.media.length && parent === (piece.parent?.id ?? null) && when.getTime() > fired.getTime() - 60_000);
  const found = nearest(seen, fired);
  return found && { id: found.id, url: found.url, data: {} };
}

export const threads: Connector = {
  platform: 'threads',
  name: NAME,
  certainty: { post: 'handle', reply: 'handle' },
  limits: LIMITS,
  options: [
    {
      name: 'replies',
      label: 'Who can reply',
      kind: 'choice',
      fallback: 'everyone',
      choices: [
        { value: 'everyone', label: 'Everyone' },
        { value: 'accounts_you_follow', label: 'Accounts you follow' },
        { value: 'mentioned_only', label: 'Accounts you mention' },
        { value: 'followers_only', label: 'Your followers' },
      ],
    },
  ],
  hosts: { graph: 'https://graph.threads.net', site: 'https://www.threads.com' },
  uploadHosts: [],
  connecting: {
    way: 'oauth',
    scopes: SCOPES,
    pkce: null,
    authorizeUrl: (wire, { state, redirectUri }) => withQuery(`${wire.hosts.site}/oauth/authorize`, { client_id: wire.client?.id, redirect_uri: redirectUri, scope: SCOPES.join(','), response_type: 'code', state }),
    async exchange(wire, { code, redirectUri }) {
      const { id = '', secret = '' } = wire.client ?? {};
      // A fragment stands behind the code that is no part of it.
      const values = { client_id: id, client_secret: secret, grant_type: 'authorization_code', redirect_uri: redirectUri, code: code.replace(/#_$/, '') };
      const short = readGraph(wire, await wire.call(asForm(`${wire.hosts.graph}/oauth/access_token`, values)), NAME);
      const accessToken = textAt(short, 'access_token') ?? '';
      const long = await askGraph(wire, { accessToken }, withQuery(`${wire.hosts.graph}/access_token`, { grant_type: 'th_exchange_token', client_secret: secret, access_token: accessToken }), NAME);
      const tokens = tokensFrom(wire, long, SCOPES);
      return { accounts: [{ ...(await profileOf(wire, tokens)), ...tokens }] };
    },
  },
  warnDays: [],
  async refresh(wire, account) {
    return tokensFrom(wire, await askGraph(wire, account, withQuery(`${wire.hosts.graph}/refresh_access_token`, { grant_type: 'th_refresh_token', access_token: account.accessToken }), NAME), SCOPES);
  },
  profile: profileOf,
  async preflight(wire, account, piece) {
    const kind = piece.parent ? 'reply_' : '';
    const json = await ask(wire, account, withQuery(own(account, 'threads_publishing_limit'), { fields: `${kind}quota_usage,${kind}config` }));
    const [used, most] = [numberAt(json, 'data', 0, `${kind}quota_usage`), numberAt(json, 'data', 0, `${kind}config`, 'quota_total')];
    return used !== null && most !== null && used >= most ? `Threads takes ${most} ${piece.parent ? 'replies' : 'posts'} a day from this account, and all are used up.` : null;
  },
  prepare: (wire, account, piece, handle, keep) => prepareContainers(containersOf(wire, account, piece), piece, handle, keep),
  fire(wire, account, _piece, handle) {
    return {
      request: asForm(node(wire, own(account, 'threads_publish')), { creation_id: containerIn(handle) ?? '' }, bearer(account.accessToken)),
      read(answer) {
        const id = textAt(answer.json, 'id');
        return answer.status === 200 && id ? confirmed(id, null) : refusalOf(answer, NAME);
      },
    };
  },
  lookUp: (wire, account, piece, handle, fired) => lookAtContainer(containersOf(wire, account, piece), handle, () => find(wire, account, piece, fired)),
  settled: async (wire, account, id) => ({ kind: 'live', id, url: textAt(await ask(wire, account, withQuery(id, { fields: 'permalink' })), 'permalink') }),
  metrics: (wire, account, ids) =>
    readingsOf(ids, async (id) => {
      const json = await ask(wire, account, withQuery(`${id}/insights`, { metric: 'views,likes,replies,reposts,quotes,shares' }));
      const [views, likes, comments, reposts, quotes, sent] = ['views', 'likes', 'replies', 'reposts', 'quotes', 'shares'].map((name) => insightOf(json, name));
      const shares = reposts == null ? null : reposts + (quotes ?? 0);
      return { impressions: views!, reach: null, engagements: likes == null ? null : likes + (comments ?? 0) + (shares ?? 0), clicks: null, shares, saves: null, comments: comments!, likes: likes!, raw: { quotes: quotes!, sent: sent! } };
    }),
};
