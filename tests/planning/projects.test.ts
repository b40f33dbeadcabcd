import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { arrangeAsset } from '../support/media.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';
import { pressUndo } from '../support/undo.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let editor: Colleague;
let viewer: Colleague;
let stranger: Awaited<ReturnType<typeof founder>>;
let project: string;

const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;
const row = async (id = project) => (await rows('select * from projects where id = $1', [id]))[0];
const everyday = async (organizationId = owner.organizationId) => (await rows('select id from projects where organization_id = $1 and is_default', [organizationId]))[0].id as string;
const post = (fields: Record<string, string | string[]>, as = owner.browser, path = `/projects/${project}`) => as.post(path, fields, { follow: false });
const change = (fields: Record<string, string | string[]>, as = owner.browser) => post({ intent: 'change', projectId: project, revision: '1', ...fields }, as, `/projects/${project}?show=change`);
const setMember = (person: Colleague, role: string, as = owner.browser) => post({ intent: 'set-member', projectId: project, userId: person.userId, role }, as);
const plain = (text: string) => text.replaceAll('<!-- -->', '');

async function begin(fields: Record<string, string> = {}) {
  await owner.browser.post('/projects/new', { intent: 'change', name: 'Harbour winter', ...fields });
  return (await rows('select id from projects where organization_id = $1 order by created_at desc, id desc limit 1', [owner.organizationId]))[0].id as string;
}

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'project-paper');
  editor = await colleague(app, owner.browser, 'editor');
  viewer = await colleague(app, owner.browser, 'viewer');
  stranger = await founder(app, 'other-project-paper');
});

beforeEach(async () => {
  await app.owner.query('delete from content_items');
  await app.owner.query('delete from projects where not is_default');
  project = await begin({ 'goals.0.text': 'Ten portraits', 'goals.1.text': '', 'goals.2.text': 'A walk', wordsToAvoid: 'vessel, synergy' });
});

test('a new organization has a project, and its pieces begin there', async () => {
  const [first] = await rows('select name, status, is_default from projects where organization_id = $1', [stranger.organizationId]);
  expect(first).toEqual({ name: 'Everyday', status: 'active', is_default: true });
  await stranger.browser.post('/content/new', { type: 'article', language: 'en', title: 'Without a word' });
  expect(await rows('select project_id from content_items where organization_id = $1', [stranger.organizationId])).toEqual([{ project_id: await everyday(stranger.organizationId) }]);
});

test('a project begins with what was typed, and whoever begins it leads it', async () => {
  expect(await row()).toMatchObject({ name: 'Harbour winter', owner_id: owner.userId, status: 'active', revision: 1, brand_guidelines: { wordsToAvoid: ['vessel', 'synergy'] } });
  expect((await row()).content_goals).toMatchObject([{ text: 'Ten portraits', done: false }, { text: 'A walk', done: false }]);
  expect(await rows('select user_id, role from project_members where project_id = $1', [project])).toEqual([{ user_id: owner.userId, role: 'lead' }]);
});

test('a piece begins in the project that was chosen, and its translation follows it', async () => {
  await owner.browser.post('/content/new', { type: 'article', language: 'en', title: 'The crew', projectId: project });
  const [piece] = await rows("select id, project_id from content_items where title = 'The crew'");
  expect(piece.project_id).toBe(project);
  await owner.browser.post('/content/new', { type: 'article', language: 'de', translationOf: piece.id });
  expect(await rows("select project_id from content_items where language = 'de'")).toEqual([{ project_id: project }]);
  expect((await owner.browser.post('/content/new', { type: 'article', language: 'en', projectId: await everyday(stranger.organizationId) }, { follow: false })).status).toBe(404);
});

