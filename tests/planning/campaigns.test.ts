import { beforeAll, describe, expect, test } from 'vitest';
import { type Program, programWith } from '../api/program.ts';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { colleague, founder } from '../support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let stranger: Awaited<ReturnType<typeof founder>>;
let program: Program;
let calendarId: string;

const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;
const begin = async (fields: Record<string, unknown> = {}) => (await program.post('/campaigns', { body: { name: 'The ferry pass', timeZone: 'Europe/Berlin', ...fields } })).body as unknown as Record<string, unknown> & { id: string; revision: number };
const used = async (name: string) => (await rows('select usage_count from tags where organization_id = $1 and name = $2', [owner.organizationId, name]))[0]?.usage_count as number | undefined;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'campaign-paper');
  stranger = await founder(app, 'other-campaign-paper');
  program = await programWith(app, owner.browser);
  calendarId = (await rows('select id from calendars where organization_id = $1', [owner.organizationId]))[0].id;
});

test('a campaign begins as a draft of whoever begins it, on its own clocks, and is found again', async () => {
  const made = await begin({ startsOn: '2026-03-29', endsOn: '2026-03-29', budget: '1250.5', currency: 'usd', tags: ['ferry'], goals: [{ text: 'Sold out' }], targets: { views: 1000 }, utm: { campaign: 'pass', channels: { email: { source: 'news' } } }, channels: ['web', 'email'] });
  expect(made).toMatchObject({ status: 'draft', revision: 1, startsOn: '2026-03-29', endsOn: '2026-03-29', budget: '1250.50', currency: 'USD', tags: ['ferry'], targets: { views: 1000 }, utm: { campaign: 'pass', channels: { email: { source: 'news' } } }, spent: '0', totals: [], content: [] });
  // The day on which clocks go forward has 23 hours.
  expect(await rows('select starts_at::text, ends_at - starts_at as long from campaigns where id = $1', [made.id])).toMatchObject([{ starts_at: '2026-03-28 23:00:00+00', long: { hours: 23 } }]);
  for (const query of ['q=FERRY', 'status=draft', 'type=content_marketing&sort=name']) expect((await program.get(`/campaigns?${query}`)).body.data.map(({ id }) => id)).toContain(made.id);
  expect((await program.get('/campaigns?q=%25')).body.data).toEqual([]);
});

