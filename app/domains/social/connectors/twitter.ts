import { asJson, at, bearer, confirmed, expired, listAt, numberAt, rejected, secondsUntil, textAt, withQuery } from './answers.ts';
import { type Account, type Answer, type Connector, type Limits, type Outcome, type Piece, PlatformRefused, type Profile, type Reading, type Seen, type Wire } from './connector.ts';
import { api, ask, said, tokens } from './twitter-api.ts';
import { prepare, uploadsIn } from './twitter-upload.ts';

const SCOPES = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];
/** Clicks and engagements are told for so long; a request that asks for them later gets nothing at all of the post. */
const PRIVATE_FIGURES_MS = 30 * 86_400_000;
/** The ids tell when they were given: milliseconds since then, shifted by 22 bits. */
const IDS_BEGIN_MS = 1_288_834_974_657;
const MOST_IDS = 100;

const LIMITS: Limits = {
  text: { most: 280, counted: 'weighted', urlCounts: 23 },
  formats: ['text', 'image', 'video', 'carousel'],
  images: 4,
  videos: 1,
  mixed: false,
  needsMedia: false,
  alt: true,
  altMost: 1000,
  thread: 25,
  firstComment: false,
  link: 'text',
  refusesAgain: true,
  quota: { posts: 100, seconds: 15 * 60 },
};
/** What subscribers may write. */
const LONG_POST = 25_000;

const addressOf = (wire: Wire, account: Account, id: string) => `${wire.hosts.site}/${account.username}/status/${id}`;
const textOf = ({ text, link }: Piece) => (link && !text.includes(link) ? `${text}\n\n${link}` : text).trim();

function profileFrom(wire: Wire, json: unknown): Profile {
  const username = textAt(json, 'data', 'username') ?? '';
  return {
    platformAccountId: textAt(json, 'data', 'id') ?? '',
    username,
    displayName: textAt(json, 'data', 'name') ?? username,
    image: textAt(json, 'data', 'profile_image_url'),
    url: username ? `${wire.hosts.site}/${username}` : null,
    followers: numberAt(json, 'data', 'public_metrics', 'followers_count'),
    following: numberAt(json, 'data', 'public_metrics', 'following_count'),
    posts: numberAt(json, 'data', 'public_metrics', 'tweet_count'),
    data: { subscription: textAt(json, 'data', 'subscription_type') },
  };
}

const PROFILE = withQuery('users/me', { 'user.fields': 'public_metrics,profile_image_url,subscription_type' });

/** A limit of the day stands in headers of its own, and the one of the quarter hour then tells nothing. */
function waitOf(answer: Answer, now: Date): number {
  for (const limit of ['x-user-limit-24hour', 'x-app-limit-24hour']) {
    const reset = Number(answer.headers.get(`${limit}-reset`));
    if (answer.headers.get(`${limit}-remaining`) === '0' && reset > 0) return Math.min(Math.max(Math.ceil(reset - now.getTime() / 1000), 1), 86_400);
  }
  return secondsUntil(answer, now);
}

function outcomeOf(wire: Wire, account: Account, answer: Answer): Outcome | null {
  const id = textAt(answer.json, 'data', 'id');
  const words = said(answer);
  switch (answer.status) {
    case 200:
    case 201:
      return id ? confirmed(id, addressOf(wire, account, id)) : null;
    case 400:
      return rejected('invalid', `X refuses this post: ${(words ?? 'it is not valid').replace(/\.$/, '')}.`);
    case 401:
      return expired('X does not accept the sign-in any more.');
    case 402:
      return rejected('credits', 'X wants to be paid: the credits of our application there are used up.');
    case 403:
      // Something of ours may have arrived twice on its way: only the account's own posts can tell which it is.
      if (/duplicate content/i.test(words ?? '')) return { kind: 'ambiguous', sentence: 'X says that it has this very text already. Its newest posts tell whether that is this one.' };
      return rejected('forbidden', `X does not let this account post: ${(words ?? 'forbidden').replace(/\.$/, '')}.`);
    case 429:
      return { kind: 'deferred', seconds: waitOf(answer, wire.now()), sentence: 'X asks us to slow down.' };
    default:
      return null;
  }
}

/** The words as they were written: X shortens addresses, escapes three signs, and hangs an address of its own behind them for what is shown. */
function wordsOf(tweet: unknown): string {
  const note = at(tweet, 'note_tweet');
  const urls = listAt(note ? at(note, 'entities') : at(tweet, 'entities'), 'urls');
  const text = textAt(note, 'text') ?? textAt(tweet, 'text') ?? '';
  const expanded = urls.reduce<string>((words, url) => words.replace(textAt(url, 'url') ?? '\0', () => (textAt(url, 'media_key') ? '' : (textAt(url, 'expanded_url') ?? ''))), text);
  return expanded.replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name]!).trim();
}

