import { beforeAll, describe, expect, test } from 'vitest';
import { SaveClient } from '#app/domains/content/saving/save-client.ts';
import type { SaveRequest, Unsent } from '#app/domains/content/saving/outside.ts';
import { POST_KIND, type PostWords } from '#app/domains/social/composing/post-words.ts';
import { savesItself } from '#app/domains/social/composing/post.ts';
import { changedIn, compositionOf, shownIn, wordsIn } from '#app/domains/social/ui/compose/composition.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { settled, Time } from '../content/saving/world.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { arrangeAsset } from '../support/media.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';
import { arrangeAccount, arrangePost } from '../support/posts.ts';

const words = (more: Partial<PostWords> = {}): PostWords => ({
  revision: 1, editor: null, editedAt: '2030-05-06T08:59:00.000Z', text: '', title: '', link: '', format: 'auto', firstComment: '', thread: [], media: [], targets: [], tags: [], campaignId: '', projectId: '', itemId: '',
  aiGenerated: false, aiModel: '', aiPrompt: '', latePolicy: 'publish', lateMinutes: '240', ...more,
});

describe('what saves itself', () => {
  test('is a draft that nobody was asked about', () => {
    const draft = { status: 'draft' as const, deletedAt: null, approval: null };
    expect(savesItself(draft)).toBe(true);
    expect(savesItself({ ...draft, approval: 'changes_requested' })).toBe(true);
    for (const other of [{ approval: 'pending' }, { approval: 'approved' }, { status: 'scheduled' as const }, { status: 'publishing' as const }, { deletedAt: '2030-01-01' }]) expect(savesItself({ ...draft, ...other })).toBe(false);
  });

  test('says the same in whichever way the server wrote it down', () => {
    const { same } = POST_KIND;
    expect(same('tags', ['Ferry ', 'ferry', 'Harbour'], ['harbour', 'ferry'])).toBe(true);
    expect(same('title', ' Ferry', 'Ferry')).toBe(true);
    expect(same('targets', [{ accountId: 'b', variant: {} }, { accountId: 'a', variant: {} }], [{ accountId: 'a', variant: {} }, { accountId: 'b', variant: {} }])).toBe(true);
    expect(same('targets', [{ accountId: 'a', variant: {} }], [{ accountId: 'a', variant: { text: '' } }])).toBe(false);
    const [one, other] = [{ assetId: '1', alt: 'A', shared: true }, { assetId: '2', alt: 'B', shared: true }];
    expect(same('media', [one, other], [other, one])).toBe(false);
    expect(same('media', [one, { ...other, shared: false }], [{ ...other, shared: false }, one])).toBe(true);
    expect(same('media', [{ ...one, shared: false }], [{ ...one, shared: false, alt: 'New' }])).toBe(false);
  });

  test('is what the composer shows, without files that nothing shows any more', () => {
    const picture = { assetId: '1', alt: 'A', shared: false };
    const base = words({ text: 'The ferry', targets: [{ accountId: 'a', variant: { mediaIds: ['1'] } }], media: [picture] });
    const before = compositionOf(base);
    expect(changedIn(before, before)).toEqual({});
    expect(changedIn(before, { ...before, text: 'The ferries' })).toEqual({ text: 'The ferries' });
    expect(changedIn(before, { ...before, accounts: [] })).toEqual({ targets: [], media: [] });
    expect(shownIn({ ...before, accounts: [] }, { text: 'Theirs' })).toMatchObject({ text: 'Theirs', accounts: [], variants: { a: { mediaIds: ['1'] } } });
    expect(wordsIn(compositionOf(words()))).toMatchObject({ text: '', targets: [] });
  });
});

/** A page of a post, a server that counts what reaches it, and a device. */
function page(version = words(), byHand = false) {
  const time = new Time();
  const requests: SaveRequest<PostWords>[] = [];
  const desk = { requests, kept: null as Unsent<PostWords> | null, revision: version.revision, theirs: null as PostWords | null };
  const client = new SaveClient<PostWords>(
    version,
    {
      clock: time.clock,
      send: async (request) => {
        requests.push(request);
        if (desk.theirs) return { kind: 'conflict', theirs: desk.theirs };
        desk.revision += 1;
        return { kind: 'saved', revision: desk.revision, savedAt: new Date(time.now).toISOString(), status: 'draft', contentHash: '' };
      },
      keep: async (unsent) => {
        desk.kept = unsent;
        return true;
      },
    },
    POST_KIND,
  );
  client.tell({ type: 'handed', byHand });
  return { time, client, desk };
}