describe('changing it', () => {
  test.each([
    ['a day that there is not', { startsOn: '2026-02-30' }, 'There is no such day.'],
    ['an end before the start', { startsOn: '2026-05-04', endsOn: '2026-05-01' }, 'It ends before it starts.'],
    ['a colour that is none', { colors: 'bluish' }, 'Write a colour as # and six digits'],
    ['no name', { name: '  ' }, 'Type a name.'],
  ])('%s is refused at its field, with everything typed kept', async (_, fields, sentence) => {
    const answer = await change({ description: 'What was typed', ...fields });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(sentence);
    expect(answer.text).toContain('What was typed');
    expect(await row()).toMatchObject({ revision: 1, description: '' });
  });

  test('an end before the start that stands already is refused too', async () => {
    await change({ startsOn: '2026-05-04' });
    expect((await change({ revision: '2', endsOn: '2026-05-01' })).status).toBe(422);
    expect(await row()).toMatchObject({ revision: 2, ends_on: null });
  });

  test('what is not named stays, a goal keeps its mark, and what is emptied is gone', async () => {
    const [goal] = (await row()).content_goals;
    await post({ intent: 'tick', projectId: project, goalId: goal.id, done: 'true' });
    await change({ revision: '2', 'goals.0.id': goal.id, 'goals.0.text': 'Eleven portraits', 'goals.1.text': 'A book', wordsToAvoid: '' });
    expect(await row()).toMatchObject({ name: 'Harbour winter', revision: 3, brand_guidelines: {} });
    expect((await row()).content_goals).toMatchObject([{ id: goal.id, text: 'Eleven portraits', done: true }, { text: 'A book', done: false }]);
  });

  test('two people change one project: the second is told, sees what stands now, and loses nothing', async () => {
    expect((await change({ tone: 'Calm' }, editor.browser)).status).toBe(302);
    const late = await change({ name: 'Harbour summer', tone: 'Playful' });
    expect(late.status).toBe(409);
    for (const words of ['Someone else changed this project meanwhile.', 'Harbour summer', 'Playful', 'How it stands now', 'Calm']) expect(late.text).toContain(words);
    expect(late.text).toMatch(/name="revision"[^>]*value="2"/);
    expect(await row()).toMatchObject({ name: 'Harbour winter', revision: 2, brand_guidelines: { tone: 'Calm' } });
    expect((await change({ revision: '2', name: 'Harbour summer', tone: 'Playful' })).status).toBe(302);
  });

  test('of twelve changes from one revision, one stands', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => change({ name: `Name ${index}` })));
    expect(answers.filter(({ status }) => status === 302)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(11);
    expect((await row()).revision).toBe(2);
  });

  test('names nothing of another organization', async () => {
    const [category] = await rows("insert into content_categories (organization_id, name, slug, path) values ($1, 'Theirs', 'theirs', '/x/') returning id", [stranger.organizationId]);
    const [tag] = await rows("insert into tags (organization_id, name, slug) values ($1, 'Theirs', 'theirs') on conflict do nothing returning id", [stranger.organizationId]);
    const picture = await arrangeAsset(app, stranger.organizationId, { name: 'theirs.png' });
    const foreign: Record<string, string>[] = [{ 'categoryIds[]': category.id }, { 'tagIds[]': tag.id }, { ownerId: stranger.userId }, { logoAssetId: picture }];
    for (const fields of foreign) {
      expect((await change(fields)).status).toBe(404);
    }
    expect(await row()).toMatchObject({ revision: 1, category_ids: [], tag_ids: [] });
  });
});

describe('its status', () => {
  const step = (to: string, revision: string, as = owner.browser, id = project) => as.post(`/projects/${id}`, { intent: 'status', projectId: id, revision, to }, { follow: false });

  test('goes the ways of the table and no other', async () => {
    expect((await step('completed', '1')).status).toBe(302);
    const refused = await step('paused', '2');
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('What is completed cannot become paused.')]);
    expect((await step('active', '2')).status).toBe(302);
    expect(await row()).toMatchObject({ status: 'active', revision: 3 });
  });

  test('of the project that pieces begin in stays active, and it cannot be removed', async () => {
    const id = await everyday();
    const { revision } = await row(id);
    expect((await step('archived', String(revision), owner.browser, id)).text).toContain('New pieces begin in this project, so it stays active.');
    const kept = await owner.browser.post(`/projects/${id}`, { intent: 'remove', projectId: id }, { follow: false });
    expect([kept.status, kept.text]).toEqual([409, expect.stringContaining('so it cannot be removed')]);
    expect(await row(id)).toMatchObject({ status: 'active', deleted_at: null });
  });
});

