import type { Client } from 'pg';
import { livingKeys } from '#db/queries/api-keys.ts';
import { auditEntries, recentActivity } from '#db/queries/audit.ts';
import { calendarList, calendarViewList, ownFeeds, scheduledThings } from '#db/queries/calendar.ts';
import { campaignActivity, campaignPage, campaignTemplates, contentOfCampaign, entriesOfCampaign, piecesToLink, removedCampaigns, spendingOf } from '#db/queries/campaigns.ts';
import { boardOf, piecesOf, projectActivity, projectChoices, projectPage, removedProjects } from '#db/queries/projects.ts';
import { items, linkingTo, reviewsAskedOf, snippets } from '#db/queries/content.ts';
import { deadDeliveries, deliveries } from '#db/queries/deliveries.ts';
import { assets } from '#db/queries/media.ts';
import { stoppedCount, targetsToResolve } from '#db/queries/ledger.ts';
import { members, openInvitations } from '#db/queries/members.ts';
import { latestNotifications, myNotifications, unreadCount } from '#db/queries/notifications.ts';
import { postList, postReviewsAskedOf } from '#db/queries/posts-list.ts';
import { accountsToMend, socialPause } from '#db/queries/social-pause.ts';
import { deliveriesOf, endpoints } from '#db/queries/webhooks.ts';
import { neighboursOfPublished, published, publishedChanges, publishedItem, publishedSearch, publishedUnder, relatedPublished, translationsOfPublished } from '#db/queries/published.ts';
import type { Query } from '#db/scope.ts';
import type { Tenant } from './fill.ts';

const FIRST = { limit: 50 };
const GRID = { limit: 60 };
const READERS = { limit: 20 };
const DAY = 86_400_000;

