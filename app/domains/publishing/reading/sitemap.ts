import { element } from './markup.ts';
import { type Place, siteAddress } from './piece.ts';

/** One file of a sitemap may hold 50,000 addresses, and the first begins with the front page. */
export const MOST_ADDRESSES = 50_000 - 1;

const file = (root: string, entries: string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join('\n')}
</${root}>
`;
const entry = (name: string, address: string, modifiedAt: string | null) => `<${name}>${element('loc', address)}${element('lastmod', modifiedAt ?? '')}</${name}>`;

interface Address {
  slug: string;
  modifiedAt: string;
}

/** The addresses of one file; the first one begins with the front page. */
export const sitemapOf = (rows: readonly Address[], place: Place, isFirst: boolean): string =>
  file('urlset', [...(isFirst ? [entry('url', siteAddress(place), null)] : []), ...rows.map(({ slug, modifiedAt }) => entry('url', siteAddress(place, slug), modifiedAt))]);

interface AddressFile {
  file: number;
  last: string;
  modifiedAt: string;
}

/** Where the files are, when one cannot hold all: each begins after the last piece of the one before. */
export const sitemapIndexOf = (files: readonly AddressFile[], address: string): string =>
  file('sitemapindex', files.map(({ file: number, modifiedAt }, index) => entry('sitemap', `${address}?after=${number === 0 ? BEGINNING : files[index - 1]!.last}`, modifiedAt)));

/** Before every id. */
export const BEGINNING = '00000000-0000-0000-0000-000000000000';
