import { expect, test } from 'vitest';
import { hashtagsIn, linksIn, mentionsIn } from '#app/domains/social/composing/extract.ts';

const links = (text: string) => linksIn(text).map(({ text: link }) => link);
const hashtags = (text: string) => hashtagsIn(text).map(({ text: tag }) => tag);
const mentions = (text: string) => mentionsIn(text).map(({ text: name }) => name);

test('addresses end where the sentence goes on', () => {
  expect(links('Go to http://example.com/a+ or http://example.com/a-.')).toEqual(['http://example.com/a+', 'http://example.com/a-']);
  expect(links('(https://example.com/wiki/Primer_(film)), “https://example.com/b”!')).toEqual(['https://example.com/wiki/Primer_(film)', 'https://example.com/b']);
  expect(links(`Dots http://example.com/path${'.'.repeat(40)}`)).toEqual(['http://example.com/path']);
  expect(links('http://www.foo.com/foo/path-with-period./ and http://www.foo.org.za/foo/bar/688.1')).toEqual(['http://www.foo.com/foo/path-with-period./', 'http://www.foo.org.za/foo/bar/688.1']);
  expect(links("I like http://t.co/pbY2NfTZ's website and http://t.co/8MkmHU0k+c")).toEqual(['http://t.co/pbY2NfTZ', 'http://t.co/8MkmHU0k']);
});

test('addresses stand in any writing, with and without their scheme', () => {
  expect(links('これは日本語です。example.com/path/index.html中国語example.com/path한국')).toEqual(['example.com/path/index.html', 'example.com/path']);
  expect(links('http://twitter.com/これは日本語です。http://t.co/abcde한국 http://twitter.com/Русские_слова')).toEqual(['http://twitter.com/', 'http://t.co/abcde', 'http://twitter.com/Русские_слова']);
  expect(links('test http://foobar.中国/ http://☃.net/ ELPAÍS.com http://xn--ls8h.XN--ls8h.la/')).toEqual(['http://foobar.中国/', 'http://☃.net/', 'ELPAÍS.com', 'http://xn--ls8h.XN--ls8h.la/']);
  expect(linksIn('see example.com, https://example.org')).toEqual([
    { text: 'example.com', index: 4, end: 15, bare: true },
    { text: 'https://example.org', index: 17, end: 36, bare: false },
  ]);
});

test('a name with a dot is no address everywhere', () => {
  expect(links('foo.baz www.xxxxxxx.baz foo.somecom long.test.tar.bz2 john.doe.gov@mail.com')).toEqual([]);
  expect(links('http://no-tld http://tld-too-short.x http://-leadingdash.twitter.com http://twitter_underscore.com')).toEqual([]);
  expect(links('#test.com @test.com $t.co')).toEqual([]);
});

test('hashtags stand in every alphabet', () => {
  expect(hashtags('(#hashtag1 )#hashtag2 [#hashtag3 ’#hashtag5 #mañana #münchen #ашок #트위터 #漢字 ＃ｈａｓｈｔａｇ１２３')).toEqual(['hashtag1', 'hashtag2', 'hashtag3', 'hashtag5', 'mañana', 'münchen', 'ашок', '트위터', '漢字', 'ｈａｓｈｔａｇ１２３']);
  expect(hashtags('#महात्मा_१२३४ #१२३४ #ثبت_نام. #עַל־יְדֵי #ශ්‍රීලංකා #བོད་སྐད་')).toEqual(['महात्मा_१२३४', 'ثبت_نام', 'עַל־יְדֵי', 'ශ්‍රීලංකා', 'བོད་སྐད་']);
  expect(hashtags('❤️#love #a: #b; #c, #d. #e! #f?')).toEqual(['love', 'a', 'b', 'c', 'd', 'e', 'f']);
});

test('a number, a part of a word and a part of an address are no hashtags', () => {
  expect(hashtags('On the #16 bus, #0')).toEqual([]);
  expect(hashtags('日本語ハッシュタグ#日本語 a&#b x#y')).toEqual([]);
  expect(hashtags('http://twitter.com/#hashtag example.com/#hashtag #http://twitter.com')).toEqual([]);
  expect(hashtags('#️⃣ is a key')).toEqual([]);
});

test('mentions are names as the platforms write them', () => {
  expect(mentions('@username の@user_nameに and @12345, (cc: @first.last) RT:@mention.')).toEqual(['username', 'user_name', '12345', 'first.last', 'mention']);
  expect(mentions('@reader@social.example and @paper.social.example and @a-paper.example')).toEqual(['reader@social.example', 'paper.social.example', 'a-paper.example']);
  expect(mentions('mail me@example.com f!@kn @@no @http://example.com https://example.com/@name')).toEqual([]);
  expect(mentionsIn('Thanks @name.')).toEqual([{ text: 'name', index: 7, end: 12 }]);
});
