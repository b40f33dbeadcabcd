import type { Platform } from '#db/schema/choices.ts';
import type { AnySimulator } from './kit.ts';
import { mastodon } from './mastodon.ts';
import { twitter } from './twitter.ts';
import { wordpress } from './wordpress.ts';

export const SIMULATORS: { readonly [P in Platform]?: AnySimulator } = { mastodon, twitter, wordpress };
