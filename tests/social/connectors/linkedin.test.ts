import { describe, expect, test } from 'vitest';
import type { Account, Piece } from '#app/domains/social/connectors/connector.ts';
import { linkedin } from '#app/domains/social/connectors/linkedin.ts';
import { littleText, plainText } from '#app/domains/social/connectors/little-text.ts';
import { theOne } from '#app/domains/social/publishing/fingerprint.ts';
import { linkedin as simulator, type LinkedinState } from '#tests/simulators/linkedin.ts';
import { media, Rig } from './rig.ts';

const rig = () => new Rig(linkedin, simulator);
const stateOf = (r: Rig) => r.running.world.state as LinkedinState;
const organization = (r: Rig) => r.account(0);
const member = (r: Rig) => r.account(1);

async function published(r: Rig, account: Account, changes: Partial<Piece>) {
  const { outcome } = await r.publish(account, r.piece(changes));
  if (outcome.kind !== 'confirmed') throw new Error(JSON.stringify(outcome));
  return outcome.published;
}

test('offers the organizations that one may post for, and oneself', async () => {
  const r = rig();
  const { accounts } = await r.connect();
  expect(accounts.map(({ platformAccountId, displayName, followers, data }) => [platformAccountId, displayName, followers, data.kind])).toEqual([
    ['urn:li:organization:90001', 'Demo Gazette', 2210, 'organization'],
    ['urn:li:person:dEmo1Ed', 'Demo Editor', null, 'member'],
  ]);
  expect(new Date(accounts[0]!.expiresAt!).getTime() - r.clock.getTime()).toBe(60 * 86_400_000);
  expect(linkedin.warnDays.map((day) => 60 - day)).toEqual([53]);
});

test('what can be learned afterwards differs by the kind of account', async () => {
  const r = rig();
  const [page, person] = [await organization(r), await member(r)];
  expect(linkedin.certainty).toEqual({ post: 'nothing', comment: 'nothing' });
  expect(linkedin.certaintyOf!(page.data)).toEqual({ post: 'search', comment: 'search' });
  expect(linkedin.certaintyOf!(person.data)).toEqual(linkedin.certainty);
  await published(r, person, {});
  await expect(linkedin.recent!(r.wireOf(person), person, new Date(0), r.piece())).rejects.toMatchObject({ why: 'refused' });
  expect(await linkedin.metrics!(r.wireOf(person), person, ['urn:li:share:1'])).toEqual(new Map());
});

describe('little text', () => {
  test.each([
    ['A (small) lamp_post, 2 < 3 & a@b ~ *now* [yes] {no} | \\ #', 'A \\(small\\) lamp\\_post, 2 \\< 3 & a\\@b \\~ \\*now\\* \\[yes\\] \\{no\\} \\| \\\\ \\#'],
    ['On the quay: #lamps_2 and #Größe!', 'On the quay: {hashtag|\\#|lamps\\_2} and {hashtag|\\#|Größe}!'],
  ])('%s', async (text, little) => {
    expect(littleText(text)).toBe(little);
    expect(plainText(little)).toBe(text);
    const r = rig();
    await published(r, await organization(r), { text });
    expect(r.running.posts()[0]!.text).toBe(text);
  });

  test('the simulated LinkedIn cuts what was not escaped, as the real one does', async () => {
    const r = rig();
    const account = await organization(r);
    const { request } = await linkedin.fire!(r.wireOf(account), account, r.piece({ text: 'x' }), {});
    const body = JSON.parse(String(request.body));
    await r.running.fetch(new Request(request.url, { method: 'POST', headers: request.headers!, body: JSON.stringify({ ...body, commentary: 'Lamps (all of them) are on' }) }));
    expect(r.running.posts()[0]!.text).toBe('Lamps ');
  });
});

test('an organization’s post whose answer was lost is found among its posts', async () => {
  const r = rig();
  const account = await organization(r);
  const file = media('image');
  await published(r, account, { text: 'Another one' });
  const piece = r.piece({ text: 'Lamps (new) #quay https://masthead.example/a_b', format: 'image', media: [file] });
  const { handle } = await r.prepare(account, piece);
  r.running.plan({ name: 'silence-after', on: 'publish', times: 1 }, { name: 'look-up-lags', on: 'look-up', times: 1 });
  expect((await r.fire(account, piece, handle)).outcome.kind).toBe('ambiguous');
  const look = async () => theOne(piece, await linkedin.recent!(r.wireOf(account), account, new Date(r.clock.getTime() - 60_000), piece), new Set());
  expect(await look()).toBeNull();
  expect(await look()).toMatchObject({ id: r.running.posts()[1]!.id, mediaCount: 1 });
});

test('a first comment whose answer was lost is found under its post', async () => {
  const r = rig();
  const account = await organization(r);
  const parent = await published(r, account, {});
  const piece = r.piece({ part: 'comment', text: 'The first', parent, root: parent });
  r.running.plan({ name: 'reset-after', on: 'publish', times: 1 });
  expect((await r.fire(account, piece, {})).outcome.kind).toBe('ambiguous');
  const seen = await linkedin.recent!(r.wireOf(account), account, piece.since, piece);
  expect(theOne(piece, seen, new Set())?.id).toBe(r.running.posts().at(-1)!.id);
});

