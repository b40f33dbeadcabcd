import { asForm, asJson, at, confirmed, expired, listAt, numberAt, rejected, secondsUntil, textAt, withQuery } from './answers.ts';
import { type Account, type Connector, type Kept, type Limits, type Media, type Piece, PlatformRefused, type Profile, type Reading, type Seen, type Tokens, type Wire } from './connector.ts';
import { ask, headersOf, read, said, uploadAll, urnOf } from './linkedin-upload.ts';
import { littleText, plainText } from './little-text.ts';

const SCOPES = ['openid', 'profile', 'w_member_social', 'w_organization_social', 'r_organization_social', 'rw_organization_admin'];
/** Of all roles at an organization, those that may post. */
const POSTERS = ['ADMINISTRATOR', 'CONTENT_ADMINISTRATOR', 'CONTENT_ADMIN', 'DIRECT_SPONSORED_CONTENT_POSTER'];
const NEVER_WRITTEN = [400, 403, 404, 405, 413, 415, 422, 426];
/** Their address is asked for in a list, and addresses have an end. */
const MOST_POSTS = 50;

const LIMITS: Limits = {
  text: { most: 3000, counted: 'units' },
  formats: ['text', 'image', 'video', 'carousel'],
  images: 20,
  videos: 1,
  documents: 1,
  mixed: false,
  needsMedia: false,
  alt: true,
  altMost: 4086,
  thread: 1,
  firstComment: true,
  link: 'card',
  refusesAgain: true,
  quota: { posts: 150, seconds: 86_400 },
};

const isOrganization = (data: Kept) => data.kind === 'organization';

async function member(wire: Wire, tokens: { accessToken: string }, data: Kept): Promise<Profile> {
  const json = await ask(wire, tokens, '/v2/userinfo');
  const name = textAt(json, 'name') ?? '';
  return { platformAccountId: `urn:li:person:${textAt(json, 'sub')}`, username: name, displayName: name, image: textAt(json, 'picture'), url: null, followers: null, following: null, posts: null, data: { ...data, kind: 'member' } };
}

async function organization(wire: Wire, tokens: { accessToken: string }, urn: string, data: Kept): Promise<Profile> {
  const json = await ask(wire, tokens, `/rest/organizations/${urn.split(':').pop()}`);
  const size = await ask(wire, tokens, withQuery(`/rest/networkSizes/${encodeURIComponent(urn)}`, { edgeType: 'COMPANY_FOLLOWED_BY_MEMBER' }));
  const [name, username] = [textAt(json, 'localizedName') ?? urn, textAt(json, 'vanityName') ?? urn];
  return { platformAccountId: urn, username, displayName: name, image: null, url: `${wire.hosts.www}/company/${username}/`, followers: numberAt(size, 'firstDegreeSize'), following: null, posts: null, data: { ...data, kind: 'organization' } };
}

async function organizationsOf(wire: Wire, tokens: { accessToken: string }, data: Kept): Promise<Profile[]> {
  const answer = await wire.call({ method: 'GET', url: `${wire.hosts.api}/rest/organizationAcls?q=roleAssignee&state=APPROVED&count=100`, headers: { ...headersOf(tokens), 'X-RestLi-Method': 'FINDER' } });
  // An application that LinkedIn has not let in there serves members alone.
  if (answer.status === 403) return [];
  const urns = new Set(listAt(read(wire, answer), 'elements').filter((acl) => POSTERS.includes(textAt(acl, 'role') ?? '')).map((acl) => textAt(acl, 'organization') ?? ''));
  return Promise.all([...urns].filter(Boolean).map((urn) => organization(wire, tokens, urn, data)));
}

const inSeconds = (wire: Wire, seconds: number | null) => (seconds === null ? null : new Date(wire.now().getTime() + seconds * 1000));

function tokensFrom(wire: Wire, json: unknown): Tokens & { data: Kept } {
  // The refresh token's year does not begin anew with each use: its end is the end of all.
  const ends = inSeconds(wire, numberAt(json, 'refresh_token_expires_in'));
  return { accessToken: textAt(json, 'access_token') ?? '', refreshToken: textAt(json, 'refresh_token'), expiresAt: inSeconds(wire, numberAt(json, 'expires_in')), scopes: (textAt(json, 'scope') ?? '').split(/[ ,]+/).filter(Boolean), data: ends ? { signInEnds: ends.toISOString() } : {} };
}

const token = async (wire: Wire, values: Record<string, string>) => tokensFrom(wire, read(wire, await wire.call(asForm(`${wire.hosts.www}/oauth/v2/accessToken`, { ...values, client_id: wire.client?.id ?? '', client_secret: wire.client?.secret ?? '' }))));

