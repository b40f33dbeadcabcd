import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import GhostAdminAPI from '@tryghost/admin-api';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ghost } from '#app/domains/social/connectors/ghost.ts';
import { ghost as simulator, type GhostState } from '#tests/simulators/ghost.ts';
import { servePlatforms } from '#tests/simulators/serve.ts';
import { media, Rig } from './rig.ts';

const rig = () => new Rig(ghost, simulator);
const stateOf = (r: Rig) => r.running.world.state as GhostState;
const article = (r: Rig, changes = {}) => r.piece({ title: 'Lamps of the quay', ...changes });

test('the token is made anew for each request, lasts less than five minutes, and never holds the key', async () => {
  const r = rig();
  const account = await r.account();
  const seen: string[] = [];
  const wire = r.wireOf(account, { fetching: (request) => { seen.push(request.headers.get('Authorization') ?? ''); return r.running.fetch(request); } });
  await ghost.profile!(wire, account);
  r.pass(1);
  await ghost.profile!(wire, account);
  expect(new Set(seen).size).toBeGreaterThan(1);
  const [id, secret] = account.accessToken.split(':');
  for (const header of seen) {
    const [head = '', body = ''] = header.replace('Ghost ', '').split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({ alg: 'HS256', typ: 'JWT', kid: id });
    expect(claims.aud).toBe('/admin/');
    expect(claims.exp - claims.iat).toBeLessThanOrEqual(300);
    expect(header).not.toContain(secret);
  }
});

test('a clock that is far off is told in words', async () => {
  const r = rig();
  const account = await r.account();
  const slow = r.wireOf(account, { now: () => new Date(r.clock.getTime() - 600_000) });
  await expect(ghost.profile!(slow, account)).rejects.toMatchObject({ why: 'expired', message: expect.stringContaining('jwt expired') });
});

test('a Content API key is told from an Admin API key before anything is sent', async () => {
  const r = rig();
  if (ghost.connecting.way !== 'form') throw new Error('It is a form.');
  await expect(ghost.connecting.connect(r.wire(), { key: '22444f78447824223cefc48062' })).rejects.toMatchObject({ message: expect.stringMatching(/^This is not an Admin API key\./) });
  expect(r.running.seen).toEqual([]);
});

test('the words become paragraphs, markup stays words, addresses become links', async () => {
  const r = rig();
  const account = await r.account();
  await r.publish(account, article(r, { text: 'First <b>line</b>\nsecond & third\n\nSee https://example.com/a?b=1&c=2.', link: 'https://example.com/lamps' }));
  expect(stateOf(r).posts[0]!.html).toBe('<p>First &lt;b&gt;line&lt;/b&gt;<br>second &amp; third</p>\n<p>See <a href="https://example.com/a?b=1&amp;c=2">https://example.com/a?b=1&amp;c=2</a>.</p>\n<p><a href="https://example.com/lamps">https://example.com/lamps</a></p>');
});

test('without a title nothing is sent', async () => {
  const r = rig();
  const { prepared } = await r.prepare(await r.account(), r.piece());
  expect(prepared).toEqual({ kind: 'refused', code: 'no-title', sentence: 'A post on Ghost needs a title.' });
  expect(stateOf(r).posts).toEqual([]);
});

test('a title that Ghost finds too long is refused with its reason', async () => {
  const r = rig();
  const { prepared } = await r.prepare(await r.account(), article(r, { title: 'a'.repeat(256) }));
  expect(prepared).toEqual({ kind: 'refused', code: 'invalid', sentence: 'Ghost refuses this post: Title cannot be longer than 255 characters.' });
});

test('a draft whose answer was lost is found by its slug, and no second one is made', async () => {
  const r = rig();
  const account = await r.account();
  const piece = article(r);
  await expect(ghost.prepare!(r.wireOf(account), account, piece, {}, async () => Promise.reject(new Error('crash')))).rejects.toThrow('crash');
  await r.publish(account, piece);
  expect(stateOf(r).posts).toHaveLength(1);
  expect(stateOf(r).posts[0]!.slug).toBe(`lamps-of-the-quay-${piece.key.slice(-8)}`);
});

describe('a newsletter', () => {
  const mailed = (r: Rig) => article(r, { options: { newsletter: 'weekend', readers: 'status:free' } });

  test('is mailed when the draft is published, to those who were chosen', async () => {
    const r = rig();
    const account = await r.account();
    expect(account.data.newsletters).toEqual([{ value: 'default-newsletter', label: 'Demo Gazette' }, { value: 'weekend', label: 'Demo weekend' }]);
    const { outcome } = await r.publish(account, mailed(r));
    expect(outcome.kind).toBe('confirmed');
    expect(stateOf(r).mails).toEqual([{ post: stateOf(r).posts[0]!.id, newsletter: 'weekend', readers: 'status:free' }]);
  });

  test('is not mailed twice when the answer was lost and it is sent again', async () => {
    const r = rig();
    const account = await r.account();
    const piece = mailed(r);
    const { handle } = await r.prepare(account, piece);
    r.running.plan({ name: 'silence-after', on: 'publish', times: 1 }, { name: 'look-up-lags', on: 'look-up', times: 1 });
    const fired = r.clock;
    expect((await r.fire(account, piece, handle)).outcome.kind).toBe('ambiguous');
    r.pass(20);
    expect((await r.lookUp(account, piece, handle, fired)).kind).toBe('absent');
    const again = await r.prepare(account, piece, { handle });
    expect((await r.fire(account, piece, again.handle)).outcome.kind).toBe('confirmed');
    expect(stateOf(r).mails).toHaveLength(1);
    expect(r.running.posts()).toHaveLength(1);
  });

  test('that was not chosen is not mailed', async () => {
    const r = rig();
    await r.publish(await r.account(), article(r));
    expect(stateOf(r).mails).toEqual([]);
  });
});

