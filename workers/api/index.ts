import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { problem } from '#app/platform/problem.ts';
import { ranked } from './analytics/ranked.ts';
import { sums } from './analytics/sums.ts';
import { audit } from './audit.ts';
import { categories } from './content/categories.ts';
import { comments } from './content/comments.ts';
import { exports } from './content/exports.ts';
import { imports } from './content/imports.ts';
import { itemSteps } from './content/item-steps.ts';
import { items } from './content/items.ts';
import { readerComments } from './content/reader-comments.ts';
import { revisions } from './content/revisions.ts';
import { tags } from './content/tags.ts';
import { templates } from './content/templates.ts';
import { describeParts, documentOf } from './document.ts';
import { onError, unreadable } from './errors.ts';
import type { ApiDoor } from './guard.ts';
import { invitations } from './identity/invitations.ts';
import { key } from './identity/key.ts';
import { members } from './identity/members.ts';
import { organization } from './identity/organization.ts';
import { assetsTogether } from './media/assets-together.ts';
import { assets } from './media/assets.ts';
import { folders } from './media/folders.ts';
import { uploads } from './media/uploads.ts';
import { calendars } from './planning/calendars.ts';
import { campaignContent } from './planning/campaign-content.ts';
import { campaignResults } from './planning/campaign-results.ts';
import { campaignSpending } from './planning/campaign-spending.ts';
import { campaigns } from './planning/campaigns.ts';
import { entries } from './planning/entries.ts';
import { projects } from './planning/projects.ts';
import { refuse } from './problem.ts';
import { publications } from './publishing/publications.ts';
import { releases } from './publishing/releases.ts';
import { referencePage } from './reference/page.ts';
import { accounts } from './social/accounts.ts';
import { postFigures } from './social/post-figures.ts';
import { postImports } from './social/post-imports.ts';
import { postRepeats } from './social/post-repeats.ts';
import { posts } from './social/posts.ts';
import { targets } from './social/targets.ts';
import { webhookDeliveries } from './webhooks/deliveries.ts';
import { webhookEndpoints } from './webhooks/endpoints.ts';

/** For programs: a key instead of a cookie, problem+json instead of a page, the same commands underneath. */
export const api = new OpenAPIHono<ApiDoor>({ defaultHook: unreadable });
api.onError(onError);
describeParts(api);

api.route('/', key);
api.route('/', organization);
api.route('/', members);
api.route('/', invitations);
api.route('/', assets);
api.route('/', assetsTogether);
api.route('/', folders);
api.route('/', uploads);
api.route('/', items);
api.route('/', itemSteps);
api.route('/', revisions);
api.route('/', comments);
api.route('/', readerComments);
api.route('/', categories);
api.route('/', tags);
api.route('/', templates);
api.route('/', imports);
api.route('/', exports);
api.route('/', projects);
api.route('/', campaigns);
api.route('/', campaignContent);
api.route('/', campaignSpending);
api.route('/', campaignResults);
api.route('/', calendars);
api.route('/', entries);
api.route('/', accounts);
api.route('/', posts);
api.route('/', postRepeats);
api.route('/', postFigures);
api.route('/', targets);
api.route('/', sums);
api.route('/', ranked);
api.route('/', postImports);
api.route('/', webhookEndpoints);
api.route('/', webhookDeliveries);
api.route('/', publications);
api.route('/', releases);
api.route('/', audit);

const PUBLIC = { 'Cache-Control': 'public, max-age=300' };
const READING = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

api.get('/openapi.json', (c) => c.json(documentOf(api, c.get('request').origin), 200, PUBLIC));
api.get('/reference', (c) => c.html(referencePage(documentOf(api, c.get('request').origin)), 200, { ...PUBLIC, 'Content-Security-Policy': READING, 'X-Frame-Options': 'DENY' }));

/** Which methods an address answers. */
function methodsAt(path: string): string[] {
  const asked = path.replace(/^\/api\/v1/, '').split('/');
  const found = api.routes.filter(({ method, path: pattern }) => {
    const parts = pattern.split('/');
    return method !== 'ALL' && parts.length === asked.length && parts.every((part, index) => part.startsWith(':') || part === asked[index]);
  });
  return [...new Set(found.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
}

api.all('*', (c: Context<ApiDoor>) => {
  const methods = methodsAt(c.req.path);
  if (methods.length === 0) return refuse(c, problem('not-found', 'There is nothing under this address. The reference is at /api/v1/reference.'));
  const allow = { Allow: [...methods, 'OPTIONS'].join(', ') };
  if (c.req.method === 'OPTIONS') return c.body(null, 204, allow);
  return refuse(c, problem('not-found', `This address does not answer ${c.req.method}. It answers ${methods.join(', ')}.`), undefined, allow);
});
