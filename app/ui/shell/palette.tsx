import { useNavigate, useSubmit } from '@remix-run/react';
import { Command } from 'cmdk';
import { Building2, Clock, type LucideIcon, Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { openModal } from '../dialog.tsx';
import { Kbd } from '../kbd.tsx';
import { Snippet } from '../snippet.tsx';
import { useOfferedActions } from './actions.tsx';
import { creations, notificationsPlace, places, settingsGroups, settingsPlace, visible } from './navigation.ts';
import { recentPages } from './recent.ts';
import { otherWords, settingsIcons } from './settings-icons.ts';
import { useShell } from './shell-data.ts';
import { useFound } from './use-found.ts';

/** Everything by name. cmdk does the matching and the keys; the frame is the browser's own dialog. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const submit = useSubmit();
  const [typed, setTyped] = useState('');
  const { groups, looking } = useFound(typed);
  const offered = useOfferedActions();
  const { person, organization, organizations, permissions } = useShell();
  const recent = recentPages(`${person.id}:${organization.id}`).slice(1);
  const others = organizations.filter((other) => other.id !== organization.id);

  useEffect(() => {
    if (dialog.current) openModal(dialog.current);
    input.current?.focus();
  }, []);

  const choose = (act: () => void) => () => {
    dialog.current?.close();
    act();
  };
  const go = (href: string) => choose(() => navigate(href));
  const switchTo = (organizationId: string) =>
    choose(() => submit({ organizationId, _once: crypto.randomUUID() }, { method: 'post', action: '/organizations/switch' }));

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, by the browser
    <dialog
      ref={dialog}
      aria-label="Search and commands"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
      className="dialog mt-[12vh] max-w-xl overflow-hidden"
    >
      <Command label="Search and commands" filter={score} loop className="grid max-h-[min(32rem,70dvh)] grid-rows-[auto_minmax(0,1fr)]">
        <div className="flex items-center gap-2 border-b border-rule px-4">
          <Search size={16} aria-hidden className="text-ink-soft" />
          <Command.Input ref={input} value={typed} onValueChange={setTyped} placeholder="Find a piece, a page, or something to do" className="h-12 w-full bg-transparent text-md outline-none" />
          <Kbd keys="Esc" />
        </div>
        <Command.List className="overflow-y-auto overscroll-contain p-1.5">
          <Command.Empty className="px-3 py-8 text-center text-ink-soft">{looking ? 'Looking…' : 'Nothing by that name. Try a shorter word.'}</Command.Empty>
          {offered.length > 0 && (
            <Group heading="On this page">
              {offered.map((action) => (
                <Item key={action.id} value={`action ${action.id}`} label={action.label} also={action.also} icon={action.icon} keys={action.keys} onSelect={choose(action.run)} />
              ))}
            </Group>
          )}
          {groups.map(({ heading, rows }) => (
            <Group key={heading} heading={heading}>
              {/* The server has judged them already. cmdk reads the words of an item once, so each new typing makes it anew. */}
              {rows.map((row) => (
                <Command.Item key={`${typed} ${row.href}`} value={`found ${row.href}`} keywords={[typed.trim()]} onSelect={go(row.href)} className={ITEM_LOOK}>
                  <span className="grid min-w-0 flex-1">
                    <span className="truncate">{row.label}</span>
                    <Snippet text={row.snippet} className="truncate" />
                  </span>
                  <span className="shrink-0 text-sm text-ink-soft">{row.detail}</span>
                </Command.Item>
              ))}
            </Group>
          ))}
          {recent.length > 0 && (
            <Group heading="Recent">
              {recent.map((page) => (
                <Item key={page.href} value={`recent ${page.href}`} label={page.title} icon={Clock} onSelect={go(page.href)} />
              ))}
            </Group>
          )}
          {creations.length > 0 && (
            <Group heading="Create">
              {visible(creations, permissions).map((item) => (
                <Item key={item.href} value={`create ${item.href}`} {...item} onSelect={go(item.href)} />
              ))}
            </Group>
          )}
          <Group heading="Go to">
            {visible([...places, notificationsPlace, settingsPlace], permissions).map((item) => (
              <Item key={item.href} value={`go ${item.href}`} also={otherWords[item.href]} {...item} onSelect={go(item.href)} />
            ))}
          </Group>
          <Group heading="Settings">
            {settingsGroups
              .flatMap((group) => visible(group.items, permissions))
              .map((item) => (
                <Item key={item.href} value={`settings ${item.href}`} icon={settingsIcons[item.href]} also={otherWords[item.href]} {...item} onSelect={go(item.href)} />
              ))}
          </Group>
          {others.length > 0 && (
            <Group heading="Switch organization">
              {others.map((other) => (
                <Item key={other.id} value={`organization ${other.id}`} label={other.name} also="organization switch" icon={Building2} onSelect={switchTo(other.id)} />
              ))}
            </Group>
          )}
        </Command.List>
      </Command>
    </dialog>
  );
}

/** How near the words are: the name's start, a word's start, anywhere in it, then its other words. 0 hides it. */
function score(_value: string, search: string, keywords: string[] = []): number {
  const [label = '', ...also] = keywords.map((word) => word.toLowerCase());
  const wanted = search.trim().toLowerCase();
  if (label.startsWith(wanted)) return 1;
  if (label.includes(` ${wanted}`)) return 0.8;
  if (label.includes(wanted)) return 0.6;
  return also.some((word) => word.startsWith(wanted)) ? 0.4 : 0;
}

function Group({ heading, children }: { heading: string; children: React.ReactNode }) {
  return (
    <Command.Group heading={heading} className="pb-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-faint">
      {children}
    </Command.Group>
  );
}

const ITEM_LOOK = 'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 data-[selected=true]:bg-accent-wash data-[selected=true]:text-accent-strong pointer-coarse:min-h-11';

interface ItemProps {
  value: string;
  label: string;
  also?: string | undefined;
  icon?: LucideIcon | undefined;
  keys?: string | undefined;
  onSelect: () => void;
}

function Item({ value, label, also = '', icon: Icon, keys, onSelect }: ItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={[label, ...also.split(' ')]}
      onSelect={onSelect}
      className={ITEM_LOOK}
    >
      {Icon && <Icon size={16} aria-hidden />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {keys && <Kbd keys={keys} />}
    </Command.Item>
  );
}
