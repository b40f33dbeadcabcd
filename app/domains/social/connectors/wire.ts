import { parsed, whyNotCalled } from '#app/platform/outbound.ts';
import { type Answer, type Connector, NoAnswer, PlatformRefused, type Wire, type WireRequest } from './connector.ts';
import { sendingOf } from './sending.ts';

const MOST_ANSWER_BYTES = 2_000_000;

export interface Reach {
  /** Simulated platforms, where there are any: every host lies below, as <at>/<platform>/<host>. */
  simulatorsAt?: string | undefined;
  /** Origins beyond the public web; a developer's. */
  allowed?: readonly string[];
  client?: { id: string; secret: string } | null;
  /** The instance or site of the account. */
  place?: string | null;
  fetching?: (request: Request) => Promise<Response>;
  now?: () => Date;
}

export function hostsOf({ platform, hosts }: Pick<Connector, 'platform' | 'hosts'>, { simulatorsAt, place }: Pick<Reach, 'simulatorsAt' | 'place'>): Record<string, string> {
  const named = Object.entries(hosts).map(([name, url]) => [name, simulatorsAt ? `${simulatorsAt}/${platform}/${name}` : url]);
  return { ...Object.fromEntries(named), ...(place ? { place: place.replace(/\/+$/, '') } : {}) };
}

/** Why an address is not one of this platform; null when it is. An answer of a platform must not send our tokens and files elsewhere. */
export function whyNotOfPlatform(url: URL, hosts: Readonly<Record<string, string>>, uploadHosts: readonly string[], allowed: readonly string[]): string | null {
  const known = Object.values(hosts).some((host) => parsed(host)?.origin === url.origin) || uploadHosts.some((host) => url.protocol === 'https:' && (url.hostname === host || url.hostname.endsWith(`.${host}`))) || allowed.includes(url.origin);
  return known ? whyNotCalled(url, allowed) : `The platform named an address that is not its own (${url.hostname}). Nothing was sent there.`;
}

/** The way to one platform for one account. */
export function wireTo(connector: Pick<Connector, 'platform' | 'hosts' | 'uploadHosts'>, reach: Reach): Wire {
  const { simulatorsAt, allowed = [], client = null, fetching = (request) => fetch(request), now = () => new Date() } = reach;
  const hosts = hostsOf(connector, reach);
  const origins = simulatorsAt ? [...allowed, new URL(simulatorsAt).origin] : allowed;
  return {
    hosts,
    client,
    now,
    async call({ method, url, headers = {}, body }: WireRequest): Promise<Answer> {
      const address = parsed(url);
      const refusal = address ? whyNotOfPlatform(address, hosts, connector.uploadHosts, origins) : 'The platform named an address that is none.';
      if (refusal) throw new PlatformRefused('refused', refusal);
      const given = { Accept: 'application/json', 'User-Agent': 'Masthead/1.0', ...headers };
      // A header's own complaint would repeat the token.
      if (!Object.values(given).every(isCarried)) throw new PlatformRefused('refused', 'The key or password has a character in it that none can have. Enter it again.');
      const sending = sendingOf(body);
      const request = new Request(url, { method, headers: { ...given, ...sending.headers }, ...sending.init, redirect: 'manual' });
      try {
        const response = await fetching(request);
        const text = await bounded(response);
        return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
      } catch (error) {
        sending.rethrow?.();
        throw new NoAnswer(error instanceof Error && error.name === 'TimeoutError' ? 'No answer came in time.' : 'The connection broke before an answer came.');
      } finally {
        sending.end?.();
      }
    },
  };
}

const isCarried = (value: string) => /^[\t\x20-\x7e\x80-\xff]*$/.test(value);

async function bounded(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let part = await reader.read(), size = 0; !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    text += decoder.decode(part.value, { stream: true });
    if (size > MOST_ANSWER_BYTES) {
      await reader.cancel();
      throw new Error('The answer is too long.');
    }
  }
  return text + decoder.decode();
}

function jsonOf(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