test('a draft that somebody edited meanwhile collides, is looked up, and is published as it is now', async () => {
  const r = rig();
  const account = await r.account();
  const piece = article(r);
  const { handle } = await r.prepare(account, piece);
  r.pass(60);
  Object.assign(stateOf(r).posts[0]!, { title: 'Lamps, edited in Ghost', updatedAt: r.clock.toISOString() });
  const { outcome, evidence } = await r.fire(account, piece, handle);
  expect(outcome.kind).toBe('ambiguous');
  expect(evidence).toMatchObject({ status: 409, answer: expect.stringContaining('UPDATE_COLLISION') });
  expect((await r.lookUp(account, piece, handle, r.clock)).kind).toBe('absent');
  const again = await r.prepare(account, piece, { handle });
  expect((await r.fire(account, piece, again.handle)).outcome.kind).toBe('confirmed');
  expect(r.running.posts().map(({ title }) => title)).toEqual(['Lamps, edited in Ghost']);
});

test('clicks are known of what was mailed, and of nothing else', async () => {
  const r = rig();
  const account = await r.account();
  const quiet = await r.publish(account, article(r));
  const mailed = await r.publish(account, article(r, { options: { newsletter: 'weekend' } }));
  const ids = [quiet, mailed].map(({ outcome }) => (outcome.kind === 'confirmed' ? outcome.published.id : ''));
  const readings = await ghost.metrics!(r.wireOf(account), account, ids);
  expect(ids.map((id) => readings.get(id)!.clicks)).toEqual([null, 1]);
  expect(readings.get(ids[1]!)!.raw).toEqual({ mails: 3, delivered: 3, opened: 2 });
});

describe('@tryghost/admin-api before the simulated Ghost', () => {
  async function client() {
    const platforms = await servePlatforms({ simulators: [simulator], log: () => undefined });
    onTestFinished(() => platforms.stop());
    const state = platforms.served.get('ghost')!.running.world.state as GhostState;
    const { id, secret } = state.keys[0]!;
    return { state, api: new GhostAdminAPI({ url: `${platforms.at}/ghost/place`, key: `${id}:${secret}`, version: 'v6.0' }) };
  }

  test('reads the site and its newsletters', async () => {
    const { api } = await client();
    expect(await api.site.read()).toMatchObject({ title: 'Demo Gazette', version: '6.10', url: expect.stringMatching(/\/ghost\/place\/$/) });
    expect((await api.newsletters.browse({ limit: 'all' })).map(({ slug }) => slug)).toEqual(['default-newsletter', 'weekend', 'old']);
  });

  test('uploads a picture, makes a draft of HTML, reads it by slug, publishes it with a mail', async () => {
    const { api, state } = await client();
    const folder = await mkdtemp(path.join(tmpdir(), 'ghost-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = path.join(folder, 'lamp.jpg');
    await writeFile(file, await media('image').read(0, 4_096));
    const picture = await api.images.upload({ file, ref: 'lamp' });
    expect(picture).toMatchObject({ ref: 'lamp', url: expect.stringContaining('/content/images/') });
    const draft = await api.posts.add({ title: 'A demo', html: '<p>Of lamps</p>', feature_image: picture.url }, { source: 'html' });
    expect(draft).toMatchObject({ status: 'draft', slug: 'a-demo', feature_image: picture.url, published_at: null });
    expect((await api.posts.read({ slug: 'a-demo' }, { formats: 'html' })).html).toBe('<p>Of lamps</p>');
    const published = await api.posts.edit({ id: draft.id, updated_at: draft.updated_at, status: 'published' }, { newsletter: 'weekend' });
    expect(published).toMatchObject({ id: draft.id, status: 'published', newsletter: { slug: 'weekend' } });
    expect(state.mails).toHaveLength(1);
  });

  test('meets the refusals: a stale time, no time, a wrong key, a post that is none', async () => {
    const { api, state } = await client();
    const draft = await api.posts.add({ title: 'A demo' });
    await expect(api.posts.edit({ id: draft.id, title: 'Changed', updated_at: '2020-01-01T00:00:00.000Z' })).rejects.toMatchObject({ name: 'UpdateCollisionError', code: 'UPDATE_COLLISION' });
    await expect(api.posts.edit({ id: draft.id, title: 'Changed' })).rejects.toMatchObject({ name: 'ValidationError' });
    await expect(api.posts.read({ id: '000000000000000000000000' })).rejects.toMatchObject({ name: 'NotFoundError' });
    state.keys[0]!.secret = '00'.repeat(32);
    await expect(api.posts.browse()).rejects.toMatchObject({ name: 'UnauthorizedError', message: expect.stringContaining('invalid signature') });
  });
});
