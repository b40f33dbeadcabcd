import { type Context, Hono } from 'hono';
import { nextId, type Operation, type Simulator, type World } from './kit.ts';
import { bearerOf, beginDesk, type Desk, endAll, whoHas } from './oauth.ts';

interface Story {
  id: string;
  account: string;
  title: string;
  content: string;
  format: 'html' | 'markdown';
  tags: string[];
  canonical: string | null;
  status: string;
  notified: boolean;
  at: string;
}

export interface MediumState {
  lastId: number;
  desk: Desk;
  stories: Story[];
}

const TOKEN = 'demo181d415f34379af07b2c11d144dfbe35d';
const STORIES_A_DAY = 15;
const MOST_TITLE = 100;

const unescaped = (text: string) => text.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name]!);
/** The words without the title, which the story repeats. */
const wordsOf = ({ content, format }: Story) => (format === 'markdown' ? content : unescaped(content.replace(/<h1>.*?<\/h1>/gs, '').replace(/<figure>.*?<\/figure>/gs, '').replace(/<br>/g, '\n').replace(/<\/p>\s*<p>/g, '\n\n').replace(/<[^>]+>/g, '')).trim());
const picturesIn = ({ content }: Story) => [...content.matchAll(/<img src="([^"]*)" alt="([^"]*)">/g)].map(([, url, alt]) => ({ kind: 'image' as const, alt: unescaped(alt!), url: unescaped(url!) }));

function app(world: World<MediumState>): Hono {
  const { state } = world;
  const app = new Hono();
  const fail = (c: Context, status: 400 | 401 | 403 | 429, code: number, message: string) => c.json({ errors: [{ message, code }] }, status);
  const addressOf = (story: Story) => `${world.at}/medium/www/@${state.desk.people.find(({ id }) => id === story.account)!.username}/${story.id}`;

  function barred(c: Context, operation: Operation): { id: string; name: string; username: string } | Response {
    const who = whoHas(world, state.desk, bearerOf(c));
    if (!who || world.takes('expired', operation)) return fail(c, 401, 6003, 'Token was invalid.');
    return who.person;
  }

  app.get('/api/v1/me', (c) => {
    const who = barred(c, 'profile');
    if (who instanceof Response) return who;
    return c.json({ data: { id: who.id, username: who.username, name: who.name, url: `${world.at}/medium/www/@${who.username}`, imageUrl: `${world.at}/medium/www/${who.username}.png` } });
  });
  app.post('/api/v1/users/:id/posts', async (c) => {
    const who = barred(c, 'publish');
    if (who instanceof Response) return who;
    if (who.id !== c.req.param('id')) return fail(c, 403, 6026, 'User not found.');
    const recent = state.stories.filter(({ account, at }) => account === who.id && Date.parse(at) > world.now().getTime() - 86_400_000);
    if (world.takes('too-fast', 'publish') || recent.length >= STORIES_A_DAY) return fail(c, 429, -1, 'You have reached the rate limit for publishing today.');
    const asked = await c.req.json().catch(() => null);
    if (!asked || world.takes('refused', 'publish')) return fail(c, 400, 2002, 'Post body was invalid.');
    const { title = '', content, contentFormat, tags = [], canonicalUrl = null, publishStatus = 'public', notifyFollowers = false } = asked;
    if (contentFormat !== 'html' && contentFormat !== 'markdown') return fail(c, 400, 2004, 'Content format is not valid.');
    if (typeof content !== 'string' || content === '') return fail(c, 400, 2002, 'Post content is missing.');
    if (typeof title !== 'string' || title.length > MOST_TITLE) return fail(c, 400, 2002, `Title must be no longer than ${MOST_TITLE} characters.`);
    if (!['public', 'draft', 'unlisted'].includes(publishStatus)) return fail(c, 400, 2003, 'Publish status is not valid.');
    const story: Story = { id: nextId(state, '3771590000').padStart(12, 'e'), account: who.id, title, content, format: contentFormat, tags: tags.slice(0, 3), canonical: canonicalUrl, status: publishStatus, notified: notifyFollowers, at: world.now().toISOString() };
    state.stories.push(story);
    return c.json({ data: { id: story.id, title, authorId: who.id, url: addressOf(story), canonicalUrl: canonicalUrl ?? '', publishStatus, publishedAt: world.now().getTime(), license: 'all-rights-reserved', licenseUrl: '', tags: story.tags } }, 201);
  });
  return app;
}

export const medium: Simulator<MediumState> = {
  platform: 'medium',
  name: 'Medium',
  begin() {
    const desk = beginDesk([{ id: '5303d74c64f66366f00cb9b2a94f3251bf5', username: 'demo_gazette', name: 'Demo Gazette', followers: 0 }]);
    desk.access.push({ value: TOKEN, person: desk.people[0]!.id, scopes: ['basicProfile', 'publishPost'], until: null });
    return { lastId: 0, desk, stories: [] };
  },
  app,
  operation(method, path) {
    if (path.endsWith('/v1/me')) return 'profile';
    return method === 'POST' && path.endsWith('/posts') ? 'publish' : null;
  },
  posts: (state) =>
    state.stories
      .filter(({ status }) => status !== 'draft')
      .map((story) => {
        const { name, username } = state.desk.people.find(({ id }) => id === story.account)!;
        return { id: story.id, account: story.account, author: name, text: wordsOf(story), title: story.title, at: story.at, media: picturesIn(story), url: `/medium/www/@${username}/${story.id}` };
      }),
  revoke: ({ desk }) => endAll(desk),
  hints: { token: TOKEN },
};