test('every page of the list follows the one before, those without a day first', async () => {
  const [a, b, c, d] = [await begin({ name: 'Paged' }), await begin({ name: 'Paged', startsOn: '2030-01-01' }), await begin({ name: 'Paged', startsOn: '2031-01-01' }), await begin({ name: 'Paged' })];
  for (const [sort, wanted] of [['start', [d, a, c, b]], ['name', [a, b, c, d]]] as const) {
    const seen: unknown[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await program.get(`/campaigns?q=paged&limit=1&sort=${sort}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      seen.push(...body.data.map(({ id }) => id));
      if (body.next === null) break;
      cursor = body.next;
    }
    expect(seen).toEqual(wanted.map(({ id }) => id));
  }
  expect((await program.get(`/campaigns?cursor=${a.id}~yesterday`)).status).toBe(422);
});

describe('changing it', () => {
  test('other clocks keep the days and move the instants; what is not named stays', async () => {
    const { id } = await begin({ startsOn: '2026-05-04', endsOn: '2026-05-10', tags: ['kept'], goals: [{ text: 'One' }] });
    const { body } = await program.patch(`/campaigns/${id}`, { body: { revision: 1, timeZone: 'America/New_York' } });
    expect(body).toMatchObject({ revision: 2, startsOn: '2026-05-04', endsOn: '2026-05-10', tags: ['kept'] });
    expect((await rows('select starts_at::text from campaigns where id = $1', [id]))[0].starts_at).toBe('2026-05-04 04:00:00+00');
    const late = await program.patch(`/campaigns/${id}`, { body: { revision: 2, startsOn: '2026-05-11' } });
    expect([late.status, late.body.errors]).toEqual([422, [{ pointer: '#/endsOn', detail: 'It ends before it starts.' }]]);
  });

  test('of twelve changes from one revision one stands, and the others are told', async () => {
    const { id } = await begin();
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => program.patch(`/campaigns/${id}`, { body: { revision: 1, name: `Name ${index}`, tags: [`tag ${index}`] } })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 11 }, () => 409)]);
    expect(answers.find(({ status }) => status === 409)!.body.detail).toContain('Someone else changed this campaign meanwhile.');
    expect((await program.get(`/campaigns/${id}`)).body).toMatchObject({ revision: 2, tags: [expect.stringMatching(/^tag \d+$/)] });
  });

  test('names nothing of another organization, nothing that is removed, and says so at its field', async () => {
    const { id } = await begin();
    const [theirs] = await rows('select id from projects where organization_id = $1', [stranger.organizationId]);
    const [gone] = await rows("insert into projects (organization_id, name, deleted_at) values ($1, 'Gone', now()) returning id", [owner.organizationId]);
    for (const body of [{ projectId: theirs.id }, { projectId: gone.id }, { ownerId: stranger.userId }]) {
      const refused = await program.patch(`/campaigns/${id}`, { body: { revision: 1, ...body } });
      expect([refused.status, refused.body.errors]).toEqual([404, [expect.objectContaining({ pointer: `#/${Object.keys(body)[0]}` })]]);
      expect((await program.post('/campaigns', { body: { name: 'Foreign', ...body } })).status).toBe(404);
    }
    expect(await rows("select 1 from campaigns where name = 'Foreign'")).toEqual([]);
    const foreign = await arrangeItem(app, stranger.organizationId, { title: 'Theirs' });
    expect((await program.send('PUT', `/campaigns/${id}/content/${foreign}`, { body: { role: 'hero' } })).status).toBe(404);
    const [theirTag] = await rows("insert into tags (organization_id, name, slug) values ($1, 'theirs', 'theirs') returning id", [stranger.organizationId]);
    expect((await program.get(`/campaigns?tag=${theirTag.id}`)).body.data).toEqual([]);
  });

  test('tags are one set for everything, each counted once for each that carries it', async () => {
    const { id } = await begin({ tags: ['Quay', 'quay', 'Pier'] });
    const piece = await program.post('/content', { body: { title: 'Crew', tags: ['QUAY'] } });
    expect(piece.status).toBe(201);
    expect([await used('Quay'), await used('Pier')]).toEqual([2, 1]);
    await program.patch(`/campaigns/${id}`, { body: { revision: 1, tags: ['pier'] } });
    expect([await used('Quay'), await used('Pier')]).toEqual([1, 1]);
  });
});

describe('its status', () => {
  const move = (id: string, revision: number, to: string) => program.post(`/campaigns/${id}/move`, { body: { revision, to } });

  test('asks for a first day, and keeps it while it is needed', async () => {
    const { id } = await begin();
    expect((await move(id, 1, 'planned')).body.detail).toContain('Give it a first day first');
    await program.patch(`/campaigns/${id}`, { body: { revision: 1, startsOn: '2026-05-04' } });
    expect((await move(id, 2, 'planned')).body).toMatchObject({ status: 'planned', revision: 3 });
    expect((await move(id, 2, 'active')).status).toBe(409);
    const undated = await program.patch(`/campaigns/${id}`, { body: { revision: 3, startsOn: null } });
    expect([undated.status, undated.body.errors[0]!.pointer]).toEqual([422, '#/startsOn']);
  });

  test('is Postgres’s to say for whoever may not', async () => {
    const { id } = await begin({ startsOn: '2026-05-04' });
    const viewer = await colleague(app, owner.browser, 'viewer');
    expect((await viewer.browser.post(`/campaigns/${id}`, { intent: 'status', campaignId: id, revision: '1', to: 'planned' }, { follow: false })).status).toBe(403);
    expect((await rows('select status from campaigns where id = $1', [id]))[0].status).toBe('draft');
  });
});

