import type { FieldName } from '../../saving/changes.ts';
import type { Changes } from '../../saving/kind.ts';
import type { Version } from '../../version.ts';

/** What every panel of the rail works with: the piece as the page shows it, and the one way to change it. */
export interface RailProps {
  version: Version;
  /** Goes up when the page has to show what it did not type itself. */
  shownAt: number;
  change(changes: Changes): void;
  refused: Partial<Record<FieldName, string>>;
  whyNot: string | null;
}
