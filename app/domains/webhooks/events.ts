/** Everything that can be told to another system: a sentence for the one who chooses, and the data as it will look. */
export const EVENTS = {
  'content.published': {
    says: 'A piece went live.',
    sample: { itemId: '019a8f5e-d382-7495-8ba7-c23d4e5f6071', title: 'The ferry that waits', slug: 'the-ferry-that-waits', revision: 7 },
  },
  'content.updated': {
    says: 'A live piece was published anew, or is found under other words.',
    sample: { itemId: '019a8f5e-d382-7495-8ba7-c23d4e5f6071', title: 'The ferry that waits', slug: 'the-ferry-that-waits', revision: 8 },
  },
  'content.unpublished': {
    says: 'A piece was taken down.',
    sample: { itemId: '019a8f5e-d382-7495-8ba7-c23d4e5f6071', title: 'The ferry that waits', slug: 'the-ferry-that-waits', revision: 8 },
  },
  'content.scheduled': {
    says: 'A moment was set, or moved, at which a piece goes live or is taken down.',
    sample: { itemId: '019a8f5e-d382-7495-8ba7-c23d4e5f6071', title: 'The ferry that waits', kind: 'publish', revision: 7, dueAt: '2026-05-04T07:00:00Z', timeZone: 'Europe/Lisbon' },
  },
  'release.published': {
    says: 'A release went live, with all its pieces.',
    sample: { releaseId: '019a8f60-1c2d-7e3f-8a4b-5c6d7e8f9a0b', name: 'The spring issue', pieces: 12 },
  },
  'content.comment-left': {
    says: 'A reader wrote a comment. It waits for approval, and its words stay here.',
    sample: { commentId: '019a8f5e-f5a4-76b7-8dc9-e45f60718293', itemId: '019a8f5e-d382-7495-8ba7-c23d4e5f6071', title: 'The ferry that waits' },
  },
  'post.published': {
    says: 'A post is live on one account.',
    sample: { postId: '019a8f62-0a1b-7c2d-8e3f-4a5b6c7d8e9f', targetId: '019a8f62-0a1b-7c2d-8e3f-4a5b6c7d8ea0', accountId: '019a8f62-1b2c-7d3e-8f40-5a6b7c8d9eaf', platform: 'mastodon', platformPostId: '113000000000000042', url: 'https://mastodon.example/@harbour/113000000000000042' },
  },
  'post.failed': {
    says: 'A post did not go out on one account, and will not by itself.',
    sample: { postId: '019a8f62-0a1b-7c2d-8e3f-4a5b6c7d8e9f', targetId: '019a8f62-0a1b-7c2d-8e3f-4a5b6c7d8ea0', accountId: '019a8f62-1b2c-7d3e-8f40-5a6b7c8d9eaf', platform: 'mastodon', code: 'invalid', reason: 'Mastodon refuses this post: it is longer than 500 characters.' },
  },
  'post.needs-attention': {
    says: 'Nobody can tell by machine whether a post went out: a person is asked.',
    sample: { postId: '019a8f62-0a1b-7c2d-8e3f-4a5b6c7d8e9f', targetId: '019a8f62-0a1b-7c2d-8e3f-4a5b6c7d8ea0', accountId: '019a8f62-1b2c-7d3e-8f40-5a6b7c8d9eaf', platform: 'mastodon', reason: 'No answer came in time, and the account cannot be looked through.' },
  },
  'webhook.test': {
    says: 'Someone pressed “Send a test”.',
    sample: { message: 'This is a test. Nothing happened.' },
  },
} as const satisfies Record<string, { says: string; sample: Record<string, unknown> }>;

export type WebhookEvent = keyof typeof EVENTS;
export const ALL_EVENTS = Object.keys(EVENTS) as [WebhookEvent, ...WebhookEvent[]];

/** A test goes to the endpoint where it is asked for, whatever that wants to hear of. */
export type ChosenEvent = Exclude<WebhookEvent, 'webhook.test'>;
export const CHOSEN_EVENTS = ALL_EVENTS.filter((event) => event !== 'webhook.test') as [ChosenEvent, ...ChosenEvent[]];

/** What the receiver gets, whole. */
export const samplePayload = (event: WebhookEvent) => ({
  id: '019a8f61-2d3e-7f40-9b5c-6d7e8f9a0b1c',
  type: event,
  occurredAt: '2026-05-04T07:00:00.123456Z',
  organization: { id: '019a8f5e-2b7c-7a10-8c44-1f2e3d4c5b6a', slug: 'harbour-review' },
  data: EVENTS[event].sample,
});

/** As the documents show it; jsonb keeps no order. */
export function inOrder(payload: Record<string, unknown>): Record<string, unknown> {
  const { id, type, occurredAt, organization, data, ...rest } = payload;
  return { id, type, occurredAt, organization, data, ...rest };
}
