import type { RequestContext } from '#app/platform/env.ts';

/** The same refusal for a person and for a program: a page, or problem+json below /api. */
export function plainRefusal(context: RequestContext | undefined, path: string, status: number, title: string, sentence: string): Response {
  if (!path.startsWith('/api/')) return plainPage(context, status, title, sentence);
  const body = { type: 'about:blank', status, title, detail: sentence, ...(context ? { instance: `urn:uuid:${context.requestId}` } : {}) };
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json' } });
}

/** A page for when no other page can be drawn: no script, no style sheet, no database. */
function plainPage(context: RequestContext | undefined, status: number, title: string, sentence: string): Response {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>:root{color-scheme:light dark}body{font:18px/1.6 Georgia,serif;max-width:34rem;margin:15vh auto;padding:0 1.25rem}h1{font-size:1.75rem;font-weight:600;line-height:1.2}small{font:13px ui-monospace,monospace;opacity:.75}</style></head>
<body><main><h1>${title}</h1><p>${sentence}</p><p><a href="/">Go to the first page</a></p>${context ? `<small>Request ${context.requestId}</small>` : ''}</main></body></html>`;
  return new Response(body, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
      ...(status === 503 ? { 'Retry-After': '5' } : {}),
    },
  });
}
