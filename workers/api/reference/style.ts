/** Paper and ink, as in app/styles/app.css: the page stands alone, so its few tokens are said again here. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f8f5ee, #171614);
  --sheet: light-dark(#fffdf8, #201e1b);
  --ink: light-dark(#1d1a16, #ede8de);
  --soft: light-dark(#544e45, #b7b0a3);
  --rule: light-dark(#ded7ca, #36332e);
  --accent: light-dark(#17508f, #8fbdf0);
  --wash: light-dark(#e3ecf5, #1c2a3a);
  --danger: light-dark(#a3241c, #f4a093);
  --serif: Newsreader, Georgia, 'Times New Roman', serif;
  --sans: Inter, system-ui, sans-serif;
  --mono: 'JetBrains Mono', ui-monospace, Menlo, Consolas, monospace;
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); font: 1rem/1.6 var(--sans); scroll-padding-block: 1.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 6rem; max-width: 46rem; overflow-wrap: break-word; }
h1, h2, h3 { font-family: var(--serif); font-weight: 500; line-height: 1.2; text-wrap: balance; }
h1 { font-size: 2.625rem; margin: 0 0 .75rem; }
h2 { font-size: 1.9375rem; margin: 4rem 0 1rem; }
h3 { font-size: 1.4375rem; margin: 0 0 .5rem; }
h4 { font: 600 .8125rem/1.25rem var(--sans); color: var(--soft); margin: 1.5rem 0 .25rem; }
p { margin: 0 0 1rem; text-wrap: pretty; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
main:focus-visible { outline: none; }
code { font: .875em var(--mono); overflow-wrap: anywhere; }
.above { margin: 0 0 1.5rem; font: 1.1875rem var(--serif); }
.above a { color: inherit; text-decoration: none; display: inline-block; padding: .25rem 0; }
.double-rule { height: 5px; border-block: 2px solid var(--ink); border-block-end-width: 1px; margin-block-end: 1.5rem; }
.facts, .scope, .refused, .type, figcaption { color: var(--soft); font-size: .875rem; }
.skip { position: absolute; inset-inline-start: 1rem; inset-block-start: -4rem; background: var(--sheet); padding: .5rem .75rem; }
.skip:focus { inset-block-start: .5rem; }
.anchor { color: var(--soft); font-family: var(--sans); font-size: .7em; font-weight: 400; text-decoration: none; display: inline-block; min-width: 24px; min-height: 24px; text-align: center; }
nav h2 { font: 600 .8125rem/1.25rem var(--sans); color: var(--soft); margin: 2rem 0 .5rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav ul ul { padding-inline-start: 1rem; }
nav a { display: inline-block; padding: .1875rem 0; font-size: .875rem; line-height: 1.25rem; color: var(--ink); text-decoration: none; }
nav ul ul a { color: var(--soft); }
nav a:hover { text-decoration: underline; }
.operation, .schema { border-block-start: 1px solid var(--rule); padding-block-start: 1.5rem; margin-block-start: 2.5rem; }
.line { display: flex; flex-wrap: wrap; gap: .25rem .75rem; margin-block-end: .75rem; }
.method { font-weight: 700; }
.delete { color: var(--danger); }
.scope code { background: var(--wash); color: var(--ink); padding: .1em .4em; border-radius: 3px; }
.fields, .problems { margin: 0; border-block-start: 1px solid var(--rule); }
.fields > div, .problems > div { padding: .5rem 0; border-block-end: 1px solid var(--rule); }
.fields dt code { font-weight: 600; margin-inline-end: .375rem; }
.type code { font-weight: 400 !important; margin: 0 !important; }
.need { font-size: .8125rem; font-style: italic; }
dd { margin: .125rem 0 0; font-size: .9375rem; line-height: 1.45; color: var(--soft); }
.status { font: 600 1rem var(--mono); margin-inline-end: .375rem; }
.problems code { color: var(--soft); margin-inline-start: .375rem; }
.problems > div:target, .problems > div:has(:target) { background: var(--wash); }
figure { margin: 1.25rem 0; }
figcaption { margin-block-end: .25rem; }
pre { margin: 0; padding: .875rem 1rem; overflow-x: auto; background: var(--sheet); border: 1px solid var(--rule); border-radius: 5px; line-height: 1.5; }
pre code { font-size: .8125rem; overflow-wrap: normal; }
@media (min-width: 68rem) {
  body { max-width: 74rem; display: grid; grid-template-columns: 15rem minmax(0, 46rem); column-gap: 4rem; }
  header { grid-column: 2; }
  nav { grid-column: 1; grid-row: 1 / span 2; position: sticky; inset-block-start: 1.5rem; align-self: start; max-height: calc(100dvh - 3rem); overflow-y: auto; }
  nav h2 { margin-block-start: .5rem; }
  main { grid-column: 2; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print { nav, .skip, .anchor { display: none; } .operation, pre { break-inside: avoid; } }
`;
