import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { PublishedRow } from '#db/queries/published.ts';
import { readQuery } from '#app/domains/publishing/reading/ask.ts';
import { decodeCursor, encodeCursor } from '#app/domains/publishing/reading/cursor.ts';
import { feedOf } from '#app/domains/publishing/reading/feed.ts';
import { formIn, formOf } from '#app/domains/publishing/reading/forms.ts';
import { digestOf, etagOf, heldSequence, isHeld, lastModified, tagsIn } from '#app/domains/publishing/reading/freshness.ts';
import { FIELDS } from '#app/domains/publishing/reading/inputs.ts';
import { escapeXml } from '#app/domains/publishing/reading/markup.ts';
import { openApiOf } from '#app/domains/publishing/reading/openapi.ts';
import { absoluteHtml, absoluteMarkdown, pieceOf } from '#app/domains/publishing/reading/piece.ts';

const PLACE = { origin: 'https://paper.example', organization: 'paper' };
const ROW: PublishedRow = {
  id: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01', type: 'article', format: 'text', language: 'en', translationGroup: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f02', slug: 'harbour', title: 'The harbour', excerpt: '', wordCount: 3,
  seo: { title: 'For engines', imageAssetId: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f03', canonical: 'https://elsewhere.example/harbour' },
  cover: { assetId: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f04', src: '/media/f/a/b/c.png?w=1280', srcset: '/media/f/a/b/c.png?w=320 320w, /media/f/a/b/c.png?w=640 640w', width: 10, height: 10, alt: '' },
  shareImage: null, author: null, categories: [], tags: [], revision: 3, sequence: 9, publishedAt: '2026-05-04T09:30:00.123456Z', modifiedAt: '2026-05-05T09:30:00Z', html: '<p>Hello</p>', markdown: null, body: null,
};

test('a piece keeps its names: this list is a promise to programs', () => {
  expect(FIELDS).toEqual(['id', 'type', 'format', 'language', 'translationGroup', 'slug', 'url', 'canonicalUrl', 'title', 'excerpt', 'cover', 'shareImage', 'author', 'categories', 'tags', 'wordCount', 'seo', 'revision', 'publishedAt', 'modifiedAt', 'html', 'markdown', 'body']);
  expect(pieceOf(ROW, PLACE)).toMatchObject({
    url: 'https://paper.example/o/paper/harbour',
    canonicalUrl: 'https://elsewhere.example/harbour',
    cover: { src: 'https://paper.example/media/f/a/b/c.png?w=1280', srcset: 'https://paper.example/media/f/a/b/c.png?w=320 320w, https://paper.example/media/f/a/b/c.png?w=640 640w' },
    seo: { title: 'For engines' },
  });
  expect(Object.keys(pieceOf(ROW, PLACE))).not.toContain('markdown');
  expect(JSON.stringify(pieceOf(ROW, PLACE))).not.toMatch(/assetId|imageAssetId|sequence/i);
  expect(pieceOf(ROW, PLACE, ['slug'])).toEqual({ slug: 'harbour' });
});

test('addresses in a text get a host, and what only looks like one does not', () => {
  expect(absoluteHtml('<img src="/a.png" srcset="/a.png 1x, /b.png 2x"><a href="/o/x">x</a><a href="//evil.example">y</a><a href="https://z.example/">z</a><code>src=&quot;/x&quot;</code>', PLACE.origin)).toBe(
    '<img src="https://paper.example/a.png" srcset="https://paper.example/a.png 1x, https://paper.example/b.png 2x"><a href="https://paper.example/o/x">x</a><a href="//evil.example">y</a><a href="https://z.example/">z</a><code>src=&quot;/x&quot;</code>',
  );
  expect(absoluteMarkdown('![a](/a.png) [b](</b c>) `[c](/c)` [d](https://d.example)', PLACE.origin)).toBe('![a](https://paper.example/a.png) [b](<https://paper.example/b c>) `[c](/c)` [d](https://d.example)');
});

test('XML holds any text, and nothing that it cannot hold', () => {
  expect(escapeXml('a & b < c > d " e \' f ]]> \u0000\u0007\uFFFE\uD800 \u{1F6A2}\n')).toBe('a &amp; b &lt; c &gt; d &quot; e &#39; f ]]&gt;  \u{1F6A2}\n');
});

describe('ETags', () => {
  const stamp = { revision: 3, sequence: 9, modifiedAt: null };
  test('change with the revision, the number of the change and the representation', async () => {
    const [one, two] = [await digestOf('json', ''), await digestOf('html', '')];
    const all = [etagOf(stamp, one), etagOf(stamp, two), etagOf({ ...stamp, revision: 4 }, one), etagOf({ ...stamp, sequence: 10 }, one)];
    expect(new Set(all).size).toBe(4);
    expect(all[0]).toMatch(/^"1\.3\.9\.[0-9a-f]{16}"$/);
    expect(heldSequence(all[0], one)).toBe(9);
    expect(heldSequence(`"x", W/${all[0]}`, one)).toBe(9);
    expect(heldSequence(`${all[0]!.slice(0, -1)}.0123456789abcdef"`, one)).toBe(9);
    for (const other of [undefined, '*', '"x"', all[1], all[0]!.replace('"1.', '"2.'), '"1.3.99999999999999999999.a"']) expect(heldSequence(other, one)).toBeUndefined();
  });

  test('are compared as RFC 9110 says', () => {
    const held = (headers: Record<string, string>, modified: string | null = null) => isHeld(new Headers(headers), '"a"', modified);
    expect(tagsIn('"a", W/"b" ,"c,d"')).toEqual(['"a"', '"b"', '"c,d"']);
    for (const match of ['"a"', 'W/"a"', '"x", "a"', '*', ' * ']) expect([match, held({ 'If-None-Match': match })]).toEqual([match, true]);
    for (const match of ['"b"', 'a', '', '"A"']) expect([match, held({ 'If-None-Match': match })]).toEqual([match, false]);
    const at = 'Mon, 04 May 2026 09:30:00 GMT';
    expect([held({ 'If-Modified-Since': at }, at), held({ 'If-Modified-Since': at }), held({ 'If-Modified-Since': 'x' }, at), held({ 'If-Modified-Since': at, 'If-None-Match': '"b"' }, at)]).toEqual([true, false, false, false]);
  });

  test('stand alone while the second of a change can hold another', () => {
    const of = (now: string) => lastModified({ revision: 0, sequence: 0, modifiedAt: '2026-05-04T09:30:00.900000Z' }, new Date(now));
    expect([of('2026-05-04T09:30:00.950Z'), of('2026-05-04T09:30:01.999Z'), of('2026-05-04T09:30:02Z')]).toEqual([null, null, 'Mon, 04 May 2026 09:30:00 GMT']);
  });
});

describe('cursors', () => {
  const place = '2026-05-04T09:30:00.123456Z~019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01';
  test('come back as they were given, for the order they were given for', () => {
    expect(decodeCursor('-published', encodeCursor('-published', place))).toBe(place);
    expect(decodeCursor('sync', encodeCursor('sync', '12~019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01'))).toBe('12~019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01');
    expect(decodeCursor('published', encodeCursor('-published', place))).toBeNull();
  });
  test.each([place.replace('2026-05-04', '2026-02-30'), place.replace('09:30', '25:30'), place.slice(0, -1), `${place}0`, "x~'; drop", place.replace('~', '~~'), ''])('%s is none', (odd) => {
    expect(decodeCursor('-published', encodeCursor('-published', odd))).toBeNull();
  });
  test('what was changed on the way is none', () => {
    const cursor = encodeCursor('-published', place);
    for (const odd of [`${cursor}=`, cursor.slice(1), `${cursor}A`, '%%%', '']) expect(decodeCursor('-published', odd)).toBeNull();
  });
});

test('a question has one spelling', () => {
  const schema = z.object({ b: z.coerce.number().default(5), a: z.string().optional() });
  const canonical = (search: string) => {
    const read = readQuery(schema, new URLSearchParams(search));
    return read.ok ? read.value.canonical : read.problem.message;
  };
  expect(['', 'b=5', 'b=05', 'utm_source=x&b=5', 'UTM_Medium=y'].map(canonical)).toEqual(Array(5).fill('b=5'));
  expect(canonical('b=1&a=x y')).toBe('a=x+y&b=1');
  expect(canonical('c=1')).toBe('There is no parameter “c” here. It takes b, a.');
  expect(canonical('a=1&a=2')).toBe('Send “a” once.');
  expect(canonical('__proto__=1')).toContain('There is no parameter');
});

test('the end of an address names a form; without one the reader’s taste does', () => {
  expect(['harbour', 'harbour.html', 'harbour.md', 'harbour.json', 'harbour.xml'].map(formIn)).toEqual([
    { slug: 'harbour', form: null }, { slug: 'harbour', form: 'html' }, { slug: 'harbour', form: 'md' }, { slug: 'harbour', form: 'json' }, { slug: 'harbour.xml', form: null },
  ]);
  expect(['text/html;q=0.1, application/json;q=0.2', 'text/*', 'text/markdown, text/html;q=0.9', 'application/json;q=0, text/html', 'nonsense', ';q=x'].map(formOf)).toEqual(['json', 'html', 'md', 'html', 'json', 'json']);
});

test('a frame becomes a link in a feed', () => {
  const row = { ...ROW, html: '<iframe src="https://video.example/x?a=1&amp;b=2" title="A film" loading="lazy"></iframe><iframe src="https://video.example/y"></iframe>' };
  const feed = feedOf([row], { ...PLACE, id: 'urn:x', name: 'Paper', description: '', self: 'https://paper.example/v1/paper/feed.xml' });
  expect(feed.entries[0]!.html).toBe('<a href="https://video.example/x?a=1&amp;b=2">A film</a><a href="https://video.example/y">https://video.example/y</a>');
});

test('the OpenAPI document names each parameter and each schema that it refers to', () => {
  const document = openApiOf(PLACE, 'Paper');
  const schemas = Object.keys((document.components as { schemas: object }).schemas);
  const text = JSON.stringify(document);
  for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) expect(schemas).toContain(name);
  const operations = Object.values(document.paths as Record<string, Record<string, { operationId: string; parameters: { name: string; description?: string; in: string }[] }>>).flatMap((path) => Object.values(path));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { parameters } of operations) for (const parameter of parameters) expect(parameter.in === 'path' || parameter.description).toBeTruthy();
  expect(Object.keys((document.components as { schemas: { Piece: { properties: object } } }).schemas.Piece.properties)).toEqual([...FIELDS]);
});
