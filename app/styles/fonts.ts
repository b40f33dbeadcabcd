/** The two files every page starts with; root.tsx preloads them. The rest load when a page uses them. */
import interUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import newsreaderUrl from '@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2?url';

export const fontPreloads = [interUrl, newsreaderUrl];

/** Spread into a route's links(). */
export const fontLinks = fontPreloads.map((href) => ({
  rel: 'preload' as const,
  as: 'font' as const,
  type: 'font/woff2',
  href,
  crossOrigin: 'anonymous' as const,
}));
