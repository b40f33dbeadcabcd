/** What a receiver writes to know that it was us; shown on the page, and run by the tests. */
export const VERIFYING = [
  "import { createHmac, timingSafeEqual } from 'node:crypto';",
  '',
  'export function isGenuine(headers, body, secret) {',
  "  const header = (name) => String(headers['webhook-' + name]);",
  "  const [id, at, sent] = ['id', 'timestamp', 'signature'].map(header);",
  '  if (!(Math.abs(Date.now() / 1000 - Number(at)) < 300)) return false;',
  "  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');",
  "  const ours = createHmac('sha256', key).update([id, at, body].join('.')).digest();",
  "  return sent.split(' ').map((one) => Buffer.from(one.replace('v1,', ''), 'base64'))",
  '    .some((theirs) => theirs.length === ours.length && timingSafeEqual(theirs, ours));',
  '}',
].join('\n');
