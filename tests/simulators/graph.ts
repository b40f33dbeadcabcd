import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { nextId, type World } from './kit.ts';
import { bearerOf, type Desk, giveAccess, type Token, whoHas } from './oauth.ts';

/** What Meta's three platforms answer alike. */
const trace = () => `A${randomBytes(12).toString('base64url')}`;
const LONG_SECONDS = 60 * 86_400;
const SHORT_SECONDS = 3600;
const CONTAINER_LASTS_MS = 86_400_000;

interface Detail {
  status?: 400 | 401 | 403 | 500;
  subcode?: number;
  user?: string;
  type?: string;
}

export const graphError = (c: Context, code: number, message: string, { status = 400, subcode, user, type = 'OAuthException' }: Detail = {}) =>
  c.json({ error: { message, type, code, ...(subcode ? { error_subcode: subcode } : {}), is_transient: false, ...(user ? { error_user_title: 'Your request could not be carried out', error_user_msg: user } : {}), fbtrace_id: trace() } }, status);

export const unknownObject = (c: Context, id: string) => graphError(c, 100, `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`, { subcode: 33, type: 'GraphMethodException' });
export const tooFast = (c: Context, code: number, message: string) => {
  c.header('X-Business-Use-Case-Usage', JSON.stringify({ 42: [{ type: 'pages', call_count: 100, total_cputime: 20, total_time: 20, estimated_time_to_regain_access: 2 }] }));
  return graphError(c, code, message, { status: 403 });
};

/** Every request may carry its token in the header or among its values. */
export const tokenOf = async (c: Context): Promise<string | null> => bearerOf(c) ?? c.req.query('access_token') ?? (c.req.method === 'POST' ? (((await c.req.parseBody()).access_token as string | undefined) ?? null) : null);

interface Meta {
  lastId: number;
  desk: Desk;
}

export async function signedIn(c: Context, world: World<Meta>) {
  return whoHas(world, world.state.desk, await tokenOf(c));
}

/** Says why a token is none: it ended by a person's wish, or by time. */
export async function expiredToken(c: Context, { state }: World<Meta>) {
  const value = await tokenOf(c);
  const withdrawn = state.desk.access.find((each) => each.value === value)?.ended;
  return withdrawn
    ? graphError(c, 190, 'Error validating access token: The user has not authorized application 42.', { subcode: 458 })
    : graphError(c, 190, 'Error validating access token: Session has expired. The current time is later than its end.', { subcode: 463 });
}

export const shortToken = (world: World<Meta>, person: string, scopes: string[]) => giveAccess(world, world.state.desk, person, scopes, SHORT_SECONDS, 'short-');

const isLong = ({ value }: Token) => value.startsWith('long-');
const tokenAnswer = (c: Context, token: Token) => c.json({ access_token: token.value, token_type: 'bearer', expires_in: LONG_SECONDS });

/** A short token for a long one. */
export async function lengthen(c: Context, world: World<Meta>, grant: string): Promise<Response> {
  const who = await signedIn(c, world);
  if (!who) return expiredToken(c, world);
  if (c.req.query('grant_type') !== grant || !c.req.query('client_secret') || isLong(who.token)) return graphError(c, 100, 'Unsupported request - method type: get', { type: 'IGApiException' });
  return tokenAnswer(c, giveAccess(world, world.state.desk, who.person.id, who.token.scopes, LONG_SECONDS, 'long-'));
}

/** A long token that is a day old for the next. */
export async function renew(c: Context, world: World<Meta>, grant: string): Promise<Response> {
  const who = await signedIn(c, world);
  if (!who || world.takes('expired', 'refresh')) return expiredToken(c, world);
  const ageMs = world.now().getTime() - (Date.parse(who.token.until ?? '') - LONG_SECONDS * 1000);
  if (c.req.query('grant_type') !== grant || !isLong(who.token) || ageMs < 86_400_000) return graphError(c, 100, 'The token is not a long-lived one, or younger than 24 hours.', { type: 'IGApiException' });
  return tokenAnswer(c, giveAccess(world, world.state.desk, who.person.id, who.token.scopes, LONG_SECONDS, 'long-'));
}

export interface Item {
  kind: 'image' | 'video';
  alt: string;
  url: string;
}

export interface Container {
  id: string;
  account: string;
  kind: string;
  text: string;
  items: Item[];
  /** Of a carousel: it is an item and no post. */
  isItem: boolean;
  parent: string | null;
  at: string;
  /** Looks until it is ready. */
  polls: number;
  failed: boolean;
  published: boolean;
}

export interface GraphPost {
  id: string;
  account: string;
  kind: string;
  text: string;
  items: Item[];
  parent: string | null;
  at: string;
}

export type Status = 'IN_PROGRESS' | 'FINISHED' | 'ERROR' | 'EXPIRED' | 'PUBLISHED';

export function statusOf(world: World<unknown>, container: Container): Status {
  if (container.published) return 'PUBLISHED';
  if (world.now().getTime() - Date.parse(container.at) >= CONTAINER_LASTS_MS) return 'EXPIRED';
  if (container.polls > 0) return 'IN_PROGRESS';
  return container.failed ? 'ERROR' : 'FINISHED';
}

/** The same as `statusOf`, for whoever asks: time goes on with every look. */
export function lookAt(world: World<unknown>, container: Container): Status {
  const status = statusOf(world, container);
  if (status === 'IN_PROGRESS') container.polls -= 1;
  return status;
}

const FIRST_ID = '17900000000000000';

export function newContainer(world: World<Meta & { containers: Container[] }>, made: Pick<Container, 'account' | 'kind' | 'text' | 'items' | 'isItem' | 'parent'>): Container {
  const isFilm = made.items.some(({ kind }) => kind === 'video');
  const container: Container = { ...made, id: nextId(world.state, FIRST_ID), at: world.now().toISOString(), polls: world.takes('slow-processing', 'prepare') ? 4 : isFilm ? 1 : 0, failed: world.takes('processing-fails', 'prepare'), published: false };
  world.state.containers.push(container);
  return container;
}

/** Publishes it, if it can be: the container of a post that is there makes no second one. */
export function publishContainer(world: World<Meta & { containers: Container[]; posts: GraphPost[] }>, container: Container): GraphPost {
  container.published = true;
  const { account, kind, text, items, parent } = container;
  const post: GraphPost = { id: nextId(world.state, FIRST_ID), account, kind, text, items, parent, at: world.now().toISOString() };
  world.state.posts.push(post);
  return post;
}

/** As Meta writes an instant: to the second, with an offset. */
export const graphTime = (at: string) => `${at.slice(0, 19)}+0000`;

const isAddress = (url: string) => /^https?:\/\/[^\s/]+\/\S+$/.test(url);

/** What a picture or film is to be fetched from; null where nothing can be. */
export function itemOf(given: Record<string, unknown>): Item | null {
  const url = String(given.video_url ?? given.image_url ?? '');
  return isAddress(url) ? { kind: given.video_url ? 'video' : 'image', alt: String(given.alt_text ?? ''), url } : null;
}
