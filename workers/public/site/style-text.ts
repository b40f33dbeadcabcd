/** What a callout is called in the language of its piece; in every other it is said in English. */
const TONES = {
  ar: ['ملاحظة', 'نصيحة', 'تنبيه', 'خطر'],
  de: ['Hinweis', 'Tipp', 'Achtung', 'Gefahr'],
  es: ['Nota', 'Consejo', 'Atención', 'Peligro'],
  fr: ['Note', 'Conseil', 'Attention', 'Danger'],
  he: ['הערה', 'עצה', 'שימו לב', 'סכנה'],
  it: ['Nota', 'Consiglio', 'Attenzione', 'Pericolo'],
  nl: ['Let op', 'Tip', 'Waarschuwing', 'Gevaar'],
  pt: ['Nota', 'Dica', 'Atenção', 'Perigo'],
} satisfies Record<string, [string, string, string, string]>;

/** The words of a piece: everything that render-html.ts can make. What is wider than the measure breaks out of it, or scrolls inside. */
export const TEXT = `
.text {
  display: grid;
  grid-template-columns: minmax(var(--edge-space), 1fr) minmax(0, 7rem) min(38rem, 100% - 2 * var(--edge-space)) minmax(0, 7rem) minmax(var(--edge-space), 1fr);
  font-size: 1.1875rem;
  line-height: 1.62;
  hanging-punctuation: first allow-end;
}
.text > * { grid-column: 3; min-width: 0; }
.text > * + * { margin-block-start: 1.25em; }
.text :is(li, td, th, blockquote, .callout, .column, li > div) > * + * { margin-block-start: .75em; }
.text[dir='ltr'] :is(h2, h3) { letter-spacing: -.012em; }
.text h2 { font-size: 1.75rem; margin-block-start: 2em; }
.text h3 { font-size: 1.375rem; margin-block-start: 1.9em; }
.text h4 { font-size: 1.1875rem; font-weight: 650; margin-block-start: 1.75em; }
.text h5, .text h6 { font: 600 1rem/1.4 var(--sans); margin-block-start: 1.75em; }
.text > :is(h2, h3, h4, h5, h6) + * { margin-block-start: .625em; }
.text > :first-child { margin-block-start: 0; }
.text :is(p, li, figcaption, td, th, h2, h3) > a, .text :is(em, strong, u, s, mark) > a { color: var(--accent); }
.text a:hover { text-decoration-thickness: 2px; }
.text strong { font-weight: 680; }
.text mark { background: var(--mark); color: inherit; padding-inline: .1em; border-radius: 2px; }
.text sub, .text sup { font-size: .7em; line-height: 0; }
.text .align-left { text-align: left; }
.text .align-center { text-align: center; }
.text .align-right { text-align: right; }
.text .align-justify { text-align: justify; hyphens: auto; }
.text .placeholder { border-block-end: 1px dashed var(--edge); color: var(--soft); }

.text ul, .text ol { padding-inline-start: 1.375em; }
.text ol > li { padding-inline-start: .25em; }
.text li + li { margin-block-start: .4em; }
.text li::marker { color: var(--faint); }
.text ol > li::marker { font-size: .9em; font-variant-numeric: tabular-nums; }
.text li > :is(ul, ol) { margin-block-start: .4em; }
.text .tasks { list-style: none; padding: 0; }
.text .tasks > li { display: grid; grid-template-columns: 1.5rem minmax(0, 1fr); gap: .5rem; align-items: start; }
.text .tasks > li > div { margin: 0; }
.text .tasks input { width: 1.0625rem; height: 1.0625rem; margin: .42em 0 0; accent-color: var(--accent); }

.text blockquote { margin-inline: 0; padding-inline-start: 1.375rem; border-inline-start: 3px solid var(--accent); font-style: italic; font-size: 1.3125rem; line-height: 1.5; color: var(--ink); }
.text blockquote em, .text[dir='rtl'] :is(blockquote, em) { font-style: normal; }
.text blockquote :is(ul, ol, table, pre, figure) { font-style: normal; font-size: 1.1875rem; }
.text hr { border: 0; width: 100%; margin-block: 2.25rem; text-align: center; color: var(--faint); line-height: 1; }
.text hr::before { content: '*\\2003*\\2003*'; font-size: 1.125rem; }
.text > hr + * { margin-block-start: 0; }

.text code { font: .84em/1.5 var(--mono); background: var(--well); border-radius: 3px; padding: .12em .32em; overflow-wrap: anywhere; }
.text pre { margin: 0; padding: 1rem 1.125rem; overflow-x: auto; background: var(--well); border-radius: 5px; border: 1px solid var(--rule); tab-size: 2; direction: ltr; text-align: left; }
.text pre code { display: block; width: max-content; min-width: 100%; padding: 0; background: none; font-size: .9375rem; line-height: 1.6; overflow-wrap: normal; }
.text > pre { margin-block: 1.75rem .25rem; }

.text .callout { padding: 1.125rem 1.25rem 1.25rem; border-inline-start: 4px solid var(--tone, var(--accent)); background: var(--well); border-radius: 0 5px 5px 0; font-size: 1.0625rem; line-height: 1.55; }
.text .callout:dir(rtl) { border-radius: 5px 0 0 5px; }
.text .callout::before { content: 'Note'; display: block; font: 600 .8125rem/1.25rem var(--sans); color: var(--tone, var(--accent)); margin-block-end: .25rem; }
.text .callout > :first-child { margin-block-start: 0; }
.text .callout-tip { --tone: var(--tip); }
.text .callout-tip::before { content: 'Tip'; }
.text .callout-warning { --tone: var(--warning); }
.text .callout-warning::before { content: 'Warning'; }
.text .callout-danger { --tone: var(--danger); }
.text .callout-danger::before { content: 'Danger'; }
${Object.entries(TONES).map(([language, [note, tip, warning, danger]]) => `.text:lang(${language}) .callout::before { content: '${note}'; } .text:lang(${language}) .callout-tip::before { content: '${tip}'; } .text:lang(${language}) .callout-warning::before { content: '${warning}'; } .text:lang(${language}) .callout-danger::before { content: '${danger}'; }`).join('\n')}

.text figure { max-width: 100%; }
.text > figure { margin-block: 2rem .5rem; }
.text > figure.image, .text > figure.video { justify-self: stretch; }
.text figure img, .text figure video { display: block; border-radius: 2px; background: var(--well); }
.text > figure.image > img, .text > figure.image > a > img { margin-inline: auto; }
.text .image-wide, .text .gallery, .text .embed { grid-column: 2 / 5; }
.text .image-wide img { width: 100%; }
.text .image-full { grid-column: 1 / -1; }
.text .image-full img { width: 100%; border-radius: 0; max-height: 92vh; object-fit: cover; }
.text .image-full figcaption { width: min(52rem, 100% - 2 * var(--edge-space)); margin-inline: auto; }
.text figcaption { margin-block-start: .625rem; font: 400 .875rem/1.45 var(--sans); color: var(--faint); text-wrap: pretty; }
.text video { width: 100%; }
.text audio { width: 100%; display: block; }
.text .gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); gap: 1rem; align-items: start; }
.text .gallery img { width: 100%; aspect-ratio: 4 / 3; object-fit: cover; }
.text .gallery figure { margin: 0; }
.text .embed iframe { display: block; width: 100%; aspect-ratio: 16 / 9; border: 0; background: var(--well); border-radius: 5px; }
.text .embed iframe:is([src*='soundcloud.com']) { aspect-ratio: auto; height: 166px; }
.text .embed iframe:is([src*='spotify.com']) { aspect-ratio: auto; height: 352px; }
.text .embed iframe:is([src*='twitter.com'], [src*='bsky.app'], [src*='instagram.com'], [src*='tiktok.com'], [src*='/@']) { aspect-ratio: auto; height: 38rem; max-width: 34rem; margin-inline: auto; }
.text .embed > a { display: block; padding: 1rem 1.25rem; border: 1px solid var(--rule); border-radius: 5px; font: 500 1rem/1.5 var(--sans); }

.text .table-box { grid-column: 2 / 5; overflow-x: auto; justify-self: center; max-width: 100%; min-width: min(38rem, 100%); margin-block: 2rem .5rem; }
.text table { border-collapse: collapse; min-width: 100%; font: 400 .9375rem/1.45 var(--sans); font-variant-numeric: tabular-nums; border-block: 1px solid var(--ink); }
.text th, .text td { padding: .625rem .875rem; text-align: start; vertical-align: top; border-block-end: 1px solid var(--rule); min-width: 6rem; }
.text th { font-weight: 600; }
.text thead th { border-block-end-color: var(--ink); vertical-align: bottom; }
.text .column .table-box, .text .callout .table-box, .text li .table-box { min-width: 0; }

.text .columns { grid-column: 2 / 5; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: 1.5rem 2.5rem; font-size: 1.0625rem; line-height: 1.55; margin-block: 2rem .5rem; }
.text .column > :first-child { margin-block-start: 0; }
.text .button-row { margin-block: 2rem .5rem; }
.text .button { display: inline-block; padding: .75rem 1.5rem; border: 1px solid var(--accent); border-radius: 5px; font: 600 1rem/1.25rem var(--sans); text-decoration: none; color: var(--accent); }
.text .button-primary { background: var(--accent); color: var(--paper); }
.text .button:hover { text-decoration: underline; }

.text .footnote a { color: var(--accent); text-decoration: none; font-family: var(--sans); padding-inline: .125rem; }
.text .footnote a:hover { text-decoration: underline; }
.text .footnotes { margin-block-start: 3rem; padding-block-start: 1rem; border-block-start: 1px solid var(--rule); font-size: 1rem; line-height: 1.5; color: var(--soft); }
.text .footnotes a { font-family: var(--sans); text-decoration: none; display: inline-block; padding-inline: .375rem; }
.text :target { background: var(--mark); scroll-margin-block: 4rem; }

@media (max-width: 48rem) { .text { font-size: 1.125rem; } .text h2 { font-size: 1.5625rem; } .text blockquote { font-size: 1.25rem; } }
@media print {
  .text { display: block; font-size: 11pt; line-height: 1.45; }
  .text p, .text li { orphans: 3; widows: 3; }
  .text h2, .text h3, .text h4 { break-after: avoid; }
  .text figure, .text pre, .text .callout, .text tr { break-inside: avoid; }
  .text .embed iframe, .text video, .text audio, .text .button-row { display: none; }
  .text .embed::after { content: attr(data-url); }
  .text pre { white-space: pre-wrap; }
  .text pre code { width: auto; }
  .text :is(p, li) > a[href^='http']::after { content: ' (' attr(href) ')'; font-size: .85em; overflow-wrap: anywhere; }
}
`;
