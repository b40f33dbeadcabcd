import type { Feed } from './feed.ts';

/** JSON Feed 1.1. */
export const jsonFeedOf = (feed: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self,
    description: feed.description,
    ...(feed.language ? { language: feed.language } : {}),
    items: feed.entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      content_html: entry.html,
      ...(entry.summary ? { summary: entry.summary } : {}),
      ...(entry.picture ? { image: entry.picture.src } : {}),
      date_published: entry.publishedAt,
      date_modified: entry.modifiedAt,
      ...(entry.author ? { authors: [{ name: entry.author }] } : {}),
      ...(entry.terms.length > 0 ? { tags: [...new Set(entry.terms.map(({ name }) => name))] } : {}),
      language: entry.language,
    })),
  });