async function recent(wire: Wire, account: Account, since: Date, piece: Piece): Promise<Seen[]> {
  const from = new Date(Math.floor(since.getTime() / 1000) * 1000);
  const query = { max_results: '100', start_time: `${from.toISOString().slice(0, 19)}Z`, exclude: 'retweets', 'tweet.fields': 'created_at,entities,attachments,referenced_tweets,note_tweet' };
  const json = await ask(wire, account, withQuery(`users/${account.platformAccountId}/tweets`, query));
  const answers = (tweet: unknown) => textAt(listAt(tweet, 'referenced_tweets').find((each) => textAt(each, 'type') === 'replied_to'), 'id');
  return listAt(json, 'data')
    .filter((tweet) => answers(tweet) === (piece.parent?.id ?? null))
    .map((tweet) => {
      const id = textAt(tweet, 'id') ?? '';
      return { id, url: addressOf(wire, account, id), text: wordsOf(tweet), mediaCount: listAt(tweet, 'attachments', 'media_keys').length, at: new Date(textAt(tweet, 'created_at') ?? 0), data: {} };
    });
}

const bornAt = (id: string) => (/^\d{1,19}$/.test(id) ? Number(BigInt(id) >> 22n) + IDS_BEGIN_MS : 0);

function readingOf(tweet: unknown): Reading {
  const told = (name: string) => numberAt(tweet, 'public_metrics', name);
  const own = (name: string) => numberAt(tweet, 'non_public_metrics', name);
  const [reposts, quotes] = [told('retweet_count'), told('quote_count')];
  return {
    impressions: told('impression_count'),
    reach: null,
    engagements: own('engagements'),
    clicks: own('url_link_clicks'),
    shares: reposts === null ? null : reposts + (quotes ?? 0),
    saves: told('bookmark_count'),
    comments: told('reply_count'),
    likes: told('like_count'),
    raw: { quotes, profileClicks: own('user_profile_clicks') },
  };
}

export const twitter: Connector = {
  platform: 'twitter',
  name: 'X',
  certainty: { post: 'search', reply: 'search' },
  limits: LIMITS,
  limitsOf: ({ subscription }) => (typeof subscription === 'string' && subscription !== 'None' ? { ...LIMITS, text: { ...LIMITS.text, most: LONG_POST } } : LIMITS),
  options: [
    {
      name: 'replies',
      label: 'Who can reply',
      kind: 'choice',
      fallback: 'everyone',
      choices: [
        { value: 'everyone', label: 'Everyone' },
        { value: 'following', label: 'Accounts you follow' },
        { value: 'mentionedUsers', label: 'Accounts you mention' },
        { value: 'subscribers', label: 'Your subscribers' },
        { value: 'verified', label: 'Verified accounts' },
      ],
    },
  ],
  hosts: { api: 'https://api.x.com', site: 'https://x.com' },
  uploadHosts: [],
  connecting: {
    way: 'oauth',
    scopes: SCOPES,
    pkce: 'base64url',
    authorizeUrl: (wire, { state, challenge, redirectUri }) =>
      withQuery(`${wire.hosts.site}/i/oauth2/authorize`, { response_type: 'code', client_id: wire.client?.id, redirect_uri: redirectUri, scope: SCOPES.join(' '), state, code_challenge: challenge ?? '', code_challenge_method: 'S256' }),
    async exchange(wire, { code, verifier, redirectUri }) {
      const given = await tokens(wire, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier ?? '' });
      return { accounts: [{ ...profileFrom(wire, await ask(wire, given, PROFILE)), ...given }] };
    },
  },
  warnDays: [],
  async refresh(wire, account) {
    if (!account.refreshToken) throw new PlatformRefused('expired', 'X gave no way to renew this sign-in. Connect the account again.');
    try {
      return await tokens(wire, { grant_type: 'refresh_token', refresh_token: account.refreshToken });
    } catch (error) {
      if (error instanceof PlatformRefused && error.why === 'refused') throw new PlatformRefused('revoked', 'X does not renew this sign-in any more. Connect the account again.');
      throw error;
    }
  },
  profile: async (wire, account) => profileFrom(wire, await ask(wire, account, PROFILE)),
  prepare,
  fire(wire, account, piece, handle) {
    const uploads = uploadsIn(handle);
    const body = {
      text: textOf(piece),
      ...(piece.media.length > 0 ? { media: { media_ids: piece.media.map(({ id }) => uploads[id]?.id ?? '') } } : {}),
      ...(piece.parent ? { reply: { in_reply_to_tweet_id: piece.parent.id } } : {}),
      ...(piece.options.replies && piece.options.replies !== 'everyone' ? { reply_settings: piece.options.replies } : {}),
    };
    return { request: asJson('POST', api(wire, 'tweets'), body, bearer(account.accessToken)), read: (answer) => outcomeOf(wire, account, answer) };
  },
  recent,
  async metrics(wire, account, ids) {
    const readings = new Map<string, Reading>();
    const isYoung = (id: string) => wire.now().getTime() - bornAt(id) < PRIVATE_FIGURES_MS;
    for (const [some, fields] of [[ids.filter(isYoung), 'public_metrics,non_public_metrics'], [ids.filter((id) => !isYoung(id)), 'public_metrics']] as const) {
      for (let start = 0; start < some.length; start += MOST_IDS) {
        const json = await ask(wire, account, withQuery('tweets', { ids: some.slice(start, start + MOST_IDS).join(','), 'tweet.fields': fields }));
        for (const tweet of listAt(json, 'data')) readings.set(textAt(tweet, 'id') ?? '', readingOf(tweet));
      }
    }
    return readings;
  },
};
