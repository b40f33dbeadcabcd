import { SaxesParser } from 'saxes';

/** A feed as its rules judge it: each broken rule is one sentence. Written from RSS 2.0, RFC 4287, JSON Feed 1.1 and sitemaps.org. */
interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

function parseXml(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const own = Object.fromEntries(Object.values(attributes).map((each) => [each.prefix && each.prefix !== 'xmlns' ? `${each.prefix}:${each.local}` : each.name, each.value]));
    const made = { name: uri ? `{${uri}}${local}` : local, attributes: own, children: [], text: '' };
    open.at(-1)!.children.push(made);
    open.push(made);
  });
  parser.on('text', (text) => void (open.at(-1)!.text += text));
  parser.on('cdata', (text) => void (open.at(-1)!.text += text));
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return root.children[0]!;
}

type Rules = string[];
const all = (parent: Element, name: string) => parent.children.filter((child) => child.name === name);
const textOf = (parent: Element, name: string) => all(parent, name)[0]?.text.trim() ?? null;

function exactlyOne(rules: Rules, parent: Element, name: string, where: string): string {
  const found = all(parent, name);
  if (found.length !== 1) rules.push(`${where} has ${found.length} of <${name}>, not one`);
  const text = found[0]?.text.trim() ?? '';
  if (found.length === 1 && text === '') rules.push(`<${name}> of ${where} is empty`);
  return text;
}
const atMostOne = (rules: Rules, parent: Element, names: string[], where: string) => {
  for (const name of names) if (all(parent, name).length > 1) rules.push(`${where} has more than one <${name}>`);
};

