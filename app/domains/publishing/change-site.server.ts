import type { z } from 'zod';
import type { Writer } from '#db/scope.ts';
import { setSetting } from '#app/domains/content/change-approvals.server.ts';
import { promiseNewFace, record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import type { siteLookInput, siteReadersInput } from './inputs.ts';

async function changeWhole(org: Org, name: string, value: unknown, action: string): Promise<Result<null>> {
  const written = await writeFor(org, (db: Writer) => [
    setSetting(db, name, value),
    record(org, db, action, { type: 'organization' }, typeof value === 'object' ? { ...value } : {}),
    promiseNewFace(org, db),
  ]);
  return written.ok ? done(null) : written;
}

/** Whether everyone reads what is published, or only who holds an API key. */
export const changeReaders = (org: Org, { readers }: z.output<typeof siteReadersInput>) => changeWhole(org, 'publicRead', readers, readers === 'keys' ? 'site.closed' : 'site.opened');

export const changeSiteLook = (org: Org, { tagline, accent }: z.output<typeof siteLookInput>) => changeWhole(org, 'site', { tagline, accent }, 'site.look-changed');
