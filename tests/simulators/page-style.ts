/** The look of the simulators' pages: the app's paper and ink, without its build. */
export const STYLE = `
:root { color-scheme: light dark; --paper: light-dark(#f8f5ee, #171614); --sheet: light-dark(#fffdf8, #201e1b); --ink: light-dark(#1d1a16, #ede8de); --soft: light-dark(#544e45, #b7b0a3); --rule: light-dark(#ded7ca, #36332e); --line: light-dark(#8d8476, #827b6a); --accent: light-dark(#17508f, #8fbdf0); --wash: light-dark(#faedd2, #352913); --waiting: light-dark(#7d4a00, #eabb6c); --done: light-dark(#1d5f3a, #88cfa3); --done-wash: light-dark(#e0f0e3, #182e20); --failed: light-dark(#a3241c, #f4a093); --failed-wash: light-dark(#fbe5e0, #3c1d19); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 0.9375rem/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { margin: 0.5rem 0; font: 500 1.9375rem/2.25rem Georgia, 'Times New Roman', serif; }
h2 { margin: 2.5rem 0 0.75rem; font: 500 1.1875rem/1.5rem Georgia, 'Times New Roman', serif; }
h3 { margin: 0 0 0.25rem; font-size: 1rem; }
p { margin: 0 0 0.5rem; }
a { color: var(--accent); text-underline-offset: 2px; }
nav a { display: inline-block; min-height: 24px; }
summary { width: fit-content; min-height: 24px; cursor: pointer; margin: 1rem 0 0.5rem; }
:focus-visible, article:target { outline: 2px solid var(--accent); outline-offset: 2px; }
.tag { display: inline-block; padding: 0 0.5rem; border-radius: 5px; background: var(--wash); color: var(--waiting); font: 500 0.875rem/1.5rem system-ui, sans-serif; vertical-align: middle; }
.soft, time { color: var(--soft); }
time { font-size: 0.8125rem; }
.plain, .platforms { margin: 0; padding: 0; list-style: none; }
.platforms li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: 0.75rem 0; border-top: 1px solid var(--rule); }
.platforms a { font-weight: 600; min-height: 24px; }
.platforms span { color: var(--soft); }
article { margin: 0 0 0.75rem; padding: 0.75rem 1rem; border: 1px solid var(--rule); border-radius: 8px; background: var(--sheet); }
.answers { margin-left: 1.25rem; }
.by { display: flex; flex-wrap: wrap; gap: 0 0.5rem; align-items: baseline; }
.text { white-space: pre-wrap; margin: 0; }
.media { margin-top: 0.5rem; padding-top: 0.5rem; border-top: 1px solid var(--rule); font-size: 0.875rem; }
.said { padding: 0.5rem 0.75rem; border-radius: 5px; background: var(--done-wash); color: var(--done); }
.refused { background: var(--failed-wash); color: var(--failed); }
.plan { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); gap: 0.75rem; align-items: end; margin-bottom: 1rem; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.75rem; }
label { display: block; font-size: 0.8125rem; }
select, input, button { min-height: 36px; padding: 0.25rem 0.75rem; border: 1px solid var(--line); border-radius: 5px; background: var(--sheet); color: var(--ink); font: inherit; }
label select, label input { display: block; width: 100%; margin-top: 0.25rem; font-size: 0.875rem; }
button { cursor: pointer; }
.first { background: var(--ink); color: var(--paper); border-color: var(--ink); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 0; }
dd { margin: 0; }
code { font: 0.8125rem/1.5 ui-monospace, Menlo, Consolas, monospace; }
.wide { overflow-x: auto; overflow-wrap: normal; }
table { width: 100%; border-collapse: collapse; font-size: 0.8125rem; }
th, td { padding: 0.375rem 0.75rem 0.375rem 0; border-top: 1px solid var(--rule); text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 500; }
td:first-child, th { white-space: nowrap; }
td:nth-child(2) { min-width: 11rem; overflow-wrap: anywhere; }
@media not (scripting: none) { .unscripted { display: none; } }
`;
