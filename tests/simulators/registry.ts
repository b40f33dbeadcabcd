import type { Platform } from '#db/schema/choices.ts';
import type { AnySimulator } from './kit.ts';
import { bluesky } from './bluesky.ts';
import { facebook } from './facebook.ts';
import { ghost } from './ghost.ts';
import { instagram } from './instagram.ts';
import { linkedin } from './linkedin.ts';
import { mastodon } from './mastodon.ts';
import { medium } from './medium.ts';
import { pinterest } from './pinterest.ts';
import { threads } from './threads.ts';
import { tiktok } from './tiktok.ts';
import { twitter } from './twitter.ts';
import { wordpress } from './wordpress.ts';
import { youtube } from './youtube.ts';

export const SIMULATORS: { readonly [P in Platform]?: AnySimulator } = { bluesky, facebook, ghost, instagram, linkedin, mastodon, medium, pinterest, threads, tiktok, twitter, wordpress, youtube };
