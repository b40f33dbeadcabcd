import { PageHeader } from '../page-header.tsx';
import { Skeleton, TableSkeleton } from '../skeleton.tsx';
import { notificationsPlace, places, type SettingsItem, settingsGroups } from './navigation.ts';

const KNOWN: readonly SettingsItem[] = [...places, notificationsPlace, ...settingsGroups.flatMap((group) => group.items)];

/** A page before it is there: its real name where that is known, and the measure of what will stand under it. */
export function PageSkeleton({ path }: { path: string }) {
  const item = KNOWN.find(({ href }) => href === path);
  return (
    <>
      <PageHeader title={item?.label ?? <Skeleton className="my-1 h-7 w-48" />} />
      {item?.shape === 'form' ? <FormSkeleton /> : <TableSkeleton rows={6} columns={3} />}
    </>
  );
}

function FormSkeleton() {
  return (
    <div role="status" className="grid max-w-md gap-5">
      <span className="sr-only">Loading</span>
      {['w-24', 'w-32', 'w-20'].map((width) => (
        <div key={width} aria-hidden className="grid gap-1.5">
          <Skeleton className={`h-5 ${width}`} />
          <Skeleton className="h-8" />
        </div>
      ))}
    </div>
  );
}

/** Shows the skeleton of a page that is slow to come; what is left keeps its state until it has come. */
export function Arriving({ path, children }: { path: string | null; children: React.ReactNode }) {
  return (
    <>
      {path !== null && <PageSkeleton path={path} />}
      <div hidden={path !== null}>{children}</div>
    </>
  );
}
