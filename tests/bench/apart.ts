import { noTrips } from '#db/client.ts';
import { members, openInvitations } from '#db/queries/members.ts';
import { latestNotifications, unreadCount } from '#db/queries/notifications.ts';
import { myOrganizations } from '#db/queries/organizations.ts';
import { type Queries, read, type Scope } from '#db/scope.ts';
import type { Arena } from './arena.ts';
import { repeated, type Spread } from './measure.ts';
import { DELAYS } from './pages.ts';

/** What the people page asks: the shell's three questions and its own two. */
const QUESTIONS: Queries = {
  organizations: myOrganizations(),
  unread: unreadCount(),
  latest: latestNotifications(),
  people: members({ limit: 50 }),
  invitations: openInvitations(),
};

const WAYS = {
  'in one trip': async (scope: Scope) => void (await read(scope, QUESTIONS)),
  'apart, all at once': async (scope: Scope) => void (await Promise.all(Object.entries(QUESTIONS).map(([name, query]) => read(scope, { [name]: query })))),
  'apart, one after another': async (scope: Scope) => {
    for (const [name, query] of Object.entries(QUESTIONS)) await read(scope, { [name]: query });
  },
};

export interface Way {
  name: string;
  byDelay: Spread[];
  /** How many times as long as in one trip, by median. */
  ratio: number[];
  trips: number;
  statements: number;
}

/** The same questions through the same driver and the same wall, each trip proving the session again. No page is drawn. */
export async function measureApart(arena: Arena): Promise<Way[]> {
  const ways: Way[] = [];
  for (const [name, way] of Object.entries(WAYS)) {
    const scope: Scope = { url: arena.appUrl, credential: { kind: 'session', token: arena.harbour.token }, trips: noTrips() };
    await way(scope);
    const { count: trips, statements } = scope.trips;
    const byDelay: Spread[] = [];
    for (const delay of DELAYS) {
      arena.setDelay(delay);
      byDelay.push(
        await repeated(delay === 0 ? 30 : 10, async () => {
          const started = performance.now();
          await way(scope);
          return performance.now() - started;
        }),
      );
    }
    arena.setDelay(0);
    const ratio = byDelay.map((each, index) => each.median / (ways[0]?.byDelay[index]?.median ?? each.median));
    ways.push({ name, byDelay, ratio, trips, statements });
  }
  return ways;
}
