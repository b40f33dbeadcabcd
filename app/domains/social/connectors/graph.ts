import { accepted, at, bearer, listAt, numberAt, rejected, textAt } from './answers.ts';
import { type Account, type Answer, type Kept, type Media, type Outcome, type Piece, PlatformRefused, type Prepared, type Published, type Reading, type Sighting, type Tokens, type Wire } from './connector.ts';

/** What Meta's three platforms share: the version, the shape of an error, and containers. */
export const GRAPH_VERSION = 'v26.0';

const EXPIRED = [102, 190];
/** Of code 190: the person withdrew the app, or changed the password. */
const WITHDRAWN = [458, 460, 464];
const TOO_FAST = [4, 17, 32, 613, 80001, 80002, 80006];
const FORBIDDEN = [3, 10, ...Array.from({ length: 100 }, (_, index) => 200 + index), 368];
const INVALID = [100, 324, 352, 36000, 36001, 36003, 36103];
const SPAM = 2207051;
/** The day's quota of an account. */
const QUOTA = 9;
const REGAIN_SECONDS = 300;

const codeOf = (answer: Answer) => numberAt(answer.json, 'error', 'code');
export const saidBy = (answer: Answer) => textAt(answer.json, 'error', 'error_user_msg') ?? textAt(answer.json, 'error', 'message') ?? textAt(answer.json, 'error_message');
const sentence = (words: string) => words.replace(/\.?$/, '.');

/** The usage header says in minutes when calls are taken again. */
function waitOf(answer: Answer): number {
  let minutes = 0;
  try {
    const usage: unknown = JSON.parse(answer.headers.get('X-Business-Use-Case-Usage') ?? '{}');
    for (const uses of Object.values(usage as object)) for (const use of uses as unknown[]) minutes = Math.max(minutes, numberAt(use, 'estimated_time_to_regain_access') ?? 0);
  } catch {
    minutes = 0;
  }
  return minutes > 0 ? Math.min(minutes * 60, 86_400) : REGAIN_SECONDS;
}

/** For every request that publishes nothing. Meta tells by a code what others tell by the status. */
export function readGraph(wire: Wire, answer: Answer, name: string): unknown {
  const code = codeOf(answer);
  if (code !== null) {
    const words = `${name} says: ${sentence(saidBy(answer) ?? 'no')}`;
    if (EXPIRED.includes(code)) throw new PlatformRefused(WITHDRAWN.includes(numberAt(answer.json, 'error', 'error_subcode') ?? 0) ? 'revoked' : 'expired', words);
    if (TOO_FAST.includes(code)) throw new PlatformRefused('too-fast', words, waitOf(answer));
    if (code === 1 || code === 2 || at(answer.json, 'error', 'is_transient') === true) throw new PlatformRefused('unavailable', words, 60);
  }
  return accepted(answer, name, wire.now(), saidBy(answer));
}

/** How the one request was refused; null where the code does not say for sure that nothing was written. */
export function refusalOf(answer: Answer, name: string): Outcome | null {
  const code = codeOf(answer);
  const words = sentence(saidBy(answer) ?? 'no reason was given');
  if (code === null) return null;
  if (EXPIRED.includes(code)) return { kind: 'expired', sentence: `${name} does not accept the sign-in any more.` };
  if (numberAt(answer.json, 'error', 'error_subcode') === SPAM) return rejected('blocked', `${name} takes this for spam: ${words}`);
  if (code === QUOTA) return { kind: 'deferred', seconds: 3600, sentence: `${name} takes no more posts of this account today.` };
  if (TOO_FAST.includes(code)) return { kind: 'deferred', seconds: waitOf(answer), sentence: `${name} asks us to slow down.` };
  if (FORBIDDEN.includes(code)) return rejected('forbidden', `${name} does not let this account post: ${words}`);
  if (INVALID.includes(code) && at(answer.json, 'error', 'is_transient') !== true) return rejected('invalid', `${name} refuses this post: ${words}`);
  return null;
}

export async function askGraph(wire: Wire, account: { accessToken: string }, url: string, name: string): Promise<unknown> {
  return readGraph(wire, await wire.call({ method: 'GET', url, headers: bearer(account.accessToken) }), name);
}

/** Tokens as all three answer them; there is none to renew with beside the token itself. */
export function tokensFrom(wire: Wire, json: unknown, scopes: readonly string[]): Tokens {
  const seconds = numberAt(json, 'expires_in');
  return { accessToken: textAt(json, 'access_token') ?? '', refreshToken: null, expiresAt: seconds === null ? null : new Date(wire.now().getTime() + seconds * 1000), scopes };
}

export const captionOf = ({ text, link }: Piece) => (link && !text.includes(link) ? `${text}\n\n${link}` : text).trim();

/** What a refused upload or container tells an editor; all else is for the publisher to judge. */
export async function unlessRefused(work: () => Promise<Prepared>): Promise<Prepared> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PlatformRefused && error.why === 'refused') return { kind: 'refused', code: 'invalid', sentence: error.message };
    throw error;
  }
}

