import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PLATFORMS } from '#db/schema/choices.ts';
import { counted } from '#app/domains/social/composing/counting.ts';
import { Preview } from '#app/domains/social/ui/previews/preview.tsx';
import { type Shown, shownFirst } from '#app/domains/social/ui/previews/shown.ts';
import { PLATFORM_NAMES } from '#app/domains/social/ui/platform-mark.tsx';
import { leftInWords, TextCounter } from '#app/domains/social/ui/text-counter.tsx';

const photo = { id: 'a', kind: 'image' as const, picture: '/a.jpg', alt: 'A platform at dusk', name: 'a.jpg' };
const shown = (platform: Shown['platform'], more: Partial<Shown> = {}): Shown => ({
  platform, account: { name: 'The Demo Post', username: 'demopost', image: null }, format: 'image',
  text: 'Night trains <b>are</b> back #rail https://demo.example/trains', title: 'Night trains', link: 'https://demo.example/trains',
  media: [photo], thread: [{ text: 'The map.', media: [] }], firstComment: 'The fares.', card: null, ...more,
});
const drawn = (platform: Shown['platform'], more: Partial<Shown> = {}) => renderToStaticMarkup(<Preview shown={shown(platform, more)} />);

test.each(PLATFORMS)('%s: a figure that says where and as whom, in which nothing can be pressed', (platform) => {
  const html = drawn(platform);
  expect(html).toMatch(/^<figure[^>]*aria-labelledby="([^"]+)"[^>]*><figcaption id="\1"/);
  expect(html).toContain(`${PLATFORM_NAMES[platform]}<span class="sr-only"> preview,`);
  expect(html).toContain('demopost');
  expect(html).toContain('alt="A platform at dusk"');
  expect(html).toContain('Night trains &lt;b&gt;are&lt;/b&gt; back');
  expect(html).not.toMatch(/<(?:a|button|input|video|iframe)\b|tabindex|\sstyle=/i);
  expect(drawn(platform, { media: [], text: '', title: '', link: '', thread: [], firstComment: '' })).toContain('</figure>');
});

test('threads and first comments stand where the platform has them', () => {
  for (const platform of ['twitter', 'threads', 'bluesky', 'mastodon'] as const) expect(drawn(platform), platform).toContain('The map.');
  for (const platform of ['facebook', 'linkedin', 'instagram', 'youtube'] as const) expect(drawn(platform), platform).toContain('The fares.');
});

test('a link is a card where no file takes its place', () => {
  const card = { title: 'The sleeper returns', description: 'With a dining car.', picture: null };
  for (const platform of ['twitter', 'facebook', 'linkedin', 'threads', 'bluesky', 'mastodon'] as const) {
    expect(drawn(platform, { media: [], card }), platform).toContain('The sleeper returns');
    expect(drawn(platform, { card }), platform).not.toContain('The sleeper returns');
  }
});

test('a long text ends where the platform offers the rest, at a word and never inside a sign', () => {
  expect(drawn('instagram', { text: 'word '.repeat(100) })).toContain('… more');
  expect(drawn('twitter', { text: 'word '.repeat(20) })).not.toContain('Show more');
  expect(shownFirst('one two three four', { most: 17 })).toBe('one two three');
  expect(shownFirst('one two three four', { most: 13 })).toBe('one two three');
  expect(shownFirst('one\ntwo\nthree', { most: 100, lines: 2 })).toBe('one\ntwo');
  expect(shownFirst('one two', { most: 7, lines: 2 })).toBeNull();
  expect(shownFirst('👍👍👍', { most: 3 })).toBe('👍');
});

test('of many files the last one tells how many more there are', () => {
  const media = Array.from({ length: 7 }, (_, at) => ({ ...photo, id: String(at) }));
  expect(drawn('facebook', { media })).toContain('+2');
  expect(drawn('instagram', { media })).toContain('1/7');
});

test('a counter says in words what is left, by what runs out first', () => {
  const said = (text: string, limit = { most: 10, counted: 'graphemes' as const, mostBytes: 20 }) => leftInWords(counted(text, limit));
  expect(said('abc')).toBe('7 characters left');
  expect(said('123456789')).toBe('1 character left');
  expect(said('123456789012')).toBe('2 characters too many');
  expect(said('漢字漢字漢字漢')).toBe('1 byte too many');
  const html = renderToStaticMarkup(<TextCounter counted={counted('x'.repeat(301), { most: 280, counted: 'weighted' })} name="X" id="left" />);
  expect(html).toContain('<span id="left" class="sr-only">X: 21 characters too many</span>');
  expect(html).toContain('<span role="status" class="sr-only">Too long for X</span>');
  expect(renderToStaticMarkup(<TextCounter counted={counted('x', { most: 280, counted: 'weighted' })} name="X" />)).toContain('<span role="status" class="sr-only"></span>');
});

const css = readFileSync(new URL('../../app/styles/previews.css', import.meta.url), 'utf8');
const colour = (value: string, theme: 0 | 1) => {
  const hex = (/light-dark\((#\w+), (#\w+)\)/.exec(value)?.slice(1) ?? [value, value])[theme]!;
  return hex.length === 4 ? `#${hex.slice(1).replace(/./g, '$&$&')}` : hex;
};
const light = (hex: string) => [1, 3, 5].reduce((sum, at, part) => {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return sum + [0.2126, 0.7152, 0.0722][part]! * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
}, 0);
const contrast = (one: string, other: string) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);

test('every text of every preview is readable, in both themes', () => {
  const own = (block: string) => new Map(Array.from(block.matchAll(/--([\w-]+): (light-dark\(#\w+, #\w+\)|#\w+);/g), ([, name, value]) => [name!, value!]));
  const usual = own(/\n {2}\.preview \{([\s\S]*?)container-type/.exec(css)![1]!);
  const weak: string[] = [];
  for (const platform of PLATFORMS) {
    const blocks = css.split('\n').filter((line) => line.includes(`[data-platform='${platform}']`) && line.includes('--'));
    expect(blocks.length, platform).toBeGreaterThan(0);
    const has = new Map([...usual, ...blocks.flatMap((block) => [...own(block)])]);
    for (const theme of [0, 1] as const) {
      for (const [text, surface] of [['p-ink', 'p-sheet'], ['p-ink', 'p-fill'], ['p-soft', 'p-sheet'], ['p-soft', 'p-fill'], ['p-sign', 'p-sheet'], ['p-sign', 'p-fill']] as const) {
        const measured = contrast(colour(has.get(text)!, theme), colour(has.get(surface)!, theme));
        if (!(measured >= 4.5)) weak.push(`${platform} ${text} on ${surface} ${theme}: ${measured.toFixed(2)}`);
      }
      const mark = contrast('#ffffff', colour(has.get('mark')!, theme));
      if (!(mark >= 4.5)) weak.push(`${platform} mark ${theme}: ${mark.toFixed(2)}`);
    }
  }
  expect(weak).toEqual([]);
});
