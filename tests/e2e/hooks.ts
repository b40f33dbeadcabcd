import { inject } from 'vitest';
import { DEMO } from '#db/seed.ts';
import { query, sessionOf } from './people.ts';
import { origin } from './visitor.ts';

/** Another system, on this machine: all is well at /hooks, and nothing at /broken. */
export const { receiver } = inject('site');

const send = async (path: string, fields: string[][]) =>
  fetch(`${origin}${path}`, { method: 'POST', redirect: 'manual', headers: { Origin: origin, Cookie: `mh-session=${await sessionOf(DEMO.email)}` }, body: new URLSearchParams(fields) });

let made: Promise<{ working: string; failing: string; delivered: string; refused: string }> | undefined;

/** Two endpoints of the demo organization, one that works and one that does not, each with a test in its log. */
export const hooks = () => {
  made ??= arrange();
  return made;
};

async function arrange() {
  const [working, failing] = [await endpoint('/hooks', 'Rebuilds the website'), await endpoint('/broken', '')];
  await query("update webhook_endpoints set failing_since = now() - interval '3 hours' where id = $1", [failing]);
  return { working, failing, delivered: await tested(working), refused: await tested(failing) };
}

async function endpoint(path: string, description: string): Promise<string> {
  const answer = await send('/settings/webhooks/new', [['url', `${receiver}${path}`], ['description', description], ['events[]', 'content.published'], ['events[]', 'content.unpublished']]);
  const id = /\/settings\/webhooks\/([0-9a-f-]{36})/.exec(await answer.text())?.[1];
  if (!id) throw new Error(`The endpoint was not made: ${answer.status}`);
  return id;
}

async function tested(endpointId: string): Promise<string> {
  const answer = await send(`/settings/webhooks/${endpointId}`, [['intent', 'test'], ['endpointId', endpointId]]);
  const id = answer.headers.get('Location')!.slice(-36);
  for (const until = Date.now() + 10_000; Date.now() < until; await new Promise((done) => setTimeout(done, 100))) {
    const [delivery] = await query<{ status: string }>('select status from webhook_deliveries where id = $1', [id]);
    if (delivery?.status !== 'waiting') return id;
  }
  throw new Error('The test was not sent within ten seconds.');
}
