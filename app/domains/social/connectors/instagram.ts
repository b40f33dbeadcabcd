import { asForm, at, bearer, confirmed, listAt, numberAt, textAt, withQuery } from './answers.ts';
import { type Account, type Connector, type Limits, type Media, type Piece, PlatformRefused, type Profile, type Published, type Seen, type Wire } from './connector.ts';
import { accountNode, askGraph, captionOf, type Containers, containerIn, GRAPH_VERSION, insightOf, lookAtContainer, nearest, prepareContainers, readGraph, readingsOf, refusalOf, sameWords, tokensFrom } from './graph.ts';

const NAME = 'Instagram';
const SCOPES = ['instagram_business_basic', 'instagram_business_content_publish', 'instagram_business_manage_comments', 'instagram_business_manage_insights'];
/** Of a post, and of a story, which knows fewer. */
const FIGURES = ['views,reach,saved,likes,comments,shares,total_interactions', 'views,reach,shares,total_interactions'];

const MOST_COMMENT = 300;

const LIMITS: Limits = {
  text: { most: 2200, counted: 'graphemes' },
  formats: ['image', 'carousel', 'reel', 'story'],
  images: 10,
  videos: 10,
  mixed: true,
  needsMedia: true,
  alt: true,
  altMost: 1000,
  hashtags: 30,
  mentions: 20,
  thread: 1,
  firstComment: true,
  link: 'text',
  // Instagram's pages say 25, 50 and 100; preflight asks what holds for the account.
  quota: { posts: 100, seconds: 86_400 },
};

const node = (wire: Wire, path: string) => `${wire.hosts.graph}/${GRAPH_VERSION}/${path}`;
const ask = (wire: Wire, account: { accessToken: string }, path: string) => askGraph(wire, account, node(wire, path), NAME);
const isStory = (piece: Piece) => piece.format === 'story';
const captionFor = (piece: Piece) => (isStory(piece) ? '' : captionOf(piece));

const PROFILE = withQuery('me', { fields: 'user_id,username,name,account_type,profile_picture_url,followers_count,follows_count,media_count' });

function profileFrom(wire: Wire, json: unknown): Profile {
  const username = textAt(json, 'username') ?? '';
  return {
    platformAccountId: textAt(json, 'user_id') ?? '',
    username,
    displayName: textAt(json, 'name') ?? username,
    image: textAt(json, 'profile_picture_url'),
    url: username ? `${wire.hosts.site}/${username}/` : null,
    followers: numberAt(json, 'followers_count'),
    following: numberAt(json, 'follows_count'),
    posts: numberAt(json, 'media_count'),
    data: { kind: textAt(json, 'account_type') },
  };
}

const shown = ({ kind, url }: Media): Record<string, string> => (kind === 'video' ? { video_url: url } : { image_url: url });
const described = ({ kind, alt }: Media): Record<string, string> => (kind === 'image' && alt ? { alt_text: alt } : {});

function containersOf(wire: Wire, account: Account, piece: Piece): Containers {
  return {
    name: NAME,
    async create(values) {
      const json = readGraph(wire, await wire.call(asForm(accountNode(wire, account, '/media'), values, bearer(account.accessToken))), NAME);
      return textAt(json, 'id') ?? '';
    },
    async status(container) {
      const json = await ask(wire, account, withQuery(container, { fields: 'status_code,status' }));
      return { status: textAt(json, 'status_code') ?? '', said: textAt(json, 'status') };
    },
    item: (media) => ({ ...shown(media), ...described(media), ...(media.kind === 'video' ? { media_type: 'VIDEO' } : {}), is_carousel_item: 'true' }),
    whole(children): Record<string, string> {
      const [media] = piece.media;
      if (children.length > 0) return { media_type: 'CAROUSEL', children: children.join(','), caption: captionFor(piece) };
      if (isStory(piece)) return { media_type: 'STORIES', ...shown(media!) };
      const reel: Record<string, string> = media!.kind === 'video' ? { media_type: 'REELS', share_to_feed: String(piece.options.shareToFeed ?? true) } : {};
      return { ...reel, ...shown(media!), ...described(media!), caption: captionFor(piece) };
    },
  };
}

/** The post of a published container, among the newest. */
async function find(wire: Wire, account: Account, piece: Piece, fired: Date): Promise<Published | null> {
  const json = await askGraph(wire, account, withQuery(accountNode(wire, account, isStory(piece) ? '/stories' : '/media'), { fields: 'id,caption,permalink,timestamp,children{id}', limit: '25' }), NAME);
  const seen = listAt(json, 'data')
    .map((each) => ({ id: textAt(each, 'id') ?? '', url: textAt(each, 'permalink'), text: textAt(each, 'caption') ?? '', items: listAt(each, 'children', 'data').length || 1, at: new Date(textAt(each, 'timestamp') ?? 0) }))
    .filter(({ text, items, at: when }) => sameWords(text, captionFor(piece)) && items === piece.media.length && when.getTime() > fired.getTime() - 60_000);
  const found = nearest(seen, fired);
  return found && { id: found.id, url: found.url, data: {} };
}

/** Comments only: of a post, its container is asked. */
async function recent(wire: Wire, account: Account, since: Date, piece: Piece): Promise<Seen[]> {
  const json = await ask(wire, account, withQuery(`${piece.parent?.id}/comments`, { fields: 'id,text,timestamp,username', limit: '50' }));
  return listAt(json, 'data')
    .filter((comment) => textAt(comment, 'username') === account.username)
    .map((comment) => ({ id: textAt(comment, 'id') ?? '', url: null, text: textAt(comment, 'text') ?? '', mediaCount: 0, at: new Date(textAt(comment, 'timestamp') ?? 0), data: {} }))
    .filter(({ at: when }) => when.getTime() >= Math.floor(since.getTime() / 1000) * 1000);
}

