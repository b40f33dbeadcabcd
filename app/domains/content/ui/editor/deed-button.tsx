import type { LucideIcon } from 'lucide-react';
import { IconButton } from '#app/ui/button.tsx';
import type { Deed } from './deeds.ts';
import { useEditing } from './editing.ts';
import { withKeys } from './shortcut.ts';

export interface DeedState {
  on: boolean;
  can: boolean;
}

export function DeedButton({ deed, icon, state: { on, can } }: { deed: Deed; icon: LucideIcon; state: DeedState }) {
  const { editor, doors } = useEditing();
  return (
    <IconButton
      label={withKeys(deed.label, deed.keys)}
      icon={icon}
      size="small"
      aria-pressed={deed.isOn ? on : undefined}
      aria-disabled={!can || undefined}
      className="editor-tool"
      onClick={() => can && deed.run(editor, doors)}
    />
  );
}
