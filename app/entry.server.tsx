import type { AppLoadContext, EntryContext } from '@remix-run/cloudflare';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToReadableStream } from 'react-dom/server';
import { DatabaseDown } from '#db/refusal.ts';
import { describe, log } from './platform/log.ts';
import { NonceContext } from './ui/nonce.ts';

/** For the Worker's own pages, which the pages' compiler never sees. */
export { siteFonts } from './styles/fonts.ts';

export default async function handleRequest(request: Request, status: number, headers: Headers, remix: EntryContext, context: AppLoadContext) {
  const body = await renderToReadableStream(
    <NonceContext.Provider value={context.nonce}>
      <RemixServer context={remix} url={request.url} nonce={context.nonce} />
    </NonceContext.Provider>,
    {
      signal: request.signal,
      nonce: context.nonce,
      onError: (error) => log('error', 'render', { requestId: context.requestId, ...describe(error) }),
    },
  );
  if (isbot(request.headers.get('User-Agent'))) await body.allReady;
  headers.set('Content-Type', 'text/html; charset=utf-8');
  return new Response(body, { headers, status });
}

/** A thrown bug is logged with the id that the answer carries; a refusal is not an error. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }) {
  if (request.signal.aborted) return;
  log('error', error instanceof DatabaseDown ? 'database-down' : 'unhandled', { requestId: context.requestId, path: new URL(request.url).pathname, ...describe(error) });
}
