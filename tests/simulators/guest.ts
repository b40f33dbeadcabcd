/** Somebody who knows the HTTP of Mastodon and nothing of ours: to have something stand on a timeline. */
const BACK = 'http://localhost:5173/back';

/** A token, got as a browser and the app get one: through the consent page. */
export async function signIn(at: string): Promise<string> {
  const place = `${at}/mastodon/place`;
  const registered = await fetch(`${place}/api/v1/apps`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ client_name: 'Masthead', redirect_uris: [BACK] }) });
  const { client_id, client_secret } = (await registered.json()) as { client_id: string; client_secret: string };
  const address = `${place}/oauth/authorize?${new URLSearchParams({ client_id, redirect_uri: BACK, scope: 'write:statuses', state: 's' })}`;
  const person = /name="person" value="([^"]+)"/.exec(await (await fetch(address)).text())?.[1] ?? '';
  const allowed = await fetch(address, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ person }) });
  const code = new URL(allowed.headers.get('Location') ?? '').searchParams.get('code') ?? '';
  const token = await fetch(`${place}/oauth/token`, { method: 'POST', body: new URLSearchParams({ client_id, client_secret, code, redirect_uri: BACK, grant_type: 'authorization_code' }) });
  return ((await token.json()) as { access_token: string }).access_token;
}

export const toot = (at: string, token: string, status: string, more: Record<string, unknown> = {}, signal: AbortSignal | null = null) =>
  fetch(`${at}/mastodon/place/api/v1/statuses`, { method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify({ status, ...more }), signal });

export async function attach(at: string, token: string, description: string): Promise<string> {
  const body = new FormData();
  body.set('file', new Blob(['not really'], { type: 'image/jpeg' }), 'lamp.jpg');
  body.set('description', description);
  const answer = await fetch(`${at}/mastodon/place/api/v2/media`, { method: 'POST', headers: { Authorization: `Bearer ${token}` }, body });
  return ((await answer.json()) as { id: string }).id;
}
