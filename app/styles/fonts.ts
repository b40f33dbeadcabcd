/** The two files every page starts with; root.tsx preloads them. The rest load when a page uses them. */
import interUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import monoUrl from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url';
import newsreaderExtItalicUrl from '@fontsource-variable/newsreader/files/newsreader-latin-ext-wght-italic.woff2?url';
import newsreaderExtUrl from '@fontsource-variable/newsreader/files/newsreader-latin-ext-wght-normal.woff2?url';
import newsreaderItalicUrl from '@fontsource-variable/newsreader/files/newsreader-latin-wght-italic.woff2?url';
import newsreaderUrl from '@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2?url';

export const fontPreloads = [interUrl, newsreaderUrl];

/** The files that the public site names in its own style sheet: only the pages' compiler knows what they are called once built. */
export const siteFonts = { serif: newsreaderUrl, serifItalic: newsreaderItalicUrl, serifExt: newsreaderExtUrl, serifExtItalic: newsreaderExtItalicUrl, sans: interUrl, mono: monoUrl };
export type SiteFonts = typeof siteFonts;

/** Spread into a route's links(). */
export const fontLinks = fontPreloads.map((href) => ({
  rel: 'preload' as const,
  as: 'font' as const,
  type: 'font/woff2',
  href,
  crossOrigin: 'anonymous' as const,
}));
