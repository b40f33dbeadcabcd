import { expect, test } from 'vitest';
import type { FileFacts } from '#app/domains/media/file/file-facts.ts';
import { PLATFORMS } from '#app/domains/media/file/limits.ts';
import type { Limits } from '#app/domains/social/connectors/connector.ts';
import { linkFor, type Post, type Resolved, resolved, wordsOf } from '#app/domains/social/composing/variant.ts';
import { type Reach, takesOf, whyNotPublished } from '#app/domains/social/composing/why-not-published.ts';

const limits: Limits = { text: { most: 280, counted: 'weighted', urlCounts: 23 }, formats: ['text', 'image', 'video', 'carousel'], images: 4, videos: 1, mixed: false, needsMedia: false, alt: true, altMost: 1000, thread: 25, firstComment: false, link: 'text' };
const x: Reach = { name: 'X', limits };
const reach = (name: string, more: Partial<Limits>): Reach => ({ name, limits: { ...limits, ...more } });
const instagram = reach('Instagram', { text: { most: 2200, counted: 'units' }, formats: ['image', 'video', 'carousel', 'story', 'reel'], images: 10, videos: 10, mixed: true, needsMedia: true, hashtags: 3, mentions: 1, thread: 1, firstComment: true });

const photo: FileFacts = { mime: 'image/jpeg', kind: 'image', byteSize: 400_000, width: 1080, height: 1080 };
const film: FileFacts = { mime: 'video/mp4', kind: 'video', byteSize: 5_000_000, width: 1280, height: 720, durationSeconds: 30, videoCodec: 'h264', frameRate: 30 };
const sheet: FileFacts = { mime: 'application/pdf', kind: 'document', byteSize: 5_000 };
const files = new Map<string, FileFacts>([...['a', 'b', 'c', 'd', 'e'].map((id) => [id, photo] as const), ['film', film], ['pdf', sheet], ['huge', { ...photo, byteSize: 6_000_000 }], ['png', { ...photo, mime: 'image/png' }]]);

const post: Post = {
  text: 'Night trains are back.', title: '', link: 'https://demo.example/trains', format: 'image',
  media: [{ assetId: 'b', alt: 'A platform at dusk', position: 1 }, { assetId: 'a', alt: 'A train', position: 0 }, { assetId: 'c', alt: 'A map', position: null }],
  thread: [{ text: 'The map.', mediaIds: ['c'] }], firstComment: '',
};
const ready: Resolved = { ...resolved(post, {}), thread: [] };
const found = (more: Partial<Resolved>, where = x) => whyNotPublished({ ...ready, ...more }, where, files).map(({ field, sentence }) => `${field}: ${sentence}`);
const media = (...ids: string[]) => ids.map((assetId) => ({ assetId, alt: '' }));

test('an account gets what the post says, but for what its variant names', () => {
  expect(resolved(post, {})).toEqual({
    text: 'Night trains are back.', title: '', link: 'https://demo.example/trains', format: 'image', firstComment: '', options: {},
    media: [{ assetId: 'a', alt: 'A train' }, { assetId: 'b', alt: 'A platform at dusk' }],
    thread: [{ text: 'The map.', media: [{ assetId: 'c', alt: 'A map' }] }],
  });
  const own = resolved(post, { text: '', title: 'Trains', mediaIds: ['c', 'gone'], thread: [], firstComment: '#trains', options: { replies: 'everyone' } });
  expect(own).toMatchObject({ text: '', title: 'Trains', thread: [], firstComment: '#trains', options: { replies: 'everyone' } });
  expect(own.media).toEqual([{ assetId: 'c', alt: 'A map' }, { assetId: 'gone', alt: '' }]);
});

test('the link stands among the words only where it has no place of its own', () => {
  expect(wordsOf(ready, { link: 'text' })).toBe('Night trains are back.\n\nhttps://demo.example/trains');
  expect(wordsOf({ ...ready, text: 'See https://demo.example/trains today' }, { link: 'text' })).toBe('See https://demo.example/trains today');
  expect(wordsOf(ready, { link: 'card' })).toBe('Night trains are back.');
  expect(wordsOf({ text: '', link: 'https://demo.example' }, { link: 'text' })).toBe('https://demo.example');
});

test('the link carries the campaign’s words for its platform', () => {
  expect(linkFor({ campaign: 'rail' }, 'mastodon', 'https://demo.example/trains')).toBe('https://demo.example/trains?utm_source=mastodon&utm_medium=social&utm_campaign=rail');
  expect(linkFor(null, 'mastodon', 'https://demo.example/trains')).toBe('https://demo.example/trains');
});

test('nothing keeps an ordinary post back', () => {
  expect(found({})).toEqual([]);
  expect(found({ media: media('a', 'b', 'c', 'd') })).toEqual([]);
  expect(found({ format: 'carousel', media: media('a', 'film'), firstComment: '#trains' }, instagram)).toEqual([]);
});

test('words are counted as the platform does, the link with them', () => {
  expect(found({ text: 'x'.repeat(255) })).toEqual([]);
  expect(found({ text: 'x'.repeat(256) })).toEqual(['text: X takes 280 characters; 1 is too many.']);
  expect(found({ text: 'x'.repeat(280), link: '' })).toEqual([]);
  expect(found({ text: '漢'.repeat(150), link: '' })).toEqual(['text: X takes 280 characters; 20 are too many.']);
  expect(found({ text: 'é'.repeat(2600), link: '' }, reach('YouTube', { text: { most: 5000, counted: 'graphemes', mostBytes: 5000 } }))).toEqual(['text: YouTube takes 5,000 bytes, and letters beyond plain Latin have several; 200 are too many.']);
  expect(found({ text: ' ', link: '', media: [], format: 'text' })).toEqual(['text: There is nothing to say yet. Write something or add a file.']);
});

