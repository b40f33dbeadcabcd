import { commentedSlugs } from '#db/queries/publishing.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { readFor } from '#app/platform/org.server.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import { publishingJobs } from './jobs.ts';
import { purgeTags } from './purge.server.ts';
import { cacheTags, WHOLE } from './reading/cache-tags.ts';

interface Job {
  organization_id: string | null;
  payload: unknown;
}

/** Every page and answer shows the name, the colours or the rule that changed: caches let go of all of them. */
export const purgeWhole = (context: RequestContext, job: Job) => purgeTags(context, cacheTags(job.organization_id!, [WHOLE]));

/** The pieces under which the comments stand, with what readers may ask of those. */
export async function purgeCommented(context: RequestContext, job: Job): Promise<void> {
  const { commentIds } = publishingJobs['publishing.comments-moderated'].parse(job.payload);
  const found = await readFor(orgOfJob(context, job.organization_id!), { slugs: commentedSlugs(commentIds) });
  if (!found.ok) throw new Error(found.problem.message);
  await purgeTags(context, cacheTags(job.organization_id!, found.value.slugs.map(({ slug }) => `slug:${slug}`)));
}
