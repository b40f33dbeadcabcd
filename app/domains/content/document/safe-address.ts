import { parsed } from '#app/platform/outbound.ts';

const SCHEMES = ['https', 'http', 'mailto', 'tel'];
const LONGEST = 4000;

export const LINKS_MAY = 'A link may start with https:, http:, mailto: or tel:, or lead to a page by its path.';

/**
 * The address as a browser will read it, or null when it could run something. Browsers skip control characters at the
 * ends, and tabs and line ends anywhere, so these go first; what then stands before the first colon is the scheme,
 * whatever it is made of.
 */
export function safeAddress(value: string): string | null {
  const address = value.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '').trim().replace(/^[\\/]{2,}/, 'https://');
  if (address === '' || address.length > LONGEST || /\p{Surrogate}/u.test(address)) return null;
  // Harmless where it is escaped; whoever forgets to must not run it either.
  if (/^[^/?]*&(?:#|colon;|tab;|newline;)/i.test(address)) return null;
  const scheme = /^([^/?#]*?):/.exec(address)?.[1]?.toLowerCase();
  if (scheme === undefined) return address;
  if (!SCHEMES.includes(scheme)) return null;
  if (scheme !== 'http' && scheme !== 'https') return address;
  return parsed(address) ? address : null;
}

export const isExternal = (address: string) => /^https?:/i.test(address);
