import { Check, ChevronsUpDown, Plus, Settings } from 'lucide-react';
import { Avatar } from '../avatar.tsx';
import { classes } from '../class-names.ts';
import { Menu, MenuForm, MenuHeading, MenuLink, MenuRule } from '../menu.tsx';
import { useShell } from './shell-data.ts';

/** Which organization this is, and the way to another. Changing it loads a fresh document: nothing of one stays in the other. */
export function OrganizationSwitcher({ collapsed }: { collapsed: boolean }) {
  const { organization, organizations } = useShell();
  const trigger = (
    <>
      <Avatar name={organization.name} image={organization.logoUrl} size="small" square />
      <span className={classes('min-w-0 flex-1 truncate text-start', collapsed && 'md:sr-only')}>{organization.name}</span>
      <span className="sr-only">, switch organization</span>
      <ChevronsUpDown size={14} aria-hidden className={classes('text-ink-faint', collapsed && 'md:hidden')} />
    </>
  );
  return (
    <Menu
      label="Switch organization"
      tip={false}
      trigger={trigger}
      tone="quiet"
      className={classes('w-full justify-start gap-2 text-ink', collapsed && 'md:justify-center')}
      panelClassName="w-60"
    >
      <MenuHeading>Organizations</MenuHeading>
      {organizations.map((choice) => (
        <MenuForm
          key={choice.id}
          action="/organizations/switch"
          fields={{ organizationId: choice.id }}
          current={choice.id === organization.id}
          reloadDocument
        >
          <span className="flex items-center gap-2">
            <Avatar name={choice.name} size="small" square />
            <span className="min-w-0 flex-1 truncate">{choice.name}</span>
            {choice.id === organization.id ? <Check size={16} aria-hidden className="text-accent" /> : <span className="text-xs text-ink-faint">{choice.role}</span>}
          </span>
        </MenuForm>
      ))}
      <MenuRule />
      <MenuLink to="/organizations/new" icon={Plus}>
        New organization
      </MenuLink>
      <MenuLink to="/settings/organization" icon={Settings}>
        Organization settings
      </MenuLink>
    </Menu>
  );
}
