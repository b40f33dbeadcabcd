import { asForm, at, bearer, confirmed, listAt, numberAt, textAt, withQuery } from './answers.ts';
import { type Account, type Answer, type Connector, type Kept, type Limits, type Media, type Outcome, type Piece, PlatformRefused, type Prepared, type Profile, type Reading, type Seen, type Wire } from './connector.ts';
import { clipId, clipRequest, isClip, recentClips, uploadClip, whyNoClip } from './facebook-clip.ts';
import { accountNode, askGraph, captionOf, GRAPH_VERSION, insightOf, readGraph, readingsOf, refusalOf, unlessRefused } from './graph.ts';
import { asMultipart, stretchOf } from './multipart.ts';

const NAME = 'Facebook';
const SCOPES = ['pages_show_list', 'pages_read_engagement', 'pages_read_user_content', 'pages_manage_posts', 'pages_manage_engagement', 'read_insights'];
/** "Duplicate status message". */
const DUPLICATE = 506;
const MOST_PAGES = '100';

const LIMITS: Limits = {
  text: { most: 63_206, counted: 'units' },
  formats: ['text', 'image', 'video', 'carousel', 'reel', 'story'],
  images: 10,
  videos: 1,
  mixed: false,
  needsMedia: false,
  alt: true,
  altMost: 1000,
  thread: 1,
  firstComment: true,
  link: 'card',
  refusesAgain: true,
};

const node = (wire: Wire, path: string) => `${wire.hosts.graph}/${GRAPH_VERSION}/${path}`;
const ask = (wire: Wire, account: { accessToken: string }, path: string) => askGraph(wire, account, node(wire, path), NAME);
const films = (wire: Wire, account: Account, phase: 'start' | 'transfer' | 'finish') => withQuery(`${wire.hosts.video}/${GRAPH_VERSION}/${account.platformAccountId}/videos`, { upload_phase: phase });
const addressOf = (wire: Wire, id: string) => `${wire.hosts.site}/${id}`;
const filmOf = ({ media }: Piece) => media.find(({ kind }) => kind === 'video');

const PAGE = 'id,name,username,link,followers_count,picture{url}';

function profileFrom(json: unknown): Profile {
  return {
    platformAccountId: textAt(json, 'id') ?? '',
    username: textAt(json, 'username') ?? textAt(json, 'name') ?? '',
    displayName: textAt(json, 'name') ?? '',
    image: textAt(json, 'picture', 'data', 'url'),
    url: textAt(json, 'link'),
    followers: numberAt(json, 'followers_count'),
    following: null,
    posts: null,
    data: {},
  };
}

interface Film extends Kept {
  id: string;
  session: string;
  /** Where the next part begins and ends; the same: all of it is there. */
  from: number;
  to: number;
}

const filmIn = (handle: Kept) => handle.film as Film | undefined;
const photosIn = (handle: Kept): Record<string, string> => ({ ...((handle.photos as Record<string, string> | undefined) ?? {}) });

async function photo(wire: Wire, account: Account, media: Media): Promise<string> {
  const file = { field: 'source', name: media.name, kind: media.mime, bytes: media };
  const answer = await wire.call(asMultipart(accountNode(wire, account, '/photos'), { published: 'false', ...(media.alt ? { alt_text_custom: media.alt } : {}) }, file, bearer(account.accessToken)));
  return textAt(readGraph(wire, answer, NAME), 'id') ?? '';
}

const offsets = (json: unknown) => ({ from: numberAt(json, 'start_offset') ?? 0, to: numberAt(json, 'end_offset') ?? 0 });

/** Facebook says itself which bytes it wants next. A film stays unseen until its last phase, which is the request that publishes. */
async function upload(wire: Wire, account: Account, media: Media, kept: Film | undefined, keep: (film: Film) => Promise<void>): Promise<Prepared> {
  let film = kept;
  if (!film) {
    const json = readGraph(wire, await wire.call(asForm(films(wire, account, 'start'), { file_size: String(media.byteSize) }, bearer(account.accessToken))), NAME);
    film = { id: textAt(json, 'video_id') ?? '', session: textAt(json, 'upload_session_id') ?? '', ...offsets(json) };
    await keep(film);
  }
  while (film.from < film.to) {
    const part = { field: 'video_file_chunk', name: media.name, kind: 'application/octet-stream', bytes: stretchOf(media, film.from, film.to) };
    const answer = await wire.call(asMultipart(films(wire, account, 'transfer'), { upload_session_id: film.session, start_offset: String(film.from) }, part, bearer(account.accessToken)));
    const wanted = at(answer.json, 'error', 'error_data');
    // A part that arrived without our knowing: it says where it stands, and we go on from there.
    const next = wanted === undefined ? null : offsets(wanted);
    if (next && next.from !== film.from) film = { ...film, ...next };
    else if (at(answer.json, 'error', 'is_transient') === true) return { kind: 'wait', seconds: 30, sentence: 'Facebook wants a part of the film once more.' };
    else film = { ...film, ...offsets(readGraph(wire, answer, NAME)) };
    await keep(film);
  }
  return { kind: 'ready' };
}