test('removed, it is nowhere; restored, everything is back', async () => {
  const { id } = await begin({ name: 'Put away', tags: ['ferry'] });
  const item = await arrangeItem(app, owner.organizationId);
  await program.send('PUT', `/campaigns/${id}/content/${item}`, { body: { role: 'hero' } });
  expect((await program.delete(`/campaigns/${id}`)).status).toBe(204);
  expect((await program.get(`/campaigns/${id}`)).status).toBe(404);
  expect((await program.get('/campaigns?q=put+away')).body.data).toEqual([]);
  for (const [method, path, body] of [['PATCH', '', { revision: 1, name: 'x' }], ['POST', '/duplicate', {}], ['POST', '/spending', { spentOn: '2026-05-04', amount: '1', currency: 'EUR' }], ['PUT', `/content/${item}`, { role: 'hero' }], ['DELETE', '', undefined]] as const) {
    expect((await program.send(method, `/campaigns/${id}${path}`, { body })).status).toBe(404);
  }
  const entry = { calendarId, title: 'Late', date: '2030-01-07', time: '09:00', zone: 'UTC', campaignId: id };
  expect((await program.post('/calendar/entries', { body: entry })).status).toBe(404);
  expect((await program.post(`/campaigns/${id}/restore`)).body).toMatchObject({ name: 'Put away', tags: ['ferry'], content: [{ id: item, role: 'hero' }] });
});

