import { html, raw } from 'hono/html';
import { type Fault, OWN_FAULTS, type PublicPost, WAY_FAULTS } from './kit.ts';
import { DONE, FAULTS, MOST_TIMES, OPERATIONS } from './knobs.ts';
import { STYLE } from './page-style.ts';
import type { Served, Visit } from './serve.ts';

/** Pieces of a page by the id of their place: the page is drawn from them, and its script brings them anew. */
export type Parts = Record<string, string>;

type Drawn = ReturnType<typeof html>;

const MOST_SHOWN = 100;

const count = (many: number, one: string, more = `${one}s`) => `${many} ${many === 1 ? one : more}`;
const moment = (at: string) => html`<time datetime="${at}">${new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' }).format(new Date(at))} UTC</time>`;
const part = (id: string, parts: Parts, tag = 'div', attributes = '') => html`${raw(`<${tag} id="${id}"${attributes && ` ${attributes}`}>`)}${raw(parts[id] ?? '')}${raw(`</${tag}>`)}`;

function sheet(title: string, follows: string, main: Drawn): string {
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
<script src="/script.js" defer></script>
</head>
<body data-follows="${follows}">
<main>${main}</main>
</body>
</html>`);
}

/** Brings the parts anew while somebody looks, and leaves alone the one where the keyboard is. */
export const SCRIPT = `const drawn = {};
setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch(document.body.dataset.follows).catch(() => null);
  if (!answer || !answer.ok) return;
  for (const [id, text] of Object.entries((await answer.json()).parts)) {
    const place = document.getElementById(id);
    if (drawn[id] === text || place.contains(document.activeElement)) continue;
    if (place.innerHTML !== text) place.innerHTML = text;
    drawn[id] = text;
  }
}, 2000);
`;

export function partsOfIndex(all: readonly Served[]): Parts {
  const rows = all.map(({ running, requests }) => {
    const { platform, name } = running.simulator;
    return html`<li><a href="/${platform}">${name}</a><span>${count(running.posts().length, 'post')} · ${count(requests, 'request')} · ${count(timesOf(running.planned()), 'planned fault')}</span></li>`;
  });
  return { platforms: String(html`<ul class="platforms">${rows}</ul>`) };
}

const timesOf = (faults: readonly Fault[]) => faults.reduce((sum, { times }) => sum + times, 0);

export function indexPage(all: readonly Served[]): string {
  return sheet('Simulated platforms', '/platforms.json', html`<header><h1>Simulated platforms</h1><p>Masthead publishes here instead of to the real ones. Nothing leaves this machine.</p></header>${part('platforms', partsOfIndex(all))}`);
}

export function partsOfTimeline({ running, visits, requests }: Served): Parts {
  const posts = running.posts();
  const planned = running.planned();
  return {
    count: `${count(posts.length, 'post')}, ${count(requests, 'request')} since it was started.`,
    posts: String(timeline(posts)),
    planned: String(
      planned.length === 0
        ? html`<p class="soft">No fault is planned.</p>`
        : html`<ul class="plain">${planned.map(({ name, on, times }) => html`<li>${FAULTS[name]} <span class="soft">(${name})</span>: ${OPERATIONS[on]}, ${count(times, 'time')}</li>`)}</ul>`,
    ),
    visits: String(visits.length === 0 ? html`<p class="soft">It saw no request since it was started.</p>` : visitTable(visits)),
  };
}

/** Posts newest first, and beneath each all that answers it, however deep, in the order of a conversation. */
function timeline(posts: readonly PublicPost[]): Drawn {
  const known = new Map(posts.map((post) => [post.id, post]));
  const beneath = new Map<string, PublicPost[]>(posts.map(({ id }) => [id, []]));
  const roots: PublicPost[] = [];
  for (const post of posts) {
    let root = post;
    for (let above = known.get(post.parent ?? ''), steps = 0; above && steps < posts.length; above = known.get(above.parent ?? ''), steps += 1) root = above;
    if (root === post) roots.unshift(post);
    else beneath.get(root.id)!.push(post);
  }
  if (roots.length === 0) return html`<p class="soft">Nothing was published here yet. What Masthead publishes appears here by itself.</p>`;
  const shown = roots.sort((a, b) => b.at.localeCompare(a.at)).slice(0, MOST_SHOWN);
  return html`<ol class="plain">${shown.map((root) => html`<li>${article(root)}${answersTo(beneath.get(root.id)!)}</li>`)}</ol>${roots.length > shown.length ? html`<p class="soft">These are the newest ${MOST_SHOWN} of ${roots.length}.</p>` : ''}`;
}

const answersTo = (posts: readonly PublicPost[]): Drawn | '' => posts.length > 0 ? html`<ol class="plain answers" aria-label="Replies and comments">${posts.map((post) => html`<li>${article(post)}</li>`)}</ol>` : '';

function article({ id, author, title, text, media, at }: PublicPost): Drawn {
  const files = media.map(({ kind, alt }) => html`<li><b>${{ image: 'Image', video: 'Film', document: 'Document' }[kind]}</b>: ${alt || html`<span class="soft">no alt text</span>`}</li>`);
  return html`<article id="post-${id}" tabindex="-1"><p class="by"><b>${author}</b> ${moment(at)}</p>${title ? html`<h3>${title}</h3>` : ''}${text ? html`<p class="text">${text}</p>` : ''}${files.length > 0 ? html`<ul class="plain media" aria-label="What it shows">${files}</ul>` : ''}</article>`;
}

const ENDS = { silence: 'no answer', reset: 'line broken' };

const visitTable = (visits: readonly Visit[]): Drawn =>
  html`<div class="wide" role="region" aria-label="Table of requests" tabindex="0"><table><thead><tr><th scope="col">When (UTC)</th><th scope="col">Request</th><th scope="col">What for</th><th scope="col">Answer</th></tr></thead><tbody>${visits.map(
    ({ at, method, path, operation, end }) => html`<tr><td><time datetime="${at}">${at.slice(11, 19)}</time></td><td><code>${method} ${path}</code></td><td>${operation ?? '–'}</td><td>${end === null ? '…' : typeof end === 'number' ? end : ENDS[end]}</td></tr>`,
  )}</tbody></table></div>`;

export function timelinePage(one: Served, done: string | null, refusal: string | null = null): string {
  const { platform, name, hints } = one.running.simulator;
  const parts = partsOfTimeline(one);
  const said = done !== null && Object.hasOwn(DONE, done) ? DONE[done as keyof typeof DONE] : null;
  return sheet(
    `${name} (simulated)`,
    `/${platform}.json`,
    html`<nav aria-label="Platforms"><a href="/">All platforms</a></nav>
