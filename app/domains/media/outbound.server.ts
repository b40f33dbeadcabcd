import type { Env } from '#app/platform/env.ts';
import { allowedOrigins, parsed, whyNotCalled } from '#app/platform/outbound.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';

const MOST_REDIRECTS = 3;
const HEADERS_MS = 5_000;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Fetches what a person asked for, from the public web only; each redirect is looked at like the first address. */
export async function fetchOutside(env: Env, address: string, fetching: Fetch = fetch): Promise<Result<{ response: Response; url: URL }>> {
  let next: string | URL = address;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const refusal = whyNotCalled(next, allowedOrigins(env));
    if (refusal) return refused(problem('invalid', hops === 0 ? refusal : `The site sends on to another address: ${refusal.toLowerCase().replace(/\.$/, '')}.`, { field: 'url' }));
    const url = new URL(next);
    const response = await headersOf(url, fetching);
    if (!response) return refused(problem('upstream', 'The site did not answer within five seconds.', { field: 'url' }));
    const location = response.headers.get('Location');
    if (![301, 302, 303, 307, 308].includes(response.status) || !location) {
      if (response.ok) return done({ response, url });
      await response.body?.cancel();
      return refused(problem('upstream', `The site answered ${response.status}.`, { field: 'url' }));
    }
    await response.body?.cancel();
    next = parsed(location, url) ?? location;
  }
  return refused(problem('upstream', 'The site sends on from one address to the next.', { field: 'url' }));
}

/** Nothing of ours goes along: no cookie, no key, no referrer. The five seconds are for the headers; the body may take longer. */
async function headersOf(url: URL, fetching: Fetch): Promise<Response | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), HEADERS_MS);
  try {
    return await fetching(url.href, { redirect: 'manual', signal: stop.signal, headers: { Accept: '*/*', 'Accept-Encoding': 'identity', 'User-Agent': 'Masthead/1.0 (media import)' } });
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
