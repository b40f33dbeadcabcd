import { z } from 'zod';
import { PLATFORMS, POST_STATUSES } from '#db/schema/choices.ts';

const id = z.uuid().optional().catch(undefined);
const day = z.iso.date().refine((text) => text >= '1970-01-01' && text <= '2200-01-01').optional().catch(undefined);

export const POST_VIEWS = ['all', 'scheduled', 'published', 'drafts', 'trash'] as const;

/** What the list's address asks for. Whatever cannot be read is as if it were not there. */
export const postFilterInput = z.object({
  view: z.enum(POST_VIEWS).default('all').catch('all'),
  account: id,
  platform: z.enum(PLATFORMS).optional().catch(undefined),
  project: id,
  campaign: id,
  tag: id,
  author: id,
  status: z.enum(POST_STATUSES).optional().catch(undefined),
  from: day,
  to: day,
});

export type ShownPosts = z.output<typeof postFilterInput>;