test('the same words again are refused by name, and by a ghost’s name', async () => {
  const r = rig();
  const account = await organization(r);
  const first = await published(r, account, {});
  const again = await r.publish(account, r.piece());
  expect(again.outcome).toEqual({ kind: 'rejected', code: 'duplicate', sentence: `LinkedIn takes the same words only once, and has them already: http://platforms.test/linkedin/www/feed/update/${first.id}/.` });
  r.running.plan({ name: 'duplicate', on: 'publish', times: 1 });
  expect((await r.publish(account, r.piece({ text: 'Other words' }))).outcome).toMatchObject({ kind: 'rejected', code: 'duplicate', sentence: expect.stringContaining('urn:li:share:7141138937766391808') });
  expect(r.running.posts()).toHaveLength(1);
});

describe('files', () => {
  test('a film goes up in the parts that LinkedIn names, each once, and is closed with all their tags', async () => {
    const r = rig();
    const account = await organization(r);
    const { id } = await published(r, account, { format: 'video', media: [media('video', { bytes: 9_000_000 })] });
    expect(id).toMatch(/^urn:li:ugcPost:/);
    expect(r.running.seen.filter(({ method }) => method === 'PUT').map(({ path }) => path.split('/').at(-1))).toEqual(['0', '1', '2']);
    expect(stateOf(r).uploads[0]).toMatchObject({ size: 9_000_000, isWhole: true });
  });

  test('an address for an upload that has run out is asked for anew', async () => {
    const r = rig();
    const account = await organization(r);
    const piece = r.piece({ format: 'image', media: [media('image')] });
    const kept = { handle: {} };
    await expect(linkedin.prepare!(r.wireOf(account), account, piece, {}, async (handle) => { kept.handle = structuredClone(handle); throw new Error('crash'); })).rejects.toThrow('crash');
    r.pass(90_000);
    expect((await r.prepare(account, piece, kept)).prepared.kind).toBe('ready');
    expect(stateOf(r).uploads).toHaveLength(2);
  });

  test('a document stands under its title; what cannot be read is refused', async () => {
    const r = rig();
    const account = await organization(r);
    await published(r, account, { format: 'image', title: 'All lamps', media: [media('document')] });
    expect(stateOf(r).posts[0]!.content).toMatchObject({ media: { id: expect.stringMatching(/^urn:li:document:/), title: 'All lamps' } });
    r.running.plan({ name: 'processing-fails', on: 'prepare', times: 1 });
    expect((await r.prepare(account, r.piece({ format: 'image', media: [media('image')] }))).prepared).toMatchObject({ kind: 'refused', code: 'processing-failed', sentence: expect.stringMatching(/^[A-Z].*\.$/) });
    r.running.plan({ name: 'slow-processing', on: 'prepare', times: 1 });
    expect((await r.prepare(account, r.piece({ format: 'image', media: [media('image')] }))).prepared.kind).toBe('ready');
  });

  test('a link becomes a card with its picture', async () => {
    const r = rig();
    await published(r, await organization(r), { format: 'image', link: 'https://masthead.example/lamps', title: 'Lamps', media: [media('image')], options: {} });
    expect(stateOf(r).posts[0]!.content).toEqual({ article: { source: 'https://masthead.example/lamps', title: 'Lamps', thumbnail: expect.stringMatching(/^urn:li:image:/), thumbnailAltText: 'A lamp on a quay' } });
  });
});

test('only a member’s post can be for connections alone', async () => {
  const r = rig();
  for (const account of [await organization(r), await member(r)]) await published(r, account, { options: { visibility: 'connections' } });
  expect(stateOf(r).posts.map(({ visibility }) => visibility)).toEqual(['PUBLIC', 'CONNECTIONS']);
});

test('the right to renew ends a year after signing in, however often it was used; who has none must sign in again', async () => {
  const r = rig();
  const account = await organization(r);
  expect(account.data.signInEnds).toBe(new Date(r.clock.getTime() + 365 * 86_400_000).toISOString());
  r.pass(200 * 86_400);
  await expect(linkedin.refresh!(r.wireOf(account), account)).resolves.toMatchObject({ refreshToken: account.refreshToken });
  r.pass(166 * 86_400);
  await expect(linkedin.refresh!(r.wireOf(account), account)).rejects.toMatchObject({ why: 'expired', message: 'LinkedIn does not renew its access any more. Connect the account again.' });
  stateOf(r).isPartner = false;
  const plain = await organization(r);
  expect([plain.refreshToken, plain.data.signInEnds]).toEqual([null, undefined]);
  await expect(linkedin.refresh!(r.wireOf(plain), plain)).rejects.toMatchObject({ why: 'expired', message: expect.stringMatching(/^[A-Z].*\.$/) });
});

test('every request names its version; without one LinkedIn answers nothing', async () => {
  const r = rig();
  const account = await organization(r);
  const { request } = await linkedin.fire!(r.wireOf(account), account, r.piece(), {});
  expect(request.headers).toMatchObject({ 'LinkedIn-Version': expect.stringMatching(/^20\d{4}$/), 'X-Restli-Protocol-Version': '2.0.0' });
  const { 'LinkedIn-Version': _, ...headers } = request.headers!;
  const answer = await r.running.fetch(new Request(request.url, { method: 'POST', headers, body: String(request.body) }));
  expect(await answer.json()).toMatchObject({ code: 'VERSION_MISSING' });
});
