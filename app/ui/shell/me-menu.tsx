import { useFetcher } from '@remix-run/react';
import { LogOut, Monitor, Moon, Sun, User } from 'lucide-react';
import { Avatar } from '../avatar.tsx';
import { classes } from '../class-names.ts';
import { Form } from '../form.tsx';
import { Menu, MenuForm, MenuLink, MenuRule } from '../menu.tsx';
import { useShell } from './shell-data.ts';

const THEMES = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'As the device', icon: Monitor },
] as const;

export function MeMenu() {
  const { person } = useShell();
  return (
    <Menu
      label={`You, ${person.name}`}
      trigger={<Avatar name={person.name} image={person.image} size="small" />}
      tone="quiet"
      align="end"
      className="min-w-8 pointer-coarse:min-w-11"
      panelClassName="w-64"
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{person.name}</p>
        <p className="truncate text-sm text-ink-soft">{person.email}</p>
      </div>
      <MenuRule />
      <MenuLink to="/settings/profile" icon={User}>
        Profile
      </MenuLink>
      <ThemeChoice />
      <MenuRule />
      <MenuForm action="/sign-out" icon={LogOut} reloadDocument>
        Sign out
      </MenuForm>
    </Menu>
  );
}

/** Changes at once; the server is told beside it. */
function ThemeChoice() {
  const fetcher = useFetcher();
  const { person } = useShell();
  const chosen = fetcher.formData?.get('theme') ?? person.theme;
  return (
    <Form action="/theme" fetcher={fetcher} className="flex items-center justify-between gap-2 px-2 py-1">
      <span id="theme-choice">Theme</span>
      <fieldset aria-labelledby="theme-choice" className="flex gap-0.5 rounded-md bg-well p-0.5">
        {THEMES.map(({ value, label, icon: Icon }) => (
          <button
            key={value}
            type="submit"
            name="theme"
            value={value}
            aria-pressed={chosen === value}
            aria-label={label}
            title={label}
            onClick={() => {
              document.documentElement.dataset.theme = value;
            }}
            className={classes(
              'grid size-7 place-items-center rounded-sm pointer-coarse:size-10',
              chosen === value ? 'bg-sheet text-ink shadow-raised forced-colors:outline' : 'text-ink-soft hover:text-ink',
            )}
          >
            <Icon size={15} aria-hidden />
          </button>
        ))}
      </fieldset>
    </Form>
  );
}
