import type { Page } from 'playwright-core';
import { hooks } from './hooks.ts';
import { failed, late } from './outlet.ts';
import { measuredPost } from './measured-posts.ts';
import { stoppedPosts } from './stopped-posts.ts';
import { confirmation, disagree, disputed, invitation, letter, member, reset } from './links.ts';

export type Who = 'stranger' | 'owner' | 'viewer' | 'founder';

export interface Screen {
  /** Names the picture and the test. */
  name: string;
  path: string;
  /** The whole address, where a letter or an id makes it. */
  address?: () => Promise<string>;
  as: Who;
  /** 200 unless it says otherwise. */
  status?: number;
  /** Brings the screen into the state that is meant: a refused form, an open menu. */
  reach?: (page: Page) => Promise<void>;
}

const screen = (as: Who) => (name: string, path: string, more: Omit<Screen, 'name' | 'path' | 'as'> = {}): Screen => ({ name, path, as, ...more });
const [stranger, owner, viewer, founder] = (['stranger', 'owner', 'viewer', 'founder'] as const).map(screen) as [ReturnType<typeof screen>, ReturnType<typeof screen>, ReturnType<typeof screen>, ReturnType<typeof screen>];

/** Fills fields by their label and sends the form with the named button, past what the browser itself would refuse. */
const refuse = (button: string, fields: Record<string, string> = {}) => async (page: Page) => {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.locator('[role="alert"] p').first().waitFor();
};

const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
};

/** Back from a platform that gives several accounts. */
const choosing = async (page: Page) => {
  await press('Go on to Facebook')(page);
  await press(/^Allow as /)(page);
  await page.getByRole('heading', { name: /^Which accounts/ }).waitFor();
};

const inDialog = (opener: string, send: string, fields: Record<string, string>) => async (page: Page) => {
  await press(opener)(page);
  await refuse(send, fields)(page);
};

