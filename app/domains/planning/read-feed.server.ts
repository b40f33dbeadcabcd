import { sql } from 'drizzle-orm';
import { calendarList, MOST_TOLD, type ScheduledRow, toldThings } from '#db/queries/calendar.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { readFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import { callSystem, orgOfJob } from '#app/platform/system.server.ts';
import { addDays, DAY } from '#app/platform/time.ts';
import { calendarFilterInput } from './calendar-inputs.ts';
import { CHANNEL_WORDS } from './channel.ts';
import { ruleOfEntry } from './entry-rule.ts';
import { type FeedEvent, icsFeed, type When } from './ics.ts';
import { columnOf, isPost, isPublication } from './scheduled.ts';

interface Opened {
  organization_id: string;
  calendar_id: string | null;
  name: string;
  query: string;
}

const [DAYS_BACK, DAYS_AHEAD] = [120, 730];
const REFRESH_MINUTES = 60;

function whenOf(row: ScheduledRow): When {
  const rule = ruleOfEntry(row);
  if (rule) return { rule, minutes: row.isAllDay ? null : row.durationMinutes };
  const first = row.startsWall?.slice(0, 10) ?? '';
  if (row.isAllDay) return { on: first, through: addDays(first, Math.max(1, Math.round(row.durationMinutes / 1440)) - 1) };
  const at = new Date(row.at);
  return { at, endsAt: row.durationMinutes > 0 ? new Date(at.getTime() + row.durationMinutes * 60_000) : null };
}

const WORDS = { publish: 'Goes live: ', unpublish: 'Taken down: ', entry: '', note: '', holiday: '', post: 'Post: ' } as const;

/** What is longer is read where the event's address leads. */
const told = (text: string) => (text.length > MOST_TOLD ? `${text.slice(0, MOST_TOLD).trimEnd()} …` : text);

function eventOf(row: ScheduledRow, origin: string): FeedEvent {
  const title = row.title.trim() || 'Untitled';
  const channel = row.channel ? (CHANNEL_WORDS[row.channel as keyof typeof CHANNEL_WORDS] ?? row.channel) : null;
  const facts = [row.kind === 'note' ? 'Note' : null, channel, row.points > 0 ? `${row.done} of ${row.points} done` : null].filter(Boolean).join(', ');
  const description = [facts, told(row.description ?? '')].filter(Boolean).join('\n\n');
  return {
    uid: `${isPublication(row) ? 'publication' : isPost(row) ? 'post' : 'entry'}-${row.id}@${new URL(origin).hostname}`,
    sequence: row.revision,
    createdAt: new Date(row.createdAt),
    changedAt: new Date(row.updatedAt),
    title: `${WORDS[row.kind]}${title}`,
    ...(description ? { description } : {}),
    url: isPublication(row) ? `${origin}/content/${row.itemId}` : isPost(row) ? `${origin}/social/posts/${row.id}` : `${origin}/calendar/entries/${row.id}`,
    status: columnOf(row),
    zone: row.timeZone,
    when: whenOf(row),
  };
}

/** What a calendar program gets for a private link: the four months behind and the two years ahead, as its maker may see them. */
export async function readFeed(context: RequestContext, token: string): Promise<Result<string>> {
  const opened = await callSystem(context, sql`app.open_feed(${token})`);
  if (!opened.ok) return opened;
  const feed = opened.value[0]![0] as Opened;
  const { calendar, project, campaign, channel, person, status, tag } = calendarFilterInput.parse(Object.fromEntries(new URLSearchParams(feed.query)));
  const now = new Date();
  const filter = { calendarId: feed.calendar_id ?? calendar, projectId: project, campaignId: campaign, channel, personId: person, status, tagId: tag };
  const [from, to] = [new Date(now.getTime() - DAYS_BACK * DAY), new Date(now.getTime() + DAYS_AHEAD * DAY)];
  const found = await readFor(orgOfJob(context, feed.organization_id), { ...toldThings(from, to, filter, 5000), calendars: calendarList(), organization: currentOrganization() });
  if (!found.ok) return found;
  const { entries, repeated, publications, posts, calendars, organization } = found.value;
  const zone = calendars.find(({ id }) => id === feed.calendar_id)?.timeZone ?? organization!.timeZone;
  const events = [...entries, ...repeated.filter((row) => !status || row.status === status), ...publications, ...posts].map((row) => eventOf(row, context.origin));
  return done(icsFeed({ name: `${feed.name} · ${organization!.name}`, zone, refreshMinutes: REFRESH_MINUTES, events, now }));
}
