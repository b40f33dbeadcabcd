import type { Platform } from '../../connectors/connector.ts';
import type { TargetStatus } from '../../composing/post.ts';
import { Badge } from '#app/ui/badge.tsx';
import { PLATFORM_NAMES, PlatformMark } from '../platform-mark.tsx';
import { TARGET_LOOKS } from './words.ts';

export function TargetBadge({ status }: { status: TargetStatus }) {
  const { word, tone, icon } = TARGET_LOOKS[status];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}

interface Target {
  id: string;
  platform: Platform;
  account: string;
  status: TargetStatus;
}

/** What asks for someone stands first. */
const ORDER: readonly TargetStatus[] = ['needs_attention', 'failed', 'sending', 'claimed', 'scheduled', 'published', 'draft', 'cancelled'];

/** Where a post goes, those in one state together: their marks, then the state in a word. */
export function TargetStates({ targets }: { targets: readonly Target[] }) {
  if (targets.length === 0) return <span className="text-ink-soft">No account yet</span>;
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1">
      {ORDER.map((status) => {
        const here = targets.filter((target) => target.status === status);
        return (
          here.length > 0 && (
            <li key={status} className="inline-flex flex-wrap items-center gap-1">
              {here.map(({ id, platform, account }) => (
                <span key={id} title={`${account} on ${PLATFORM_NAMES[platform]}`}>
                  <PlatformMark platform={platform} />
                  <span className="sr-only">, {account}: </span>
                </span>
              ))}
              <TargetBadge status={status} />
            </li>
          )
        );
      })}
    </ul>
  );
}