describe('its people', () => {
  test('a viewer of the organization can change it once they lead it, and no longer', async () => {
    expect((await change({ tone: 'Mine' }, viewer.browser)).status).toBe(403);
    expect((await setMember(viewer, 'lead', viewer.browser)).status).toBe(403);
    await setMember(viewer, 'lead');
    expect((await change({ tone: 'Mine' }, viewer.browser)).status).toBe(302);
    expect((await post({ intent: 'remove', projectId: project }, viewer.browser)).status).toBe(403);
    expect((await viewer.browser.post('/projects/new', { intent: 'change', name: 'Another' }, { follow: false })).status).toBe(403);
    await setMember(viewer, 'editor');
    expect((await change({ revision: '2', tone: 'Again' }, viewer.browser)).status).toBe(403);
  });

  test('an editor of the project marks goals; one who follows it does not; leading one project opens no other', async () => {
    const [goal] = (await row()).content_goals;
    const tick = (done: string) => post({ intent: 'tick', projectId: project, goalId: goal.id, done }, viewer.browser);
    await setMember(viewer, 'viewer');
    expect((await tick('true')).status).toBe(403);
    await setMember(viewer, 'editor');
    expect((await tick('true')).status).toBe(200);
    expect((await row()).content_goals[0].done).toBe(true);
    const other = await begin({ name: 'Another' });
    await setMember(viewer, 'lead');
    expect((await viewer.browser.post(`/projects/${other}`, { intent: 'change', projectId: other, revision: '1', tone: 'x' }, { follow: false })).status).toBe(403);
  });

  test('are members of the organization, and leave with it', async () => {
    expect((await post({ intent: 'set-member', projectId: project, userId: stranger.userId, role: 'lead' })).status).toBe(404);
    const guest = await colleague(app, owner.browser, 'member');
    await setMember(guest, 'lead');
    await app.owner.query('delete from memberships where user_id = $1', [guest.userId]);
    expect(await rows('select 1 from project_members where user_id = $1', [guest.userId])).toEqual([]);
  });

  test('who is taken off can be put back by the way back', async () => {
    await setMember(editor, 'editor');
    const page = await owner.browser.post(`/projects/${project}`, { intent: 'remove-member', projectId: project, userId: editor.userId });
    expect(page.text).toContain('is off the project.');
    expect(page.text).toMatch(/name="role" value="editor"/);
  });
});

describe('removing it', () => {
  test('keeps its pieces where they are, and brings everything back', async () => {
    const piece = await arrangeItem(app, owner.organizationId, { project_id: project, title: 'Crew' });
    const gone = await owner.browser.post(`/projects/${project}`, { intent: 'remove', projectId: project });
    expect(gone.text).toContain('The project Harbour winter is removed. Its pieces stay.');
    expect((await owner.browser.get(`/projects/${project}`)).status).toBe(404);
    expect(await rows('select project_id, deleted_at from content_items where id = $1', [piece])).toEqual([{ project_id: project, deleted_at: null }]);
    expect((await owner.browser.get(`/content/${piece}`)).status).toBe(200);
    expect((await owner.browser.post('/content/new', { type: 'article', language: 'en', projectId: project }, { follow: false })).status).toBe(404);
    expect((await stranger.browser.post('/projects', { intent: 'restore', projectId: project }, { follow: false })).status).toBe(404);
    const list = (await owner.browser.get('/projects?show=removed')).text;
    expect(list).toContain('Restore Harbour winter');
    expect((await stranger.browser.get('/projects?show=removed')).text).not.toContain('Harbour winter');
    await owner.browser.post('/projects', { intent: 'restore', projectId: project });
    expect((await owner.browser.get('/projects?show=removed')).text).not.toContain('Restore Harbour winter');
    expect(plain((await owner.browser.get(`/projects/${project}`)).text)).toContain('Crew');
  });
});

