import { MessageSquarePlus } from 'lucide-react';
import { type FormEvent, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import { replyTo } from '#app/platform/form-reply.ts';
import { whyNot } from '#app/platform/permission.ts';
import { AsDrawn } from '#app/ui/as-drawn.tsx';
import { Button } from '#app/ui/button.tsx';
import { classes } from '#app/ui/class-names.ts';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Skeleton } from '#app/ui/skeleton.tsx';
import { late } from '#app/ui/late.tsx';
import { CommentsPanel } from '../comments/comments-panel.tsx';
import type { Anchor } from '../editor/anchor.ts';
import type { ItemPageProps } from '../item-page.tsx';
import { whyUnfinished } from '../../document/required-sections.ts';
import { ReviewPanel } from '../review/review-panel.tsx';
import { DetailsPanel } from './details-panel.tsx';
import type { KnownItem } from './known-item.ts';
import type { RailProps } from './rail.ts';
import { HistoryPart as DrawnHistory, Relations as DrawnRelations } from './rail-lists.tsx';
import { whyNotMove } from '../../status.ts';

/** Neither is of use before the scripts are there, so each comes when it is opened. */
const SeoPanel = late(async () => ({ default: (await import('./seo-panel.tsx')).SeoPanel }));
const ChecksPanel = late(async () => ({ default: (await import('./checks-panel.tsx')).ChecksPanel }));

/** Links that go by themselves: their code comes when they are looked at. */
const Relations = import.meta.env.SSR ? DrawnRelations : late(async () => ({ default: (await import('./rail-lists.tsx')).Relations }));
const HistoryPart = import.meta.env.SSR ? DrawnHistory : late(async () => ({ default: (await import('./rail-lists.tsx')).HistoryPart }));

interface RailOfItemProps extends Omit<ItemPageProps, 'assets'> {
  rail: RailProps;
  live: Pick<KnownItem, 'status' | 'publishedRevision' | 'contentHash' | 'editedBy'> & { revision: number };
  assets: ReadonlyMap<string, LibraryAsset>;
  keepAsset(asset: LibraryAsset): void;
  anchor: Anchor | null;
  onAnchor(): void;
  onAnchorUsed(): void;
  onShowAnchor(id: string): void;
  onShowBlock(at: number): void;
  onSubmitCapture(event: FormEvent<HTMLElement>): void;
}

/** Everything about the piece that is not its text, in the order in which it is needed. */
export function Rail({ rail, live, assets, keepAsset, anchor, onAnchor, onAnchorUsed, onShowAnchor, onShowBlock, onSubmitCapture, ...page }: RailOfItemProps) {
  const { organization } = useShell();
  const { item, comments, people, me, why, reply, choices } = page;
  const { body } = rail.version;
  const unfinished = useMemo(() => whyUnfinished(body, item.requiredSections), [body, item.requiredSections]);
  return (
    <aside id="about" aria-label="About this piece" tabIndex={-1} className="item-rail" onSubmitCapture={onSubmitCapture}>
      <div className="rail-part py-5">
        <ReviewPanel {...page} item={{ ...live, id: item.id, unfinished }} inTrash={item.deletedAt !== null} organizationId={organization.id} />
      </div>
      <div className="rail-part py-5">{page.publishing({ ...live, id: item.id, unfinished }, rail.version)}</div>
      <RailPart title="Details" open>
        <DetailsPanel {...rail} item={item} project={page.project} choices={choices} assets={assets} keepAsset={keepAsset} />
      </RailPart>
      <div className="rail-part py-5">
        <CommentsPanel itemId={item.id} organizationId={organization.id} comments={comments} people={people} me={me} why={why.comment} reply={reply} newAnchor={anchor} onAnchorUsed={onAnchorUsed} onShowAnchor={onShowAnchor} />
        {why.comment === null && (
          <Button size="small" tone="quiet" icon={MessageSquarePlus} onPointerDown={(event) => event.preventDefault()} onClick={onAnchor} className="mt-3 unscripted:hidden">
            Comment on the chosen words
          </Button>
        )}
      </div>
      <RailPart title="Search and sharing" late>
        <SeoPanel {...rail} site={`/o/${organization.slug}`} assets={assets} keepAsset={keepAsset} />
      </RailPart>
      <RailPart title="Checks" late>
        <ChecksPanel version={rail.version} required={item.requiredSections} wordsToAvoid={page.project?.wordsToAvoid ?? []} altOf={(id) => assets.get(id)?.altText ?? null} onShow={onShowBlock} />
      </RailPart>
      <RailPart title="Translations and links" late="drawn" aside={page.translations.length > 0 ? String(page.translations.length) : null}>
        <Relations {...page} />
      </RailPart>
      <RailPart title="History" late="drawn">
        <HistoryPart {...page} />
      </RailPart>
      <Deeds {...page} live={{ ...live, unfinished }} organizationId={organization.id} reply={reply} />
    </aside>
  );
}

