const encoder = new TextEncoder();
const PREFIX = 'whsec_';

/** 32 random bytes, spelled as Standard Webhooks does, so that its libraries take it as it stands. */
export const newSecret = () => PREFIX + base64(crypto.getRandomValues(new Uint8Array(32)));

/** The headers of one try, by Standard Webhooks: one signature for each secret that lives. */
export async function signedHeaders(id: string, at: Date, body: string, secrets: readonly string[]): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = await Promise.all(secrets.map((secret) => signatureOf(secret, `${id}.${timestamp}.${body}`)));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

async function signatureOf(secret: string, words: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.slice(PREFIX.length)), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return `v1,${base64(new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(words))))}`;
}

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
