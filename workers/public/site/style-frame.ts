/** Times, each cut as wide as Newsreader's, so that lines break in the same places and nothing moves when that arrives. */
const fallback = (style: string, weights: string, cut: string, width: number) => `@font-face {
  font-family: 'Newsreader fallback';
  font-style: ${style};
  font-weight: ${weights};
  src: local('Times New Roman${cut}'), local('Liberation Serif${cut}');
  size-adjust: ${width}%;
  ascent-override: ${(7350 / width).toFixed(1)}%;
  descent-override: ${(2650 / width).toFixed(1)}%;
  line-gap-override: 0%;
}`;

/** Paper and ink, as in app/styles/app.css, in colours that browsers of ten years know. What every page has around its content. */
export const FRAME = `
${fallback('normal', '200 500', '', 104.9)}
${fallback('normal', '501 800', ' Bold', 102.7)}
${fallback('italic', '200 800', ' Italic', 98.4)}
@font-face {
  font-family: 'Inter fallback';
  src: local('Arial'), local('Liberation Sans');
  size-adjust: 107.1%;
  ascent-override: 90.5%;
  descent-override: 22.5%;
  line-gap-override: 0%;
}
:root {
  color-scheme: light dark;
  --paper: #fdfbf6;
  --sheet: #fffefb;
  --well: #f3eee3;
  --ink: #1d1a16;
  --soft: #544e45;
  --faint: #6a6358;
  --rule: #ddd6c8;
  --edge: #8d8476;
  --mark: #f7e6a6;
  --tip: #1d5f3a;
  --warning: #7d4a00;
  --danger: #a3241c;
  --serif: 'Newsreader Variable', 'Newsreader fallback', Georgia, 'Times New Roman', serif;
  --sans: 'Inter Variable', 'Inter fallback', system-ui, sans-serif;
  --mono: 'JetBrains Mono Variable', ui-monospace, Menlo, Consolas, monospace;
  --edge-space: clamp(1rem, 4vw, 2.5rem);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171614;
    --sheet: #1e1c19;
    --well: #24211d;
    --ink: #ede8de;
    --soft: #bdb6a9;
    --faint: #a09889;
    --rule: #38342e;
    --edge: #827b6a;
    --mark: #5c4a12;
    --tip: #88cfa3;
    --warning: #eabb6c;
    --danger: #f4a093;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html {
  background: var(--paper);
  color: var(--ink);
  font: 1.0625rem/1.55 var(--serif);
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
  scroll-padding-block: 1.5rem;
}
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; overflow-wrap: break-word; -webkit-font-smoothing: antialiased; }
main { flex: 1; }
main:focus { outline: none; }
h1, h2, h3, h4, h5, h6 { margin: 0; font-weight: 560; line-height: 1.15; text-wrap: balance; }
p { margin: 0; text-wrap: pretty; }
ul, ol { margin: 0; padding: 0; }
img, video { max-width: 100%; height: auto; }
figure { margin: 0; }
a { color: inherit; text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
::selection { background: var(--accent); color: var(--paper); }
.vh { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; inset-inline-start: 1rem; inset-block-start: -4rem; z-index: 2; padding: .625rem 1rem; background: var(--ink); color: var(--paper); font: 500 .875rem/1.25rem var(--sans); border-radius: 0 0 5px 5px; }
.skip:focus { inset-block-start: 0; color: var(--paper); }
.wide { width: min(70rem, 100% - 2 * var(--edge-space)); margin-inline: auto; }
.small { font: 400 .875rem/1.4 var(--sans); color: var(--faint); }
.small a { color: var(--soft); text-decoration-color: var(--rule); }
.small a:hover { color: var(--accent); text-decoration-color: currentColor; }

.masthead { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .75rem 2rem; padding-block: 1rem; }
.name { font-weight: 620; font-size: 1.5rem; line-height: 1.1; letter-spacing: -.012em; min-width: 0; }
.name a { display: inline-flex; align-items: center; gap: .75rem; min-height: 1.75rem; text-decoration: none; }
.name img { height: 2rem; width: auto; max-width: 6rem; object-fit: contain; flex: none; }
.front .masthead { flex-direction: column; align-items: center; text-align: center; padding-block: clamp(1.75rem, 5vw, 3.25rem) clamp(1.25rem, 3vw, 2rem); gap: .875rem; }
.front .name { font-size: clamp(2.5rem, 7.5vw, 5rem); font-weight: 560; line-height: 1; letter-spacing: -.025em; max-width: 100%; }
.front .name a { flex-direction: column; gap: 1rem; }
.front .name img { height: clamp(3rem, 7vw, 4.5rem); max-width: 12rem; }
.tagline { font-style: italic; font-size: clamp(1.0625rem, 2.2vw, 1.3125rem); line-height: 1.35; color: var(--soft); max-width: 36rem; text-wrap: balance; }
.double-rule { height: 6px; border-block-start: 3px solid var(--ink); border-block-end: 1px solid var(--ink); }

.bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 2rem; padding-block: .5rem; border-block-end: 1px solid var(--rule); }
.bar ul { display: flex; flex-wrap: wrap; column-gap: 1.375rem; list-style: none; font: 500 .875rem/1.25rem var(--sans); min-width: 0; }
.bar li a { display: block; padding-block: .5rem; text-decoration: none; }
.bar li a:hover { text-decoration: underline; }
.bar [aria-current] { box-shadow: 0 2px 0 var(--accent); }
.search { display: flex; align-items: center; flex: 0 1 16rem; margin-inline-start: auto; border: 1px solid var(--edge); border-radius: 5px; background: var(--sheet); }
.search:focus-within { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.search input { flex: 1; min-width: 0; width: 100%; border: 0; background: none; padding: .375rem .25rem .375rem .625rem; color: inherit; font: 400 1rem/1.25rem var(--sans); appearance: none; }
.search input:focus { outline: none; }
.search button { border: 0; background: none; padding: .375rem .75rem; color: var(--soft); font: 500 .875rem/1.25rem var(--sans); cursor: pointer; min-height: 2rem; }
.search button:hover { color: var(--accent); }
.search.big { max-width: 34rem; flex: none; margin: 0; }
.search.big input { padding: .625rem .75rem; }

.colophon { margin-block-start: clamp(3rem, 8vw, 6rem); border-block-start: 1px solid var(--rule); padding-block: 2rem 2.5rem; background: var(--well); }
.colophon .wide { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 1.5rem 3rem; align-items: end; }
.colophon .name { font-size: 1.25rem; }
.colophon p + p { margin-block-start: .5rem; }
.colophon .about { max-width: 36rem; color: var(--soft); }
.colophon ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; list-style: none; }
.colophon li a { display: block; padding-block: .375rem; }
.colophon .small, .colophon .small a { color: var(--soft); }

.bar-preview { background: var(--ink); color: var(--paper); font: 500 .875rem/1.4 var(--sans); text-align: center; padding: .75rem var(--edge-space); }
.bar-preview :focus-visible { outline-color: var(--paper); }

@media (max-width: 40rem) {
  .bar ul { flex-wrap: nowrap; overflow-x: auto; margin-inline: calc(-1 * var(--edge-space)); padding-inline: var(--edge-space); width: calc(100% + 2 * var(--edge-space)); }
  .bar li { flex: none; }
  .bar nav { width: 100%; min-width: 0; }
  .bar .search { flex: 1 1 100%; margin-block: .25rem; }
  .colophon .wide { grid-template-columns: minmax(0, 1fr); }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media (forced-colors: active) { .bar [aria-current] { outline: 1px solid Highlight; } }
@media print {
  :root { --paper: #fff; --sheet: #fff; --well: #fff; --ink: #000; --soft: #333; --faint: #444; --rule: #bbb; }
  html { font-size: 11pt; }
  .skip, .bar, .search, .bar-preview, .colophon ul, .beside, .older, .write { display: none !important; }
  .masthead { padding-block: 0 .5rem; }
}
`;
