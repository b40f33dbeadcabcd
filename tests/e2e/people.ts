import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { inject } from 'vitest';
import { DEMO } from '#db/seed.ts';
import type { Env } from '#app/platform/env.ts';
import { jobContext } from '#app/platform/http.server.ts';
import { randomToken } from '#app/platform/ids.ts';
import { callSystem } from '#app/platform/system.server.ts';
import { SYSTEM_SECRET } from '../support/cluster.ts';

const { appUrl, ownerUrl, origin } = inject('site');
const context = jobContext({ DATABASE_URL: appUrl, SYSTEM_SECRET } as Env, () => undefined);

/** The password of everyone here, the demo's and ours. */
export const { password: PASSWORD } = DEMO;

export async function query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    return (await owner.query(text, values)).rows as Row[];
  } finally {
    await owner.end();
  }
}

/** A session for someone who exists, as its cookie's value: signing in takes a quarter of a second by design. */
export async function sessionOf(email: string): Promise<string> {
  const [person] = await query<{ id: string }>('select id from users where email = $1', [email]);
  const token = randomToken();
  const opened = await callSystem(context, sql`app.open_session(${person!.id}::uuid, ${token}, ${'192.0.2.1'}, ${'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0'})`);
  if (!opened.ok) throw new Error(opened.problem.message);
  return encodeURIComponent(btoa(JSON.stringify(token)));
}

let counter = 0;

/** An address that nobody has yet. */
export const freshAddress = (name: string) => `${name}-${process.pid}-${(counter += 1)}@example.test`;

/** Someone with a confirmed address; with an organization of their own when it gets a name. */
export async function newcomer(organization?: string): Promise<{ email: string; name: string; session: string }> {
  counter += 1;
  const mark = `${process.pid}-${counter}`;
  const [email, name] = [`person-${mark}@example.test`, `Ada Writer`];
  await query(
    "insert into users (email, name, password_hash, email_verified_at, time_zone) select $1, $2, password_hash, now(), 'Europe/Berlin' from users where email = $3",
    [email, name, DEMO.email],
  );
  const session = await sessionOf(email);
  if (organization) {
    const answer = await fetch(`${origin}/organizations/new`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: origin, Cookie: `mh-session=${session}` },
      body: new URLSearchParams({ name: organization, slug: `paper-${mark}`, timeZone: 'Europe/Berlin' }),
    });
    if (answer.status !== 302) throw new Error(`${organization} was not created: ${answer.status}`);
  }
  return { email, name, session };
}

/** The newest letter to an address about something, once the queue has brought it. */
export async function letterTo(email: string, about = ''): Promise<{ id: string; subject: string; link: string }> {
  for (const until = Date.now() + 10_000; Date.now() < until; await new Promise((done) => setTimeout(done, 100))) {
    const [letter] = await query<{ id: string; subject: string; text: string }>('select id, subject, text from mailbox where recipient = $1 and subject like $2 order by created_at desc limit 1', [email, `%${about}%`]);
    if (letter) return { ...letter, link: /https?:\/\/\S+/.exec(letter.text)![0] };
  }
  throw new Error(`No letter for ${email} came within ten seconds.`);
}
