/** The front page and every list of pieces. */
export const LISTS = `
.kicker { font: 600 .8125rem/1.25rem var(--sans); color: var(--accent); margin-block-end: .5rem; }
.kicker a { color: inherit; text-decoration: none; display: inline-block; padding-block: .125rem; }
.kicker a:hover { text-decoration: underline; }
.byline { font: 400 .8125rem/1.4 var(--sans); color: var(--faint); margin-block-start: .75rem; }
.byline a { color: var(--soft); font-weight: 500; text-decoration: none; display: inline-block; padding-block: .1875rem; }
.byline a:hover { color: var(--accent); text-decoration: underline; }
.byline > span { display: inline-block; }
.byline > span:not(:last-child)::after { content: '·'; margin-inline: .4375rem; }
.title { letter-spacing: -.012em; }
:is(.title, h1):has([dir='rtl']), h1[dir='rtl'] { letter-spacing: 0 !important; line-height: 1.3 !important; }
.title a { text-decoration: none; }
.title a:hover { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .12em; }
.excerpt { color: var(--soft); margin-block-start: .5rem; }
.thumb { display: block; background: var(--well); overflow: hidden; border-radius: 2px; }
.thumb img { display: block; width: 100%; aspect-ratio: 3 / 2; object-fit: cover; }

.lead { display: grid; grid-template-columns: minmax(0, 7fr) minmax(0, 5fr); gap: 1.5rem clamp(1.5rem, 4vw, 3.5rem); align-items: center; padding-block: clamp(1.5rem, 4vw, 3rem); }
.lead .title { font-size: clamp(2rem, 4.3vw, 3.375rem); line-height: 1.05; letter-spacing: -.022em; }
.lead .excerpt { font-size: clamp(1.125rem, 1.8vw, 1.3125rem); line-height: 1.45; margin-block-start: 1rem; }
.lead .byline { margin-block-start: 1.25rem; }
.lead.bare { grid-template-columns: minmax(0, 1fr); justify-items: center; text-align: center; padding-block: clamp(2rem, 6vw, 4.5rem); }
.lead.bare > div { max-width: 50rem; }
.lead.bare .title { font-size: clamp(2.25rem, 5.6vw, 4.25rem); }
.lead.bare .excerpt { max-width: 40rem; margin-inline: auto; text-wrap: balance; }

.trio { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 2rem clamp(1.5rem, 3vw, 2.5rem); padding-block: 1.75rem 2.25rem; border-block-start: 1px solid var(--ink); }
.trio article { display: flex; flex-direction: column; }
.trio article + article { position: relative; }
.trio article + article::before { content: ''; position: absolute; inset-block: 0; inset-inline-start: calc(-.5 * clamp(1.5rem, 3vw, 2.5rem)); border-inline-start: 1px solid var(--rule); }
.trio .thumb { margin-block-end: 1rem; }
.trio .title { font-size: 1.5rem; line-height: 1.15; }
.trio .bare .title { font-size: 1.875rem; line-height: 1.12; }
.trio .bare .excerpt { font-size: 1.125rem; }

.columns-two { display: grid; grid-template-columns: minmax(0, 1fr) 15rem; gap: clamp(2rem, 6vw, 5rem); border-block-start: 1px solid var(--ink); padding-block-start: 1.25rem; }
.river { min-width: 0; max-width: 46rem; }
.label { font: 600 .8125rem/1.25rem var(--sans); color: var(--soft); letter-spacing: 0; }
.river > .label { margin-block-end: .25rem; }
.entry { display: grid; grid-template-columns: minmax(0, 1fr) 11.5rem; gap: .5rem 1.75rem; padding-block: 1.5rem; }
.entry + .entry { border-block-start: 1px solid var(--rule); }
.entry.bare { grid-template-columns: minmax(0, 1fr); }
.entry .title { font-size: 1.4375rem; line-height: 1.18; }
.entry .thumb { align-self: start; }
.beside { align-self: start; position: sticky; inset-block-start: 1.5rem; font: 400 .875rem/1.5 var(--sans); color: var(--soft); }
.beside section + section { margin-block-start: 2rem; }
.beside .label { margin-block-end: .5rem; color: var(--ink); }
.beside ul { list-style: none; }
.beside li a { display: inline-block; padding-block: .25rem; text-decoration-color: var(--rule); }
.beside p a { text-decoration-color: var(--rule); }
.beside p + p { margin-block-start: .5rem; }

.list-head { padding-block: clamp(1.75rem, 5vw, 3.25rem) 1.5rem; max-width: 46rem; }
.list-head h1 { font-size: clamp(2.125rem, 5vw, 3.25rem); line-height: 1.06; letter-spacing: -.02em; }
.list-head p { color: var(--soft); margin-block-start: .75rem; }
.list-head .search { margin-block-start: 1.25rem; }
.list { border-block-start: 1px solid var(--ink); max-width: 46rem; }
.older { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem 2rem; padding-block: 1.25rem; border-block-start: 1px solid var(--ink); font: 500 .9375rem/1.25rem var(--sans); }
.older a { padding-block: .375rem; text-decoration: none; color: var(--accent); }
.older a:hover { text-decoration: underline; }
.older a:last-child:not(:first-child), .older a[rel='next'] { margin-inline-start: auto; }
.nothing { padding-block: clamp(2rem, 6vw, 4rem); max-width: 38rem; font-size: 1.25rem; color: var(--soft); }

.refusal { padding-block: clamp(3rem, 10vw, 7rem); max-width: 40rem; }
.refusal h1 { font-size: clamp(2rem, 5vw, 3.125rem); line-height: 1.08; letter-spacing: -.02em; }
.refusal p { margin-block-start: 1rem; font-size: 1.1875rem; color: var(--soft); }
.refusal .search { margin-block-start: 1.75rem; }

@media (max-width: 60rem) {
  .columns-two { grid-template-columns: minmax(0, 1fr); }
  .river { max-width: none; }
  .beside { position: static; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); gap: 2rem; border-block-start: 1px solid var(--rule); padding-block-start: 1.5rem; }
  .beside section + section { margin-block-start: 0; }
}
@media (max-width: 48rem) {
  .lead { grid-template-columns: minmax(0, 1fr); align-items: start; }
  .lead.bare { justify-items: start; text-align: start; }
  .trio { grid-template-columns: minmax(0, 1fr); }
  .trio article { padding-block-start: 1.5rem; border-block-start: 1px solid var(--rule); }
  .trio article:first-child { padding-block-start: 0; border: 0; }
  .trio article + article { margin-block-start: -.5rem; }
  .trio article + article::before { content: none; }
}
@media (max-width: 32rem) {
  .entry { grid-template-columns: minmax(0, 1fr) 5.5rem; gap: .5rem 1rem; }
  .entry .title { font-size: 1.25rem; }
  .entry .excerpt { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
  .entry .thumb img { aspect-ratio: 1; }
}
`;
