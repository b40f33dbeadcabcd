import type { RouteConfigEntry } from '@remix-run/route-config';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { DEMO } from '#db/seed.ts';
import routes from '#app/routes.ts';
import { inspect } from './inspection.ts';
import { letterTo, newcomer, PASSWORD, query, sessionOf } from './people.ts';
import { SCREENS, WITHOUT_SCREEN, type Who } from './screens.ts';
import { arrive, open, origin } from './visitor.ts';

const sessions: Partial<Record<Who, string>> = {};
const links: Record<string, string> = {};
/** Each keeps one browser: what it has fetched once it need not fetch for every screen. */
const visitors: Partial<Record<Who, Awaited<ReturnType<typeof arrive>>>> = {};

const post = (path: string, fields: Record<string, string>) => fetch(`${origin}${path}`, { method: 'POST', redirect: 'manual', headers: { Origin: origin }, body: new URLSearchParams(fields) });
const pathOf = (link: string) => link.slice(origin.length);

/** Real links for the pages that only a link opens. */
beforeAll(async () => {
  sessions.owner = await sessionOf(DEMO.email);
  sessions.viewer = await sessionOf('demo-viewer@masthead.test');
  sessions.founder = (await newcomer('The Fresh Paper')).session;
  const [applicant, forgetful, guest] = ['applicant@example.test', (await newcomer()).email, 'guest@example.test'];
  const inviter = (await newcomer('The Inviting Paper')).session;
  await Promise.all([
    post('/sign-up', { name: 'An Applicant', email: applicant, password: PASSWORD, timeZone: 'UTC' }),
    post('/forgotten-password', { email: forgetful }),
    fetch(`${origin}/settings/people`, { method: 'POST', redirect: 'manual', headers: { Origin: origin, Cookie: `mh-session=${inviter}` }, body: new URLSearchParams({ intent: 'invite', email: guest, role: 'editor' }) }),
  ]);
  const [confirmation, reset, invitation] = await Promise.all([letterTo(applicant), letterTo(forgetful), letterTo(guest)]);
  Object.assign(links, { ':confirm': pathOf(confirmation.link), ':new-password': pathOf(reset.link), ':invitation': pathOf(invitation.link), ':letter': `/dev/mailbox/${invitation.id}` });
  const [member] = await query<{ id: string }>("select id from users where email = 'demo-editor@masthead.test'");
  links[':person'] = `/settings/people/${member!.id}`;
});

afterAll(async () => {
  await Promise.all(Object.values(visitors).map(({ context }) => context.close()));
});

describe('axe finds nothing and nothing sticks out, in light, in dark and at 320 px', () => {
  test.each(SCREENS)('$name', async ({ name, path, as, status = 200, reach }) => {
    const { context, complaints } = (visitors[as] ??= await arrive({ session: sessions[as] }));
    const page = await context.newPage();
    onTestFinished(() => page.close());
    expect(await open(page, links[path] ?? path)).toBe(status);
    await reach?.(page);
    await inspect(page, name);
    expect(complaints.splice(0)).toEqual([]);
  });
});

test('every route of app/routes.ts is among the screens', async () => {
  const paths = (entries: RouteConfigEntry[], before = ''): string[] =>
    entries.flatMap((entry) => {
      const path = entry.path ? `${before}/${entry.path}` : before;
      return entry.children ? paths(entry.children, path) : [path || '/'];
    });
  const seen = new Set(SCREENS.map(({ path }) => (links[path] ?? path).split('?')[0]!));
  const matches = (route: string) => {
    const pattern = new RegExp(`^${route.replace(/\/\*$/, '/nowhere').replace(/:\w+/g, '[^/]+')}$`);
    return [...seen].some((path) => pattern.test(path));
  };
  const missing = paths((await routes) as RouteConfigEntry[]).filter((route) => !WITHOUT_SCREEN.includes(route) && !matches(route));
  expect(missing).toEqual([]);
});
