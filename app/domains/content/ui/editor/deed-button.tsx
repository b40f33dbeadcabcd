import type { LucideIcon } from 'lucide-react';
import { IconButton } from '#app/ui/button.tsx';
import { classes } from '#app/ui/class-names.ts';
import type { Deed } from './deeds.ts';
import { useEditing } from './editing.ts';
import { withKeys } from './shortcut.ts';

export interface DeedState {
  on: boolean;
  can: boolean;
}

export function DeedButton({ deed, icon, state: { on, can }, className }: { deed: Deed; icon: LucideIcon; state: DeedState; className?: string }) {
  const { editor, doors } = useEditing();
  return (
    <IconButton
      label={withKeys(deed.label, deed.keys)}
      icon={icon}
      size="small"
      aria-pressed={deed.isOn ? on : undefined}
      aria-disabled={!can || undefined}
      className={classes('editor-tool', className)}
      onClick={() => can && deed.run(editor, doors)}
    />
  );
}
