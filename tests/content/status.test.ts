import { describe, expect, test } from 'vitest';
import { CONTENT_STATUSES } from '#db/schema/choices.ts';
import { approvalsThatCount, hasUpdate, isApproved, NEXT, NO_RULE, ruleOf, whyNotApprove, whyNotAsk, whyNotMove } from '#app/domains/content/status.ts';

const item = (status: (typeof CONTENT_STATUSES)[number], more = {}) => ({ status, revision: 2, publishedRevision: null, contentHash: 'now', editedBy: 'writer', unfinished: null, ...more });
const owner = { role: 'owner' as const, permissions: [] };
const member = { role: 'member' as const, permissions: [] };
const viewer = { role: 'viewer' as const, permissions: [] };
const yes = (approverId: string, contentHash = 'now', fastLane = false) => ({ approverId, status: 'approved', contentHash, fastLane });

const edges = CONTENT_STATUSES.flatMap((from) => CONTENT_STATUSES.map((to) => ({ from, to, legal: (NEXT[from] as readonly string[]).includes(to) })));

test.each(edges)('from $from to $to: $legal', ({ from, to, legal }) => {
  const sentence = whyNotMove(item(from), to, owner, [], NO_RULE);
  if (legal) expect(sentence).toBeNull();
  else expect(sentence).toMatch(from === to ? /already/ : /cannot become/);
});

test('a viewer takes no step at all, and a member approves nothing', () => {
  for (const { from, to, legal } of edges) if (legal) expect(whyNotMove(item(from), to, viewer, [], NO_RULE)).toMatch(/^Only /);
  expect(whyNotMove(item('in_review'), 'approved', member, [], NO_RULE)).toMatch(/^Only an? owner/);
  expect(whyNotMove(item('draft'), 'in_review', member, [], NO_RULE)).toBeNull();
});

test('what its template asks for stands before review, approval and publishing, and before no other step', () => {
  const unfinished = 'The section “Where to eat” is empty. The template asks for it.';
  for (const { from, to, legal } of edges) {
    if (legal) expect(whyNotMove(item(from, { unfinished }), to, owner, [], NO_RULE)).toBe(to === 'draft' || to === 'archived' ? null : unfinished);
  }
});

test('a live piece is up for review when readers do not have its text yet, and only then', () => {
  const [update, same] = [item('published', { publishedRevision: 1 }), item('published', { publishedRevision: 2 })];
  expect([update, same, item('draft', { publishedRevision: 1 })].map(hasUpdate)).toEqual([true, false, false]);
  expect([whyNotAsk(update, member, [], NO_RULE), whyNotApprove(update, owner, 'someone', NO_RULE)]).toEqual([null, null]);
  expect(whyNotAsk(update, viewer, [], NO_RULE)).toMatch(/^Only /);
  expect(whyNotAsk({ ...update, unfinished: 'A section is gone.' }, member, [], NO_RULE)).toBe('A section is gone.');
  for (const why of [whyNotAsk(same, member, [], NO_RULE), whyNotApprove(same, owner, 'someone', NO_RULE)]) expect(why).toBe('Readers have this text already.');
});

describe('the rule for approvals', () => {
  const two = { required: 2, fourEyes: false, fastLane: false };

  test('what is asked for is counted by person, for the text as it stands', () => {
    expect(approvalsThatCount(item('in_review'), [yes('a'), yes('a'), yes('b', 'before')], two)).toBe(1);
    expect(whyNotMove(item('approved'), 'published', owner, [yes('a')], two)).toBe('One approval is missing for the text as it stands now.');
    expect(whyNotMove(item('approved'), 'published', owner, [yes('a'), yes('b')], two)).toBeNull();
  });

  test('four eyes: whoever changed the text last does not count', () => {
    const rule = { required: 1, fourEyes: true, fastLane: false };
    expect(isApproved(item('in_review'), [yes('writer')], rule)).toBe(false);
    expect(isApproved(item('in_review'), [yes('other')], rule)).toBe(true);
    expect(whyNotApprove(item('in_review'), owner, 'writer', rule)).toMatch(/Someone else has to approve/);
  });

  test('the fast lane lets an owner approve alone, and only where it is open', () => {
    expect(isApproved(item('in_review'), [yes('writer', 'now', true)], { required: 3, fourEyes: true, fastLane: true })).toBe(true);
    expect(isApproved(item('in_review'), [yes('writer', 'now', true)], { required: 3, fourEyes: true, fastLane: false })).toBe(false);
  });

  test('settings that nobody can read are no rule', () => {
    expect(ruleOf({})).toEqual(NO_RULE);
    expect(ruleOf({ approvals: { required: -1, fourEyes: 'yes' } })).toEqual({ required: 0, fourEyes: false, fastLane: true });
    expect(ruleOf({ approvals: { required: 99, fourEyes: true, fastLane: false } })).toEqual({ required: 10, fourEyes: true, fastLane: false });
  });
});