test('a title is asked for where there is one', () => {
  const blog = reach('Ghost', { title: { most: 10, counted: 'units', required: true }, link: 'field' });
  expect(found({ title: ' ' }, blog)).toEqual(['title: Ghost wants a title.']);
  expect(found({ title: 'Night trains' }, blog)).toEqual(['title: Ghost takes 10 characters; 2 are too many.']);
  expect(found({ title: 'Night trains' })).toEqual([]);
});

test('files are counted by kind, and looked at one by one', () => {
  expect(found({ media: media('a', 'b', 'c', 'd', 'e') })).toEqual(['media: X takes 4 images in a post; this has 5.']);
  expect(found({ media: media('a', 'film') })).toEqual(['media: X does not take pictures and videos in one post.']);
  expect(found({ media: media('a', 'pdf') })).toEqual(['media: X takes no documents in a post.']);
  expect(found({ media: media('a', 'gone') })).toEqual(['media.1: This file is not in the library any more. Take it out or choose another.']);
  expect(found({ media: media('a', 'huge') }, { ...x, takes: takesOf('twitter')! })).toEqual(['media.1: X takes images up to 5 MB; this is 5.7 MB.']);
  expect(found({ media: media('a', 'pdf') }, { ...x, takes: takesOf('twitter')! })).toEqual(['media: X takes no documents in a post.']);
  expect(found({ media: [{ assetId: 'a', alt: 'x'.repeat(1001) }] })).toEqual(['media.0: X takes descriptions of 1,000 characters; 1 is too many.']);
  expect(found({ media: [{ assetId: 'a', alt: 'x'.repeat(1001) }] }, reach('Medium', { alt: false }))).toEqual([]);
  expect(found({ text: '', link: '', title: 'Night trains', media: [], format: 'story' }, { ...instagram, limits: { ...instagram.limits, title: { most: 50, counted: 'units', required: false } } })).toEqual(['media: A story wants a picture or a video.', 'media: Instagram takes no post without a picture or a video.']);
});

test('a warning of others is no refusal', () => {
  const tiktok: Reach = { ...reach('TikTok', {}), takes: takesOf('tiktok')! };
  expect(whyNotPublished({ ...ready, media: media('png') }, tiktok, files)).toEqual([expect.objectContaining({ field: 'media.0', certain: false })]);
});

test('whoever writes words into a story is told that nobody reads them there, and may', () => {
  expect(whyNotPublished({ ...ready, format: 'story', media: media('a') }, instagram, files)).toEqual([{ field: 'media', sentence: 'A story on Instagram shows no words: nobody reads the text there.', certain: false }]);
  expect(found({ text: '', link: '', format: 'story', media: media('a') }, instagram)).toEqual([]);
});

test('a format wants its files, and a place where it exists', () => {
  expect(found({ format: 'reel' })).toEqual(['format: X takes no reels.']);
  expect(found({ format: 'reel' }, instagram)).toEqual(['media: A reel wants a video.']);
  expect(found({ format: 'carousel', media: media('a') }, instagram)).toEqual(['media: A carousel begins at two files.']);
  expect(found({ format: 'image', media: media('film') }, instagram)).toEqual(['media: A post with pictures wants a picture.']);
});

test('hashtags and mentions are counted where there is a limit, addresses apart', () => {
  expect(found({ text: '#one #two #three https://example.com/#four', link: '' }, instagram)).toEqual([]);
  expect(found({ text: '#one #two #three #four @name @other', link: '' }, instagram)).toEqual(['text: Instagram takes 3 hashtags; this has 4.', 'text: Instagram takes 1 mentions; this has 2.']);
});

test('each part of a thread is judged at its own place', () => {
  expect(found({ thread: [{ text: 'fine', media: [] }] }, instagram)).toEqual(['thread: Instagram has no threads. Say it in one post there.']);
  expect(found({ thread: [{ text: ' ', media: [] }, { text: 'x'.repeat(281), media: media('a', 'b', 'c', 'd', 'e') }] })).toEqual([
    'thread.0: This part of the thread is empty.',
    'thread.1: X takes 280 characters; 1 is too many.',
    'thread.1.media: X takes 4 images in a post; this has 5.',
  ]);
  expect(found({ thread: [{ text: 'two', media: [] }, { text: 'three', media: [] }] }, reach('X', { thread: 2 }))).toEqual(['thread: X takes threads of 2 posts; this has 3.']);
});

test('a first comment goes where there is one', () => {
  expect(found({ firstComment: '#trains' })).toEqual(['firstComment: A first comment cannot be written on X. Take it out there.']);
  expect(found({ firstComment: 'x'.repeat(2201) }, instagram)).toEqual(['firstComment: Instagram takes 2,200 characters; 1 is too many.']);
});

test('the files of every platform are judged', () => {
  expect(PLATFORMS.map(({ platform }) => platform).sort()).toEqual(['bluesky', 'facebook', 'ghost', 'instagram', 'linkedin', 'mastodon', 'medium', 'pinterest', 'substack', 'threads', 'tiktok', 'twitter', 'wordpress', 'youtube']);
});