describe('a post on its way', () => {
  test('reaches the server some moments after the last key, one request at a time, each from the revision before', async () => {
    const { time, client, desk } = page();
    client.change({ text: 'T' });
    await time.pass(500);
    client.change({ text: 'The ferry' });
    await time.pass(1_100);
    expect(desk.requests).toEqual([]);
    await time.pass(200);
    client.change({ title: 'Ferry' });
    await time.pass(2_000);
    expect(desk.requests).toEqual([{ revision: 1, reason: 'autosave', changes: { text: 'The ferry' } }, { revision: 2, reason: 'autosave', changes: { title: 'Ferry' } }]);
    expect(client.state().kind).toBe('saved');
  });

  test('that others wait for goes nowhere by itself: it is kept on this device until it is given up or saved by hand', async () => {
    const { time, client, desk } = page(words({ text: 'Approved' }), true);
    client.change({ text: 'Other words' });
    await time.pass(60_000);
    client.leave();
    client.retry();
    client.tell({ type: 'offline' });
    client.tell({ type: 'online' });
    await time.pass(60_000);
    expect(desk.requests).toEqual([]);
    expect(client.state()).toEqual({ kind: 'by-hand' });
    expect(desk.kept).toMatchObject({ changes: { text: 'Other words' } });
    expect((await client.flush()).ok).toBe(false);
    client.tell({ type: 'met', theirs: words({ text: 'Other words', revision: 2 }) });
    await time.pass(1_000);
    expect([client.state().kind, client.revision, desk.kept]).toEqual(['saved', 2, null]);
  });

  test('given up, shows what is saved again', async () => {
    const { time, client, desk } = page(words({ text: 'Approved' }), true);
    const shown: object[] = [];
    client.page = { onShow: (changes) => shown.push(changes) };
    client.change({ text: 'Other words' });
    await time.pass(1_000);
    client.tell({ type: 'dropped' });
    await time.pass(1_000);
    expect([shown, client.state().kind, desk.kept]).toEqual([[{ text: 'Approved' }], 'saved', null]);
  });

  test('taken off the schedule, goes on by itself with what waited', async () => {
    const { time, client, desk } = page(words(), true);
    client.change({ text: 'Other words' });
    await time.pass(10_000);
    client.tell({ type: 'handed', byHand: false });
    await time.pass(2_000);
    expect(desk.requests).toMatchObject([{ changes: { text: 'Other words' } }]);
  });

  test('meets another person’s: what only one changed is taken, what both changed is asked, and theirs is not overwritten', async () => {
    const { time, client, desk } = page(words({ text: 'Before' }));
    desk.theirs = words({ text: 'Theirs', title: 'Their title', revision: 2 });
    client.change({ text: 'Mine', link: 'https://paper.example' });
    await time.pass(2_000);
    const state = client.state();
    expect(state).toMatchObject({ kind: 'conflict', theirs: { text: 'Theirs' }, mine: { text: 'Mine' } });
    await time.pass(60_000);
    expect(desk.requests).toHaveLength(1);
    desk.theirs = null;
    desk.revision = 2;
    if (state.kind === 'conflict') client.resolve({ text: 'Theirs' }, state.changes);
    await settled();
    await time.pass(2_000);
    expect(desk.requests[1]).toEqual({ revision: 2, reason: 'merge', changes: { link: 'https://paper.example' } });
    expect(client.shown()).toMatchObject({ text: 'Theirs', title: 'Their title', link: 'https://paper.example' });
  });

  test('that begins and is never answered is found again when it is sent anew', async () => {
    const { time, client, desk } = page(words({ revision: 0 }));
    desk.theirs = words({ text: 'Mine', revision: 1 });
    client.change({ text: 'Mine' });
    await time.pass(2_000);
    expect([client.state().kind, client.revision]).toEqual(['saved', 1]);
  });
});

