import { Badge, type BadgeTone } from '#app/ui/badge.tsx';
import type { ShownAccount } from '../../accounts/shown-account.ts';

type Standing = Pick<ShownAccount, 'status' | 'pausedAt' | 'endsSoon'>;

const WORDS: Record<ShownAccount['status'], { tone: BadgeTone; word: string }> = {
  active: { tone: 'done', word: 'Connected' },
  inactive: { tone: 'idle', word: 'Disconnected' },
  expired: { tone: 'failed', word: 'Access ended' },
  revoked: { tone: 'failed', word: 'Access withdrawn' },
  error: { tone: 'failed', word: 'Refused' },
};

export function AccountBadge({ account: { status, pausedAt, endsSoon } }: { account: Standing }) {
  if (status === 'active' && pausedAt !== null) return <Badge tone="idle">Paused</Badge>;
  if (endsSoon) return <Badge tone="waiting">Ends soon</Badge>;
  const { tone, word } = WORDS[status];
  return <Badge tone={tone}>{word}</Badge>;
}
