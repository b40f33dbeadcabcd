import { z } from 'zod';
import type { WebhookEvent } from './events.ts';

const piece = z.object({ itemId: z.uuid(), title: z.string(), slug: z.string(), revision: z.int().nullable() });

/** The data of each event. What is told is promised: fields may be added, none is taken away. */
export const DATA = {
  'content.published': piece,
  'content.updated': piece,
  'content.unpublished': piece,
  'content.scheduled': z.object({ itemId: z.uuid(), title: z.string(), kind: z.enum(['publish', 'unpublish']), revision: z.int().nullable(), dueAt: z.iso.datetime({ offset: true }), timeZone: z.string() }),
  'release.published': z.object({ releaseId: z.uuid(), name: z.string(), pieces: z.int() }),
  'content.comment-left': z.object({ commentId: z.uuid(), itemId: z.uuid(), title: z.string() }),
  'post.published': z.object({ postId: z.uuid(), targetId: z.uuid(), accountId: z.uuid(), platform: z.string(), platformPostId: z.string().nullable(), url: z.string().nullable() }),
  'post.failed': z.object({ postId: z.uuid(), targetId: z.uuid(), accountId: z.uuid(), platform: z.string(), code: z.string(), reason: z.string() }),
  'post.needs-attention': z.object({ postId: z.uuid(), targetId: z.uuid(), accountId: z.uuid(), platform: z.string(), reason: z.string() }),
  'webhook.test': z.object({ message: z.string() }),
} as const satisfies Record<WebhookEvent, z.ZodType>;

export type DataOf<E extends WebhookEvent> = z.input<(typeof DATA)[E]>;

/** One thing that happened, with its data. */
export type Happening = { [E in WebhookEvent]: { event: E; data: DataOf<E> } }[WebhookEvent];

export const payloadOf = (event: WebhookEvent) =>
  z.object({
    id: z.uuid(),
    type: z.literal(event),
    occurredAt: z.iso.datetime({ offset: true }),
    organization: z.object({ id: z.uuid(), slug: z.string() }),
    data: DATA[event],
  });