describe('a copy', () => {
  const entries = (campaign: string) => rows("select title, to_char(starts_wall, 'YYYY-MM-DD HH24:MI') as wall, to_char(scheduled_for at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at, status, content_item_id, recurrence, checklist, import_key from calendar_entries where campaign_id = $1 order by title", [campaign]);

  test('moves every day along, its entries on their own clocks, and spends nothing', async () => {
    const { id } = await begin({ startsOn: '2026-03-02', endsOn: '2026-03-20', budget: '100', tags: ['ferry'], goals: [{ text: 'One', done: true }] });
    const item = await arrangeItem(app, owner.organizationId, { title: 'Crew' });
    await program.send('PUT', `/campaigns/${id}/content/${item}`, { body: { role: 'hero' } });
    await program.post(`/campaigns/${id}/spending`, { body: { spentOn: '2026-03-03', amount: '12.50', currency: 'EUR' } });
    const plan = (title: string, more: Record<string, unknown>) => program.post('/calendar/entries', { body: { calendarId, campaignId: id, itemId: item, title, date: '2026-03-09', time: '09:00', zone: 'Europe/Berlin', status: 'completed', checklist: [{ text: 'Proof', done: true }], tags: ['desk'], ...more } });
    await plan('Once', {});
    const series = await plan('Weekly', { recurrence: { pattern: { every: 'week', interval: 1, weekdays: ['MO'] }, ends: { count: 3 } } });
    await owner.browser.post('/calendar', { intent: 'remove', entryId: String(series.body.id), occurrence: '2026-03-16', scope: 'this', revision: '1' });
    const { body } = await program.post(`/campaigns/${id}/duplicate`, { body: { startsOn: '2026-04-01', withContent: true, withEntries: true } });
    expect(body).toMatchObject({ name: 'The ferry pass (copy)', status: 'draft', startsOn: '2026-04-01', endsOn: '2026-04-19', budget: '100.00', spent: '0', totals: [], tags: ['ferry'], goals: [{ text: 'One', done: false }], content: [{ id: item, role: 'hero' }] });
    // Thirty days on the clocks have gone forward: nine o'clock is an hour earlier in UTC.
    expect(await entries(String(body.id))).toMatchObject([
      { title: 'Once', wall: '2026-04-08 09:00', at: '2026-04-08 07:00', status: 'planned', content_item_id: item, import_key: null, checklist: [{ text: 'Proof', done: false }] },
      { title: 'Weekly', wall: '2026-04-08 09:00', recurrence: { pattern: { weekdays: ['WE'] }, ends: { count: 3 } } },
    ]);
    const left = await program.get(`/calendar?campaign=${body.id}&from=2026-04-01T00:00:00Z&to=2026-05-01T00:00:00Z`);
    expect(left.body.data.map(({ title, at }) => `${title} ${String(at).slice(0, 10)}`)).toEqual(['Once 2026-04-08', 'Weekly 2026-04-08', 'Weekly 2026-04-22']);
    expect(await used('desk')).toBe(4);
    const bare = await program.post(`/campaigns/${id}/duplicate`, { body: { name: 'Bare' } });
    expect(bare.body).toMatchObject({ name: 'Bare', startsOn: '2026-03-02', content: [], pieces: 0 });
    expect(await entries(String(bare.body.id))).toEqual([]);
  });

  test('is refused whole where an entry cannot be moved so far', async () => {
    const { id } = await begin({ name: 'Too far', startsOn: '2026-03-02' });
    await program.post('/calendar/entries', { body: { calendarId, campaignId: id, title: 'Late one', date: '2027-03-02', time: '09:00', zone: 'UTC' } });
    const refused = await program.post(`/campaigns/${id}/duplicate`, { body: { startsOn: '9899-12-01', withEntries: true } });
    expect([refused.status, refused.body.errors[0]]).toEqual([422, { pointer: '#/startsOn', detail: expect.stringContaining('“Late one” cannot be moved there') }]);
    expect(await rows("select 1 from campaigns where name like 'Too far (%'")).toEqual([]);
    await program.patch(`/campaigns/${id}`, { body: { revision: 1, startsOn: null } });
    const undated = await program.post(`/campaigns/${id}/duplicate`, { body: { startsOn: '2026-05-04', withEntries: true } });
    expect([undated.status, undated.body.errors[0]!.pointer]).toEqual([422, '#/withEntries']);
  });

  test('of a campaign is kept as a template, and campaigns begin from it at the distance of its days', async () => {
    const { id } = await begin({ name: 'A new pass', startsOn: '2026-05-04', endsOn: '2026-05-17', utm: { campaign: 'pass' } });
    const { body: template } = await program.post(`/campaigns/${id}/template`, { body: {} });
    expect(template).toMatchObject({ name: 'A new pass', isTemplate: true, status: 'draft' });
    expect((await program.get('/campaign-templates')).body.data.map(({ id: own }) => own)).toEqual([template.id]);
    expect((await program.get('/campaigns?q=a+new+pass')).body.data.map(({ id: own }) => own)).toEqual([id]);
    const from = (which: unknown, startsOn = '2026-11-02') => program.post(`/campaign-templates/${which}/begin`, { body: { name: 'The winter pass', startsOn } });
    expect((await from(template.id)).body).toMatchObject({ name: 'The winter pass', isTemplate: false, startsOn: '2026-11-02', endsOn: '2026-11-15', utm: { campaign: 'pass' } });
    expect((await from(id)).status).toBe(404);
    expect((await from(template.id, '2026-02-30')).body.errors).toEqual([{ pointer: '#/startsOn', detail: expect.stringContaining('There is no such day.') }]);
    expect((await program.post(`/campaigns/${template.id}/move`, { body: { revision: 1, to: 'planned' } })).body.detail).toBe('A template does not run. Begin a campaign from it.');
    expect((await program.post(`/campaigns/${template.id}/spending`, { body: { spentOn: '2026-05-04', amount: '1', currency: 'EUR' } })).status).toBe(409);
    expect((await program.post('/calendar/entries', { body: { calendarId, title: 'For a template', date: '2030-01-07', time: '09:00', zone: 'UTC', campaignId: template.id } })).status).toBe(404);
  });
});

test('the calendar of a campaign shows what is planned for it and for its pieces, and nothing else', async () => {
  const { id } = await begin({ name: 'On the calendar' });
  const item = await arrangeItem(app, owner.organizationId, { title: 'Crew' });
  await program.send('PUT', `/campaigns/${id}/content/${item}`, { body: { role: 'hero' } });
  await app.owner.query("insert into publications (organization_id, content_item_id, kind, status, due_at, time_zone) values ($1, $2, 'publish', 'scheduled', '2031-01-07T10:00:00Z', 'UTC')", [owner.organizationId, item]);
  const plan = (title: string, more: Record<string, unknown>) => program.post('/calendar/entries', { body: { calendarId, title, date: '2031-01-07', time: '09:00', zone: 'UTC', ...more } });
  await plan('Its own', { campaignId: id });
  await plan('Of its piece', { itemId: item });
  await plan('Of nobody', {});
  const found = await program.get(`/calendar?campaign=${id}&from=2031-01-01T00:00:00Z&to=2031-02-01T00:00:00Z`);
  expect(found.body.data.map(({ title, kind }) => `${kind}: ${title}`).sort()).toEqual(['entry: Its own', 'entry: Of its piece', 'publish: Crew']);
});
