const PLACES = 4096;

let latest = 0;
let place = 0;

/**
 * A time-ordered id (UUIDv7), made here only where a batch needs it in several statements. Never a secret. While a Worker works
 * its clock stands still: what is made within one millisecond is counted, so that it sorts as it was made.
 */
export function uuid7(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  place = now === latest ? place + 1 : bytes[6]!;
  latest = now;
  const at = now + Math.floor(place / PLACES);
  for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(at / 2 ** (8 * (5 - index))) % 256;
  bytes[6] = 0x70 | (Math.floor(place / 256) % 16);
  bytes[7] = place % 256;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (text: string | undefined | null): text is string => typeof text === 'string' && UUID.test(text);

/** 256 random bits, for whoever holds it and nobody else. */
export const randomToken = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
