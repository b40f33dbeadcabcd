import { NavLink } from '@remix-run/react';
import { classes } from '#app/ui/class-names.ts';

const PLACES = [
  { to: '/content', label: 'Content' },
  { to: '/content/schedule', label: 'Schedule' },
  { to: '/content/releases', label: 'Releases' },
  { to: '/content/categories', label: 'Categories' },
  { to: '/content/tags', label: 'Tags' },
  { to: '/content/templates', label: 'Templates' },
  { to: '/content/comments', label: 'Comments' },
  { to: '/content/import', label: 'Import and export' },
];

/** Above the title: what keeps the pieces in order, one beside the other. */
export function OrganiseLinks() {
  return (
    <nav aria-label="Organise">
      <ul className="flex flex-wrap gap-x-4">
        {PLACES.map(({ to, label }) => (
          <li key={to}>
            <NavLink to={to} end prefetch="intent" className={({ isActive }) => classes('inline-flex min-h-6 items-center underline-offset-2 hover:underline', isActive && 'font-medium text-ink')}>
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
