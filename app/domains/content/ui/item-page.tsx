import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { late } from '#app/ui/late.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import type { ApprovalRule } from '../status.ts';
import type { Version } from '../version.ts';
import type { ShownComment } from './comments/shown-comment.ts';
import { ItemDesk } from './item/item-desk.tsx';
import type { KnownItem, LinkedItem, ListedRevision, WritersProject } from './item/known-item.ts';
import type { Choices } from './listed-item.ts';
import type { ReviewedItem, Reviewer, ReviewProps, ShownApproval } from './review/reviewed-item.ts';
import { TrashedItem as DrawnTrashed } from './item/trashed-item.tsx';

const TrashedItem = import.meta.env.SSR ? DrawnTrashed : late(async () => ({ default: (await import('./item/trashed-item.tsx')).TrashedItem }));

export interface ItemPageProps {
  item: KnownItem;
  version: Version;
  approvals: ShownApproval[];
  comments: ShownComment[];
  revisions: ListedRevision[];
  translations: LinkedItem[];
  linking: { id: string; title: string }[];
  project: WritersProject | null;
  choices: Choices;
  people: Reviewer[];
  assets: LibraryAsset[];
  rule: ApprovalRule;
  me: ReviewProps['me'];
  why: { write: string | null; comment: string | null; remove: string | null };
  reply: unknown;
  /** What another domain says about the piece as it stands: how it gets to its readers. */
  publishing: (live: ReviewedItem, version: Version) => ReactNode;
}

/** One piece: its text in the middle, everything about it beside. */
export function ItemPage(props: ItemPageProps) {
  const { item, why, reply } = props;
  const { organization } = useShell();
  return (
    <>
      <p className="mb-2 text-sm text-ink-soft">
        <Link to="/content" className="inline-flex min-h-6 items-center underline-offset-2 hover:underline">
          Content
        </Link>
        {item.category && (
          <>
            {' / '}
            <Link to={`/content?category=${item.categoryId}`} className="inline-flex min-h-6 items-center underline-offset-2 hover:underline">
              {item.category}
            </Link>
          </>
        )}
      </p>
      {item.deletedAt && <TrashedItem item={{ ...item, deletedAt: item.deletedAt }} organizationId={organization.id} reply={reply} whyNot={why.remove} />}
      <ItemDesk key={item.id} {...props} />
    </>
  );
}
