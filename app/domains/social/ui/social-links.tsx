import { NavLink, useLocation } from '@remix-run/react';
import { classes } from '#app/ui/class-names.ts';

const PLACES = [
  { to: '/social', label: 'Posts' },
  { to: '/social/accounts', label: 'Accounts' },
];

/** Above the title: what is said, and with which accounts. */
export function SocialLinks() {
  const { pathname } = useLocation();
  return (
    <nav aria-label="Social">
      <ul className="flex flex-wrap gap-x-4">
        {PLACES.map(({ to, label }) => {
          const isHere = to === '/social' ? !pathname.startsWith('/social/accounts') : pathname.startsWith(to);
          return (
            <li key={to}>
              <NavLink to={to} end prefetch="intent" aria-current={isHere ? (pathname === to ? 'page' : 'true') : undefined} className={classes('inline-flex min-h-6 items-center underline-offset-2 hover:underline', isHere && 'font-medium text-ink')}>
                {label}
              </NavLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
