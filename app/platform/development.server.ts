import { isDevelopment } from './env.ts';
import { answer } from './guard.server.ts';
import { notFound } from './problem.ts';
import type { RequestContext } from './request.ts';

/** Pages for the developer are not there at all where mail really leaves. */
export function developmentOnly(context: RequestContext) {
  if (!isDevelopment(context.env)) throw answer(notFound('page'));
}
