import { accepted, asJson, at, bearer, confirmed, expired, rejected, secondsUntil, textAt } from './answers.ts';
import { type Answer, type Connector, type Limits, type Piece, PlatformRefused, type Profile, type Wire } from './connector.ts';

const NEVER_WRITTEN = [400, 403, 404, 413, 422];
const MOST_TAGS = 3;

/** Medium names no limit for words; this one is ours. */
const MOST_WORDS = 100_000;
const LIMITS: Limits = {
  text: { most: MOST_WORDS, counted: 'units' },
  title: { most: 100, counted: 'units', required: true },
  formats: ['text', 'image', 'carousel'],
  images: 10,
  videos: 0,
  mixed: false,
  needsMedia: false,
  alt: true,
  thread: 1,
  firstComment: false,
  link: 'field',
  quota: { posts: 15, seconds: 86_400 },
};

const said = (answer: Answer) => textAt(answer.json, 'errors', 0, 'message')?.replace(/\.$/, '') ?? null;

async function me(wire: Wire, token: string): Promise<Profile> {
  const answer = await wire.call({ method: 'GET', url: `${wire.hosts.api}/v1/me`, headers: bearer(token) });
  const words = answer.status === 401 ? null : said(answer);
  const json = at(accepted(answer, 'Medium', wire.now(), words && `${words}.`), 'data');
  const username = textAt(json, 'username') ?? '';
  return { platformAccountId: textAt(json, 'id') ?? '', username, displayName: textAt(json, 'name') ?? username, image: textAt(json, 'imageUrl'), url: textAt(json, 'url'), followers: null, following: null, posts: null, data: {} };
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

/** The title stands in the story itself too: the field of that name is for lists and search only. Pictures are fetched by Medium. */
const storyOf = ({ title, text, media }: Piece) =>
  [
    ...(title ? [`<h1>${escaped(title)}</h1>`] : []),
    ...text
      .split(/\n{2,}/)
      .map((part) => part.trim())
      .filter(Boolean)
      .map((part) => `<p>${escaped(part).replaceAll('\n', '<br>')}</p>`),
    ...media.map(({ url, alt }) => `<figure><img src="${escaped(url)}" alt="${escaped(alt)}"></figure>`),
  ].join('\n');

export const medium: Connector = {
  platform: 'medium',
  name: 'Medium',
  certainty: { post: 'nothing' },
  limits: LIMITS,
  options: [
    { name: 'tags', label: 'Tags', kind: 'text', most: 80, hint: 'Three at most, with commas between them.' },
    {
      name: 'visibility',
      label: 'Who finds it',
      kind: 'choice',
      fallback: 'public',
      choices: [
        { value: 'public', label: 'Everyone' },
        { value: 'unlisted', label: 'Whoever has its address' },
      ],
    },
    { name: 'notify', label: 'Tell followers', kind: 'switch', fallback: true },
  ],
  hosts: { api: 'https://api.medium.com' },
  uploadHosts: [],
  connecting: {
    way: 'form',
    fields: [{ name: 'token', label: 'Integration token', hint: 'Made in Medium under Settings, Security and apps. Medium gives no new ones to most accounts.', secret: true }],
    async connect(wire, { token = '' }) {
      const accessToken = token.trim();
      const profile = await me(wire, accessToken).catch((error: unknown) => {
        if (error instanceof PlatformRefused && error.why === 'expired') throw new PlatformRefused('refused', 'Medium does not know this token.');
        throw error;
      });
      return { accounts: [{ ...profile, accessToken, refreshToken: null, expiresAt: null, scopes: [] }] };
    },
  },
  warnDays: [],
  profile: (wire, { accessToken }) => me(wire, accessToken),
  async prepare(_wire, _account, { text }) {
    return text.length > MOST_WORDS ? { kind: 'refused', code: 'too-long', sentence: `A story may have ${MOST_WORDS.toLocaleString('en')} characters at most.` } : { kind: 'ready' };
  },
  fire(wire, account, piece) {
    const { title, text, link, options } = piece;
    const tags = String(options.tags ?? '').split(',').map((tag) => tag.trim()).filter(Boolean).slice(0, MOST_TAGS);
    const body = {
      title: title ?? text.slice(0, 100),
      contentFormat: 'html',
      content: storyOf(piece),
      publishStatus: options.visibility ?? 'public',
      notifyFollowers: options.notify !== false,
      ...(tags.length > 0 ? { tags } : {}),
      ...(link ? { canonicalUrl: link } : {}),
    };
    return {
      request: asJson('POST', `${wire.hosts.api}/v1/users/${account.platformAccountId}/posts`, body, { ...bearer(account.accessToken), 'Accept-Charset': 'utf-8' }),
      read(answer) {
        const id = textAt(answer.json, 'data', 'id');
        if (answer.status === 201 && id) return confirmed(id, textAt(answer.json, 'data', 'url'));
        if (answer.status === 401) return expired('Medium does not accept the token any more.');
        // So many a day, and no word of when the next one may come.
        if (answer.status === 429) return { kind: 'deferred', seconds: Math.max(secondsUntil(answer, wire.now()), 3600), sentence: 'Medium takes no more stories from this account today.' };
        return NEVER_WRITTEN.includes(answer.status) && said(answer) ? rejected(String(answer.status), `Medium refuses this story: ${said(answer)}.`) : null;
      },
    };
  },
};
