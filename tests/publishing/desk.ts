import { orgOf } from '#app/platform/org.server.ts';
import { jobContext } from '#app/platform/http.server.ts';
import type { Permission } from '#app/platform/permission.ts';
import type { TestApp } from '../support/app.ts';
import type { Colleague } from '../support/people.ts';


/** A command's handle for someone who is signed in. */
export function handleOf(app: TestApp, { browser }: Pick<Colleague, 'browser'>, permission: Permission = 'content:publish') {
  const token = JSON.parse(atob(decodeURIComponent(browser.cookies.get('mh-session')!))) as string;
  const context = { ...jobContext(app.env, (work) => void work), userAgent: 'test' };
  return orgOf(context, { kind: 'session', token }, permission);
}

/** A moment on the wall in UTC, so many milliseconds from now; the seconds count. */
export function wallIn(ms: number) {
  const text = new Date(Date.now() + ms).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 19), zone: 'UTC' };
}
