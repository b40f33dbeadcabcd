import type { Connector, Platform } from './connector.ts';
import { mastodon } from './mastodon.ts';
import { twitter } from './twitter.ts';
import { wordpress } from './wordpress.ts';

/** Every platform that we can reach. A row here, a file beside it and a simulator: that is all of a new one. */
export const CONNECTORS: { readonly [P in Platform]?: Connector } = { mastodon, twitter, wordpress };

export function connectorOf(platform: Platform): Connector {
  const connector = CONNECTORS[platform];
  if (!connector) throw new TypeError(`There is no connector for ${platform}.`);
  return connector;
}
