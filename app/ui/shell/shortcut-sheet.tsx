import { useState } from 'react';
import { Dialog } from '../dialog.tsx';
import { Kbd } from '../kbd.tsx';
import { setSingleKeys, singleKeysOn } from '../single-keys.ts';
import { SwitchField } from '../switch-field.tsx';
import { creations, notificationsPlace, places, settingsPlace, visible } from './navigation.ts';
import { useShell } from './shell-data.ts';

interface Line {
  keys: string;
  does: string;
}

const LISTS: Line[] = [
  { keys: 'j', does: 'Next row' },
  { keys: 'k', does: 'Previous row' },
  { keys: 'x', does: 'Tick the row' },
  { keys: '↵', does: 'Open the row' },
];

export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { permissions } = useShell();
  const [on, setOn] = useState(singleKeysOn);
  const everywhere: Line[] = [
    { keys: '⌘ K', does: 'Search and commands' },
    ...(creations.length > 0 ? [{ keys: 'c', does: 'Create' }] : []),
    { keys: '?', does: 'This list' },
    { keys: 'Esc', does: 'Close what is open' },
  ];
  const going = visible([...places, notificationsPlace, settingsPlace], permissions).flatMap(({ keys, label }) => (keys ? [{ keys, does: label }] : []));
  return (
    <Dialog open onClose={onClose} title="Keyboard shortcuts">
      <Lines title="Everywhere" lines={everywhere} />
      <Lines title="Go to" lines={going} />
      <Lines title="In a list" lines={LISTS} />
      <SwitchField
        name="single-keys"
        label="Single-letter shortcuts"
        hint="Turn off if you speak to your computer or keys repeat. Search and Esc keep their keys."
        defaultChecked={on}
        onChange={(next) => {
          setSingleKeys(next);
          setOn(next);
        }}
      />
    </Dialog>
  );
}

function Lines({ title, lines }: { title: string; lines: Line[] }) {
  return (
    <section className="grid gap-1">
      <h3 className="text-base text-ink-soft">{title}</h3>
      <dl>
        {lines.map(({ keys, does }) => (
          <div key={keys} className="flex min-h-8 items-center justify-between gap-4 border-b border-rule last:border-b-0">
            <dt>{does}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
