import { Badge, type BadgeTone } from '#app/ui/badge.tsx';
import { type EndpointState, standing } from '../endpoint.ts';

const STANDINGS: Record<ReturnType<typeof standing>, { tone: BadgeTone; word: string }> = {
  working: { tone: 'done', word: 'Active' },
  failing: { tone: 'failed', word: 'Failing' },
  paused: { tone: 'idle', word: 'Paused' },
  disabled: { tone: 'failed', word: 'Switched off' },
};

export function EndpointBadge({ endpoint }: { endpoint: EndpointState }) {
  const { tone, word } = STANDINGS[standing(endpoint)];
  return <Badge tone={tone}>{word}</Badge>;
}

const DELIVERIES: Record<string, { tone: BadgeTone; word: string }> = {
  waiting: { tone: 'waiting', word: 'Waiting' },
  delivered: { tone: 'done', word: 'Delivered' },
  failed: { tone: 'failed', word: 'Not delivered' },
};

/** A try that failed and has another before it is not the same as one that never began. */
export function DeliveryBadge({ status, attempts }: { status: string; attempts: number }) {
  const { tone, word } = DELIVERIES[status]!;
  return <Badge tone={tone}>{status === 'waiting' && attempts > 0 ? 'Trying again' : word}</Badge>;
}
