/** One piece: its head, what stands below it, and the readers' words. */
export const PIECE = `
.piece { display: block; }
.piece-head { width: min(50rem, 100% - 2 * var(--edge-space)); margin-inline: auto; padding-block: clamp(2rem, 6vw, 4.5rem) clamp(1.5rem, 4vw, 2.5rem); text-align: center; }
.piece-head h1 { hyphens: auto; hyphenate-limit-chars: 14 6 6; font-size: clamp(2.125rem, 5.6vw, 4rem); line-height: 1.05; letter-spacing: -.022em; }
.piece-head h1.long { font-size: clamp(1.875rem, 4.2vw, 3rem); line-height: 1.1; letter-spacing: -.015em; }
.piece-head .kicker { margin-block-end: 1rem; }
.standfirst { font-size: clamp(1.1875rem, 2.2vw, 1.4375rem); line-height: 1.42; color: var(--soft); margin: 1.25rem auto 0; max-width: 40rem; text-wrap: balance; }
.piece-head .byline { margin-block-start: 1.75rem; font-size: .875rem; }
.cover { width: min(64rem, 100% - 2 * var(--edge-space)); margin: 0 auto clamp(2rem, 5vw, 3.5rem); }
.cover img { display: block; width: 100%; max-height: 44rem; object-fit: cover; border-radius: 2px; background: var(--well); }
.below { width: min(38rem, 100% - 2 * var(--edge-space)); margin: clamp(2.5rem, 6vw, 4rem) auto 0; }
.below > * + * { margin-block-start: 1.25rem; }
.tags { display: flex; flex-wrap: wrap; gap: .375rem .5rem; list-style: none; font: 400 .875rem/1.25rem var(--sans); }
.tags a { display: block; padding: .3125rem .75rem; border: 1px solid var(--rule); border-radius: 999px; text-decoration: none; color: var(--soft); }
.tags a:hover { border-color: var(--accent); color: var(--accent); }
.translations { font: 400 .875rem/1.5 var(--sans); color: var(--soft); }
.translations a { display: inline-block; padding-block: .1875rem; }
.next { margin-block-start: clamp(2.5rem, 7vw, 4.5rem); }
.next > .label { border-block-start: 1px solid var(--ink); padding-block: 1rem 0; font-size: .875rem; color: var(--ink); }
.next .trio { border: 0; padding-block: 1.25rem 0; }
.next .trio :is(.title, .bare .title) { font-size: 1.3125rem; }
.beacon { position: absolute; width: 1px; height: 1px; opacity: 0; pointer-events: none; }

.comments { width: min(38rem, 100% - 2 * var(--edge-space)); margin: clamp(2.5rem, 7vw, 4.5rem) auto 0; border-block-start: 1px solid var(--ink); padding-block-start: 1rem; }
.comments h2 { font-size: 1.5rem; margin-block-end: 1rem; }
.comments > ol, .comments ol { list-style: none; }
.comment { padding-block: 1.125rem; border-block-start: 1px solid var(--rule); }
.comments > ol > .comment:first-child { border: 0; padding-block-start: 0; }
.comment ol { margin-block-start: 1rem; padding-inline-start: 1.25rem; border-inline-start: 2px solid var(--rule); }
.comment ol .comment { border: 0; padding-block: .5rem; }
.comment .words { margin-block-start: .375rem; white-space: pre-line; }
.comment .small b { color: var(--ink); font-weight: 600; }
.comment .answer { display: inline-block; margin-block-start: .375rem; padding-block: .1875rem; font: 500 .8125rem/1.25rem var(--sans); color: var(--soft); }
.write { margin-block-start: 2rem; padding: 1.5rem; background: var(--well); border-radius: 5px; }
.write h3 { font-size: 1.25rem; }
.write form { display: grid; gap: 1rem; margin-block-start: 1rem; }
.write .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); gap: 1rem; }
.write label { display: block; font: 500 .875rem/1.25rem var(--sans); }
.write label small { font-size: .8125rem; font-weight: 400; color: var(--soft); }
.write input, .write textarea { display: block; width: 100%; margin-block-start: .375rem; padding: .5625rem .75rem; border: 1px solid var(--edge); border-radius: 5px; background: var(--sheet); color: var(--ink); font: 400 1rem/1.5 var(--sans); }
.write textarea { min-height: 8rem; resize: vertical; font-family: var(--serif); font-size: 1.0625rem; }
.write [aria-invalid] { border-color: var(--danger); }
.write button { justify-self: start; padding: .625rem 1.25rem; border: 0; border-radius: 5px; background: var(--ink); color: var(--paper); font: 600 .9375rem/1.25rem var(--sans); cursor: pointer; }
.write button:hover { background: var(--accent); }
.write .trap { position: absolute; inset-inline-start: -200vw; }
.said { padding: .875rem 1rem; border-inline-start: 3px solid var(--tip); background: var(--sheet); font: 400 .9375rem/1.45 var(--sans); margin-block-end: 1rem; }
.said.wrong { border-color: var(--danger); }
@media (max-width: 48rem) { .piece-head { text-align: start; } .standfirst { margin-inline: 0; } .next .trio { gap: 1.5rem; } }
@media print { .next, .beacon, .tags { display: none; } .piece-head { padding-block: 1rem; text-align: start; } .standfirst { margin-inline: 0; } .cover img { max-height: 10cm; } }
`;
