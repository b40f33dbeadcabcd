import { classes } from '#app/ui/class-names.ts';
import { PLATFORM_NAMES } from '../accounts/account.ts';
import type { Platform } from '../connectors/connector.ts';

export { PLATFORM_NAMES };

interface PlatformMarkProps {
  platform: Platform;
  /** Without it the name is only heard: the mark never says by colour alone where something goes. */
  named?: boolean;
  /** The name stands beside it anyway. */
  silent?: boolean;
}

/** Where something goes: the first letters of the platform on its colour, and its name. */
export function PlatformMark({ platform, named = false, silent = false }: PlatformMarkProps) {
  const name = PLATFORM_NAMES[platform];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden data-platform={platform} className="platform-mark">
        {name.slice(0, 2)}
      </span>
      {silent ? null : <span className={classes(!named && 'sr-only')}>{name}</span>}
    </span>
  );
}
