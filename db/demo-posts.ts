import { createHash } from 'node:crypto';

interface Demo {
  insert(table: string, rows: Record<string, unknown>[]): Promise<void>;
  run(sql: string, values: unknown[]): Promise<unknown>;
  here: { organization_id: string };
  people: { owner: string; admin: string; editor: string; member: string };
  id(number: number): string;
  ago(hours: number): string;
}

const AT = { post: 0x910, target: 0x920, attempt: 0x930, version: 1, letter: 0x900, gazette: 0x901, campaign: 0x800, piece: 0x120 };

interface Said {
  account: 'letter' | 'gazette';
  /** The post itself, then what follows it. */
  parts: string[];
  status: 'published' | 'failed' | 'needs_attention' | 'scheduled' | 'draft';
  /** Before now. */
  hours: number;
  by: 'owner' | 'editor' | 'member';
  code?: string;
  sentence?: string;
  figures?: { impressions: number; likes: number; comments: number; shares: number; clicks: number };
  more?: Record<string, unknown>;
}

/** One of each kind that a newsroom meets: what went well, what waits, what a person has to decide. */
const said = (id: (number: number) => string): Said[] => [
  {
    account: 'gazette', by: 'editor', status: 'published', hours: 98, parts: ['Ice on the inner harbour this morning: four centimetres at the east quay. The ferry runs, the rowing club does not. #harbour'],
    figures: { impressions: 1804, likes: 61, comments: 9, shares: 12, clicks: 88 }, more: { campaign_id: id(AT.campaign) },
  },
  {
    account: 'gazette', by: 'editor', status: 'published', hours: 46,
    parts: ['The ferry that waits: why the last crossing has left six minutes late for thirty years.', 'It began with a nurse on the late shift, and a captain who could see the road from the bridge.', 'The whole story is on our page today.'],
    figures: { impressions: 3120, likes: 204, comments: 31, shares: 57, clicks: 341 }, more: { campaign_id: id(AT.campaign), content_item_id: id(AT.piece) },
  },
  {
    account: 'gazette', by: 'member', status: 'failed', hours: 6, parts: ['New on the quay: the net maker shows her work on Saturday from ten.'],
    code: 'account-lost', sentence: 'X gave no way to renew this sign-in. Connect the account again.',
  },
  {
    account: 'letter', by: 'editor', status: 'needs_attention', hours: 3, parts: ['This week in the letter: how cold a harbour gets, who pays for the lamp, and a crossword without ships.'],
    code: 'hand-off', sentence: 'Substack cannot be posted to from outside. Copy the words, post them there, and bring the link back.',
  },
  { account: 'letter', by: 'owner', status: 'scheduled', hours: 2, parts: ['Next week in the letter: six weeks with those who work when nobody takes the ferry for fun.'], more: { campaign_id: id(AT.campaign) } },
  { account: 'gazette', by: 'member', status: 'draft', hours: 1, parts: ['Harbour day is on Saturday week. What would you like to see from the water?'] },
];

/** What the demo said on its accounts, with the ledger of it. Nothing of it was ever sent: there are no links. */
export async function writeDemoPosts({ insert, run, here, people, id, ago }: Demo): Promise<void> {
  for (const [number, { account, parts, status, hours, by, code = '', sentence = '', figures, more }] of said(id).entries()) {
    const [post, target, attempt] = [id(AT.post + number), id(AT.target + number), id(AT.attempt + number * 4)];
    const accountId = id(AT[account]);
    const isDraft = status === 'draft';
    const at = ago(hours);
    const engagements = figures ? figures.likes + figures.comments + figures.shares + figures.clicks : null;
    const content = { [target]: { accountId, format: 'text', title: null, link: null, options: {}, parts: parts.map((text, index) => ({ part: index === 0 ? 'post' : 'reply', text, media: [] })) } };
    await insert('posts', [
      {
        ...here, id: post, author_id: people[by], text: parts[0], thread: JSON.stringify(parts.slice(1).map((text) => ({ text, mediaIds: [] }))), time_zone: 'Europe/Berlin', version: isDraft ? 0 : AT.version,
        scheduled_at: isDraft ? null : at, created_at: ago(hours + 20), impressions: figures?.impressions ?? null, clicks: figures?.clicks ?? null, shares: figures?.shares ?? null,
        engagements, ...more,
      },
    ]);
    if (!isDraft) await insert('post_versions', [{ ...here, post_id: post, number: AT.version, content: JSON.stringify(content), content_hash: createHash('sha256').update(JSON.stringify(content)).digest('hex'), approved_at: ago(hours + 19), created_by: people[by] }]);
    await insert('post_targets', [
      {
        ...here, id: target, post_id: post, social_account_id: accountId, status, version: isDraft ? 0 : AT.version, scheduled_at: isDraft ? null : at, published_at: status === 'published' ? at : null, failure_code: code, failure_message: sentence,
        platform_post_id: status === 'published' ? `demo-${number}` : null,
      },
    ]);
    if (status === 'published' || status === 'needs_attention') {
      const state = status === 'published' ? 'confirmed' : 'needs_human';
      const tries = status === 'published' ? 1 : 0;
      await insert('publish_attempts', parts.map((_, segment) => ({ ...here, id: id(AT.attempt + number * 4 + segment), post_target_id: target, social_account_id: accountId, version: AT.version, segment, state, tries, armed_at: tries ? at : null, first_armed_at: tries ? at : null, closed_at: tries ? at : null, platform_id: tries ? `demo-${number}${segment ? `-${segment}` : ''}` : null, sentence })));
    }
    if (status === 'failed') await insert('publish_attempts', [{ ...here, id: attempt, post_target_id: target, social_account_id: accountId, version: AT.version, segment: 0, state: 'rejected', proof: sentence, sentence, closed_at: at }]);
    const events = {
      published: parts.flatMap((_, segment) => [[segment, 'armed', 'It is sent now.'], [segment, 'confirmed', 'X took it.']] as const),
      failed: [[0, 'rejected', sentence]] as const,
      needs_attention: [[0, 'needs_human', sentence]] as const,
      scheduled: [],
      draft: [],
    }[status];
    for (const [index, [segment, kind, words]] of events.entries()) await insert('publish_events', [{ ...here, post_target_id: target, segment, kind, sentence: words, created_at: new Date(Date.parse(at) + index * 900).toISOString() }]);
    if (figures) await insert('metric_snapshots', [{ ...here, post_target_id: target, social_account_id: accountId, recorded_at: ago(Math.max(1, hours - 24)), ...figures, engagements, source: 'twitter' }]);
  }
  // On the letter's next Tuesday; the clock looks half an hour ahead, and a little before that.
  await run(
    `update posts set scheduled_at = (date_trunc('week', now() + interval '6 days') + interval '1 day 8 hours')::timestamp at time zone time_zone where organization_id = $1 and status = 'scheduled'`,
    [here.organization_id],
  );
  await run(
    `update post_targets t set scheduled_at = p.scheduled_at, wake_at = p.scheduled_at - interval '30 minutes', look_at = p.scheduled_at - interval '30 minutes 70 seconds'
     from posts p where p.organization_id = $1 and t.organization_id = $1 and p.id = t.post_id and t.status = 'scheduled'`,
    [here.organization_id],
  );
  await run('update posts set scheduled_wall = scheduled_at at time zone time_zone where organization_id = $1 and scheduled_at is not null', [here.organization_id]);
  // Nobody is waiting to hear of what the demo says.
  await run("delete from outbox where organization_id = $1 and type like 'social.%'", [here.organization_id]);
}
