import { html, raw } from 'hono/html';
import type { SiteFonts } from '#app/styles/fonts.ts';
import { addresses, type Face } from './face.ts';
import { type Markup, searchForm } from './parts.ts';

/** What stands in the head of a page and is not its content. */
export interface Head {
  title: string;
  description?: string;
  /** Where this page is to be found, with the host. */
  canonical?: string;
  noindex?: boolean;
  image?: { src: string; alt: string } | undefined;
  /** What only some pages say: translations, and the facts about a piece. */
  more?: Markup | '';
  og?: string;
}

export interface Shown {
  head: Head;
  main: Markup;
  front?: boolean;
  /** The category whose place in the bar is here. */
  section?: string | undefined;
  above?: Markup;
  /** Without the bar: a preview leads nowhere else. */
  alone?: boolean;
}

const THEME_COLOURS = { light: '#fdfbf6', dark: '#171614' };

function headOf(face: Face, { title, description, canonical, noindex, image, more, og = 'website' }: Head, fonts: SiteFonts, style: string, alone: boolean): Markup {
  const { feeds, sitemap } = addresses(face);
  const whole = title === face.name ? title : `${title} – ${face.name}`;
  return html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${whole}</title>
<link rel="preload" as="font" type="font/woff2" href="${fonts.serif}" crossorigin>
<style>${raw(style)}</style>
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="${THEME_COLOURS.light}" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="${THEME_COLOURS.dark}" media="(prefers-color-scheme: dark)">
${description ? html`<meta name="description" content="${description}">` : ''}
${noindex ? html`<meta name="robots" content="noindex">` : ''}
${canonical ? html`<link rel="canonical" href="${canonical}"><meta property="og:url" content="${canonical}">` : ''}
<link rel="icon" href="${face.logo ?? '/favicon.svg'}">
${alone ? '' : html`${feeds.map(({ name, type, href }) => html`<link rel="alternate" type="${type}" title="${face.name} (${name})" href="${href}">`)}<link rel="sitemap" type="application/xml" href="${sitemap}">`}
<meta property="og:type" content="${og}"><meta property="og:site_name" content="${face.name}"><meta property="og:title" content="${title}">
${description ? html`<meta property="og:description" content="${description}">` : ''}
${image ? html`<meta property="og:image" content="${face.origin}${image.src}"><meta property="og:image:alt" content="${image.alt}">` : ''}
<meta name="twitter:card" content="${image ? 'summary_large_image' : 'summary'}">
${more ?? ''}
</head>`;
}

const name = (inner: Markup, heading: boolean): Markup => (heading ? html`<h1 class="name">${inner}</h1>` : html`<p class="name">${inner}</p>`);

function masthead(face: Face, front: boolean): Markup {
  const logo = face.logo ? html`<img src="${face.logo}" alt="" height="64">` : '';
  return html`<div class="masthead wide">${name(html`<a href="${addresses(face).home}"${raw(front ? ' aria-current="page"' : '')}>${logo}<span>${face.name}</span></a>`, front)}${front && face.tagline ? html`<p class="tagline">${face.tagline}</p>` : ''}</div>`;
}

function bar(face: Face, section: string | undefined): Markup {
  const { category } = addresses(face);
  const sections = face.sections.map(({ slug, name: called }) => html`<li><a href="${category(slug)}"${raw(slug === section ? ' aria-current="true"' : '')}>${called}</a></li>`);
  return html`<div class="wide"><div class="double-rule"></div><div class="bar">${sections.length > 0 ? html`<nav aria-label="Sections"><ul>${sections}</ul></nav>` : ''}${searchForm(face)}</div></div>`;
}

function colophon(face: Face): Markup {
  const { home, feeds } = addresses(face);
  return html`<footer class="colophon"><div class="wide"><div><p class="name"><a href="${home}">${face.name}</a></p>${face.tagline || face.description ? html`<p class="about">${face.tagline || face.description}</p>` : ''}</div>
<ul class="small">${feeds.map(({ name: called, href }) => html`<li><a href="${href}">${called}</a></li>`)}${face.website ? html`<li><a href="${face.website}" rel="noopener">${new URL(face.website).hostname.replace(/^www\./, '')}</a></li>` : ''}</ul></div></footer>`;
}

/** The whole page: one document that asks for nothing before it can be read. */
export function frame(face: Face, { head, main, front = false, section, above, alone = false }: Shown, fonts: SiteFonts, style: string): Markup {
  return html`<!doctype html>
<html lang="en" data-accent="${face.accent}">
${headOf(face, head, fonts, style, alone)}
<body${raw(front ? ' class="front"' : '')}>
<a class="skip" href="#site-content">Skip to the content</a>
${above ?? ''}
<header>${masthead(face, front)}${alone ? html`<div class="wide"><div class="double-rule"></div></div>` : bar(face, section)}</header>
<main id="site-content" tabindex="-1">${main}</main>
${alone ? '' : colophon(face)}
</body>
</html>`;
}
