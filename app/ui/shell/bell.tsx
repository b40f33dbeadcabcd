import { Link } from '@remix-run/react';
import { Bell as BellIcon } from 'lucide-react';
import { Menu, MenuHeading, MenuLink, MenuRule } from '../menu.tsx';
import { Time } from '../time.tsx';
import { notificationsPlace } from './navigation.ts';
import { type Notice, type ShellData, useShell } from './shell-data.ts';

/** What happened while away: a count, the latest few, and the way to all of them. */
export function Bell() {
  const { unread, latest, person } = useShell();
  const label = unread === 0 ? 'Notifications, none unread' : `Notifications, ${unread} unread`;
  const trigger = (
    <>
      <BellIcon size={17} aria-hidden />
      {unread > 0 && <span className="text-xs font-semibold text-accent tabular-nums">{unread > 99 ? '99+' : unread}</span>}
    </>
  );
  return (
    <Menu label={label} trigger={trigger} tone="quiet" align="end" className="min-w-8 pointer-coarse:min-w-11" panelClassName="w-88">
      <MenuHeading>Notifications</MenuHeading>
      {latest.length === 0 ? (
        <p className="px-2 py-4 text-ink-soft">Nothing yet. When someone joins or something fails, you read it here.</p>
      ) : (
        <ul className="grid">
          {latest.map((notice) => (
            <li key={notice.id} className="border-b border-rule last:border-b-0">
              <NoticeLine notice={notice} person={person} />
            </li>
          ))}
        </ul>
      )}
      <MenuRule />
      <MenuLink to={notificationsPlace.href}>All notifications</MenuLink>
    </Menu>
  );
}

function NoticeLine({ notice, person }: { notice: Notice; person: ShellData['person'] }) {
  const inside = (
    <>
      <span className="flex items-baseline gap-2">
        <span className={notice.readAt ? 'flex-1' : 'flex-1 font-semibold'}>{notice.title}</span>
        {!notice.readAt && <span className="text-xs font-medium text-accent">New</span>}
        <span className="text-xs text-ink-soft">
          <Time at={notice.createdAt} zone={person.timeZone} show="relative" />
        </span>
      </span>
      <span className="line-clamp-2 text-sm text-ink-soft">{notice.message}</span>
    </>
  );
  const look = 'grid gap-0.5 rounded-md px-2 py-2';
  return notice.url ? (
    <Link to={notice.url} className={`${look} hover:bg-hover focus-visible:-outline-offset-2`}>
      {inside}
    </Link>
  ) : (
    <div className={look}>{inside}</div>
  );
}