/** Where Instagram and Threads differ in making a container. */
export interface Containers {
  name: string;
  create(values: Record<string, string>): Promise<string>;
  status(container: string): Promise<{ status: string; said: string | null }>;
  item(media: Media): Record<string, string>;
  whole(children: string[]): Record<string, string>;
}

const NEVER_PUBLISHED = ['FINISHED', 'EXPIRED', 'ERROR'];
const childrenIn = (handle: Kept): Record<string, string> => ({ ...((handle.children as Record<string, string> | undefined) ?? {}) });
export const containerIn = (handle: Kept): string | null => textAt(handle, 'container');

/**
 * Makes the container of a post, and before it those of a carousel's items. One that exists is used again, whatever
 * happened since: publishing it a second time makes no second post. Only what surely can never be published is replaced.
 */
export function prepareContainers(containers: Containers, piece: Piece, handle: Kept, keep: (handle: Kept) => Promise<void>): Promise<Prepared> {
  return unlessRefused(async () => {
    const { name } = containers;
    const working: Prepared = { kind: 'wait', seconds: 10, sentence: `${name} is still fetching the files.` };
    const kept = containerIn(handle);
    if (kept) {
      const { status, said } = await containers.status(kept);
      if (status === 'FINISHED' || status === 'PUBLISHED') return { kind: 'ready' };
      if (!NEVER_PUBLISHED.includes(status)) return working;
      await keep({});
      if (status === 'ERROR') return { kind: 'refused', code: 'media', sentence: `${name} cannot use the files: ${sentence(said ?? 'they could not be processed')}` };
    }
    const children = childrenIn(handle);
    for (const media of piece.media.length > 1 ? piece.media : []) {
      const child = children[media.id];
      const { status, said } = child ? await containers.status(child) : { status: 'EXPIRED', said: null };
      if (status === 'ERROR') {
        await keep({});
        return { kind: 'refused', code: 'media', sentence: `${name} cannot use ${media.name}: ${sentence(said ?? 'it could not be processed')}` };
      }
      if (status !== 'EXPIRED') continue;
      children[media.id] = await containers.create(containers.item(media));
      await keep({ children: { ...children } });
    }
    for (const child of Object.values(children)) if ((await containers.status(child)).status === 'IN_PROGRESS') return working;
    const container = await containers.create(containers.whole(piece.media.map(({ id }) => children[id] ?? '').filter(Boolean)));
    await keep({ children, container });
    const { status } = await containers.status(container);
    // What failed at once is told by the next look, as what fails later is.
    return status === 'FINISHED' ? { kind: 'ready' } : working;
  });
}

/** What the container says of itself is the truth; only the address of the post has to be looked for among the newest. */
export async function lookAtContainer(containers: Pick<Containers, 'name' | 'status'>, handle: Kept, find: () => Promise<Published | null>): Promise<Sighting> {
  const container = containerIn(handle);
  if (!container) return { kind: 'absent', proof: 'No container was made, so there was nothing that could be published.' };
  const { status } = await containers.status(container);
  if (NEVER_PUBLISHED.includes(status)) return { kind: 'absent', proof: `${containers.name} says of the container that it is ${status}, not published.` };
  if (status !== 'PUBLISHED') return { kind: 'unclear', sentence: `${containers.name} is still at work on it.` };
  const published = await find();
  return published ? { kind: 'found', published } : { kind: 'unclear', sentence: `${containers.name} has published it, and does not list it yet.` };
}

/** Of those that look like it, the one nearest to when it was sent. */
export function nearest<T extends { at: Date }>(seen: readonly T[], fired: Date): T | null {
  return seen.toSorted((a, b) => Math.abs(a.at.getTime() - fired.getTime()) - Math.abs(b.at.getTime() - fired.getTime()))[0] ?? null;
}

/** What insights tell under a name; null where the platform leaves it out. */
export const insightOf = (json: unknown, name: string): number | null => {
  const told = listAt(json, 'data').find((each) => textAt(each, 'name') === name);
  return numberAt(told, 'values', 0, 'value') ?? numberAt(told, 'total_value', 'value');
};

/** Readings post by post; one that the platform does not know is left out. */
export async function readingsOf(ids: readonly string[], read: (id: string) => Promise<Reading>): Promise<ReadonlyMap<string, Reading>> {
  const readings = new Map<string, Reading>();
  for (const id of ids) {
    try {
      readings.set(id, await read(id));
    } catch (error) {
      if (!(error instanceof PlatformRefused && error.why === 'refused')) throw error;
    }
  }
  return readings;
}

export const sameWords = (a: string, b: string) => a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim();

export const accountNode = (wire: Wire, account: Account, path = '') => `${wire.hosts.graph}/${GRAPH_VERSION}/${account.platformAccountId}${path}`;