/** Every list of every screen, at its first page, in its depth, and by each of its filters. The days are before, in and after the life of the older tenant of fill.ts. */
export async function listQueries(owner: Client, tenant: Tenant): Promise<Record<string, Query<unknown>>> {
  const middle = async (table: string, column: string): Promise<string> => {
    const { rows } = await owner.query(`select ${column} as at from ${table} where organization_id = $1 order by ${column} offset (select count(*) / 2 from ${table} where organization_id = $1) limit 1`, [tenant.organizationId]);
    return String(rows[0].at);
  };
  const deep = async (table: string, column = 'id') => ({ limit: 50, after: await middle(table, column) });
  const { rows: [{ id: folderId }] } = await owner.query('select id from media_folders where organization_id = $1 limit 1', [tenant.organizationId]);
  const { rows: [piece] } = await owner.query("select id, id || '~' || to_char(edited_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as at, id || '~' || lower(title) as titled, category_id from content_items where organization_id = $1 and published_at is not null order by edited_at offset (select count(*) / 3 from content_items where organization_id = $1) limit 1", [tenant.organizationId]);
  const { rows: [project] } = await owner.query('select id from projects where organization_id = $1 and is_default', [tenant.organizationId]);
  const { rows: [campaign] } = await owner.query("select id, id || '~' || to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as at, id || '~' || name_key as named, (select u.id from campaigns u where u.organization_id = $1 and u.starts_at is null order by u.id offset 3000 limit 1) as undated, (select z.id from campaigns z where z.organization_id = $1 and z.name = 'Zest') as zest, (select t.id from tags t where t.organization_id = $1 and t.name = 'Campaign tag 1') as rare_tag_id, (select t.id from tags t where t.organization_id = $1 and t.name = 'Campaign tag 2') as tag_id from campaigns where organization_id = $1 and starts_at is not null order by starts_at offset 5000 limit 1", [tenant.organizationId]);
  const { rows: [live] } = await owner.query("select content_item_id as id, project_id, (select r.project_id from published_items r where r.organization_id = $1 and r.slug = 'story-10') as rare_project_id, to_char(published_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as at from published_items where organization_id = $1 and slug = 'story-5000'", [tenant.organizationId]);
  const afterPiece = { ...READERS, after: `${live.at}~${live.id}` };
  const { rows: [{ sequence: head }] } = await owner.query('select sequence::int from publishing_heads where organization_id = $1', [tenant.organizationId]);
  const midst = { limit: 50, after: String(piece.at) };
  const { rows: [{ busy: busyEndpoint, quiet: quietEndpoint }] } = await owner.query('select mode() within group (order by webhook_endpoint_id) as busy, (array_agg(webhook_endpoint_id order by id desc))[1] as quiet from webhook_deliveries where organization_id = $1', [tenant.organizationId]);
  const { rows } = await owner.query('select actor_id from audit_log where organization_id = $1 and actor_id <> $2 limit 1', [tenant.organizationId, tenant.userId]);
  const actorId = rows[0].actor_id as string;
  const { rows: [post] } = await owner.query("select id, scheduled_at, id || '~' || to_char(scheduled_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as at, (select s.id || '~' || to_char(s.scheduled_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from posts s where s.organization_id = $1 and s.status = 'scheduled' order by s.scheduled_at offset 500 limit 1) as ahead, (select a.id from social_accounts a where a.organization_id = $1 and a.username = 'account-1') as account_id, (select a.id from social_accounts a where a.organization_id = $1 and a.username = 'account-11') as quiet_id, (select a.id from social_accounts a where a.organization_id = $1 and a.username = 'account-12') as silent_id, (select t.id from tags t where t.organization_id = $1 and t.name = 'Post tag 1') as rare_tag_id, (select t.id from tags t where t.organization_id = $1 and t.name = 'Post tag 2') as tag_id from posts where organization_id = $1 and status = 'published' order by id offset 5000 limit 1", [tenant.organizationId]);
  const afterPost = { limit: 50, after: `${post.id}~` };
  const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();
  const month = scheduledThings(new Date(Date.now() - 21 * DAY), new Date(Date.now() + 21 * DAY), {});
  return {
    'calendar, entries of a month': month.entries,
    'calendar, repeated entries': month.repeated,
    'calendar, publications of a month': month.publications,
    'calendar, posts of a month': month.posts,
    'calendars': calendarList(),
    'calendar, kept views': calendarViewList(),
    'calendar, private links': ownFeeds(),
    'members': members(FIRST),
    'members, in the middle': members(await deep('memberships')),
    'invitations, open': openInvitations(),
    'keys, living': livingKeys(),
    'audit': auditEntries({}, FIRST),
    'audit, in the middle': auditEntries({}, await deep('audit_log', 'sequence')),
    'audit, one actor': auditEntries({ actorId }, FIRST),
    'audit, a frequent action': auditEntries({ action: 'session.opened' }, FIRST),
    'audit, a rare action': auditEntries({ action: 'organization.transferred' }, FIRST),
    'audit, an unknown action': auditEntries({ action: 'nothing.such' }, FIRST),
    'audit, one actor and a rare action': auditEntries({ actorId, action: 'organization.transferred' }, FIRST),
    'audit, from a day on': auditEntries({ from: ago(207) }, FIRST),
    'audit, up to an old day': auditEntries({ to: ago(365) }, FIRST),
    'audit, one old day': auditEntries({ from: ago(300), to: ago(299) }, FIRST),
    'audit, an action on one old day': auditEntries({ action: 'session.opened', from: ago(300), to: ago(299) }, FIRST),
    'audit, a future day': auditEntries({ from: ago(-5) }, FIRST),
    'audit, newest few (Today)': recentActivity(12),
    'notifications': myNotifications(FIRST),
    'notifications, in the middle': myNotifications(await deep('notifications')),
    'notifications, newest few (bell)': latestNotifications(),
    'notifications, unread count': unreadCount(),
    'webhooks': endpoints(),
    'webhook deliveries, of a busy endpoint': deliveriesOf(busyEndpoint, FIRST),
    'webhook deliveries, of a busy endpoint, in the middle': deliveriesOf(busyEndpoint, await deep('webhook_deliveries')),
    'webhook deliveries, of a quiet endpoint': deliveriesOf(quietEndpoint, FIRST),
    'deliveries': deliveries(undefined, FIRST),
    'deliveries, in the middle': deliveries(undefined, await deep('outbox')),
    'deliveries, on the way': deliveries(['waiting', 'running'], FIRST),
    'deliveries, not sent': deliveries(['dead'], FIRST),
    'deliveries, not sent (Today)': deadDeliveries(),
    'content': items({}, FIRST),
    'content, in the middle': items({}, midst),
    'content, newest first, in the middle': items({ sort: 'created' }, midst),
    'content, by title, in the middle': items({ sort: 'title' }, { limit: 50, after: String(piece.titled) }),
    'content, last published, in the middle': items({ sort: 'published' }, midst),
    'content, a rare status': items({ status: 'in_review' }, FIRST),
    'content, a common status, in the middle': items({ status: 'draft' }, midst),
    'content, a rare type': items({ type: 'podcast' }, FIRST),
    'content, one author': items({ authorId: tenant.userId }, FIRST),
    'content, one category, in the middle': items({ categoryId: piece.category_id }, midst),
    'content, another language': items({ language: 'fr' }, FIRST),
    'content, trash': items({ view: 'trash' }, FIRST),
    'content, a word in a hundredth of the titles': items({ search: 'word17' }, FIRST),
    'content, a word with a typo': items({ search: 'lighthosue' }, FIRST),
    'content, as one types (palette)': snippets('lighthouse17', 8),
    'content, what links here': linkingTo(piece.id),
    'content, reviews asked of me (Today)': reviewsAskedOf(20),
    'content, one project, in the middle': items({ projectId: project.id }, midst),
    'content, one project and a rare status': items({ projectId: project.id, status: 'in_review' }, FIRST),
    'projects': projectPage({}, { limit: 25 }),
    'projects, one status, in the middle': projectPage({ status: 'active' }, { limit: 25, after: `${project.id}~everyday` }),
    'projects, removed': removedProjects({ limit: 25 }),
    'projects, to choose from': projectChoices(),
    'one project, its board': boardOf(project.id, 30),
    'one project, its pieces, in the middle': piecesOf(project.id, midst),
    'one project, its activity': projectActivity(project.id, FIRST),
    'campaigns': campaignPage({}, FIRST),
    'campaigns, in the middle': campaignPage({}, { limit: 50, after: campaign.at }),
    'campaigns, among those without a day': campaignPage({}, { limit: 50, after: `${campaign.undated}~` }),
    'campaigns, by name, in the middle': campaignPage({ sort: 'name' }, { limit: 50, after: campaign.named }),
    'campaigns, a rare status': campaignPage({ status: 'paused' }, FIRST),
    'campaigns, one status, in the middle': campaignPage({ status: 'active' }, { limit: 50, after: campaign.at }),
    'campaigns, one project, in the middle': campaignPage({ projectId: project.id }, { limit: 50, after: campaign.at }),
    'campaigns, one owner': campaignPage({ ownerId: tenant.userId }, FIRST),
    'campaigns, one tag': campaignPage({ tagId: campaign.tag_id }, FIRST),
    'campaigns, a rare tag': campaignPage({ tagId: campaign.rare_tag_id }, FIRST),
    'campaigns, to begin from': campaignTemplates(FIRST),
    'campaigns, removed': removedCampaigns(FIRST),
    'one campaign, its spending, in the middle': spendingOf(campaign.zest, { limit: 25, after: `${campaign.zest}~${ago(250).slice(0, 10)}` }),
    'one campaign, its pieces': contentOfCampaign(campaign.zest),
    'one campaign, what can be linked': piecesToLink(campaign.zest),
    'one campaign, what a search can link': piecesToLink(campaign.zest, 'lighthouse7'),
    'one campaign, its entries': entriesOfCampaign(campaign.zest),
    'one campaign, its activity': campaignActivity(campaign.zest, FIRST),
    'published': published({}, READERS),
    'published, in the middle': published({}, afterPiece),
    'published, oldest first, in the middle': published({ sort: 'published' }, afterPiece),
    'published, last changed, in the middle': published({ sort: '-modified' }, afterPiece),
    'published, a rare type': published({ type: 'podcast' }, READERS),
    'published, another language': published({ language: 'de' }, READERS),
    'published, one category, in the middle': published({ category: 'category-17' }, afterPiece),
    'published, one tag, in the middle': published({ tag: 'tag-7' }, afterPiece),
    'published, one author, in the middle': published({ author: 'author-7' }, afterPiece),
    'published, one project, in the middle': published({ project: live.project_id }, afterPiece),
    'published, a rare project': published({ project: live.rare_project_id }, READERS),
    'published, last changed, a rare type': published({ sort: '-modified', type: 'podcast' }, READERS),
    'published, last changed, another language': published({ sort: '-modified', language: 'de' }, READERS),
    'published, last changed, one author, in the middle': published({ sort: '-modified', author: 'author-7' }, afterPiece),
    'published, last changed, a rare project': published({ sort: '-modified', project: live.rare_project_id }, READERS),
    'published, last changed, one category, in the middle': published({ sort: '-modified', category: 'category-17' }, afterPiece),
    'published, first changed, one tag, in the middle': published({ sort: 'modified', tag: 'tag-7' }, afterPiece),
    'published, since a day': published({ since: ago(210) }, READERS),
    'published, a tag and a language': published({ tag: 'tag-7', language: 'en' }, READERS),
    'published, with its text (feed)': published({}, { limit: 30 }, ['html']),
    'published, for whoever holds it': published({}, READERS, [], head),
    'published, one piece': publishedItem('story-5000', ['html']),
    'published, where an address leads': publishedUnder('story-5000'),
    'published, where a former address leads': publishedUnder('former-5000'),
    'published, beside a piece': relatedPublished('story-5000', 6),
    'published, before and after a piece': neighboursOfPublished('story-5000'),
    'published, in other languages': translationsOfPublished('story-5000'),
    'published, a rare word': publishedSearch('lighthouse17', {}, 20),
    'published, a word in every text': publishedSearch('harbour', {}, 20),
    'published, changes from the middle': publishedChanges({ limit: 100, after: `5000~${live.id}` }, ['html']),
    'posts': postList({}, FIRST),
    'posts, in the middle': postList({}, afterPost),
    'posts, scheduled': postList({ view: 'scheduled' }, FIRST),
    'posts, scheduled, in the middle': postList({ view: 'scheduled' }, { limit: 50, after: post.ahead }),
    'posts, published': postList({ view: 'published' }, FIRST),
    'posts, published, in the middle': postList({ view: 'published' }, { limit: 50, after: post.at }),
    'posts, drafts': postList({ view: 'drafts' }, FIRST),
    'posts, trash': postList({ view: 'trash' }, FIRST),
    'posts, a rare status': postList({ status: 'failed' }, FIRST),
    'posts, one account': postList({ accountId: post.account_id }, FIRST),
    'posts, one account, in the middle': postList({ accountId: post.account_id }, afterPost),
    'posts, one account, scheduled': postList({ view: 'scheduled', accountId: post.account_id }, FIRST),
    'posts, one account, published': postList({ view: 'published', accountId: post.account_id }, FIRST),
    'posts, a quiet account': postList({ accountId: post.quiet_id }, FIRST),
    'posts, a quiet account, published': postList({ view: 'published', accountId: post.quiet_id }, FIRST),
    'posts, a silent account': postList({ accountId: post.silent_id }, FIRST),
    'posts, one platform': postList({ platform: 'mastodon' }, FIRST),
    'posts, one platform, in the middle': postList({ platform: 'mastodon' }, afterPost),
    'posts, a quiet platform': postList({ platform: 'ghost' }, FIRST),
    'posts, one campaign, in the middle': postList({ campaignId: campaign.zest }, afterPost),
    'posts, one author': postList({ authorId: tenant.userId }, FIRST),
    'posts, one tag, in the middle': postList({ tagId: post.tag_id }, afterPost),
    'posts, a rare tag': postList({ tagId: post.rare_tag_id }, FIRST),
    'posts, a week': postList({ from: ago(260).slice(0, 10), to: ago(253).slice(0, 10) }, FIRST),
    'posts that need you': targetsToResolve({ limit: 20 }),
    'posts that need you, counted': stoppedCount(),
    'posts, reviews asked of me (Today)': postReviewsAskedOf(20),
    'accounts to mend (Today)': accountsToMend(10),
    'posts, whether they are paused': socialPause(),
    'media': assets({}, GRID),
    'media, in the middle': assets({}, { ...GRID, after: await middle('media_assets', 'id') }),
    'media, one folder': assets({ folderId }, GRID),
    'media, one folder, in the middle': assets({ folderId }, { ...GRID, after: await middle('media_assets', 'id') }),
    'media, a rare kind': assets({ type: 'video' }, GRID),
    'media, a word in a hundredth of the names': assets({ search: 'word17' }, GRID),
    'media, needs alt text': assets({ view: 'needs-alt' }, GRID),
    'media, unused': assets({ view: 'unused' }, GRID),
    'media, trash': assets({ view: 'trash' }, GRID),
  };
}
