import { at, bearer, textAt, withQuery } from './answers.ts';
import { ask, method, read, said } from './bluesky-wire.ts';
import { type Account, type Json, type Media, PlatformRefused, type Prepared, type Wire } from './connector.ts';

/** The film service works in our name at the account's server; the token for it says what for. */
export const tokenFor = async (wire: Wire, account: Account, audience: string, lxm: string) =>
  textAt(await ask(wire, account, 'com.atproto.server.getServiceAuth', { aud: audience, lxm, exp: String(Math.floor(wire.now().getTime() / 1000) + 1800) }), 'token') ?? '';

export async function startFilm(wire: Wire, account: Account, media: Media): Promise<string> {
  const token = await tokenFor(wire, account, `did:web:${new URL(wire.hosts.place!).hostname}`, 'com.atproto.repo.uploadBlob');
  const url = withQuery(method(wire, 'video', 'app.bsky.video.uploadVideo'), { did: account.platformAccountId, name: `${media.id}.mp4` });
  const answer = await wire.call({ method: 'POST', url, headers: { 'Content-Type': media.mime, ...bearer(token) }, body: media });
  // 409: it has this film already, and names the job that made it ready.
  const job = textAt(answer.json, 'jobStatus', 'jobId') ?? textAt(answer.json, 'jobId');
  if (answer.status === 409 && job) return job;
  // What it refuses is the token for this one film: the account is signed in as before.
  if (answer.status === 401) throw new PlatformRefused('refused', `Bluesky’s film service does not take this film: ${said(answer) ?? 'it says no more'}.`);
  read(wire, answer);
  if (!job) throw new PlatformRefused('unreadable', 'Bluesky took the film without saying under which name.');
  return job;
}

export async function film(wire: Wire, job: string): Promise<{ blob: Json } | Prepared> {
  const json = read(wire, await wire.call({ method: 'GET', url: withQuery(method(wire, 'video', 'app.bsky.video.getJobStatus'), { jobId: job }) }));
  const status = at(json, 'jobStatus') ?? json;
  const blob = at(status, 'blob');
  if (blob) return { blob: blob as Json };
  if (textAt(status, 'state') === 'JOB_STATE_FAILED') return { kind: 'refused', code: 'processing-failed', sentence: `Bluesky cannot use this film: ${textAt(status, 'message') ?? textAt(status, 'error') ?? 'it says no more'}.` };
  return { kind: 'wait', seconds: 5, sentence: 'Bluesky is still working on the film.' };
}