/** `known`: the last request for a film or a story answers no id that is its own; that was given with the first. */
function outcomeOf(wire: Wire, answer: Answer, known: string | null): Outcome | null {
  const id = known === null ? textAt(answer.json, 'id') : at(answer.json, 'success') === true ? known : null;
  if (answer.status === 200 && id) return confirmed(id, addressOf(wire, id));
  // What arrived twice on its way is refused like this too: only the page's own posts can tell.
  if (numberAt(answer.json, 'error', 'code') === DUPLICATE) return { kind: 'ambiguous', sentence: 'Facebook says that it has this very text already. The newest posts of the page tell whether that is this one.' };
  return refusalOf(answer, NAME);
}

const POSTS = 'id,message,created_time,permalink_url,attachments{media_type,target{id},subattachments{media_type}}';

function seenPost(post: unknown): Seen {
  const attachment = at(post, 'attachments', 'data', 0);
  const kind = textAt(attachment, 'media_type');
  const many = listAt(attachment, 'subattachments', 'data').length;
  // A film is known by its own id: that is what the upload gave.
  const id = (kind === 'video' ? textAt(attachment, 'target', 'id') : null) ?? textAt(post, 'id') ?? '';
  return { id, url: textAt(post, 'permalink_url'), text: textAt(post, 'message') ?? '', mediaCount: kind === 'album' ? many : kind === 'photo' || kind === 'video' ? 1 : 0, at: new Date(textAt(post, 'created_time') ?? 0), data: {} };
}

async function recent(wire: Wire, account: Account, since: Date, piece: Piece, handle: Kept = {}): Promise<Seen[]> {
  if (isClip(piece)) return recentClips(wire, account, piece, handle);
  const from = Math.floor(since.getTime() / 1000);
  if (piece.part === 'comment') {
    const json = await ask(wire, account, withQuery(`${piece.parent?.id}/comments`, { fields: 'id,message,created_time,permalink_url,from', order: 'reverse_chronological', filter: 'stream', limit: '100' }));
    return listAt(json, 'data')
      .filter((comment) => textAt(comment, 'from', 'id') === account.platformAccountId)
      .map(seenPost)
      .filter(({ at: when }) => when.getTime() >= from * 1000);
  }
  const json = await askGraph(wire, account, withQuery(accountNode(wire, account, '/published_posts'), { fields: POSTS, since: String(from), limit: '100' }), NAME);
  return listAt(json, 'data').map(seenPost);
}

/** The reactions of all kinds; null where the platform tells none. */
function reactionsOf(json: unknown): number | null {
  const kinds = at(listAt(json, 'data').find((each) => textAt(each, 'name') === 'post_reactions_by_type_total'), 'values', 0, 'value');
  return typeof kinds === 'object' && kinds !== null ? Object.keys(kinds).reduce((sum, kind) => sum + (numberAt(kinds, kind) ?? 0), 0) : null;
}

async function readingOf(wire: Wire, account: Account, id: string): Promise<Reading> {
  const isFilm = !id.includes('_');
  const json = await ask(wire, account, withQuery(id, { fields: isFilm ? 'comments.summary(true).limit(0),likes.summary(true).limit(0)' : 'shares,comments.summary(true).limit(0)' }));
  const insights = isFilm ? null : await ask(wire, account, withQuery(`${id}/insights`, { metric: 'post_media_view,post_total_media_view_unique,post_clicks,post_reactions_by_type_total' }));
  return {
    impressions: insightOf(insights, 'post_media_view'),
    reach: insightOf(insights, 'post_total_media_view_unique'),
    engagements: null,
    clicks: insightOf(insights, 'post_clicks'),
    shares: numberAt(json, 'shares', 'count'),
    saves: null,
    comments: numberAt(json, 'comments', 'summary', 'total_count'),
    likes: isFilm ? numberAt(json, 'likes', 'summary', 'total_count') : reactionsOf(insights),
    raw: null,
  };
}