<header><h1>${name} <span class="tag">simulated</span></h1><p>This is not ${name}: it stands in for it on this machine. Nothing that you see here was published anywhere.</p>${part('count', parts, 'p', 'role="status" class="soft"')}<p class="soft unscripted">Load the page again to see what is new.</p></header>
<section aria-labelledby="timeline"><h2 id="timeline">Timeline</h2>${part('posts', parts)}</section>
${hints && Object.keys(hints).length > 0 ? html`<section aria-labelledby="hints"><h2 id="hints">What to type to connect</h2><dl>${Object.entries(hints).map(([field, value]) => html`<dt>${field}</dt><dd><code>${value}</code></dd>`)}</dl></section>` : ''}
<section aria-labelledby="knobs"><h2 id="knobs">Let something go wrong</h2>
${said ? html`<p class="said" role="status">${said}</p>` : ''}${refusal ? html`<p class="said refused" role="alert">${refusal}</p>` : ''}
<form method="post" action="/${platform}#knobs" class="plan">
<label>What goes wrong <select name="name">${[...WAY_FAULTS, ...OWN_FAULTS].map((fault) => html`<option value="${fault}">${FAULTS[fault]}</option>`)}</select></label>
<label>On which request <select name="on">${Object.entries(OPERATIONS).map(([operation, words]) => html`<option value="${operation}"${operation === 'publish' ? raw(' selected') : ''}>${words}</option>`)}</select></label>
<label>How many times <input name="times" type="number" min="1" max="${MOST_TIMES}" value="1" inputmode="numeric" required></label>
<button name="intent" value="plan" class="first">Plan the fault</button>
</form>
${part('planned', parts)}
<form method="post" action="/${platform}#knobs" class="buttons"><button name="intent" value="clear">Clear faults</button><button name="intent" value="revoke">Withdraw all access</button></form>
<details><summary>Begin anew</summary><form method="post" action="/${platform}#knobs"><p>Every post and every connected account of the simulated ${name} is forgotten. This cannot be undone.</p><button name="intent" value="begin">Forget everything</button></form></details></section>
<section aria-labelledby="requests"><h2 id="requests">The last requests</h2>${part('visits', parts)}</section>`,
  );
}
