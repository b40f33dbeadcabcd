import { parsed } from '#app/platform/outbound.ts';

/** What may be shown from elsewhere: who, at which hosts, and the address of the frame. Null: shown as a link. */
interface Provider {
  name: string;
  hosts: readonly string[];
  frame(url: URL): string | null | undefined;
}

/** The part in brackets of the path, or undefined: not an address of a thing that can be shown. */
const part = (url: URL, pattern: RegExp, at = 1) => pattern.exec(url.pathname)?.[at];
const framed = (id: string | undefined, frame: (id: string) => string | null) => (id === undefined ? undefined : frame(id));

const PROVIDERS: readonly Provider[] = [
  {
    name: 'YouTube', hosts: ['youtube.com', 'www.youtube.com', 'm.youtube.com', 'music.youtube.com', 'www.youtube-nocookie.com', 'youtu.be'],
    frame: (url) => {
      const id = url.hostname === 'youtu.be' ? part(url, /^\/([\w-]{6,20})$/) : (part(url, /^\/(?:embed|shorts|live)\/([\w-]{6,20})\/?$/) ?? (url.pathname === '/watch' ? /^[\w-]{6,20}$/.exec(url.searchParams.get('v') ?? '')?.[0] : undefined));
      return framed(id, (it) => `https://www.youtube-nocookie.com/embed/${it}`);
    },
  },
  {
    name: 'Vimeo', hosts: ['vimeo.com', 'www.vimeo.com', 'player.vimeo.com'],
    frame: (url) => {
      const hidden = part(url, /^\/\d+\/([0-9a-f]+)\/?$/) ?? /^[0-9a-f]+$/.exec(url.searchParams.get('h') ?? '')?.[0];
      return framed(part(url, /^\/(?:video\/)?(\d+)(?:\/[0-9a-f]+)?\/?$/), (id) => `https://player.vimeo.com/video/${id}${hidden ? `?h=${hidden}` : ''}`);
    },
  },
  { name: 'Spotify', hosts: ['open.spotify.com'], frame: (url) => framed(part(url, /^\/(?:intl-[a-z]+\/)?(?:embed\/)?((?:track|album|playlist|episode|show|artist)\/\w+)\/?$/), (thing) => `https://open.spotify.com/embed/${thing}`) },
  {
    name: 'SoundCloud', hosts: ['soundcloud.com', 'www.soundcloud.com', 'm.soundcloud.com'],
    frame: (url) => framed(part(url, /^\/([\w-]+\/[\w-]+(?:\/[\w-]+)?)\/?$/), (track) => `https://w.soundcloud.com/player/?url=${encodeURIComponent(`https://soundcloud.com/${track}`)}`),
  },
  { name: 'CodePen', hosts: ['codepen.io', 'www.codepen.io'], frame: (url) => framed(part(url, /^\/([\w-]+\/(?:pen|embed|full|details)\/\w+)\/?$/), (pen) => `https://codepen.io/${pen.replace(/\/\w+\//, '/embed/')}`) },
  { name: 'X', hosts: ['x.com', 'www.x.com', 'twitter.com', 'www.twitter.com', 'mobile.twitter.com'], frame: (url) => framed(part(url, /^\/\w+\/status\/(\d+)\/?$/), (id) => `https://platform.twitter.com/embed/Tweet.html?id=${id}`) },
  {
    name: 'Bluesky', hosts: ['bsky.app'],
    frame: (url) => framed(part(url, /^\/profile\/[\w.:-]+\/post\/(\w+)\/?$/), (post) => framed(part(url, /^\/profile\/(did:[\w.:-]+)\//), (did) => `https://embed.bsky.app/embed/${did}/app.bsky.feed.post/${post}`) ?? null),
  },
  {
    name: 'Mastodon', hosts: ['mastodon.social', 'mastodon.online', 'mstdn.social', 'mas.to', 'fosstodon.org', 'hachyderm.io', 'infosec.exchange', 'techhub.social', 'journa.host', 'mastodon.world', 'chaos.social', 'social.vivaldi.net'],
    frame: (url) => framed(part(url, /^\/(@[\w.@-]+\/\d+)(?:\/embed)?\/?$/), (post) => `https://${url.hostname}/${post}/embed`),
  },
  { name: 'Instagram', hosts: ['instagram.com', 'www.instagram.com'], frame: (url) => framed(part(url, /^\/(?:[\w.]+\/)?((?:p|reel|tv)\/[\w-]+)(?:\/embed)?\/?$/), (post) => `https://www.instagram.com/${post}/embed`) },
  { name: 'TikTok', hosts: ['tiktok.com', 'www.tiktok.com', 'm.tiktok.com'], frame: (url) => framed(part(url, /^\/(?:@[\w.-]+\/video|embed\/v2|embed)\/(\d+)\/?$/), (id) => `https://www.tiktok.com/embed/v2/${id}`) },
  {
    name: 'Figma', hosts: ['figma.com', 'www.figma.com'],
    frame: (url) => framed(part(url, /^\/((?:file|design|proto|board|slides)\/\w+(?:\/[\w%.-]*)?)$/), (thing) => `https://www.figma.com/embed?embed_host=masthead&url=${encodeURIComponent(`https://www.figma.com/${thing}${url.search}`)}`),
  },
  {
    name: 'Google Maps', hosts: ['www.google.com', 'google.com', 'maps.google.com', 'maps.app.goo.gl'],
    frame: (url) => {
      if (url.pathname === '/maps/embed') return `https://www.google.com/maps/embed${url.search}`;
      return url.hostname.startsWith('maps.') || /^\/maps(\/|$)/.test(url.pathname) ? null : undefined;
    },
  },
];

export const EMBED_PROVIDERS = PROVIDERS.map(({ name }) => name);

/** For the Content-Security-Policy of every page that shows a document. */
export const FRAME_SOURCES = [
  'https://www.youtube-nocookie.com', 'https://player.vimeo.com', 'https://open.spotify.com', 'https://w.soundcloud.com', 'https://codepen.io', 'https://platform.twitter.com',
  'https://embed.bsky.app', 'https://www.instagram.com', 'https://www.tiktok.com', 'https://www.figma.com', 'https://www.google.com',
  ...PROVIDERS.find(({ name }) => name === 'Mastodon')!.hosts.map((host) => `https://${host}`),
];

export interface Embed {
  provider: string;
  url: string;
  frame: string | null;
}

/** What the address shows, or null when it is not on the list. */
export function readEmbed(address: string): Embed | null {
  const url = address.length > 4000 ? null : parsed(address);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.port) return null;
  url.protocol = 'https:';
  const provider = PROVIDERS.find(({ hosts }) => hosts.includes(url.hostname));
  const frame = provider?.frame(url);
  return provider && frame !== undefined ? { provider: provider.name, url: url.href, frame } : null;
}
