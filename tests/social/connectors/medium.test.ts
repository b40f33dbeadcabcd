import { expect, test } from 'vitest';
import { medium } from '#app/domains/social/connectors/medium.ts';
import { medium as simulator, type MediumState } from '#tests/simulators/medium.ts';
import { media, Rig } from './rig.ts';

const rig = () => new Rig(medium, simulator);
const stateOf = (r: Rig) => r.running.world.state as MediumState;

test('a story is written as HTML that shows its signs as signs, with its title, tags and first address', async () => {
  const r = rig();
  const text = 'One < two & "three"\nstill one\n\nAnother <script>paragraph</script>';
  const { outcome } = await r.publish(await r.account(), r.piece({ title: 'Lamps & quays', text, link: 'https://masthead.example/lamps', format: 'image', media: [media('image', { alt: 'A "lamp"' })], options: { tags: 'lamps, quays,, night, late', visibility: 'unlisted', notify: false } }));
  expect(outcome).toMatchObject({ kind: 'confirmed', published: { url: expect.stringContaining('/@demo_gazette/') } });
  expect(stateOf(r).stories[0]).toMatchObject({ title: 'Lamps & quays', canonical: 'https://masthead.example/lamps', tags: ['lamps', 'quays', 'night'], status: 'unlisted', notified: false });
  expect(stateOf(r).stories[0]!.content).toMatch(/^<h1>Lamps &amp; quays<\/h1>\n<p>One &lt; two &amp; &quot;three&quot;<br>still one<\/p>\n<p>Another &lt;script&gt;/);
  expect(r.running.posts()).toMatchObject([{ text, media: [{ alt: 'A "lamp"' }] }]);
});

test('there is nothing to ask afterwards, and it says so', async () => {
  expect([medium.certainty.post, medium.lookUp, medium.recent, medium.metrics, medium.refresh]).toEqual(['nothing', undefined, undefined, undefined, undefined]);
  const r = rig();
  r.running.plan({ name: 'silence-after', on: 'publish', times: 1 });
  expect((await r.publish(await r.account(), r.piece({ title: 'Lamps' }))).outcome.kind).toBe('ambiguous');
});

test('the sixteenth story of a day is put off, not lost', async () => {
  const r = rig();
  const account = await r.account();
  for (let count = 0; count < 15; count += 1) expect((await r.publish(account, r.piece({ title: 'Lamps' }))).outcome.kind).toBe('confirmed');
  expect((await r.publish(account, r.piece({ title: 'Lamps' }))).outcome).toMatchObject({ kind: 'deferred', sentence: 'Medium takes no more stories from this account today.' });
  r.pass(86_401);
  expect((await r.publish(account, r.piece({ title: 'Lamps' }))).outcome.kind).toBe('confirmed');
});

test('a wrong token, a foreign author and a title too long are told in plain words', async () => {
  const r = rig();
  await expect(medium.connecting.way === 'form' && medium.connecting.connect(r.wire(), { token: 'wrong' })).rejects.toMatchObject({ why: 'refused', message: 'Medium does not know this token.' });
  const account = await r.account();
  expect((await r.fire({ ...account, platformAccountId: 'somebody' }, r.piece({ title: 'Lamps' }), {})).outcome).toMatchObject({ kind: 'rejected', sentence: 'Medium refuses this story: User not found.' });
  expect((await r.fire(account, r.piece({ title: 'x'.repeat(101) }), {})).outcome).toMatchObject({ kind: 'rejected', sentence: expect.stringContaining('100 characters') });
});
