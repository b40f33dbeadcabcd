import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { programWith } from '../api/program.ts';
import { type TestApp, startApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { arrangeItem } from '../support/content.ts';
import { arrangeAsset } from '../support/media.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';
import { arrangeAccount, arrangePost } from '../support/posts.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let writer: Colleague;
let mastodon: string;
let x: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'posting-paper');
  writer = await colleague(app, owner.browser, 'member');
});

beforeEach(async () => {
  mastodon = await arrangeAccount(app, owner.organizationId);
  x = await arrangeAccount(app, owner.organizationId, { platform: 'twitter' });
});

const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;
const postOf = async (id: string) => (await rows('select * from posts where id = $1', [id]))[0];
const targetsOf = (id: string) => rows('select * from post_targets where post_id = $1 order by social_account_id', [id]);
const versionsOf = (id: string) => rows('select * from post_versions where post_id = $1 order by number', [id]);
const eventsOf = async (id: string) => (await rows('select e.kind from publish_events e join post_targets t on t.id = e.post_target_id where t.post_id = $1 order by e.id', [id])).map(({ kind }) => kind);

const TOMORROW = { when: 'later', date: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10), time: '09:30', zone: 'UTC' };
type Fields = Record<string, string | string[]>;

async function send(path: string, fields: Fields, as: Browser = owner.browser) {
  const response = await as.post(path, fields, { follow: false });
  if (response.status === 302) expect(response.trips).toBeLessThanOrEqual(2);
  return { status: response.status, id: /posts\/([0-9a-f-]{36})/.exec(response.headers.get('Location') ?? '')?.[1] ?? '', body: response.text };
}
const begin = async (fields: Fields, as?: Browser) => send('/social/posts/new', { intent: 'save', 'accounts[]': [''], ...fields }, as);
const begun = async (fields: Fields = {}) => (await begin({ text: 'The ferry is back', 'accounts[]': ['', mastodon], ...fields })).id;
const write = async (id: string, fields: Fields, as?: Browser) => send(`/social/posts/${id}`, { postId: id, revision: String((await postOf(id)).revision), ...fields }, as);
const save = (id: string, fields: Fields, as?: Browser) => write(id, { intent: 'save', ...fields }, as);
const schedule = (id: string, fields: Fields = TOMORROW, as?: Browser) => write(id, { intent: 'schedule', ...fields }, as);