export const instagram: Connector = {
  platform: 'instagram',
  name: NAME,
  certainty: { post: 'handle', comment: 'search' },
  limits: LIMITS,
  options: [{ name: 'shareToFeed', label: 'Show a reel in the feed too', kind: 'switch', fallback: true }],
  hosts: { graph: 'https://graph.instagram.com', api: 'https://api.instagram.com', site: 'https://www.instagram.com' },
  uploadHosts: [],
  connecting: {
    way: 'oauth',
    scopes: SCOPES,
    pkce: null,
    authorizeUrl: (wire, { state, redirectUri }) => withQuery(`${wire.hosts.site}/oauth/authorize`, { client_id: wire.client?.id, redirect_uri: redirectUri, response_type: 'code', scope: SCOPES.join(','), state }),
    async exchange(wire, { code, redirectUri }) {
      const { id = '', secret = '' } = wire.client ?? {};
      // Instagram hangs a fragment behind the code that is no part of it.
      const values = { client_id: id, client_secret: secret, grant_type: 'authorization_code', redirect_uri: redirectUri, code: code.replace(/#_$/, '') };
      const answered = readGraph(wire, await wire.call(asForm(`${wire.hosts.api}/oauth/access_token`, values)), NAME);
      const short = at(answered, 'data', 0) ?? answered;
      const long = await askGraph(wire, { accessToken: textAt(short, 'access_token') ?? '' }, withQuery(`${wire.hosts.graph}/access_token`, { grant_type: 'ig_exchange_token', client_secret: secret, access_token: textAt(short, 'access_token') ?? '' }), NAME);
      const permissions = at(short, 'permissions');
      const scopes = Array.isArray(permissions) ? permissions.map(String) : (textAt(short, 'permissions') ?? '').split(',').filter(Boolean);
      const tokens = tokensFrom(wire, long, scopes);
      return { accounts: [{ ...profileFrom(wire, await ask(wire, tokens, PROFILE)), ...tokens }] };
    },
  },
  warnDays: [],
  async refresh(wire, account) {
    const json = await askGraph(wire, account, withQuery(`${wire.hosts.graph}/refresh_access_token`, { grant_type: 'ig_refresh_token', access_token: account.accessToken }), NAME);
    return tokensFrom(wire, json, textAt(json, 'permissions')?.split(',') ?? SCOPES);
  },
  profile: async (wire, account) => profileFrom(wire, await ask(wire, account, PROFILE)),
  async preflight(wire, account, piece) {
    if (piece.part !== 'post') return null;
    const json = await askGraph(wire, account, withQuery(accountNode(wire, account, '/content_publishing_limit'), { fields: 'config,quota_usage' }), NAME);
    const [used, most] = [numberAt(json, 'data', 0, 'quota_usage'), numberAt(json, 'data', 0, 'config', 'quota_total')];
    return used !== null && most !== null && used >= most ? `Instagram takes ${most} posts a day from this account, and all are used up.` : null;
  },
  async prepare(wire, account, piece, handle, keep) {
    if (piece.part === 'comment') return [...captionOf(piece)].length > MOST_COMMENT ? { kind: 'refused', code: 'too-long', sentence: `A comment on Instagram can have up to ${MOST_COMMENT} characters.` } : { kind: 'ready' };
    if (piece.media.length === 0) return { kind: 'refused', code: 'media', sentence: 'Instagram wants a picture or a film.' };
    if (piece.media.length > 1 && piece.format !== 'carousel') return { kind: 'refused', code: 'media', sentence: 'Instagram takes one file in a reel or a story.' };
    return prepareContainers(containersOf(wire, account, piece), piece, handle, keep);
  },
  fire(wire, account, piece, handle) {
    const headers = bearer(account.accessToken);
    const request = piece.part === 'comment' ? asForm(node(wire, `${piece.parent?.id}/comments`), { message: captionOf(piece) }, headers) : asForm(accountNode(wire, account, '/media_publish'), { creation_id: containerIn(handle) ?? '' }, headers);
    return {
      request,
      read(answer) {
        const id = textAt(answer.json, 'id');
        return answer.status === 200 && id ? confirmed(id, null) : refusalOf(answer, NAME);
      },
    };
  },
  lookUp: (wire, account, piece, handle, fired) => lookAtContainer(containersOf(wire, account, piece), handle, () => find(wire, account, piece, fired)),
  recent,
  settled: async (wire, account, id) => ({ kind: 'live', id, url: textAt(await ask(wire, account, withQuery(id, { fields: 'permalink' })), 'permalink') }),
  metrics: (wire, account, ids) =>
    readingsOf(ids, async (id) => {
      const told = (metric: string) => ask(wire, account, withQuery(`${id}/insights`, { metric }));
      const json = await told(FIGURES[0]!).catch((error: unknown) => {
        if (error instanceof PlatformRefused && error.why === 'refused') return told(FIGURES[1]!);
        throw error;
      });
      const [views, reach, saves, likes, comments, shares, engagements] = FIGURES[0]!.split(',').map((name) => insightOf(json, name));
      return { impressions: views!, reach: reach!, engagements: engagements!, clicks: null, shares: shares!, saves: saves!, comments: comments!, likes: likes!, raw: null };
    }),
};