export const facebook: Connector = {
  platform: 'facebook',
  name: NAME,
  certainty: { post: 'search', comment: 'search' },
  limits: LIMITS,
  options: [],
  hosts: { graph: 'https://graph.facebook.com', video: 'https://graph-video.facebook.com', site: 'https://www.facebook.com' },
  uploadHosts: ['rupload.facebook.com'],
  connecting: {
    way: 'oauth',
    scopes: SCOPES,
    pkce: null,
    authorizeUrl: (wire, { state, redirectUri }) => withQuery(`${wire.hosts.site}/${GRAPH_VERSION}/dialog/oauth`, { client_id: wire.client?.id, redirect_uri: redirectUri, state, response_type: 'code', scope: SCOPES.join(',') }),
    async exchange(wire, { code, redirectUri }) {
      const app = { client_id: wire.client?.id ?? '', client_secret: wire.client?.secret ?? '' };
      const token = async (values: Record<string, string>) => textAt(readGraph(wire, await wire.call(asForm(node(wire, 'oauth/access_token'), { ...app, ...values })), NAME), 'access_token') ?? '';
      const short = await token({ code, redirect_uri: redirectUri });
      // Only the pages of a long-lived sign-in have tokens that last.
      const accessToken = await token({ grant_type: 'fb_exchange_token', fb_exchange_token: short });
      const pages = listAt(await ask(wire, { accessToken }, withQuery('me/accounts', { fields: `${PAGE},access_token,tasks`, limit: MOST_PAGES })), 'data').filter((page) => listAt(page, 'tasks').includes('CREATE_CONTENT'));
      if (pages.length === 0) throw new PlatformRefused('refused', 'There is no Facebook page that you may post to, or none was chosen on the way.');
      return { accounts: pages.map((page) => ({ ...profileFrom(page), accessToken: textAt(page, 'access_token') ?? '', refreshToken: null, expiresAt: null, scopes: SCOPES })) };
    },
  },
  warnDays: [],
  profile: async (wire, account) => profileFrom(await askGraph(wire, account, withQuery(accountNode(wire, account), { fields: PAGE }), NAME)),
  prepare: (wire, account, piece, handle, keep) =>
    unlessRefused(async () => {
      const film = filmOf(piece);
      const whyNot = isClip(piece) ? whyNoClip(piece) : null;
      if (whyNot) return whyNot;
      if (film) {
        const go = (from: Kept) => (isClip(piece) ? uploadClip(wire, account, piece, film, from, keep) : upload(wire, account, film, filmIn(from), (kept) => keep({ film: kept })));
        return go(handle).catch((error: unknown) => {
          // A session does not live for ever: what was begun long ago is begun anew.
          if (Object.keys(handle).length > 0 && error instanceof PlatformRefused && error.why === 'refused') return go({});
          throw error;
        });
      }
      const photos = photosIn(handle);
      for (const media of piece.media) {
        if (photos[media.id]) continue;
        photos[media.id] = await photo(wire, account, media);
        await keep({ photos: { ...photos } });
      }
      return { kind: 'ready' };
    }),
  fire(wire, account, piece, handle) {
    if (isClip(piece)) return { request: clipRequest(wire, account, piece, handle), read: (answer) => outcomeOf(wire, answer, clipId(piece, handle)) };
    const headers = bearer(account.accessToken);
    const film = filmOf(piece) ? filmIn(handle) : undefined;
    const photos = photosIn(handle);
    const finish = () => ({ upload_session_id: film!.session, description: captionOf(piece), ...(piece.title ? { title: piece.title } : {}) });
    const attached = Object.fromEntries(piece.media.map(({ id }, index) => [`attached_media[${index}]`, JSON.stringify({ media_fbid: photos[id] })]));
    // Beside pictures there is no card: the address goes into the words.
    const post = () => (piece.media.length > 0 ? { message: captionOf(piece), ...attached } : { message: piece.text, ...(piece.link ? { link: piece.link } : {}) });
    const request = piece.part === 'comment' ? asForm(node(wire, `${piece.parent?.id}/comments`), { message: captionOf(piece) }, headers) : film ? asForm(films(wire, account, 'finish'), finish(), headers) : asForm(accountNode(wire, account, '/feed'), post(), headers);
    return { request, read: (answer) => outcomeOf(wire, answer, film?.id ?? null) };
  },
  recent,
  metrics: (wire, account, ids) => readingsOf(ids, (id) => readingOf(wire, account, id)),
};