/** A single picture beside a link is the card's own, unless its author wants it large. */
const hasCard = ({ link, media, options }: Piece) => link !== null && (media.length === 0 || (media.length === 1 && media[0]!.kind === 'image' && options.picture !== 'own'));
const withLink = ({ text, link }: Piece) => (link && !text.includes(link) ? `${text}\n\n${link}` : text).trim();
const textOf = (piece: Piece) => (hasCard(piece) ? piece.text.trim() : withLink(piece));
const wordOf = (options: Piece['options'], name: string) => (typeof options[name] === 'string' ? options[name].trim() : '');

function contentOf(piece: Piece, handle: Kept): object | null {
  const { link, media, options, title } = piece;
  const [first] = media;
  if (link && hasCard(piece)) {
    const description = wordOf(options, 'cardText');
    return { article: { source: link, title: wordOf(options, 'cardTitle') || title || new URL(link).hostname, ...(description ? { description } : {}), ...(first ? { thumbnail: urnOf(handle, first), ...(first.alt ? { thumbnailAltText: first.alt } : {}) } : {}) } };
  }
  const shown = (file: Media) => ({ id: urnOf(handle, file), ...(file.alt ? { altText: file.alt } : {}) });
  if (!first) return null;
  if (media.length > 1) return { multiImage: { images: media.map(shown) } };
  return { media: first.kind === 'image' ? shown(first) : { id: urnOf(handle, first), title: title || first.name } };
}

const addressOf = (wire: Wire, urn: string) => `${wire.hosts.www}/feed/update/${urn}/`;

function comment(account: Account, piece: Piece, wire: Wire) {
  const object = piece.parent?.id ?? '';
  return { url: `${wire.hosts.api}/rest/socialActions/${encodeURIComponent(object)}/comments`, body: { actor: account.platformAccountId, object, message: { text: withLink(piece) } } };
}

function post(account: Account, piece: Piece, handle: Kept, wire: Wire) {
  const content = contentOf(piece, handle);
  const body = {
    author: account.platformAccountId,
    commentary: littleText(textOf(piece)),
    visibility: piece.options.visibility === 'connections' && !isOrganization(account.data) ? 'CONNECTIONS' : 'PUBLIC',
    distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
    ...(content ? { content } : {}),
    lifecycleState: 'PUBLISHED',
    isReshareDisabledByAuthor: false,
  };
  return { url: `${wire.hosts.api}/rest/posts`, body };
}

function seenFrom(wire: Wire, json: unknown): Seen {
  const [id, content] = [textAt(json, 'id') ?? '', at(json, 'content')];
  const many = listAt(content, 'multiImage', 'images').length;
  const hasFile = at(content, 'media', 'id') !== undefined || at(content, 'article', 'thumbnail') !== undefined;
  return { id, url: addressOf(wire, id), text: plainText(textAt(json, 'commentary') ?? ''), mediaCount: many || (hasFile ? 1 : 0), at: new Date(numberAt(json, 'publishedAt') ?? numberAt(json, 'createdAt') ?? 0), data: {} };
}

async function comments(wire: Wire, account: Account, object: string): Promise<Seen[]> {
  const json = await ask(wire, account, `/rest/socialActions/${encodeURIComponent(object)}/comments`);
  return listAt(json, 'elements')
    .filter((each) => textAt(each, 'actor') === account.platformAccountId)
    .map((each) => ({ id: textAt(each, 'id') ?? '', url: addressOf(wire, object), text: textAt(each, 'message', 'text') ?? '', mediaCount: 0, at: new Date(numberAt(each, 'created', 'time') ?? 0), data: {} }));
}

