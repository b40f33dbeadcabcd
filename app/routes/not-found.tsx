import { answer } from '#app/platform/guard.server.ts';

export function loader() {
  throw answer({ kind: 'not-found', message: 'There is no page at this address.' });
}

export default function NotFound() {
  return null;
}
