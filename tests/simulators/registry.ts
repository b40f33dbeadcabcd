import type { Platform } from '#db/schema/choices.ts';
import type { AnySimulator } from './kit.ts';
import { mastodon } from './mastodon.ts';

export const SIMULATORS: { readonly [P in Platform]?: AnySimulator } = { mastodon };
