import { expect, test } from 'vitest';
import { mastodon } from '#app/domains/social/connectors/mastodon.ts';
import { twitter } from '#app/domains/social/connectors/twitter.ts';
import { type Destination, formatFor, frozen, hashOf, type PostFile } from '#app/domains/social/composing/freeze.ts';
import type { Post } from '#app/domains/social/composing/variant.ts';

const POST: Post = { text: 'The ferry is back', title: '', link: '', format: 'text', media: [], thread: [], firstComment: '' };
const FILE: PostFile = { assetId: 'picture', storageKey: 'org/picture/1', sha256: 'a1', kind: 'image', mime: 'image/png', name: 'ferry.png', byteSize: 1000, width: 800, height: 600, seconds: null };
const FILES = new Map([['picture', FILE]]);

const to = (more: Partial<Destination> = {}): Destination => ({ targetId: 'target', accountId: 'account', platform: 'mastodon', variant: {}, limits: mastodon.limits, options: mastodon.options, data: {}, ...more });
const freeze = (post: Partial<Post> = {}, destinations = [to()], rules: Parameters<typeof frozen>[2] = null) => frozen({ ...POST, ...post }, destinations, rules, FILES);
const hash = (...args: Parameters<typeof freeze>) => hashOf(freeze(...args));

test('the hash changes with everything that is sent', async () => {
  const same = await hash();
  const withPicture = { media: [{ assetId: 'picture', alt: 'A ferry', position: 0 }] };
  const others = await Promise.all([
    hash({ text: 'The ferry is back.' }),
    hash({ link: 'https://paper.example/ferry' }),
    hash({ thread: [{ text: 'More', mediaIds: [] }] }),
    hash({ firstComment: 'First' }),
    hash(withPicture),
    hash({ media: [{ assetId: 'picture', alt: 'Another', position: 0 }] }),
    hash({}, [to({ variant: { options: { visibility: 'unlisted' } } })]),
    hash({}, [to({ accountId: 'another' })]),
    hash({}, [to(), to({ targetId: 'second', accountId: 'second' })]),
    hashOf(frozen({ ...POST, ...withPicture }, [to()], null, new Map([['picture', { ...FILE, storageKey: 'org/picture/2', sha256: 'b2' }]]))),
  ]);
  expect(new Set([same, ...others]).size).toBe(others.length + 1);
});

test('the hash stays with everything that is not sent', async () => {
  const same = await hash();
  expect(await hash({ text: '  The ferry is back \n' })).toBe(same);
  expect(await hash({ title: 'A title that Mastodon does not take' })).toBe(same);
  expect(await hash({}, [to({ targetId: 'made anew' })])).toBe(same);
  expect(await hash({}, [to({ variant: { options: { visibility: 'public' } } })])).toBe(same);
  expect(await hash({ media: [{ assetId: 'picture', alt: 'A ferry', position: null }] })).toBe(same);
  const [one, other] = [to(), to({ targetId: 'second', accountId: 'second' })];
  expect(await hash({}, [one, other])).toBe(await hash({}, [other, one]));
});

test('each account gets its own words, and the parts in their order', () => {
  const content = freeze({ thread: [{ text: 'And more', mediaIds: ['picture'] }], firstComment: 'Where to buy' }, [to(), to({ targetId: 'x', accountId: 'x', platform: 'twitter', limits: twitter.limits, options: twitter.options, variant: { text: 'Ferry!', thread: [] } })]);
  expect(content.target!.parts.map(({ part, text }) => [part, text])).toEqual([['post', 'The ferry is back'], ['reply', 'And more'], ['comment', 'Where to buy']]);
  expect(content.target!.parts[1]!.media).toMatchObject([{ storageKey: 'org/picture/1', sha256: 'a1' }]);
  expect(content.x!.parts.map(({ text }) => text)).toEqual(['Ferry!', 'Where to buy']);
});

test('a link is counted by the campaign, in the words too, and another address that begins like it is not', () => {
  const link = 'https://paper.example/ferry';
  const rules = { campaign: 'winter' };
  const [target] = Object.values(freeze({ link, text: `Read ${link} and ${link}/old` }, [to()], rules));
  const counted = `${link}?utm_source=mastodon&utm_medium=social&utm_campaign=winter`;
  expect(target).toMatchObject({ link: counted, parts: [{ text: `Read ${counted} and ${link}/old` }] });
  expect(Object.values(freeze({ link, text: 'Read on' }, [to()], rules))[0]!.parts[0]!.text).toBe(`Read on\n\n${counted}`);
});

test('the files make the format, but for what was chosen and is there', () => {
  const all = ['text', 'image', 'video', 'carousel'] as const;
  expect(formatFor('text', [], all)).toBe('text');
  expect(formatFor('text', ['image'], all)).toBe('image');
  expect(formatFor('text', ['image', 'image'], all)).toBe('carousel');
  expect(formatFor('text', ['image', 'image'], ['text', 'image'])).toBe('image');
  expect(formatFor('text', ['video'], ['reel', 'image'])).toBe('reel');
  expect(formatFor('story', ['image'], ['image', 'story'])).toBe('story');
  expect(formatFor('story', ['image'], all)).toBe('image');
});
