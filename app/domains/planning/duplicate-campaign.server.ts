import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { type StoredEntry, storedEntriesOf } from '#db/queries/calendar.ts';
import { campaignById } from '#db/queries/campaigns.ts';
import { calendarEntries, calendarExceptions, campaignContent, campaigns } from '#db/schema/index.ts';
import type { Statement, Writer } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { daysLater, daysOfCampaign, instantsOf, nameOfCopy, shiftedTo } from './campaign.ts';
import type { duplicateCampaignInput, fromTemplateInput, keepTemplateInput } from './campaign-inputs.ts';
import { type Shifted, shiftedEntry } from './shifted-entry.ts';
import { holdCampaign, setCampaignTags } from './write-campaign.server.ts';
import { pointsOf, setEntryTags } from './write-entry.server.ts';

const MOST_ENTRIES = 200;
const TOO_MANY = problem('conflict', `More than ${MOST_ENTRIES} entries are planned for this campaign. Copy it without them.`, { field: 'withEntries' });
const NO_DAY = problem('invalid', 'Entries are moved by as many days as the campaign is. Give both a first day, or leave the entries out.', { field: 'withEntries' });

export interface Copied {
  id: string;
  name: string;
  /** How many entries of the calendars came along. */
  entries: number;
}

interface Copy {
  campaignId: string;
  name?: string | undefined;
  startsOn: string | null;
  withContent: boolean;
  withEntries: boolean;
  /** What the one it is made from has to be, and what the new one is. */
  from: 'any' | 'campaign' | 'template';
  becomes: 'campaign' | 'template' | 'same';
}

type Planned = { entry: StoredEntry; shifted: Shifted };

function plannedAgain(entries: readonly StoredEntry[], days: number): Result<Planned[]> {
  const planned: Planned[] = [];
  for (const entry of entries) {
    const shifted = shiftedEntry(entry, days);
    if (!shifted.ok) return refused({ ...shifted.problem, message: `“${entry.title}” cannot be moved there: ${shifted.problem.message}`, field: 'startsOn' });
    planned.push({ entry, shifted: shifted.value });
  }
  return done(planned);
}

/** Entries as if they were planned today: nothing done yet, nothing brought in from a file. */
function entriesAgain(db: Writer, campaignId: string, planned: readonly Planned[], withContent: boolean): Statement[] {
  const rows = planned.map(({ entry, shifted: { times, rule } }) => {
    const { calendarId, projectId, ownerId, kind, title, description, channel, itemId, timeZone, isAllDay, durationMinutes, checklist } = entry;
    const { startsWall, scheduledFor, endsBy } = times;
    return {
      id: uuid7(), campaignId, calendarId: calendarId!, projectId, ownerId, kind: kind as 'entry', title, description, channel, timeZone, isAllDay, durationMinutes, startsWall, scheduledFor, endsBy,
      itemId: withContent ? itemId : null,
      checklist: pointsOf(checklist.map(({ text }) => ({ text, done: false }))),
      recurrence: rule && { pattern: rule.pattern, ends: rule.ends },
    };
  });
  const exceptions = planned.flatMap(({ shifted }, index) => shifted.exceptions.map((exception) => ({ ...exception, entryId: rows[index]!.id })));
  return [
    ...(rows.length > 0 ? [db.insert(calendarEntries).values(rows)] : []),
    ...(exceptions.length > 0 ? [db.insert(calendarExceptions).values(exceptions)] : []),
    ...planned.flatMap(({ entry }, index) => (entry.tags.length > 0 ? setEntryTags(db, rows[index]!.id, entry.tags) : [])),
  ];
}

/** A draft like it: its words, goals without their marks, budget and rules. What was spent is never copied. */
async function copy(org: Org, { campaignId, name, startsOn, withContent, withEntries, from, becomes }: Copy): Promise<Result<Copied>> {
  const found = await readFor(org, { campaign: campaignById(campaignId), ...(withEntries ? { entries: storedEntriesOf(campaignId, MOST_ENTRIES + 1) } : {}) });
  if (!found.ok) return found;
  const { campaign } = found.value;
  const entries = found.value.entries ?? [];
  const what = from === 'template' ? 'template' : 'campaign';
  if (!campaign || campaign.deletedAt || (from !== 'any' && campaign.isTemplate !== (from === 'template'))) return refused(notFound(what));
  if (entries.length > MOST_ENTRIES) return refused(TOO_MANY);
  const days = daysOfCampaign(campaign);
  if (entries.length > 0 && startsOn && !days.startsOn) return refused(NO_DAY);
  const planned = plannedAgain(entries, daysLater(days, startsOn));
  if (!planned.ok) return planned;
  const id = uuid7();
  const isTemplate = becomes === 'same' ? campaign.isTemplate : becomes === 'template';
  const called = name ?? (isTemplate && !campaign.isTemplate ? campaign.name : nameOfCopy(campaign.name));
  const { description, type, ownerId, timeZone, targetMetrics, budget, currency, channels, utm } = campaign;
  const written = await writeFor(org, (db) => [
    holdCampaign(db, campaignId),
    db.insert(campaigns).values({
      id, isTemplate, description, type, timeZone, targetMetrics, budget, currency, channels, utm,
      name: called,
      // An owner who left meanwhile, or a project that was removed, is not named again.
      ownerId: sql`(select m.user_id from memberships m where m.user_id = ${ownerId}::uuid)`,
      projectId: sql`(select p.id from projects p where p.id = ${campaign.projectId}::uuid and p.deleted_at is null)`,
      goals: campaign.goals.map(({ text }) => ({ id: uuid7(), text, done: false })),
      ...instantsOf(startsOn ? shiftedTo(days, startsOn) : days, timeZone),
    }),
    ...(campaign.tags.length > 0 ? setCampaignTags(db, id, campaign.tags.map((tag) => tag.name)) : []),
    ...(withContent
      ? [db.insert(campaignContent).select(sql`select app.current_org(), ${id}::uuid, l.content_item_id, l.role, l.priority, now(), now() from campaign_content l where l.campaign_id = ${campaignId}`)]
      : []),
    ...entriesAgain(db, id, planned.value, withContent),
    record(org, db, isTemplate ? 'campaign.template-kept' : 'campaign.copied', { type: 'campaign', id }, { name: called, from: campaign.name }),
  ]);
  return written.ok ? done({ id, name: called, entries: planned.value.length }) : written;
}

/** Of a template, another template. Without a day the copy keeps the days that the first one has. */
export const duplicateCampaign = (org: Org, asked: z.output<typeof duplicateCampaignInput>) => copy(org, { ...asked, from: 'any', becomes: 'same' });

/** The campaign stays what it is; the template keeps its distances between the days. */
export const keepAsTemplate = (org: Org, { campaignId, name }: z.output<typeof keepTemplateInput>) => copy(org, { campaignId, name, startsOn: null, withContent: false, withEntries: false, from: 'campaign', becomes: 'template' });

export const beginFromTemplate = (org: Org, asked: z.output<typeof fromTemplateInput>) => copy(org, { ...asked, withContent: false, withEntries: false, from: 'template', becomes: 'campaign' });