/** The demo's files and folders keep their ids: see db/demo-media.ts. */
const demo = (number: number) => `01990000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
const [HARBOUR, OLD_MARK, FERRY, DUSK, DAWN] = [demo(0x60), demo(0x70), demo(0x75), demo(0x76), demo(0x77)];

/** And its pieces: see db/demo-content.ts. */
const [FERRY_STORY, DRAFT, VOIDED, TRASHED, TEMPLATE] = [demo(0x120), demo(0x122), demo(0x124), demo(0x126), demo(0x110)];
/** What is in front of readers, or on its way: see db/demo-live.ts. */
const [CHANGED, LIVE, SCHEDULED, RELEASE] = [demo(0x128), demo(0x129), demo(0x12e), demo(0x1a0)];
/** And its project: see db/demo-projects.ts. */
const WINTER_PROJECT = demo(0x700);
/** And its campaigns: see db/demo-campaigns.ts. */
const [WINTER_CAMPAIGN, UNDATED_CAMPAIGN, OVERSPENT_CAMPAIGN, CAMPAIGN_TEMPLATE] = [demo(0x800), demo(0x803), demo(0x804), demo(0x806)];
/** And its social accounts: see db/demo-accounts.ts. */
const [DEMO_LETTER, LAPSED_ACCOUNT] = [demo(0x900), demo(0x901)];
const written = (page: Page) => page.getByRole('toolbar', { name: 'Formatting' }).waitFor();
const publishing = (name: string) => async (page: Page) => {
  await written(page);
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').getByRole('radio', { name: 'Later' }).waitFor();
};

/** A few bytes that unfold to ten thousand million pixels are refused once they have arrived. */
const HUGE = Buffer.from('89504e470d0a1a0a0000000d494844520001800000018000080200000000000000', 'hex');
const uploadRefused = async (page: Page) => {
  await page.locator('input[type="file"][multiple]').first().setInputFiles({ name: 'a-picture-too-large-to-open.png', mimeType: 'image/png', buffer: HUGE });
  await page.getByRole('region', { name: 'Uploads' }).getByText('Not uploaded', { exact: true }).waitFor();
};

/** Words for the first two accounts that are there. */
const compose = (words: string) => async (page: Page) => {
  const accounts = page.getByRole('group', { name: 'Accounts' }).getByRole('checkbox');
  await accounts.nth(0).check();
  await accounts.nth(1).check();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(words);
};

const crop = (shape: string) => async (page: Page) => {
  await press(/^Crop( again)?$/)(page);
  await page.getByRole('button', { name: shape, exact: true }).click();
};

/** Every route of app/routes.ts, and every state in which it looks different. */
export const SCREENS: Screen[] = [
  stranger('sign-in', '/sign-in'),
  stranger('sign-in-refused', '/sign-in', { reach: refuse('Sign in', { 'Email address': 'nobody@example.test', Password: 'a wrong password' }) }),
  stranger('sign-up', '/sign-up'),
  stranger('sign-up-refused', '/sign-up', { reach: refuse('Sign up', { 'Your name': '   ', 'Email address': 'ada@nowhere', Password: 'password12' }) }),
  stranger('check-your-mail', '/check-your-mail?email=ada@example.test'),
  stranger('confirm', '/confirm', { address: confirmation }),
  stranger('confirm-spent', '/confirm?token=spent'),
  stranger('forgotten-password', '/forgotten-password'),
  stranger('forgotten-password-refused', '/forgotten-password', { reach: refuse('Send the link', { 'Email address': 'ada@nowhere' }) }),
  stranger('forgotten-password-sent', '/forgotten-password?sent=1'),
  stranger('new-password', '/new-password', { address: reset }),
  stranger('new-password-refused', '/new-password', { address: reset, reach: refuse('Save and sign in', { 'New password': 'password12' }) }),
  stranger('new-password-spent', '/new-password?token=spent'),
  stranger('invitation', '/invitation', { address: invitation }),
  stranger('invitation-closed', '/invitation?token=spent'),
  stranger('not-found', '/nowhere', { status: 404 }),
  stranger('mailbox', '/dev/mailbox'),
  stranger('letter', '/dev/mailbox/:letterId', { address: letter }),

  owner('today', '/'),
  owner('analytics', '/analytics?days=91'),
  owner('analytics-days', '/analytics?from=2026-11-20&to=2026-11-01'),
  owner('analytics-posts', '/analytics?show=posts&days=91&figure=engagements'),
  owner('analytics-pieces', '/analytics?show=pieces'),
  owner('analytics-accounts', '/analytics?show=accounts&days=91'),
  founder('analytics-nothing', '/analytics'),
  owner('compose', '/social/posts/new', { reach: compose('The ferry is back after the storm. #harbour') }),
  owner('compose-too-long', '/social/posts/new', { reach: compose('The ferry is back after the storm, and it carries bicycles again. '.repeat(12)) }),
  owner('post-import', '/social/import'),
  owner('post-approvals', '/settings/social'),
  owner('posts', '/social', { address: stoppedPosts('/social') }),
  owner('post-figures', '/social/posts/0', { address: measuredPost('grown'), reach: async (page) => { await page.getByText('3 readings').click(); } }),
  owner('post-figures-not-yet', '/social/posts/0', { address: measuredPost('fresh') }),
  owner('posts-tagging', '/social', { address: stoppedPosts('/social'), reach: async (page) => { for (const tick of (await page.getByRole('checkbox', { name: /^Choose / }).all()).slice(0, 2)) await tick.check(); await page.getByRole('button', { name: 'Tag…' }).click(); await page.getByRole('dialog').waitFor(); } }),
  owner('posts-scheduled', '/social?view=scheduled', { address: stoppedPosts('/social?view=scheduled') }),
  owner('posts-nothing', '/social?status=cancelled&platform=ghost'),
  owner('posts-trash', '/social?view=trash'),
  owner('posts-pausing', '/social', { reach: press('Pause all…') }),
  owner('needs-you', '/social/needs-you', { address: stoppedPosts('/social/needs-you') }),
  owner('needs-you-refused', '/social/needs-you', { address: stoppedPosts('/social/needs-you'), reach: inDialog('It is live…', 'It is live', { 'Link to the post': 'ftp://social.example/1' }) }),
  viewer('needs-you-viewer', '/social/needs-you', { address: stoppedPosts('/social/needs-you') }),
  owner('accounts', '/social/accounts'),
  owner('account', `/social/accounts/${DEMO_LETTER}`),
  owner('account-expired', `/social/accounts/${LAPSED_ACCOUNT}`),
  owner('connect', '/social/connect'),
  owner('connect-mastodon', '/social/connect/mastodon'),
  owner('connect-mastodon-refused', '/social/connect/mastodon', { reach: refuse('Go on to Mastodon', { 'Your server': 'https://127.0.0.1/' }) }),
  owner('connect-ghost', '/social/connect/ghost'),
  owner('connect-again', `/social/connect/twitter?account=${LAPSED_ACCOUNT}`),
  owner('connect-choose', '/social/connect/choose/0', { address: async () => '/social/connect/facebook', reach: choosing }),
  owner('connect-back-refused', '/social/connect/back?state=forged&code=x'),
  owner('campaigns', '/campaigns'),
  owner('campaigns-nothing', '/campaigns?q=nothing+like+it'),
  owner('campaigns-timeline', '/campaigns?show=timeline'),
  owner('campaigns-timeline-month', '/campaigns?show=timeline&zoom=month'),
  owner('campaigns-timeline-year', '/campaigns?show=timeline&zoom=year'),
  owner('campaigns-timeline-nothing', '/campaigns?show=timeline&date=2031-01-01&type=event'),
  owner('campaigns-templates', '/campaigns?show=templates'),
  owner('campaigns-removed', '/campaigns?show=removed'),
  owner('campaign-new', '/campaigns/new'),
  owner('campaign-new-refused', '/campaigns/new', { reach: refuse('Begin the campaign', { Name: '   ', 'Budget (optional)': 'a lot' }) }),
  owner('campaign-new-from-template', `/campaigns/new?template=${CAMPAIGN_TEMPLATE}`),
  owner('campaign', `/campaigns/${WINTER_CAMPAIGN}`),
  owner('campaign-undated', `/campaigns/${UNDATED_CAMPAIGN}`),
  owner('campaign-overspent', `/campaigns/${OVERSPENT_CAMPAIGN}`),
  owner('campaign-template', `/campaigns/${CAMPAIGN_TEMPLATE}`),
  owner('campaign-duplicate', `/campaigns/${WINTER_CAMPAIGN}`, { reach: press('Duplicate') }),
  owner('campaign-results', `/campaigns/${WINTER_CAMPAIGN}?show=results`),
  owner('campaign-results-refused', `/campaigns/${WINTER_CAMPAIGN}?show=results`, { reach: refuse('Add it', { Conversions: 'a few' }) }),
  owner('campaign-results-nothing', `/campaigns/${UNDATED_CAMPAIGN}?show=results`),
  owner('campaign-content', `/campaigns/${WINTER_CAMPAIGN}?show=content`),
  owner('campaign-content-empty', `/campaigns/${UNDATED_CAMPAIGN}?show=content&find=nothing+like+it`),
  owner('campaign-spending', `/campaigns/${WINTER_CAMPAIGN}?show=spending`),
  owner('campaign-spending-refused', `/campaigns/${WINTER_CAMPAIGN}?show=spending`, { reach: refuse('Add the entry', { Amount: 'twelve' }) }),
  owner('campaign-links', `/campaigns/${WINTER_CAMPAIGN}?show=links`),
  owner('campaign-activity', `/campaigns/${WINTER_CAMPAIGN}?show=activity`),
  owner('campaign-not-found', '/campaigns/01990000-0000-7000-8000-ffffffffffff', { status: 404 }),
  owner('campaign-change', `/campaigns/${WINTER_CAMPAIGN}?show=change`),
  owner('projects', '/projects'),
  owner('projects-nothing', '/projects?q=nothing+like+it'),
  owner('projects-removed', '/projects?show=removed'),
  owner('project-new', '/projects/new'),
  owner('project-new-refused', '/projects/new', { reach: refuse('Begin the project', { Name: '   ', 'Colours (optional)': 'bluish' }) }),
  owner('project', `/projects/${WINTER_PROJECT}`),
  owner('project-card', `/projects/${WINTER_PROJECT}`, { reach: press(/^Move /) }),
  owner('project-list', `/projects/${WINTER_PROJECT}?show=list`),
  owner('project-about', `/projects/${WINTER_PROJECT}?show=about`),
  owner('project-people', `/projects/${WINTER_PROJECT}?show=people`),
  owner('project-activity', `/projects/${WINTER_PROJECT}?show=activity`),
  owner('project-change', `/projects/${WINTER_PROJECT}?show=change`),
  owner('calendar', '/calendar'),
  owner('calendar-week', '/calendar?view=week'),
  owner('calendar-day', '/calendar?view=day&date=2027-03-28'),
  owner('calendar-agenda', '/calendar?view=agenda'),
  owner('calendar-board', '/calendar?view=board'),
  owner('calendar-filtered', '/calendar?channel=email&status=planned'),
  owner('calendar-new', '/calendar/new?date=2027-03-28'),
  owner('calendar-new-refused', '/calendar/new?date=2027-03-28', { reach: refuse('Add it', { Title: 'Ends too soon', 'Until (optional)': '08:00' }) }),
  owner('calendar-entry', `/calendar/entries/${demo(0x315)}`),
  owner('calendars', '/calendar/calendars'),
  owner('calendar-import', '/calendar/import'),
  owner('media', '/media'),
  owner('media-list', '/media?show=list'),
  owner('media-folder', `/media?folder=${HARBOUR}`),
  owner('media-chosen', '/media', { reach: async (page) => { for (const tick of (await page.getByRole('checkbox', { name: /^Choose demo/ }).all()).slice(0, 2)) await tick.check(); } }),
  owner('media-needs-alt', '/media?view=needs-alt'),
  owner('media-found', '/media?q=harbour&type=image'),
  owner('media-nothing', '/media?q=nothing+like+it'),
  owner('media-trash', '/media?view=trash'),
  owner('media-trash-nothing', '/media?view=trash&q=nothing+like+it'),
  owner('media-upload-refused', '/media', { reach: uploadRefused }),
  owner('asset', `/media/${DAWN}`),
  owner('asset-needs-alt', `/media/${DUSK}`),
  owner('asset-cropped', `/media/${FERRY}`),
  owner('asset-crop', `/media/${DAWN}`, { reach: crop('4:3') }),
  owner('asset-crop-changed', `/media/${FERRY}`, { reach: crop('9:16') }),
  owner('asset-trashed', `/media/${OLD_MARK}`),
  owner('picker', '/settings/organization', { reach: async (page) => { await press('Choose a picture')(page); await page.getByRole('dialog').getByText('demo-ferry.png').waitFor(); } }),
  owner('asset-not-found', '/media/01990000-0000-7000-8000-ffffffffffff', { status: 404 }),
  owner('notifications', '/notifications'),
  owner('profile', '/settings/profile'),
  owner('profile-refused', '/settings/profile', { reach: refuse('Save the profile', { Name: '   ' }) }),
  owner('security', '/settings/security'),
  owner('security-refused', '/settings/security', { reach: refuse('Change the password', { 'Current password': 'wrong', 'New password': 'password12' }) }),
  owner('your-data', '/settings/data'),
  owner('your-data-asks', '/settings/data', { reach: press('Delete my account') }),
  owner('organization', '/settings/organization'),
  owner('organization-refused', '/settings/organization', { reach: refuse('Save the organization', { Name: '  ', Address: 'no spaces here' }) }),
  owner('organization-transfer', '/settings/organization', { reach: press('Transfer the ownership') }),
  owner('content', '/content'),
  owner('content-filtered', '/content?type=article&status=in_review'),
  owner('content-found', '/content?q=harbour'),
  owner('content-nothing', '/content?q=nothing+like+it'),
  owner('content-columns', '/content?columns=status.type.author.category.tags.language.words.comments.created.edited'),
  owner('content-chosen', '/content', { reach: async (page) => { for (const tick of (await page.getByRole('checkbox', { name: /^Choose / }).all()).slice(0, 2)) await tick.check(); } }),
  owner('content-trash', '/content?view=trash'),
  owner('content-trash-nothing', '/content?view=trash&q=nothing+like+it'),
  owner('content-new', '/content/new'),
  owner('content-new-from-template', `/content/new?template=${TEMPLATE}`),
  owner('content-new-translation', `/content/new?translationOf=${FERRY_STORY}`),
  owner('item', `/content/${FERRY_STORY}`, { reach: written }),
  owner('item-open', `/content/${FERRY_STORY}`, { reach: async (page) => { await written(page); for (const part of ['Search and sharing', 'Checks', 'Translations and links', 'History']) await page.locator('summary', { hasText: part }).click(); } }),
  owner('item-draft', `/content/${DRAFT}`, { reach: written }),
  owner('item-voided', `/content/${VOIDED}`, { reach: written }),
  owner('item-trashed', `/content/${TRASHED}`),
  owner('item-request-review', `/content/${DRAFT}`, { reach: async (page) => { await written(page); await press('Request a review')(page); } }),
  owner('item-conflict', '/content/:itemId', { address: disputed, reach: disagree }),
  owner('item-not-found', '/content/01990000-0000-7000-8000-ffffffffffff', { status: 404 }),
  owner('item-live', `/content/${LIVE}`, { reach: written }),
  owner('item-live-changed', `/content/${CHANGED}`, { reach: written }),
  owner('item-scheduled', `/content/${SCHEDULED}`, { reach: written }),
  owner('item-late', '/content/:itemId', { address: late, reach: written }),
  owner('item-failed', '/content/:itemId', { address: failed, reach: written }),
  owner('publish-now', `/content/${DRAFT}`, { reach: publishing('Publish') }),
  owner('publish-later', `/content/${DRAFT}`, { reach: async (page) => { await publishing('Publish')(page); await page.getByRole('radio', { name: 'Later' }).check(); } }),
  owner('publish-refused', `/content/${DRAFT}`, { reach: async (page) => { await publishing('Publish')(page); await page.getByRole('radio', { name: 'Later' }).check(); await page.getByLabel('Day', { exact: true }).fill('2020-01-01'); await page.getByRole('dialog').getByRole('button', { name: /^Schedule/ }).click(); await page.getByText('This moment has passed. Choose').first().waitFor(); } }),
  owner('publish-update', `/content/${CHANGED}`, { reach: publishing('Publish the update') }),
  owner('take-down', `/content/${LIVE}`, { reach: publishing('Take down') }),
  owner('schedule', '/content/schedule'),
  owner('schedule-done', '/content/schedule?show=done'),
  owner('schedule-failed', '/content/schedule?show=failed', { address: async () => { await failed(); return '/content/schedule?show=failed'; } }),
  owner('releases', '/content/releases'),
  owner('releases-new', '/content/releases', { reach: press('New release') }),
  owner('release', `/content/releases/${RELEASE}`),
  owner('release-publish', `/content/releases/${RELEASE}`, { reach: press('Publish the release') }),
  owner('release-not-found', '/content/releases/01990000-0000-7000-8000-ffffffffffff', { status: 404 }),
  owner('revisions', `/content/${FERRY_STORY}/revisions`),
  owner('revisions-compared', `/content/${FERRY_STORY}/revisions?a=1&b=3`),
  owner('categories', '/content/categories'),
  owner('categories-new', '/content/categories', { reach: press('New category') }),
  owner('tags', '/content/tags'),
  owner('tags-new', '/content/tags', { reach: press('New tag') }),
  owner('templates', '/content/templates'),
  owner('template', `/content/templates/${TEMPLATE}`),
  owner('template-new', '/content/templates/new'),
  owner('palette-found', '/', { reach: async (page) => { await page.keyboard.press('Control+k'); await page.getByRole('combobox').fill('ferry'); await page.getByRole('option', { name: /The ferry that waits/ }).waitFor(); } }),
  owner('content-settings', '/settings/content'),
  owner('site-settings', '/settings/site'),
  owner('content-import', '/content/import'),
  owner('readers-comments', '/content/comments'),
  owner('readers-comments-spam', '/content/comments?status=spam'),
  owner('people', '/settings/people'),
  owner('people-invite', '/settings/people', { reach: press('Invite') }),
  owner('people-invite-refused', '/settings/people', { reach: inDialog('Invite', 'Send the invitation', { 'Email address': 'ada@nowhere' }) }),
  owner('person', '/settings/people/:userId', { address: member }),
  owner('person-not-found', '/settings/people/01990000-0000-7000-8000-ffffffffffff', { status: 404 }),
  owner('activity', '/settings/activity'),
  owner('activity-filtered', '/settings/activity?action=member.joined&from=2026-01-01'),
  owner('activity-nothing', '/settings/activity?to=2020-01-01'),
  owner('keys', '/settings/keys'),
  owner('keys-new', '/settings/keys', { reach: press('New key') }),
  owner('keys-refused', '/settings/keys', { reach: inDialog('New key', 'Create the key', { Name: '   ' }) }),
  owner('keys-revoke', '/settings/keys', { reach: press(/^Revoke/) }),
  owner('webhooks', '/settings/webhooks', { address: async () => { await hooks(); return '/settings/webhooks'; } }),
  owner('webhooks-new', '/settings/webhooks/new'),
  owner('webhooks-new-refused', '/settings/webhooks/new', { reach: refuse('Make the endpoint', { Address: 'https://127.0.0.1/hooks' }) }),
  owner('webhooks-made', '/settings/webhooks/new', { reach: async (page) => { await page.getByLabel('Address').fill('https://hooks.site.org/masthead'); await press('Make the endpoint')(page); await page.getByRole('heading', { name: 'The endpoint is made' }).waitFor(); } }),
  owner('webhook', '/settings/webhooks/:endpointId', { address: async () => `/settings/webhooks/${(await hooks()).working}` }),
  owner('webhook-failing', '/settings/webhooks/:endpointId', { address: async () => `/settings/webhooks/${(await hooks()).failing}` }),
  owner('webhook-delivered', '/settings/webhooks/:endpointId/deliveries/:deliveryId', { address: async () => { const { working, delivered } = await hooks(); return `/settings/webhooks/${working}/deliveries/${delivered}`; } }),
  owner('webhook-not-delivered', '/settings/webhooks/:endpointId/deliveries/:deliveryId', { address: async () => { const { failing, refused } = await hooks(); return `/settings/webhooks/${failing}/deliveries/${refused}`; } }),
  owner('deliveries', '/settings/deliveries'),
  owner('deliveries-open', '/settings/deliveries?show=open'),
  owner('new-organization', '/organizations/new'),
  owner('new-organization-refused', '/organizations/new', { reach: refuse('Create the organization', { Name: 'A second paper', Address: 'demo-courier' }) }),
  owner('palette', '/', { reach: async (page) => { await page.keyboard.press('Control+k'); await page.getByRole('dialog').getByText('API keys').first().waitFor(); } }),
  owner('shortcuts', '/', { reach: async (page) => { await page.keyboard.press('?'); await page.getByRole('dialog').getByText('Next row').waitFor(); } }),
  owner('menu-me', '/', { reach: press(/^You,/) }),
  owner('menu-bell', '/', { reach: press(/^Notifications/) }),
  owner('menu-organizations', '/', { reach: press(/switch organization/) }),
  owner('gallery', '/dev/gallery'),
  owner('gallery-forms', '/dev/gallery?show=forms'),
  owner('writing', '/dev/writing', { reach: (page) => page.getByRole('toolbar', { name: 'Formatting' }).waitFor() }),

  viewer('viewer-today', '/'),
  viewer('viewer-organization', '/settings/organization'),
  viewer('viewer-people', '/settings/people'),
  viewer('viewer-media', '/media'),
  viewer('viewer-asset', `/media/${FERRY}`),
  viewer('viewer-content', '/content'),
  viewer('viewer-item', `/content/${FERRY_STORY}`),
  viewer('viewer-forbidden', '/settings/keys', { status: 403 }),

  founder('fresh-today', '/'),
  viewer('viewer-project', `/projects/${WINTER_PROJECT}`),
  viewer('viewer-campaign', `/campaigns/${WINTER_CAMPAIGN}?show=content`),
  founder('fresh-compose', '/social/posts/new'),
  founder('fresh-posts', '/social'),
  founder('fresh-needs-you', '/social/needs-you'),
  founder('fresh-accounts', '/social/accounts'),
  founder('fresh-campaigns', '/campaigns'),
  founder('fresh-timeline', '/campaigns?show=timeline'),
  founder('fresh-projects', '/projects'),
  founder('fresh-calendar', '/calendar'),
  founder('fresh-media', '/media'),
  founder('fresh-content', '/content'),
  founder('fresh-categories', '/content/categories'),
  founder('fresh-tags', '/content/tags'),
  founder('fresh-templates', '/content/templates'),
  founder('fresh-new', '/content/new'),
  founder('fresh-schedule', '/content/schedule'),
  founder('fresh-releases', '/content/releases'),
  founder('fresh-notifications', '/notifications'),
  founder('fresh-people', '/settings/people'),
  founder('fresh-keys', '/settings/keys'),
  founder('fresh-webhooks', '/settings/webhooks'),
  founder('fresh-activity', '/settings/activity'),
  founder('fresh-deliveries', '/settings/deliveries'),
];

/** Routes without a screen: they send on, answer a file or only take forms. */
export const WITHOUT_SCREEN = ['/sign-out', '/theme', '/organizations/switch', '/settings', '/settings/data/export', '/settings/activity/export', '/media/pick', '/analytics/export', '/find', '/content/:itemId/save', '/content/:itemId/anchors', '/social/posts/:postId/save', '/content/export', '/calendar/export', '/social/import/example'];
