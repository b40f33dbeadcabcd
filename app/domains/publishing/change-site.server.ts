import type { z } from 'zod';
import { organizations } from '#db/schema/index.ts';
import type { Writer } from '#db/scope.ts';
import { setSetting } from '#app/domains/content/change-approvals.server.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import type { siteLookInput, siteReadersInput } from './inputs.ts';
import { purgeTags } from './purge.server.ts';
import { cacheTags, WHOLE } from './reading/cache-tags.ts';

/** Every page and answer shows it, so caches let go of all of them. */
async function changeWhole(org: Org, name: string, value: unknown, action: string): Promise<Result<null>> {
  const written = await writeFor(org, (db: Writer) => [
    setSetting(db, name, value).returning({ id: organizations.id }),
    record(org, db, action, { type: 'organization' }, typeof value === 'object' ? { ...value } : {}),
  ]);
  if (!written.ok) return written;
  const [[organization]] = written.value;
  if (organization) org.context.later(purgeTags(org.context, cacheTags(organization.id, [WHOLE])));
  return done(null);
}

/** Whether everyone reads what is published, or only who holds an API key. */
export const changeReaders = (org: Org, { readers }: z.output<typeof siteReadersInput>) => changeWhole(org, 'publicRead', readers, readers === 'keys' ? 'site.closed' : 'site.opened');

export const changeSiteLook = (org: Org, { tagline, accent }: z.output<typeof siteLookInput>) => changeWhole(org, 'site', { tagline, accent }, 'site.look-changed');
