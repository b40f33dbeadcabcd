import { describe, expect, test } from 'vitest';
import { wordpress } from '#app/domains/social/connectors/wordpress.ts';
import { wordpress as simulator, type WordpressState } from '#tests/simulators/wordpress.ts';
import { media, Rig } from './rig.ts';

const rig = () => new Rig(wordpress, simulator);
const stateOf = (r: Rig) => r.running.world.state as WordpressState;
const article = (r: Rig, changes = {}) => r.piece({ title: 'Lamps of the quay', ...changes });

test('every request stays below the address of the site, a subpath and all', async () => {
  const r = rig();
  const account = await r.account();
  await r.publish(account, article(r, { format: 'image', media: [media()] }));
  expect(account.place).toBe('http://platforms.test/wordpress/place');
  for (const { path } of r.running.seen) expect(path).toMatch(/^\/place\/wp-json\//);
});

test('a site without pretty addresses is reached through its query', async () => {
  const r = rig();
  stateOf(r).plain = true;
  const account = await r.account();
  expect(account.data.plain).toBe(true);
  const { outcome } = await r.publish(account, article(r, { format: 'image', media: [media()] }));
  expect(outcome.kind).toBe('confirmed');
  expect(r.running.posts()).toHaveLength(1);
  expect((await r.lookUp(account, article(r), { post: r.running.posts()[0]!.id }, r.clock)).kind).toBe('found');
});

describe('connecting', () => {
  const connect = (r: Rig, values: Record<string, string>) => (wordpress.connecting.way === 'form' ? wordpress.connecting.connect(r.wire(), { place: r.place ?? '', ...simulator.hints, ...values }) : Promise.reject(new Error('It is a form.')));

  test('takes the password with or without its spaces', async () => {
    const spaced = await connect(rig(), {});
    const bare = await connect(rig(), { password: simulator.hints!.password!.replace(/ /g, '') });
    expect(spaced.accounts[0]!.accessToken).toBe(bare.accounts[0]!.accessToken);
  });

  test('tells a wrong password in the words of the site, without their tags', async () => {
    await expect(connect(rig(), { password: 'wrong' })).rejects.toMatchObject({ why: 'expired', message: 'WordPress says: The provided password is an invalid application password.' });
    await expect(connect(rig(), { user: 'nobody' })).rejects.toMatchObject({ message: expect.stringMatching(/^WordPress says: Error: The username/) });
  });

  test('refuses whoever may not publish, and a site that allows no application passwords', async () => {
    await expect(connect(rig(), { user: 'demo_trainee' })).rejects.toMatchObject({ why: 'refused', message: expect.stringContaining('may not publish') });
    const r = rig();
    stateOf(r).hasApplicationPasswords = false;
    await expect(connect(r, {})).rejects.toMatchObject({ why: 'refused', message: expect.stringContaining('application passwords turned off') });
  });

  test('names the address that the site sends us on to', async () => {
    const { connecting } = wordpress;
    const wire = rig().wire({ fetching: async () => new Response(null, { status: 301, headers: { Location: 'https://www.example.com/blog/wp-json/' } }) });
    await expect(connecting.way === 'form' && connecting.connect(wire, { ...simulator.hints })).rejects.toMatchObject({ message: 'The site sends us on to https://www.example.com/blog, which is not followed. Give that address.' });
  });

  test('says so where there is no WordPress', async () => {
    const r = rig();
    const elsewhere = r.wire({ place: 'http://platforms.test/wordpress/somewhere' });
    const { connecting } = wordpress;
    await expect(connecting.way === 'form' && connecting.connect(elsewhere, { ...simulator.hints })).rejects.toMatchObject({ why: 'unreadable', message: expect.stringContaining('There is no WordPress at this address') });
  });
});

test('the words become paragraphs, markup stays words, the link follows as it is', async () => {
  const r = rig();
  await r.publish(await r.account(), article(r, { text: 'First <b>line</b>\nsecond\n\nThird', link: 'https://example.com/lamps' }));
  expect(stateOf(r).posts[0]!.content).toBe('<p>First &lt;b&gt;line&lt;/b&gt;<br>second</p>\n<p>Third</p>\n<p><a href="https://example.com/lamps">https://example.com/lamps</a></p>');
});

test('without a title nothing is sent', async () => {
  const r = rig();
  const { prepared } = await r.prepare(await r.account(), r.piece());
  expect(prepared).toEqual({ kind: 'refused', code: 'no-title', sentence: 'A post on WordPress needs a title.' });
  expect(stateOf(r).posts).toEqual([]);
});

test('the first picture heads the post, the others follow its words', async () => {
  const r = rig();
  const files = [media('image', { alt: 'First' }), media('image', { alt: 'Second "quoted"', bytes: 5_000 })];
  await r.publish(await r.account(), article(r, { format: 'carousel', media: files, options: { category: '7', excerpt: 'In short' } }));
  const { posts, attachments } = stateOf(r);
  expect(posts[0]).toMatchObject({ featured: attachments[0]!.id, categories: [7], excerpt: 'In short' });
  expect(posts[0]!.content).toContain(`alt="Second &quot;quoted&quot;" class="wp-image-${attachments[1]!.id}"`);
  expect(posts[0]!.content).not.toContain(`wp-image-${attachments[0]!.id}`);
});

test('a draft whose answer was lost is found by its slug, and no second one is made', async () => {
  const r = rig();
  const account = await r.account();
  const piece = article(r);
  await expect(wordpress.prepare!(r.wireOf(account), account, piece, {}, async () => Promise.reject(new Error('crash')))).rejects.toThrow('crash');
  await r.publish(account, piece);
  expect(stateOf(r).posts.map(({ slug, status }) => [slug, status])).toEqual([[`lamps-of-the-quay-${piece.key.slice(-8)}`, 'publish']]);
});

test('a draft that was removed on the site is not published, and it is told', async () => {
  const r = rig();
  const account = await r.account();
  const piece = article(r);
  const { handle } = await r.prepare(account, piece);
  stateOf(r).posts = [];
  expect((await r.fire(account, piece, handle)).outcome).toMatchObject({ kind: 'rejected', code: 'gone' });
  expect((await r.lookUp(account, piece, handle, r.clock)).kind).toBe('unclear');
});

test('who was made a contributor meanwhile is told why, and nothing is published', async () => {
  const r = rig();
  const account = await r.account();
  const piece = article(r);
  const { handle } = await r.prepare(account, piece);
  stateOf(r).people[0]!.mayPublish = false;
  expect((await r.fire(account, piece, handle)).outcome).toMatchObject({ kind: 'rejected', code: 'forbidden' });
  expect(r.running.posts()).toEqual([]);
});

test('a picture that the site cannot take stops before there is a draft', async () => {
  const r = rig();
  const account = await r.account();
  await expect(r.prepare(account, article(r, { format: 'image', media: [media('image', { mime: 'image/tiff' })] }))).rejects.toMatchObject({ why: 'unavailable' });
  expect(stateOf(r).posts).toEqual([]);
});