export const linkedin: Connector = {
  platform: 'linkedin',
  name: 'LinkedIn',
  certainty: { post: 'nothing', comment: 'nothing' },
  certaintyOf: (data) => (isOrganization(data) ? { post: 'search', comment: 'search' } : linkedin.certainty),
  limits: LIMITS,
  options: [
    {
      name: 'visibility',
      label: 'Who sees it',
      kind: 'choice',
      fallback: 'public',
      hint: 'Posts of an organization are always for everyone.',
      choices: [
        { value: 'public', label: 'Everyone' },
        { value: 'connections', label: 'Connections only' },
      ],
    },
    {
      name: 'picture',
      label: 'One picture beside a link',
      kind: 'choice',
      fallback: 'card',
      choices: [
        { value: 'card', label: 'On the link’s card' },
        { value: 'own', label: 'Large, with the address in the words' },
      ],
    },
    { name: 'cardTitle', label: 'Title of the card', kind: 'text', most: 200, hint: 'Without one, the card shows the name of the site.' },
    { name: 'cardText', label: 'Words on the card', kind: 'text', most: 300 },
  ],
  hosts: { www: 'https://www.linkedin.com', api: 'https://api.linkedin.com' },
  uploadHosts: ['linkedin.com'],
  connecting: {
    way: 'oauth',
    scopes: SCOPES,
    pkce: null,
    authorizeUrl: (wire, { state, redirectUri }) => withQuery(`${wire.hosts.www}/oauth/v2/authorization`, { response_type: 'code', client_id: wire.client?.id, redirect_uri: redirectUri, state, scope: SCOPES.join(' ') }),
    async exchange(wire, { code, redirectUri }) {
      const { data, ...tokens } = await token(wire, { grant_type: 'authorization_code', code, redirect_uri: redirectUri });
      return { accounts: [...(await organizationsOf(wire, tokens, data)), await member(wire, tokens, data)].map((profile) => ({ ...profile, ...tokens })) };
    },
  },
  // On the 53rd day of 60 and the 358th of 365; only approved partners may renew at all.
  warnDays: [7],
  async refresh(wire, { refreshToken }) {
    if (!refreshToken) throw new PlatformRefused('expired', 'LinkedIn lets its access be renewed by signing in again only. Connect the account again.');
    const { data: _, ...tokens } = await token(wire, { grant_type: 'refresh_token', refresh_token: refreshToken }).catch((error: unknown) => {
      if (error instanceof PlatformRefused && error.why === 'refused') throw new PlatformRefused('expired', 'LinkedIn does not renew its access any more. Connect the account again.');
      throw error;
    });
    return tokens;
  },
  profile: (wire, account) => (isOrganization(account.data) ? organization(wire, account, account.platformAccountId, account.data) : member(wire, account, account.data)),
  prepare: (wire, account, piece, handle, keep) => (piece.part === 'comment' ? Promise.resolve({ kind: 'ready' }) : uploadAll(wire, account, piece.media, handle, keep)),
  fire(wire, account, piece, handle) {
    const { url, body } = piece.part === 'comment' ? comment(account, piece, wire) : post(account, piece, handle, wire);
    return {
      request: asJson('POST', url, body, headersOf(account)),
      read(answer) {
        const id = answer.headers.get('X-RestLi-Id') ?? textAt(answer.json, 'id');
        if (answer.status === 201 && id) return confirmed(id, addressOf(wire, piece.part === 'comment' ? (piece.parent?.id ?? '') : id));
        if (answer.status === 401) return expired('LinkedIn does not accept the sign-in any more.');
        // Its limits are those of a day, and it seldom says when they lift.
        if (answer.status === 429) return { kind: 'deferred', seconds: Math.max(secondsUntil(answer, wire.now()), 900), sentence: 'LinkedIn asks us to slow down.' };
        if (!NEVER_WRITTEN.includes(answer.status) || answer.json === null) return null;
        // Only a hint: the post that it names may have been deleted, and LinkedIn remembers it for a day or two.
        const twin = /urn:li:(?:share|ugcPost|activity):\d+/.exec(said(answer) ?? '')?.[0];
        if (listAt(answer.json, 'errorDetails', 'inputErrors').some((error) => textAt(error, 'code') === 'DUPLICATE_POST')) return rejected('duplicate', `LinkedIn takes the same words only once, and has them already${twin ? `: ${addressOf(wire, twin)}` : ''}.`);
        return rejected(textAt(answer.json, 'code') ?? String(answer.status), `LinkedIn refuses this post: ${(said(answer) ?? 'it is not valid').replace(/\.$/, '')}.`);
      },
    };
  },
  async recent(wire, account, since, piece) {
    const found =
      piece.part === 'comment'
        ? await comments(wire, account, piece.parent?.id ?? '')
        : listAt(await ask(wire, account, withQuery('/rest/posts', { author: account.platformAccountId, q: 'author', count: '50', sortBy: 'CREATED' }), { 'X-RestLi-Method': 'FINDER' }), 'elements').map((each) => seenFrom(wire, each));
    return found.filter(({ at: when }) => when >= since);
  },
  async metrics(wire, account, ids) {
    const readings = new Map<string, Reading>();
    // For members there is nothing to read.
    if (!isOrganization(account.data)) return readings;
    for (const [kind, name] of [['share', 'shares'], ['ugcPost', 'ugcPosts']] as const) {
      const urns = ids.filter((id) => id.startsWith(`urn:li:${kind}:`));
      for (let from = 0; from < urns.length; from += MOST_POSTS) {
        const list = urns.slice(from, from + MOST_POSTS).map(encodeURIComponent).join(',');
        const json = await ask(wire, account, `/rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity=${encodeURIComponent(account.platformAccountId)}&${name}=List(${list})`, { 'X-RestLi-Method': 'FINDER' });
        for (const each of listAt(json, 'elements')) readings.set(textAt(each, kind) ?? '', readingFrom(at(each, 'totalShareStatistics')));
      }
    }
    return readings;
  },
};

function readingFrom(told: unknown): Reading {
  const [clicks, shares, comments, likes] = [numberAt(told, 'clickCount'), numberAt(told, 'shareCount'), numberAt(told, 'commentCount'), numberAt(told, 'likeCount')];
  const engagements = likes === null ? null : likes + (comments ?? 0) + (shares ?? 0) + (clicks ?? 0);
  return { impressions: numberAt(told, 'impressionCount'), reach: numberAt(told, 'uniqueImpressionsCount'), engagements, clicks, shares, saves: null, comments, likes, raw: { engagement: numberAt(told, 'engagement') } };
}