describe('a draft', () => {
  test('keeps what was written, for whom, and what each gets apart', async () => {
    const { status, id } = await begin({
      text: 'The ferry is back #harbour, says @pier', title: 'Ferry', link: 'https://paper.example/ferry', 'accounts[]': ['', mastodon, x], variants: JSON.stringify({ [x]: { text: 'Ferry: back' } }),
      tags: 'Harbour, Ferry', thread: JSON.stringify([{ text: 'And more', mediaIds: [] }]), aiGenerated: 'true', aiModel: 'a model', aiPrompt: 'Announce it', latePolicy: 'skip', lateMinutes: '60',
    }, writer.browser);
    expect(status).toBe(302);
    expect(await postOf(id)).toMatchObject({ text: 'The ferry is back #harbour, says @pier', title: 'Ferry', link: 'https://paper.example/ferry', hashtags: ['harbour'], mentions: ['pier'], status: 'draft', format: 'text', author_id: writer.userId, thread: [{ text: 'And more', mediaIds: [] }], ai_generated: true, ai_model: 'a model', late_policy: 'skip', late_minutes: 60, version: 0, revision: 1 });
    expect(await targetsOf(id)).toMatchObject([{ social_account_id: mastodon, variant: {}, status: 'draft' }, { social_account_id: x, variant: { text: 'Ferry: back' } }]);
    expect((await rows('select t.name from post_tags l join tags t on t.id = l.tag_id where l.post_id = $1 order by t.name', [id])).map(({ name }) => name)).toEqual(['Ferry', 'Harbour']);
  });

  test('loses an account that is taken out, and keeps the others as they are', async () => {
    const id = await begun({ 'accounts[]': ['', mastodon, x] });
    const [first] = await targetsOf(id);
    expect((await save(id, { 'accounts[]': ['', mastodon] })).status).toBe(302);
    expect((await targetsOf(id)).map(({ id: target }) => target)).toEqual([first.id]);
    expect(await postOf(id)).toMatchObject({ revision: 2, text: 'The ferry is back' });
  });

  test('saved from an old revision is refused with what is there, and nothing is overwritten', async () => {
    const id = await begun();
    await save(id, { text: 'By the first' });
    const late = await send(`/social/posts/${id}`, { intent: 'save', postId: id, revision: '1', text: 'By the second' });
    expect(late.status).toBe(409);
    expect(late.body).toContain('By the first');
    expect(late.body).toContain('Someone else saved this post meanwhile');
    expect(await postOf(id)).toMatchObject({ text: 'By the first', revision: 2 });
  });

  test('takes no account of others, and none that is gone', async () => {
    const stranger = await founder(app);
    const theirs = await arrangeAccount(app, stranger.organizationId);
    const gone = await arrangeAccount(app, owner.organizationId, { deletedAt: new Date().toISOString() });
    for (const account of [theirs, gone]) {
      expect(await begin({ text: 'Hello', 'accounts[]': ['', account] })).toMatchObject({ status: 404, body: expect.stringContaining('not connected any more') });
    }
  });

  test('is posted again as a copy that remembers what it repeats', async () => {
    const id = await begun({ tags: 'Ferry', variants: JSON.stringify({ [mastodon]: { text: 'For Mastodon' } }) });
    const copy = await send(`/social/posts/${id}`, { intent: 'repeat', postId: id });
    expect(copy.status).toBe(302);
    expect(copy.id).not.toBe(id);
    expect(await postOf(copy.id)).toMatchObject({ repeats_id: id, text: 'The ferry is back', status: 'draft', scheduled_at: null });
    expect(await targetsOf(copy.id)).toMatchObject([{ social_account_id: mastodon, variant: { text: 'For Mastodon' } }]);
  });

  test('shows files of the library, which know where they stand', async () => {
    const [first, second] = [await arrangeAsset(app, owner.organizationId, { name: 'ferry.png', alt_text: 'The ferry' }), await arrangeAsset(app, owner.organizationId, { name: 'quay.png' })];
    const id = await begun({ media: JSON.stringify([{ assetId: second }, { assetId: first }]), variants: JSON.stringify({ [mastodon]: { mediaIds: [first] } }) });
    const mediaOf = () => rows('select asset_id, position, alt_text from post_media where post_id = $1 order by position', [id]);
    const usages = async () => (await rows("select asset_id from media_usages where place = 'post' and place_id = $1", [id])).map(({ asset_id: asset }) => asset).sort();
    expect(await mediaOf()).toEqual([{ asset_id: second, position: 0, alt_text: '' }, { asset_id: first, position: 1, alt_text: 'The ferry' }]);
    expect(await usages()).toEqual([first, second].sort());
    await save(id, { media: '[]' });
    expect(await mediaOf()).toEqual([{ asset_id: first, position: null, alt_text: 'The ferry' }]);
    await send(`/social/posts/${id}`, { intent: 'trash', ids: id });
    expect(await usages()).toEqual([]);
    await send(`/social/posts/${id}`, { intent: 'restore', ids: id });
    expect(await usages()).toEqual([first]);
    const gone = await arrangeAsset(app, owner.organizationId, { deleted_at: new Date().toISOString() });
    expect(await begin({ text: 'Hello', media: JSON.stringify([{ assetId: gone }]) })).toMatchObject({ status: 404, body: expect.stringContaining('not in the library any more') });
  });

  test('begins with a template that was filled in, which counts it', async () => {
    const [{ id: templateId }] = await rows(
      "insert into content_templates (organization_id, name, kind, is_public, variables, body) values ($1, 'Match', 'post', true, $2, $3) returning id",
      [owner.organizationId, JSON.stringify([{ name: 'team', label: 'Team', type: 'text', required: true, fallback: '', choices: [] }]), JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', attrs: { textAlign: null }, content: [{ type: 'text', text: '{team} at home' }] }] })],
    );
    expect((await send('/social/posts/new', { intent: 'fill', templateId, 'values.team': '' })).status).toBe(422);
    const { id } = await send('/social/posts/new', { intent: 'fill', templateId, 'values.team': 'The Gulls' });
    expect(await postOf(id)).toMatchObject({ text: 'The Gulls at home', template_id: templateId });
    expect((await rows('select usage_count from content_templates where id = $1', [templateId]))[0].usage_count).toBe(1);
  });

  test('begins with a published piece: its words, and its link', async () => {
    const item = await arrangeItem(app, owner.organizationId, { title: 'The ferry returns', excerpt: 'After the storm' });
    const page = await owner.browser.get(`/social/posts/new?item=${item}`);
    expect(page.text).toContain('After the storm');
    expect(page.text).toContain('Post “The ferry returns”');
    expect((await owner.browser.get(`/social/posts/new?item=${mastodon}`)).status).toBe(404);
  });

  test('goes into the trash and comes back', async () => {
    const id = await begun();
    await schedule(id);
    expect((await send(`/social/posts/${id}`, { intent: 'trash', ids: id })).status).toBe(302);
    expect((await postOf(id)).deleted_at).not.toBeNull();
    expect(await targetsOf(id)).toMatchObject([{ status: 'draft', look_at: null }]);
    expect((await send(`/social/posts/${id}`, { intent: 'restore', ids: id })).status).toBe(302);
    expect(await postOf(id)).toMatchObject({ deleted_at: null, status: 'draft' });
  });
});

describe('scheduling', () => {
  test('freezes what each account gets and sets when the clock looks after it', async () => {
    const id = await begun({ 'accounts[]': ['', mastodon, x], variants: JSON.stringify({ [x]: { text: 'Ferry: back' } }) });
    expect((await schedule(id)).status).toBe(302);
    expect(await postOf(id)).toMatchObject({ status: 'scheduled', version: 1, time_zone: 'UTC' });
    const [version] = await versionsOf(id);
    const targets = await targetsOf(id);
    expect(version.approved_at).not.toBeNull();
    expect(version.content[targets[0].id]).toMatchObject({ accountId: mastodon, parts: [{ part: 'post', text: 'The ferry is back', media: [] }] });
    expect(version.content[targets[1].id].parts[0].text).toBe('Ferry: back');
    for (const target of targets) {
      expect(target).toMatchObject({ status: 'scheduled', version: 1, taken_at: null });
      expect(target.scheduled_at.toISOString()).toBe(`${TOMORROW.date}T09:30:00.000Z`);
      expect(target.scheduled_at - target.wake_at).toBe(30 * 60_000);
      expect(target.wake_at - target.look_at).toBe(70_000);
    }
    expect(await eventsOf(id)).toEqual(['scheduled', 'scheduled']);
  });

  test('at one press saves the words too, and begins a post that was not there', async () => {
    const { status, id } = await send('/social/posts/new', { intent: 'schedule', text: 'Straight away', 'accounts[]': ['', mastodon], ...TOMORROW });
    expect(status).toBe(302);
    expect(await postOf(id)).toMatchObject({ text: 'Straight away', status: 'scheduled', revision: 1, version: 1 });
    await save(id, { text: 'Again' });
    await schedule(id, { ...TOMORROW, text: 'With other words' });
    expect(await postOf(id)).toMatchObject({ text: 'With other words', revision: 3, version: 3 });
  });

  test('now tells the queue at once', async () => {
    const id = await begun();
    app.queue.length = 0;
    expect((await schedule(id, { when: 'now' })).status).toBe(302);
    const [target] = await targetsOf(id);
    expect(app.queue).toEqual([expect.objectContaining({ id: target.id, type: 'social.target', fence: target.fence })]);
    expect(Math.abs(target.scheduled_at - Date.now())).toBeLessThan(5000);
    app.queue.length = 0;
  });

  test('says what stands in the way at its account and field, and schedules nothing', async () => {
    const id = await begun({ text: 'x'.repeat(400), 'accounts[]': ['', mastodon, x] });
    const refused = await schedule(id);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain(`${x}.text`);
    expect(refused.body).not.toContain(`${mastodon}.text`);
    expect(await postOf(id)).toMatchObject({ status: 'draft', version: 0, scheduled_at: null });
    expect(await versionsOf(id)).toEqual([]);
    const noAccount = await schedule(await begun({ 'accounts[]': [''] }));
    expect(noAccount).toMatchObject({ status: 422, body: expect.stringContaining('Choose at least one account.') });
  });

  test('takes a wall clock’s time: what is skipped moves forward, of two the first counts', async () => {
    const zone = 'Europe/Berlin';
    const gap = await begun();
    await schedule(gap, { when: 'later', date: '2027-03-28', time: '02:30', zone });
    expect((await postOf(gap)).scheduled_at.toISOString()).toBe('2027-03-28T01:30:00.000Z');
    const overlap = await begun();
    await schedule(overlap, { when: 'later', date: '2027-10-31', time: '02:30', zone });
    expect((await postOf(overlap)).scheduled_at.toISOString()).toBe('2027-10-31T00:30:00.000Z');
    expect((await rows("select scheduled_wall::text as wall, time_zone from posts where id = $1", [overlap]))[0]).toEqual({ wall: '2027-10-31 02:30:00', time_zone: zone });
  });

  test('refuses a moment that has passed, or that no calendar has', async () => {
    const id = await begun();
    expect(await schedule(id, { when: 'later', date: '2020-01-01', time: '09:00', zone: 'UTC' })).toMatchObject({ status: 422, body: expect.stringContaining('This moment has passed') });
    expect((await schedule(id, { when: 'later', date: '2027-02-30', time: '09:00', zone: 'UTC' })).status).toBe(422);
    expect((await schedule(id, { when: 'later', date: '2027-02-20', time: '09:00', zone: 'Mars/Base' })).status).toBe(422);
  });

  test('gives each account its own next free slot', async () => {
    for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
      await rows('insert into posting_slots (organization_id, social_account_id, weekday, local_time, time_zone) values ($1, $2, $4, $5, $6), ($1, $3, $4, $7, $6)', [owner.organizationId, mastodon, x, weekday, '09:30', 'Europe/Berlin', '18:00']);
    }
    const first = await begun({ 'accounts[]': ['', mastodon, x] });
    await schedule(first, { when: 'slots' });
    const [one, other] = await targetsOf(first);
    const berlin = (at: Date) => at.toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' });
    expect([berlin(one.scheduled_at), berlin(other.scheduled_at)]).toEqual(['09:30', '18:00']);
    const second = await begun();
    await schedule(second, { when: 'slots' });
    expect((await targetsOf(second))[0].scheduled_at - one.scheduled_at).toBeGreaterThanOrEqual(23 * 3_600_000);
    const slotless = await begun({ 'accounts[]': ['', await arrangeAccount(app, owner.organizationId)] });
    expect(await schedule(slotless, { when: 'slots' })).toMatchObject({ status: 422, body: expect.stringContaining('no free slot') });
  });

  test('gives twenty who ask at once twenty slots of an account, the first twenty', async () => {
    const program = await programWith(app, owner.browser);
    const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    const times = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:15`);
    await rows("insert into posting_slots (organization_id, social_account_id, weekday, local_time, time_zone) select $1, $2, extract(isodow from $3::date), time, 'UTC' from unnest($4::text[]) time", [owner.organizationId, mastodon, day, times]);
    const [explicit, ...drafts] = await Promise.all(Array.from({ length: 15 }, () => begun()));
    await schedule(explicit!, { ...TOMORROW, date: day, time: '02:15' });
    const one = async (index: number) => {
      if (index >= 14) return send('/social/posts/new', { intent: 'schedule', when: 'slots', text: `At once ${index}`, 'accounts[]': ['', mastodon] });
      const id = drafts[index]!;
      return index % 2 ? schedule(id, { when: 'slots' }) : program.post(`/posts/${id}/schedule`, { body: { revision: 1, at: 'slots' } });
    };
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => one(index)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(7).fill(200), ...Array(13).fill(302)]);
    const booked = await rows("select p.scheduled_at = t.scheduled_at and t.wake_at = t.scheduled_at - interval '30 minutes' as fits, t.scheduled_at as at from post_targets t join posts p on p.id = t.post_id where t.social_account_id = $1 and p.id <> $2 and t.status = 'scheduled' order by t.scheduled_at", [mastodon, explicit]);
    const free = times.filter((time) => time !== '02:15').slice(0, 20);
    expect(booked).toEqual(free.map((time) => ({ fits: true, at: new Date(`${day}T${time}:00Z`) })));
  });

  test('gives posts that go to two accounts at once their slots, in whichever order the accounts are named', async () => {
    const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    for (const account of [mastodon, x]) await rows("insert into posting_slots (organization_id, social_account_id, weekday, local_time, time_zone) select $1, $2, weekday, '12:00', 'UTC' from generate_series(1, 7) weekday", [owner.organizationId, account]);
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => send('/social/posts/new', { intent: 'schedule', when: 'slots', text: `Both ${index}`, 'accounts[]': ['', ...(index % 2 ? [mastodon, x] : [x, mastodon])] })));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(302));
    for (const account of [mastodon, x]) {
      const booked = (await rows("select scheduled_at from post_targets where social_account_id = $1 and status = 'scheduled' order by 1", [account])).map(({ scheduled_at: at }) => at.getTime());
      expect(booked.map((at) => (at - booked[0]!) / 86_400_000)).toEqual(Array.from({ length: 12 }, (_, index) => index));
      expect(booked[1]).toBeLessThanOrEqual(Date.parse(`${day}T12:00:00Z`));
    }
  });

  test('is an editor’s, also by changing what is scheduled', async () => {
    const id = await begun();
    expect((await schedule(id, TOMORROW, writer.browser)).status).toBe(403);
    await schedule(id);
    expect(await save(id, { text: 'By the back door' }, writer.browser)).toMatchObject({ status: 403, body: expect.stringContaining('It is scheduled, so a change would go out.') });
    expect(await postOf(id)).toMatchObject({ text: 'The ferry is back' });
  });
});

describe('what is scheduled', () => {
  const scheduled = async () => {
    const id = await begun({ 'accounts[]': ['', mastodon, x] });
    await schedule(id);
    return id;
  };

  test('gets a new version with every edit, and whoever worked with the old one has lost it', async () => {
    const id = await scheduled();
    const before = await targetsOf(id);
    expect((await save(id, { text: 'The ferry is late' })).status).toBe(302);
    const after = await targetsOf(id);
    expect(after.map(({ version }) => version)).toEqual([2, 2]);
    expect(after[0].fence).toBeGreaterThan(before[0].fence);
    expect(after[0].scheduled_at).toEqual(before[0].scheduled_at);
    expect((await versionsOf(id)).map(({ content }) => content[after[0].id].parts[0].text)).toEqual(['The ferry is back', 'The ferry is late']);
  });

  test('keeps its version where nothing that is sent changes', async () => {
    const id = await scheduled();
    expect((await save(id, { tags: 'Quiet' })).status).toBe(302);
    expect(await versionsOf(id)).toHaveLength(1);
    expect((await schedule(id, { ...TOMORROW, time: '10:30' })).status).toBe(302);
    expect(await versionsOf(id)).toHaveLength(1);
  });

  test('is not saved as something that could not go out', async () => {
    const id = await scheduled();
    expect(await save(id, { text: 'x'.repeat(400) })).toMatchObject({ status: 422, body: expect.stringContaining(`${x}.text`) });
    expect(await postOf(id)).toMatchObject({ text: 'The ferry is back', version: 1 });
  });

  test('keeps the words that are being sent, and changes those that are not', async () => {
    const id = await scheduled();
    const [sending, waiting] = await targetsOf(id);
    await rows("update post_targets set status = 'sending' where id = $1", [sending.id]);
    expect((await save(id, { text: 'The ferry is late' })).status).toBe(302);
    const after = await targetsOf(id);
    expect(after.map(({ id: target, version, status }) => ({ target, version, status }))).toEqual([{ target: sending.id, version: 1, status: 'sending' }, { target: waiting.id, version: 2, status: 'scheduled' }]);
  });

  test('cannot be changed once all of it is on its way', async () => {
    const id = await scheduled();
    await rows("update post_targets set status = 'sending' where post_id = $1", [id]);
    expect(await save(id, { text: 'Too late' })).toMatchObject({ status: 403, body: expect.stringContaining('It is being sent right now') });
  });

  test('takes an account in at its moment, and lets one go', async () => {
    const id = await scheduled();
    const bluesky = await arrangeAccount(app, owner.organizationId, { username: 'second' });
    await save(id, { 'accounts[]': ['', mastodon, bluesky] });
    const targets = await targetsOf(id);
    expect(targets.map(({ social_account_id: account, status, version }) => [account, status, version])).toEqual([[mastodon, 'scheduled', 2], [bluesky, 'scheduled', 2]]);
    expect(targets[1].scheduled_at).toEqual(targets[0].scheduled_at);
  });

  test('is stopped until it is armed, account by account', async () => {
    const id = await scheduled();
    const [first, second] = await targetsOf(id);
    await rows("update post_targets set status = 'claimed', taken_at = now() where id = $1", [first.id]);
    await rows("update post_targets set status = 'sending' where id = $1", [second.id]);
    expect((await send(`/social/posts/${id}`, { intent: 'unschedule', postId: id, to: 'cancelled' })).status).toBe(302);
    expect(await targetsOf(id)).toMatchObject([{ status: 'cancelled', fence: first.fence + 1, look_at: null, taken_at: null }, { status: 'sending', fence: second.fence }]);
    const again = await send(`/social/posts/${id}`, { intent: 'unschedule', postId: id });
    expect(again).toMatchObject({ status: 409, body: expect.stringContaining('cannot be stopped any more') });
  });

  test('a cancel that meets an armed attempt stops nothing of it', async () => {
    const id = await scheduled();
    const [first] = await targetsOf(id);
    await rows("insert into publish_attempts (organization_id, post_target_id, social_account_id, version, segment, state) values ($1, $2, $3, 1, 0, 'prepared')", [owner.organizationId, first.id, mastodon]);
    await rows("update publish_attempts set state = 'armed', tries = 1 where post_target_id = $1", [first.id]);
    await send(`/social/posts/${id}`, { intent: 'unschedule', postId: id });
    expect((await targetsOf(id)).map(({ status }) => status)).toEqual(['scheduled', 'draft']);
  });

  test('comes off the schedule as a draft', async () => {
    const id = await scheduled();
    await send(`/social/posts/${id}`, { intent: 'unschedule', postId: id });
    expect(await postOf(id)).toMatchObject({ status: 'draft', scheduled_at: null });
    expect(await eventsOf(id)).toEqual(['scheduled', 'scheduled', 'draft', 'draft']);
  });

  test('moves, many at once, all or none, and back', async () => {
    const [one, other] = [await scheduled(), await scheduled()];
    const before = [await postOf(one), await postOf(other)].map(({ scheduled_at: at }) => at.getTime());
    expect((await send(`/social/posts/${one}`, { intent: 'reschedule', ids: `${one},${other}`, minutes: '90' })).status).toBe(302);
    const moved = [await postOf(one), await postOf(other)];
    expect(moved.map(({ scheduled_at: at }) => at.getTime())).toEqual(before.map((at) => at + 90 * 60_000));
    expect((await targetsOf(one)).map(({ scheduled_at: at, version }) => [at.getTime(), version])).toEqual([[before[0]! + 90 * 60_000, 1], [before[0]! + 90 * 60_000, 1]]);
    await send(`/social/posts/${one}`, { intent: 'reschedule', moves: [one, other].map((id, index) => `${id}@${new Date(before[index]!).toISOString()}`).join(',') });
    expect([await postOf(one), await postOf(other)].map(({ scheduled_at: at }) => at.getTime())).toEqual(before);
    const draft = await begun();
    expect((await send(`/social/posts/${one}`, { intent: 'reschedule', ids: `${one},${draft}`, minutes: '90' })).status).toBe(409);
    expect((await postOf(one)).scheduled_at.getTime()).toBe(before[0]);
    await rows("update post_targets set status = 'sending' where post_id = $1", [other]);
    expect((await send(`/social/posts/${one}`, { intent: 'reschedule', ids: `${one},${other}`, minutes: '90' })).status).toBe(409);
  });

  test('that failed without a trace can be written anew; with a part of it live it cannot', async () => {
    const { id, targets } = await arrangePost(app, owner.organizationId, { accounts: [mastodon, x], at: new Date(Date.now() - 3_600_000) });
    await rows("update post_targets set status = 'failed', look_at = null where post_id = $1", [id]);
    await rows("insert into publish_attempts (organization_id, post_target_id, social_account_id, version, segment, state) values ($1, $2, $3, 1, 0, 'confirmed')", [owner.organizationId, targets[0], mastodon]);
    expect((await schedule(id, { ...TOMORROW, text: 'Shorter' })).status).toBe(302);
    expect((await targetsOf(id)).map(({ status, version }) => [status, version])).toEqual([['failed', 1], ['scheduled', 2]]);
  });
});
