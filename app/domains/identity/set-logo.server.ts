import { eq, sql } from 'drizzle-orm';
import { currentOrganization } from '#db/queries/organizations.ts';
import { organizations } from '#db/schema/index.ts';
import { placeAsset } from '#app/domains/media/place-asset.server.ts';
import { promiseNewFace, record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';

/** A picture of the library, or none. It counts as seen by readers: it cannot be trashed while it is the logo. */
export async function setLogo(org: Org, assetId: string | null): Promise<Result<null>> {
  const found = await readFor(org, { organization: currentOrganization() });
  if (!found.ok) return found;
  const id = found.value.organization?.id;
  if (!id) return refused(notFound('organization'));
  const written = await writeFor(org, (db) => [
    ...placeAsset(db, assetId, { place: 'organization_logo', placeId: id, live: true }, 'image'),
    db.update(organizations).set({ logoAssetId: assetId }).where(eq(organizations.id, sql`app.current_org()`)),
    record(org, db, 'organization.logo-changed', { type: 'organization', id }),
    promiseNewFace(org, db),
  ]);
  return written.ok ? done(null) : written;
}