describe('the server', () => {
  let app: TestApp;
  let owner: Awaited<ReturnType<typeof founder>>;
  let stranger: Awaited<ReturnType<typeof founder>>;
  let reviewer: Colleague;

  beforeAll(async () => {
    app = await startApp();
    owner = await founder(app);
    stranger = await founder(app);
    reviewer = await colleague(app, owner.browser, 'editor');
  });

  const postOf = async (id: string) => (await app.owner.query('select text, revision, status, approval, version from posts where id = $1', [id])).rows[0];
  const deedsOf = async (id: string) => (await app.owner.query('select action from audit_log where resource_id = $1 order by sequence', [id])).rows.map(({ action }) => action);

  async function keep(postId: string, revision: number, changes: object, as: Browser = owner.browser) {
    const response = await as.post(`/social/posts/${postId}/save`, { postId, revision: String(revision), changes: JSON.stringify(changes) }, { follow: false });
    return { status: response.status, trips: response.trips, reply: response.text ? JSON.parse(response.text) : null };
  }

  test('begins a post under the name that the page gave it, once, however often it is sent', async () => {
    const id = uuid7();
    const account = await arrangeAccount(app, owner.organizationId);
    const first = await keep(id, 0, { ...wordsIn(compositionOf(words())), text: 'The ferry is back', targets: [{ accountId: account, variant: { text: 'Ferry' } }] });
    expect(first).toMatchObject({ status: 200, trips: 2, reply: { revision: 1, status: 'draft' } });
    expect(Date.parse(first.reply.savedAt)).toBeGreaterThan(Date.now() - 60_000);
    const again = await keep(id, 0, { text: 'The ferry is back' });
    expect(again).toMatchObject({ status: 409, reply: { theirs: { revision: 1, text: 'The ferry is back' } } });
    expect((await app.owner.query('select from posts where organization_id = $1', [owner.organizationId])).rowCount).toBe(1);
    const twin = uuid7();
    expect((await Promise.all([keep(twin, 0, { text: 'Twice' }), keep(twin, 0, { text: 'Twice' })])).map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await keep(crypto.randomUUID(), 0, { text: 'No order' })).status).toBe(422);
    expect(await deedsOf(id)).toEqual(['post.created']);
  });

  test('saves what changed from the revision before, tells nobody, and answers a stale one with what is there', async () => {
    const id = uuid7();
    await keep(id, 0, { text: 'One', title: 'Ferry' });
    expect(await keep(id, 1, { text: 'Two' })).toMatchObject({ status: 200, trips: 2, reply: { revision: 2 } });
    expect(await keep(id, 1, { text: 'Stale' })).toMatchObject({ status: 409, reply: { problem: { kind: 'conflict' }, theirs: { revision: 2, text: 'Two', title: 'Ferry' } } });
    expect(await postOf(id)).toMatchObject({ text: 'Two', revision: 2 });
    expect(await deedsOf(id)).toEqual(['post.created']);
  });

  test('names the field that it does not take, and takes nothing of the rest', async () => {
    const id = uuid7();
    await keep(id, 0, { text: 'One' });
    expect(await keep(id, 1, { link: 'harbour', text: 'Two' })).toMatchObject({ status: 422, reply: { problem: { field: 'link', message: 'This is not a web address. It begins with https://.' } } });
    expect(await postOf(id)).toMatchObject({ text: 'One', revision: 1 });
  });

  test('does not touch what is scheduled, in review or approved: there saving is a deed', async () => {
    const account = await arrangeAccount(app, owner.organizationId);
    const planned = await arrangePost(app, owner.organizationId, { text: 'Planned', accounts: [account], at: new Date(Date.now() + 3_600_000) });
    expect(await keep(planned.id, 1, { text: 'Silently' })).toMatchObject({ status: 403, reply: { problem: { kind: 'forbidden' } } });
    expect(await postOf(planned.id)).toMatchObject({ text: 'Planned', revision: 1, version: 1, status: 'scheduled' });
    const id = uuid7();
    await keep(id, 0, { text: 'To be looked at', targets: [{ accountId: account, variant: {} }] });
    expect((await owner.browser.post(`/social/posts/${id}`, { intent: 'ask-review', postId: id, revision: '1', 'reviewers[]': reviewer.userId }, { follow: false })).status).toBe(302);
    expect((await keep(id, 1, { text: 'Silently' })).status).toBe(403);
    expect(await postOf(id)).toMatchObject({ text: 'To be looked at', approval: 'pending' });
    const { contentHash } = (await app.owner.query('select v.content_hash as "contentHash" from post_versions v where v.post_id = $1', [id])).rows[0];
    await reviewer.browser.post(`/social/posts/${id}`, { intent: 'decide', postId: id, contentHash, decision: 'changes_requested', comment: 'Shorter' }, { follow: false });
    expect((await keep(id, 1, { text: 'Shorter' })).status).toBe(200);
  });

  test('writes nobody’s post but one’s own organization’s', async () => {
    const id = uuid7();
    await keep(id, 0, { text: 'Ours' });
    expect((await keep(id, 1, { text: 'Theirs' }, stranger.browser)).status).toBe(404);
    expect((await keep(id, 0, { text: 'Theirs' }, stranger.browser)).status).toBe(404);
    expect(await postOf(id)).toMatchObject({ text: 'Ours', revision: 1 });
  });

  test('gives the composer the same words back that it was given', async () => {
    const id = uuid7();
    const account = await arrangeAccount(app, owner.organizationId);
    const asset = await arrangeAsset(app, owner.organizationId);
    const sent = { ...wordsIn(compositionOf(words())), text: 'The ferry', title: ' Ferry ', tags: ['Ferry', 'harbour'], thread: [{ text: 'More', mediaIds: [] }], targets: [{ accountId: account, variant: { text: 'Ferry!' } }], media: [{ assetId: asset, alt: 'A ferry', shared: true }], lateMinutes: '30', aiGenerated: true };
    await keep(id, 0, sent);
    const { theirs } = (await keep(id, 0, {})).reply as { theirs: PostWords };
    for (const name of POST_KIND.fields.filter((field) => field !== 'projectId')) expect([name, POST_KIND.same(name, sent[name], theirs[name])]).toEqual([name, true]);
  });
});
