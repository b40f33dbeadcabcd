import { accepted, bearer, textAt, withQuery } from './answers.ts';
import { type Account, type Answer, PlatformRefused, type Wire } from './connector.ts';

export const OVER = ['ExpiredToken', 'InvalidToken', 'AuthMissing', 'AuthenticationRequired'];
export const CLOSED = ['AccountTakedown', 'AccountSuspended', 'AccountDeactivated'];

export const errorOf = (answer: Answer) => textAt(answer.json, 'error') ?? '';
export const said = (answer: Answer) => textAt(answer.json, 'message')?.replace(/\.$/, '') ?? null;

export function read(wire: Wire, answer: Answer): unknown {
  if (answer.status >= 400 && answer.status < 500) {
    if (CLOSED.includes(errorOf(answer))) throw new PlatformRefused('revoked', 'Bluesky has closed this account or put it on hold.');
    if (OVER.includes(errorOf(answer))) throw new PlatformRefused('expired', 'Bluesky does not accept the sign-in any more.');
  }
  const words = said(answer);
  return accepted(answer, 'Bluesky', wire.now(), words && `${words}.`);
}

export const method = (wire: Wire, host: string, name: string) => `${wire.hosts[host]}/xrpc/${name}`;
export const ask = async (wire: Wire, account: Account, name: string, query: Record<string, string>) => read(wire, await wire.call({ method: 'GET', url: withQuery(method(wire, 'place', name), query), headers: bearer(account.accessToken) }));
