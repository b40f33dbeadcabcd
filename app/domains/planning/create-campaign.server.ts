import { sql } from 'drizzle-orm';
import { campaigns } from '#db/schema/index.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { CampaignFields } from './campaign-inputs.ts';
import { atField, CAMPAIGN_PROBLEMS, columnsOfCampaign, refuseForeign, setCampaignTags } from './write-campaign.server.ts';

/** A campaign, as a draft. It is whose who begins it, unless they name someone, or nobody. */
export async function createCampaign(org: Org, { tags, ...fields }: CampaignFields): Promise<Result<{ id: string; name: string }>> {
  const id = uuid7();
  const { startsOn, endsOn, timeZone, name } = fields;
  const written = await writeFor(
    org,
    (db) => [
      ...refuseForeign(db, fields),
      db.insert(campaigns).values({ ...columnsOfCampaign(fields, { startsOn, endsOn, timeZone, goals: [] }), id, name, ownerId: fields.ownerId === undefined ? sql`app.current_user_id()` : fields.ownerId }),
      ...(tags.length > 0 ? setCampaignTags(db, id, tags) : []),
      record(org, db, 'campaign.created', { type: 'campaign', id }, { name }),
    ],
    CAMPAIGN_PROBLEMS,
  );
  return written.ok ? done({ id, name }) : refused(atField(written.problem));
}
