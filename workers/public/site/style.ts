import type { SiteFonts } from '#app/styles/fonts.ts';
import { ACCENTS } from '#app/domains/publishing/site-look.ts';
import { FRAME } from './style-frame.ts';
import { LISTS } from './style-lists.ts';
import { PIECE } from './style-piece.ts';
import { TEXT } from './style-text.ts';

const LATIN = 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';
const LATIN_EXT =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF';

/** A font that comes too late is kept for the next page: words that stand never move. */
const face = (family: string, style: string, weights: string, url: string, range: string) =>
  `@font-face{font-family:'${family}';font-style:${style};font-display:optional;font-weight:${weights};src:url('${url}') format('woff2');unicode-range:${range}}`;

const accents = (theme: 0 | 1) => Object.entries(ACCENTS).map(([name, colours]) => `:root[data-accent='${name}']{--accent:${colours[theme]}}`).join('');

/** Newlines and indents are a fifth of it, and it travels with every page. */
const tight = (css: string) => css.replace(/\s*\/\*.*?\*\/\s*/gs, '').replace(/\s*\n\s*/g, '').replace(/\s*([{};])\s*/g, '$1').replace(/;}/g, '}');

/** The whole style of the site. It is the same for every organization, so that one hash lets it through the content policy. */
export const styleSheet = (fonts: SiteFonts): string =>
  [
    face('Newsreader Variable', 'normal', '200 800', fonts.serif, LATIN),
    face('Newsreader Variable', 'italic', '200 800', fonts.serifItalic, LATIN),
    face('Newsreader Variable', 'normal', '200 800', fonts.serifExt, LATIN_EXT),
    face('Newsreader Variable', 'italic', '200 800', fonts.serifExtItalic, LATIN_EXT),
    face('Inter Variable', 'normal', '100 900', fonts.sans, LATIN),
    face('JetBrains Mono Variable', 'normal', '100 800', fonts.mono, LATIN),
    ...[FRAME, LISTS, PIECE, TEXT].map(tight),
    accents(0),
    `@media (prefers-color-scheme:dark){${accents(1)}}`,
    // Paper is white whatever the screen was.
    `@media print{${accents(0)}}`,
  ].join('');
