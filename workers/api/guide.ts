/** The words before the endpoints: CommonMark, of which the reference page draws headings, paragraphs, code and lists. */
export const GUIDE = `The API does what the pages do, by the same rules: what a page refuses, the API refuses with the same sentence.

## A key

Make a key under Settings, API keys. It is shown once. Send it with every request, in a header and nowhere else:

    Authorization: Bearer mh_…

A key belongs to one organization, and does what its scopes allow. Each endpoint names the scope it needs. A revoked key is refused from its next request on. The API knows no cookies and answers no other site's pages: keep a key on a server, never in a browser.

## Problems

Whatever is refused is answered as \`application/problem+json\` (RFC 9457): a \`title\`, a \`detail\` with a sentence for a person, and the \`instance\`, which is the id of the request. When fields need changing, \`errors\` names each: by \`pointer\` in the body, by \`parameter\` in the address or by \`header\`. Decide by \`status\` or \`type\`; the sentences may change.

## Pages of a list

A list answers \`data\` and \`next\`. Send \`next\` back as \`cursor\` for the page after; it is null on the last one. \`limit\` is 1 to 100, and 50 when it is left out. A cursor is opaque, does not expire, and shows no entry twice.

## Sending a write again

Send a POST, PATCH or DELETE with an \`Idempotency-Key\` of your choice, such as a fresh UUID, and it is safe to send again: it takes effect once, and a repeat gets the first answer with the header \`Idempotent-Replayed: true\`. The same key with another request is refused (422). Should the first answer not have been kept, the repeat is told that it was done, and where to look (409). A key is remembered for 24 hours at least, and only when the write took effect: after a refusal the same key can be used again.

## Limits

A key may make 1,000 requests an hour unless it was agreed otherwise. \`RateLimit-Limit\` and \`RateLimit-Remaining\` tell how it stands. Past it the answer is 429, and \`Retry-After\` says how many seconds to wait. A body can have at most 4 MB.

## What stays

Fields may be added to answers, and endpoints to the API; a client ignores what it does not know. Nothing is removed or renamed within \`v1\`.`;

/** What each kind of problem means, and what to do. */
export const PROBLEM_WORDS = {
  'signed-out': 'No key, or one that is malformed, unknown, expired or revoked. Send a living key.',
  'over-limit': 'The plan does not allow more of this.',
  forbidden: 'The key does not have the scope, or the rule of the organization forbids it: the detail says which.',
  'not-found': 'There is nothing under this address, or it belongs to another organization.',
  conflict: 'It does not fit what is there now. Read it again, then decide.',
  invalid: 'The body, a parameter or a header needs changing: errors names each.',
  'too-fast': 'Too many requests in this hour. Wait as long as Retry-After says.',
  broken: 'A mistake of ours. Send it again; if it stays, tell us the request id.',
  upstream: 'Another service that is needed did not answer.',
  unavailable: 'The database does not answer. Wait a moment and send it again.',
} as const;
