import { accepted, asForm, bearer, numberAt, textAt } from './answers.ts';
import type { Answer, Tokens, Wire } from './connector.ts';

export const said = (answer: Answer) => textAt(answer.json, 'errors', 0, 'message') ?? textAt(answer.json, 'detail') ?? textAt(answer.json, 'error_description') ?? textAt(answer.json, 'title');
export const read = (wire: Wire, answer: Answer) => accepted(answer, 'X', wire.now(), said(answer));
export const api = (wire: Wire, path: string) => `${wire.hosts.api}/2/${path}`;
export const ask = async (wire: Wire, account: { accessToken: string }, path: string) => read(wire, await wire.call({ method: 'GET', url: api(wire, path), headers: bearer(account.accessToken) }));

/** X knows the app by its id and secret in a Basic header; the code and the refresh token are in the body. */
export async function tokens(wire: Wire, values: Record<string, string>): Promise<Tokens> {
  const { id = '', secret = '' } = wire.client ?? {};
  const answer = await wire.call(asForm(api(wire, 'oauth2/token'), { ...values, client_id: id }, { Authorization: `Basic ${btoa(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`)}` }));
  const json = read(wire, answer);
  const seconds = numberAt(json, 'expires_in');
  return {
    accessToken: textAt(json, 'access_token') ?? '',
    refreshToken: textAt(json, 'refresh_token'),
    expiresAt: seconds === null ? null : new Date(wire.now().getTime() + seconds * 1000),
    scopes: (textAt(json, 'scope') ?? '').split(' ').filter(Boolean),
  };
}
