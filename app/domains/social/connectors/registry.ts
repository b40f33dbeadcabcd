import type { Certainty, Connector, Kept, Part, Platform, PostFormat } from './connector.ts';
import { bluesky } from './bluesky.ts';
import { facebook } from './facebook.ts';
import { ghost } from './ghost.ts';
import { instagram } from './instagram.ts';
import { linkedin } from './linkedin.ts';
import { mastodon } from './mastodon.ts';
import { medium } from './medium.ts';
import { pinterest } from './pinterest.ts';
import { substack } from './substack.ts';
import { threads } from './threads.ts';
import { tiktok } from './tiktok.ts';
import { twitter } from './twitter.ts';
import { wordpress } from './wordpress.ts';
import { youtube } from './youtube.ts';

/** Every platform that we can reach. A row here, a file beside it and a simulator: that is all of a new one. */
export const CONNECTORS: { readonly [P in Platform]?: Connector } = { bluesky, facebook, ghost, instagram, linkedin, mastodon, medium, pinterest, substack, threads, tiktok, twitter, wordpress, youtube };

export function connectorOf(platform: Platform): Connector {
  const connector = CONNECTORS[platform];
  if (!connector) throw new TypeError(`There is no connector for ${platform}.`);
  return connector;
}

/** What can be learned afterwards about that part, in this format, on this very account; undefined: it cannot be published there. */
export const certaintyFor = ({ certainty, certaintyOf }: Connector, data: Kept, part: Part, format: PostFormat): Certainty | undefined => (certaintyOf?.(data, format) ?? certainty)[part];
