import { parsed, whyNotCalled } from '#app/platform/outbound.ts';

/** The instance or site that someone typed, as its address; or why it is none that we call. */
export function placeIn(typed: string, allowed: readonly string[]): { place: string } | { why: string } {
  const text = typed.trim();
  // Many know their account as @name@server.
  const server = /^@?[^@\s/]+@([^@\s/]+)$/.exec(text)?.[1];
  const url = parsed(/^[a-z][a-z\d+.-]*:/i.test(text) && !/^[\w.-]+:\d+/.test(text) ? text : `https://${server ?? text}`);
  if (text === '' || !url) return { why: 'This is not an address of the web. Write it like example.com.' };
  const why = whyNotCalled(url, allowed);
  return why ? { why } : { place: `${url.origin}${url.pathname}`.replace(/\/+$/, '') };
}
