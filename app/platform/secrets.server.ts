import type { Env } from './env.ts';
import { base64url } from './ids.ts';

const encoder = new TextEncoder();

export async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)));
}

export const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * The secret of a one-time link, derived from the row it belongs to: a letter that is sent twice carries the same link,
 * and the link itself is stored nowhere.
 */
export async function linkToken(secret: string, purpose: string, rowId: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return base64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(`${purpose}:${rowId}`))));
}

/** What belongs to the other side and must be given back, such as a signing secret: which row of whose it lies in. */
export interface Sealed {
  organizationId: string;
  rowId: string;
  field: string;
}

interface SealingKey {
  kid: string;
  key: CryptoKey;
}

type Ring = Pick<Env, 'TOKEN_SECRET' | 'FORMER_TOKEN_SECRETS'>;

async function sealingKey(secret: string): Promise<SealingKey> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey', 'deriveBits']);
  const derivation = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: encoder.encode(info) });
  const [kid, key] = await Promise.all([
    crypto.subtle.deriveBits(derivation('masthead seal: name of the key'), material, 48),
    crypto.subtle.deriveKey(derivation('masthead seal: key'), material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
  ]);
  return { kid: base64url(new Uint8Array(kid)), key };
}

/** Bound to its place: copied into another row, another field or another tenant it cannot be opened. */
const place = ({ organizationId, rowId, field }: Sealed, kid: string) => encoder.encode(`${organizationId}:${rowId}:${field}:${kid}`);

/** AES-256-GCM, as `v1.<key>.<iv>.<words>`. */
export async function seal({ TOKEN_SECRET }: Ring, where: Sealed, plain: string): Promise<string> {
  const { kid, key } = await sealingKey(TOKEN_SECRET);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: place(where, kid) }, key, encoder.encode(plain));
  return ['v1', kid, base64url(iv), base64url(new Uint8Array(sealed))].join('.');
}

/** `former` says that an older key sealed it: whoever opens it may seal it anew. */
export async function unseal({ TOKEN_SECRET, FORMER_TOKEN_SECRETS = '' }: Ring, where: Sealed, sealed: string): Promise<{ plain: string; former: boolean }> {
  const [version, kid, iv, words] = sealed.split('.');
  if (version !== 'v1' || !kid || !iv || !words) throw new Error('This was not sealed by us.');
  const secrets = [TOKEN_SECRET, ...FORMER_TOKEN_SECRETS.split(',').map((secret) => secret.trim()).filter(Boolean)];
  for (const [age, secret] of secrets.entries()) {
    const known = await sealingKey(secret);
    if (known.kid !== kid) continue;
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64url(iv), additionalData: place(where, kid) }, known.key, fromBase64url(words));
    return { plain: new TextDecoder().decode(plain), former: age > 0 };
  }
  throw new Error('The key that sealed this is not among TOKEN_SECRET and FORMER_TOKEN_SECRETS.');
}

const fromBase64url = (text: string) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