describe('its pieces', () => {
  test('are filed one by one and many at once, and make no revision', async () => {
    const ids = [await arrangeItem(app, owner.organizationId), await arrangeItem(app, owner.organizationId)];
    expect((await owner.browser.post(`/content/${ids[0]}`, { intent: 'file', 'ids[]': ids[0]!, projectId: project }, { follow: false })).status).toBe(200);
    await owner.browser.post('/content', { intent: 'change', 'ids[]': ids, projectId: project });
    expect(await rows('select project_id, revision from content_items')).toEqual([1, 2].map(() => ({ project_id: project, revision: 1 })));
    expect((await owner.browser.post('/content', { intent: 'change', 'ids[]': ids, projectId: await everyday(stranger.organizationId) }, { follow: false })).status).toBe(404);
    const listed = (await owner.browser.get(`/content?project=${project}`)).text;
    expect(listed.match(/data-row-link/g)).toHaveLength(2);
    expect((await owner.browser.get(`/content?project=${await everyday()}`)).text).not.toContain('data-row-link');
  });

  test('are moved on the board by content’s own steps, and stay where the rule refuses', async () => {
    const draft = await arrangeItem(app, owner.organizationId, { project_id: project });
    const live = await arrangeItem(app, owner.organizationId, { project_id: project, status: 'published', published_at: new Date().toISOString() });
    const archived = await owner.browser.post(`/projects/${project}`, { intent: 'move', itemId: draft, revision: '1', to: 'archived' });
    expect(archived.text).toMatch(/is archived\./);
    expect(await pressUndo(owner.browser, archived.text)).toBe(302);
    expect(await rows('select status from content_items where id = $1', [draft])).toEqual([{ status: 'draft' }]);
    expect((await post({ intent: 'request-review', itemId: draft, revision: '1', 'reviewers[]': editor.userId })).status).toBe(302);
    expect((await post({ intent: 'move', itemId: live, revision: '1', to: 'in_review' })).status).toBe(422);
    expect((await post({ intent: 'move', itemId: draft, revision: '1', to: 'archived' }, viewer.browser)).status).toBe(403);
    expect(await rows('select status from content_items order by status')).toEqual([{ status: 'in_review' }, { status: 'published' }]);
  });

  test('are counted by status, and the board holds the last edited of each', async () => {
    for (let index = 0; index < 33; index += 1) await arrangeItem(app, owner.organizationId, { project_id: project, title: `Draft ${index}` });
    await arrangeItem(app, owner.organizationId, { project_id: project, status: 'in_review', title: 'Waiting' });
    expect(plain((await owner.browser.get('/projects')).text)).toContain('33 draft, 1 in review');
    const board = await owner.browser.get(`/projects/${project}`);
    expect(board.text.match(/data-card=/g)).toHaveLength(31);
    expect(plain(board.text)).toContain('See all 33');
    expect(board.trips).toBe(1);
  });
});

test('projects page by a cursor without losing or repeating one', async () => {
  for (let index = 0; index < 60; index += 1) await app.owner.query('insert into projects (organization_id, name) values ($1, $2)', [owner.organizationId, `${['Pier', 'İz', 'ΟΔΟΣ'][index % 3]} ${index % 20}`]);
  const seen: string[] = [];
  let path: string | null = '/projects';
  while (path) {
    const page = await owner.browser.get(path);
    expect([page.status, page.trips]).toEqual([200, 1]);
    seen.push(...[...page.text.matchAll(/href="\/projects\/([0-9a-f-]{36})"/g)].map((match) => match[1]!));
    const next = /href="([^"]*after=[^"]*)"[^>]*rel="next"|rel="next"[^>]*href="([^"]*after=[^"]*)"/.exec(page.text);
    path = next ? (next[1] ?? next[2]!).replaceAll('&amp;', '&').replace(/^\?/, '/projects?') : null;
  }
  expect(seen).toHaveLength(62);
  expect(new Set(seen).size).toBe(62);
});

test('its activity says who did what to it, and nothing of another project', async () => {
  await begin({ name: 'Unrelated affair' });
  await change({ tone: 'Calm' });
  const text = plain((await owner.browser.get(`/projects/${project}?show=activity`)).text);
  expect(text).toContain('changed the project Harbour winter');
  expect(text).not.toContain('Unrelated affair');
});
