import { type Arena, PASSWORD } from './arena.ts';
import { ask, keepAlive, type Question, type Reply } from './ask.ts';
import type { Tenant } from './fill.ts';
import { repeated, type Spread, spread } from './measure.ts';

export const DELAYS = [0, 50, 150];

export interface Measured {
  name: string;
  byDelay: Spread[];
  trips: number | null;
  statements: number | null;
  /** What the Worker waited for the database, where nothing delays it. */
  db: Spread | null;
  /** Why there are no figures. */
  absent?: string;
}

interface Row {
  name: string;
  n: number;
  status: number;
  question(): Question;
}

/** Signs in as a browser does, and answers the cookie. */
export async function sessionCookie(origin: string, { email }: Tenant): Promise<string> {
  const { status, cookies } = await ask(keepAlive(1), signIn(origin, email, '198.51.100.1'));
  const cookie = cookies.find((each) => each.startsWith('mh-session='))?.split(';')[0];
  if (!cookie) throw new Error(`Signing in answered ${status} and no session.`);
  return cookie;
}

const signIn = (origin: string, email: string, ip: string): Question => ({
  origin,
  path: '/sign-in',
  method: 'POST',
  headers: { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded', 'CF-Connecting-IP': ip },
  body: new URLSearchParams({ email, password: PASSWORD }).toString(),
});

function rows(origin: string, arena: Arena, cookie: string, media: Awaited<ReturnType<typeof placesOf>>): Row[] {
  let visitor = 0;
  let revision = 0;
  const page = (path: string) => () => ({ origin, path, headers: { Cookie: cookie, Accept: 'text/html' } });
  const status = 200;
  return [
    // Each from an address of its own: sixty from one are stopped by the throttle.
    { name: 'sign-in (POST, with its scrypt)', n: 12, status: 302, question: () => signIn(origin, arena.harbour.email, `198.51.100.${2 + (visitor = (visitor + 1) % 250)}`) },
    { name: 'people, 60 members', n: 40, status, question: page('/settings/people') },
    { name: 'activity, 100,000 entries, first page', n: 40, status, question: page('/settings/activity') },
    { name: 'activity, at entry 50,000', n: 40, status, question: page('/settings/activity?after=50001') },
    { name: 'deliveries, 100,000 rows', n: 40, status, question: page('/settings/deliveries') },
    { name: 'content, 100,000 pieces, first page', n: 40, status, question: page('/content') },
    { name: 'content, at piece 50,000', n: 40, status, question: page(`/content?after=${encodeURIComponent(media.piece)}`) },
    { name: 'content, a category of 1,000', n: 40, status, question: page(`/content?category=${media.category}`) },
    { name: 'content, a search with 1,000 matches', n: 40, status, question: page('/content?q=word17') },
    { name: 'content, a search that all match', n: 20, status, question: page('/content?q=boats') },
    { name: 'content, what the palette finds', n: 40, status, question: page('/find?q=lighthouse17') },
    { name: 'content, one piece opened', n: 40, status, question: page(`/content/${media.piece.slice(0, 36)}`) },
    { name: 'content, one piece saved (POST)', n: 40, status, question: () => save(origin, cookie, media.piece.slice(0, 36), (revision += 1)) },
    { name: 'calendar, a month of 2,000 among 100,000', n: 40, status, question: page('/calendar') },
    { name: 'media, 100,000 files, first page', n: 40, status, question: page('/media') },
    { name: 'media, at file 50,000', n: 40, status, question: page(`/media?after=${media.middle}`) },
    { name: 'media, a folder of 1,000', n: 40, status, question: page(`/media?folder=${media.folder}`) },
    { name: 'media, a search with 1,000 matches', n: 40, status, question: page('/media?q=word17') },
    { name: 'media, a search that all match', n: 20, status, question: page('/media?q=photo') },
    { name: 'GET /api/v1/members', n: 40, status, question: () => ({ origin, path: '/api/v1/members', headers: { Authorization: `Bearer ${arena.keys[0]}` } }) },
    { name: 'GET /healthz', n: 40, status, question: () => ({ origin, path: '/healthz' }) },
  ];
}

async function placesOf({ superuser, harbour }: Arena) {
  const one = async (text: string) => (await superuser.query<{ id: string }>(text, [harbour.organizationId])).rows[0]!.id;
  return {
    folder: await one('select id from media_folders where organization_id = $1 order by name limit 1'),
    middle: await one('select id from media_assets where organization_id = $1 order by id offset 50000 limit 1'),
    category: await one('select id from content_categories where organization_id = $1 order by name limit 1'),
    piece: await one("select id || '~' || to_char(edited_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as id from content_items where organization_id = $1 and deleted_at is null order by edited_at offset 50000 limit 1"),
  };
}

/** The next save of one piece, made from the one before it. */
function save(origin: string, cookie: string, itemId: string, revision: number): Question {
  const changes = JSON.stringify({ title: `Story of word17, for the ${revision}th time` });
  return {
    origin,
    path: `/content/${itemId}/save`,
    method: 'POST',
    headers: { Origin: origin, Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ itemId, revision: String(revision), reason: 'autosave', changes }).toString(),
  };
}

/** Each page and call, one request after another over one connection, with the database at three distances. */
export async function measurePages(origin: string, arena: Arena, cookie: string): Promise<Measured[]> {
  const agent = keepAlive(1);
  const measured: Measured[] = [];
  for (const { name, n, status, question } of rows(origin, arena, cookie, await placesOf(arena))) {
    const row: Measured = { name, byDelay: [], trips: null, statements: null, db: null };
    measured.push(row);
    const first = await ask(agent, question());
    if (first.status !== status) {
      row.absent = `it answered ${first.status} where ${status} was expected`;
      continue;
    }
    for (const delay of DELAYS) {
      arena.setDelay(delay);
      // Far away, the distance is nearly all of it: half as many runs say as much.
      const waited: number[] = [];
      row.byDelay.push(await repeated(delay === 0 ? n : n / 2, async () => counted(row, await ask(agent, question()), status, waited)));
      if (delay === 0) row.db = spread(waited.slice(3));
    }
    arena.setDelay(0);
  }
  agent.destroy();
  return measured;
}

/** The most trips that any run took; a run that failed is no figure. */
function counted(row: Measured, reply: Reply, status: number, waited: number[]): number {
  if (reply.status !== status) throw new Error(`${row.name} answered ${reply.status} where ${status} was expected.`);
  if (reply.trips !== null) row.trips = Math.max(row.trips ?? 0, reply.trips);
  if (reply.statements !== null) row.statements = Math.max(row.statements ?? 0, reply.statements);
  if (reply.dbMs !== null) waited.push(reply.dbMs);
  return reply.ms;
}
