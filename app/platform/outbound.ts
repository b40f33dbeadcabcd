import { type Env, isDevelopment } from './env.ts';

/** Names that lead inside wherever they are asked, and services that answer any address one writes into a name. */
const INSIDE = ['localhost', 'localdomain', 'local', 'internal', 'intranet', 'lan', 'home', 'corp', 'private', 'home.arpa', 'test', 'example', 'invalid', 'onion', 'alt', 'arpa'];
const MIRRORS = ['nip.io', 'sslip.io', 'xip.io', 'localtest.me', 'lvh.me', 'vcap.me', 'lacolhost.com', 'traefik.me', '1u.ms', 'rbndr.us'];

/**
 * Why an address that a person typed is not called; null when it is. The parser has already turned every spelling of an
 * IPv4 address (decimal, octal, hexadecimal, short, full-width digits) into four numbers, so one pattern catches all.
 */
export function whyNotCalled(address: string | URL, allowedOrigins: readonly string[] = []): string | null {
  const url = parsed(address);
  if (!url?.hostname) return 'This is not an address of the web.';
  if (url.username || url.password) return 'An address with a name or a password in it is not called.';
  if (allowedOrigins.includes(url.origin)) return null;
  if (url.protocol !== 'https:') return 'Only addresses that begin with https:// are called.';
  if (url.port !== '') return 'Only the usual port of https is called.';
  const host = url.hostname.toLowerCase().replace(/\.+$/, '');
  const literal = host.startsWith('[') || /^[\d.]+$/.test(host) || /(^|\.)(0x[0-9a-f]*|\d+)$/.test(host);
  if (literal) return 'Addresses made of numbers are not called. Use the name of the site.';
  if (!host.includes('.') || under(host, INSIDE) || under(host, MIRRORS)) return 'This address does not lead to a public site.';
  return null;
}

/** Not URL.canParse: once Node has compiled it, it refuses names with letters beyond ASCII. */
export function parsed(address: string | URL, base?: string | URL): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

const under = (host: string, names: readonly string[]) => names.some((name) => host === name || host.endsWith(`.${name}`));

/** A developer's own receiver, say, and the simulated platforms; heeded in development only. */
export function allowedOrigins(env: Env): string[] {
  if (!isDevelopment(env)) return [];
  const simulators = parsed(env.SIMULATORS_AT ?? '');
  return [...(env.OUTBOUND_ALLOWED ?? '').split(',').map((origin) => origin.trim()).filter(Boolean), ...(simulators ? [simulators.origin] : [])];
}