interface RailPartProps {
  title: string;
  aside?: ReactNode;
  open?: boolean;
  /** What is inside is fetched when it is first opened; until then it stands as the server drew it, where it did. */
  late?: boolean | 'drawn';
  children: ReactNode;
}

function RailPart({ title, aside, open = false, late = false, children }: RailPartProps) {
  const [opened, setOpened] = useState(!late || (late === 'drawn' && import.meta.env.SSR));
  const details = useRef<HTMLDetailsElement>(null);
  const hydrated = useHydrated();
  // Who unfolded it before the scripts came has it open already.
  useEffect(() => {
    if (details.current?.open) setOpened(true);
  }, []);
  return (
    <details ref={details} className={classes('rail-part', late === true && 'unscripted:hidden')} open={open} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>
        <h2>{title}</h2>
        {aside && <span className="text-sm text-ink-soft">{aside}</span>}
      </summary>
      {/* Only what is late waits: a boundary that the server drew would not be hydrated yet when the page learns that it is. */}
      {late === 'drawn' && !opened ? !hydrated && <AsDrawn className="pb-5" /> : <div className="pb-5">{late === true || (late && !import.meta.env.SSR) ? opened && <Suspense fallback={<Skeleton className="h-24" />}>{children}</Suspense> : children}</div>}
    </details>
  );
}

function Deeds({ item, live, approvals, rule, me, organizationId, reply, why }: Pick<RailOfItemProps, 'item' | 'approvals' | 'rule' | 'me' | 'reply' | 'why'> & { live: RailOfItemProps['live'] & { unfinished: string | null }; organizationId: string }) {
  if (item.deletedAt) return null;
  const to = live.status === 'archived' ? 'draft' : 'archived';
  const trash = live.status === 'published' || live.status === 'scheduled' ? 'Take it down first.' : (whyNot(me, 'content:delete') ?? why.remove);
  return (
    <div className="flex flex-wrap gap-2 pt-4">
      <Form reply={replyTo(reply, 'move')} organizationId={organizationId} className="">
        <input type="hidden" name="intent" value="move" />
        <input type="hidden" name="itemId" value={item.id} />
        <input type="hidden" name="revision" value={live.revision} />
        <input type="hidden" name="to" value={to} />
        <SubmitButton tone="quiet" size="small" whyNot={whyNotMove(live, to, me, approvals, rule)}>
          {to === 'archived' ? 'Archive' : 'Take out of the archive'}
        </SubmitButton>
      </Form>
      <Form reply={replyTo(reply, 'trash')} organizationId={organizationId} className="">
        <input type="hidden" name="intent" value="trash" />
        <input type="hidden" name="ids[]" value={item.id} />
        <SubmitButton tone="quiet" size="small" whyNot={trash}>
          Move to trash
        </SubmitButton>
      </Form>
    </div>
  );
}