function absolute(rules: Rules, address: string | null | undefined, what: string) {
  if (!address || !/^https?:\/\/[^\s<>"{}|\\^`]+$/.test(address) || !URL.canParse(address)) rules.push(`${what} is no absolute address: ${address}`);
}
const RFC822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} (GMT|[+-]\d{4})$/;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

function rfc822(rules: Rules, text: string | null, what: string) {
  const at = text === null ? Number.NaN : Date.parse(text);
  if (!text || !RFC822.test(text) || Number.isNaN(at)) return void rules.push(`${what} is no RFC 822 date: ${text}`);
  if (text.slice(0, 3) !== new Date(at).toUTCString().slice(0, 3) && text.endsWith('GMT')) rules.push(`${what} names the wrong day of the week`);
}
function rfc3339(rules: Rules, text: string | null, what: string) {
  if (!text || !RFC3339.test(text) || Number.isNaN(Date.parse(text))) rules.push(`${what} is no RFC 3339 instant: ${text}`);
}

/** HTML that stands in a feed: addresses are absolute, and nothing runs or frames. */
function feedHtml(rules: Rules, html: string, what: string) {
  for (const [, name, address = ''] of html.matchAll(/\s(href|src|poster)="([^"]*)"/g)) if (!/^(https?:|mailto:|tel:|data:)/.test(address)) rules.push(`${what} has a relative ${name}: ${address}`);
  for (const [, srcset = ''] of html.matchAll(/\ssrcset="([^"]*)"/g)) for (const each of srcset.split(', ')) if (!/^https?:/.test(each)) rules.push(`${what} has a relative srcset: ${each}`);
  for (const [, tag] of html.matchAll(/<(script|iframe|object|embed|form|style|meta|link|base)\b/gi)) rules.push(`${what} has a <${tag}>`);
  if (/\son\w+\s*=\s*"/i.test(html.replace(/>[^<]*</g, '><'))) rules.push(`${what} has an event handler`);
}

const ATOM = '{http://www.w3.org/2005/Atom}';
const CONTENT = '{http://purl.org/rss/1.0/modules/content/}encoded';
const CREATOR = '{http://purl.org/dc/elements/1.1/}creator';
const CHANNEL = ['title', 'link', 'description', 'language', 'copyright', 'managingEditor', 'webMaster', 'pubDate', 'lastBuildDate', 'category', 'generator', 'docs', 'cloud', 'ttl', 'image', 'rating', 'textInput', 'skipHours', 'skipDays', 'item'];
const ITEM = ['title', 'link', 'description', 'author', 'category', 'comments', 'enclosure', 'guid', 'pubDate', 'source'];

export function rssOffences(xml: string, self?: string): Rules {
  const rules: Rules = [];
  const rss = parsed(xml, rules);
  if (!rss) return rules;
  if (rss.name !== 'rss' || rss.attributes.version !== '2.0') rules.push('the root is not <rss version="2.0">');
  const [channel, ...others] = all(rss, 'channel');
  if (!channel || others.length > 0) return [...rules, 'there is not one <channel>'];
  for (const name of ['title', 'link', 'description']) exactlyOne(rules, channel, name, 'the channel');
  absolute(rules, textOf(channel, 'link'), 'the link of the channel');
  atMostOne(rules, channel, ['language', 'lastBuildDate', 'pubDate', 'generator', 'ttl'], 'the channel');
  if (all(channel, 'language').length > 0 && !LANGUAGE.test(textOf(channel, 'language')!)) rules.push('the language is no code');
  if (all(channel, 'lastBuildDate').length > 0) rfc822(rules, textOf(channel, 'lastBuildDate'), 'lastBuildDate');
  for (const { name } of channel.children) if (!name.startsWith('{') && !CHANNEL.includes(name)) rules.push(`<${name}> is unknown in a channel`);
  const link = channel.children.find(({ name, attributes }) => name === `${ATOM}link` && attributes.rel === 'self');
  if (!link) rules.push('there is no atom:link to itself');
  else if (self !== undefined && link.attributes.href !== self) rules.push(`it calls itself ${link.attributes.href}`);
  const guids = new Set<string>();
  for (const item of all(channel, 'item')) {
    const where = `the item “${textOf(item, 'title') ?? ''}”`;
    if (all(item, 'title').length + all(item, 'description').length === 0) rules.push(`${where} has neither title nor description`);
    atMostOne(rules, item, ['title', 'link', 'description', 'author', 'guid', 'pubDate', 'enclosure', CONTENT, CREATOR], where);
    for (const { name, text, attributes } of item.children) {
      if (!name.startsWith('{') && !ITEM.includes(name)) rules.push(`<${name}> is unknown in an item`);
      if (text.trim() === '' && Object.keys(attributes).length === 0) rules.push(`<${name}> of ${where} is empty`);
    }
    absolute(rules, textOf(item, 'link'), `the link of ${where}`);
    rfc822(rules, textOf(item, 'pubDate'), `pubDate of ${where}`);
    const guid = all(item, 'guid')[0];
    if (!guid?.text) rules.push(`${where} has no guid`);
    else if (guids.has(guid.text)) rules.push(`the guid ${guid.text} stands twice`);
    else if (guid.attributes.isPermaLink !== 'false') absolute(rules, guid.text, `the permalink of ${where}`);
    guids.add(guid?.text ?? '');
    for (const { attributes } of all(item, 'enclosure')) {
      absolute(rules, attributes.url, `the enclosure of ${where}`);
      if (!/^\d+$/.test(attributes.length ?? '') || !/^[\w.+-]+\/[\w.+-]+$/.test(attributes.type ?? '')) rules.push(`the enclosure of ${where} has no length or type`);
    }
    if (all(item, 'author').some(({ text }) => !text.includes('@'))) rules.push(`the author of ${where} is no e-mail address`);
    feedHtml(rules, textOf(item, CONTENT) ?? '', where);
  }
  return rules;
}

export function atomOffences(xml: string, self?: string): Rules {
  const rules: Rules = [];
  const feed = parsed(xml, rules);
  if (!feed) return rules;
  const a = (name: string) => `${ATOM}${name}`;
  if (feed.name !== a('feed')) return ['the root is not an Atom <feed>'];
  const entries = all(feed, a('entry'));
  for (const [node, where] of [[feed, 'the feed'], ...entries.map((entry) => [entry, `the entry “${textOf(entry, a('title')) ?? ''}”`])] as [Element, string][]) {
    const id = exactlyOne(rules, node, a('id'), where);
    if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(id)) rules.push(`the id of ${where} is no IRI`);
    exactlyOne(rules, node, a('title'), where);
    exactlyOne(rules, node, a('updated'), where);
    for (const name of ['updated', 'published']) for (const each of all(node, a(name))) rfc3339(rules, each.text, `${name} of ${where}`);
    atMostOne(rules, node, [a('published'), a('summary'), a('content'), a('subtitle'), a('generator'), a('rights')], where);
    for (const author of all(node, a('author'))) exactlyOne(rules, author, a('name'), `the author of ${where}`);
    const links = all(node, a('link'));
    for (const { attributes } of links) absolute(rules, attributes.href, `a link of ${where}`);
    const alternates = links.filter(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate').map(({ attributes }) => `${attributes.type} ${attributes.hreflang ?? ''}`);
    if (new Set(alternates).size !== alternates.length) rules.push(`${where} has two alternate links of one kind`);
    for (const { attributes } of all(node, a('category'))) if (!attributes.term) rules.push(`a category of ${where} has no term`);
    for (const content of [...all(node, a('content')), ...all(node, a('summary')), ...all(node, a('title'))]) {
      if (!['text', 'html', 'xhtml', undefined].includes(content.attributes.type)) rules.push(`${where} has content of an unknown type`);
      if (content.attributes.type === 'html') feedHtml(rules, content.text, where);
    }
    if (node !== feed && all(node, a('content')).length === 0 && alternates.length === 0) rules.push(`${where} has neither content nor an alternate link`);
    if (node !== feed && all(node, a('author')).length + all(feed, a('author')).length === 0) rules.push(`${where} has no author`);
  }
  const itself = all(feed, a('link')).find(({ attributes }) => attributes.rel === 'self');
  if (!itself) rules.push('there is no link to itself');
  else if (self !== undefined && itself.attributes.href !== self) rules.push(`it calls itself ${itself.attributes.href}`);
  const ids = entries.map((entry) => `${textOf(entry, a('id'))} ${textOf(entry, a('updated'))}`);
  if (new Set(ids).size !== ids.length) rules.push('an entry stands twice');
  return rules;
}

export function jsonFeedOffences(json: string, self?: string): Rules {
  const rules: Rules = [];
  const feed = JSON.parse(json) as Record<string, unknown>;
  if (feed.version !== 'https://jsonfeed.org/version/1.1') rules.push('the version is not 1.1');
  if (typeof feed.title !== 'string' || feed.title === '') rules.push('there is no title');
  if (!Array.isArray(feed.items)) return [...rules, 'there are no items'];
  absolute(rules, feed.home_page_url as string, 'home_page_url');
  absolute(rules, feed.feed_url as string, 'feed_url');
  if (self !== undefined && feed.feed_url !== self) rules.push(`it calls itself ${String(feed.feed_url)}`);
  if ('language' in feed && !LANGUAGE.test(String(feed.language))) rules.push('the language is no code');
  if ('author' in feed) rules.push('author is of version 1.0');
  const ids = new Set<unknown>();
  for (const item of feed.items as Record<string, unknown>[]) {
    const where = `the item “${String(item.title)}”`;
    if (typeof item.id !== 'string' || item.id === '') rules.push(`${where} has no id of text`);
    if (ids.has(item.id)) rules.push(`the id ${String(item.id)} stands twice`);
    ids.add(item.id);
    if (typeof item.content_html !== 'string' && typeof item.content_text !== 'string') rules.push(`${where} has no content`);
    absolute(rules, item.url as string, `the url of ${where}`);
    if ('image' in item) absolute(rules, item.image as string, `the image of ${where}`);
    for (const name of ['date_published', 'date_modified']) if (name in item) rfc3339(rules, item[name] as string, `${name} of ${where}`);
    if ('author' in item) rules.push(`${where} has an author as in version 1.0`);
    for (const author of (item.authors ?? []) as Record<string, unknown>[]) if (!author.name && !author.url && !author.avatar) rules.push(`an author of ${where} says nothing`);
    if ('tags' in item && !(item.tags as unknown[]).every((tag) => typeof tag === 'string' && tag !== '')) rules.push(`a tag of ${where} is no text`);
    feedHtml(rules, String(item.content_html ?? ''), where);
  }
  return rules;
}

const W3C = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/;

export function sitemapOffences(xml: string): Rules {
  const rules: Rules = [];
  const root = parsed(xml, rules);
  if (!root) return rules;
  const s = (name: string) => `{http://www.sitemaps.org/schemas/sitemap/0.9}${name}`;
  const [entry] = root.name === s('urlset') ? ['url'] : root.name === s('sitemapindex') ? ['sitemap'] : [];
  if (!entry) return ['the root is neither <urlset> nor <sitemapindex>'];
  const entries = all(root, s(entry));
  if (entries.length === 0 || entries.length !== root.children.length) rules.push(`there are no <${entry}>, or others beside them`);
  if (entries.length > 50_000 || new TextEncoder().encode(xml).length > 50 * 1024 * 1024) rules.push('it is too large');
  const addresses = entries.map((each) => {
    const address = exactlyOne(rules, each, s('loc'), 'an entry');
    absolute(rules, address, 'loc');
    if (address.length >= 2048) rules.push('an address is too long');
    for (const { text } of all(each, s('lastmod'))) if (!W3C.test(text) || Number.isNaN(Date.parse(text))) rules.push(`lastmod is no W3C date: ${text}`);
    for (const { name } of each.children) if (![s('loc'), s('lastmod'), s('changefreq'), s('priority')].includes(name)) rules.push(`<${name}> is unknown`);
    return address;
  });
  if (new Set(addresses).size !== addresses.length) rules.push('an address stands twice');
  if (new Set(addresses.map((address) => URL.parse(address)?.host)).size > 1) rules.push('its addresses are of several hosts');
  return rules;
}

function parsed(xml: string, rules: Rules): Element | null {
  if (!/^<\?xml version="1\.0" encoding="utf-8"\?>/i.test(xml)) rules.push('it does not begin with an XML declaration');
  try {
    return parseXml(xml);
  } catch (error) {
    rules.push(`it is not well-formed: ${String(error)}`);
    return null;
  }
}
