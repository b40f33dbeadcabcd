import { type FormEvent, Suspense, useMemo, useState } from 'react';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import { useHydrated } from '#app/ui/hydrated.ts';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { late } from '#app/ui/late.tsx';
import type { Anchor } from '../editor/anchor.ts';
import { LazyEditor } from '../editor/lazy-editor.tsx';
import type { ItemPageProps } from '../item-page.tsx';
import { FIELD_WORDS } from '../../saving/save-state.ts';
import { SaveStateLine } from '../saving/save-state.tsx';
import { DrawnText } from './drawn-text.tsx';
import { Rail } from './rail.tsx';
import { TitleField } from './title-field.tsx';
import { useDesk } from './use-desk.ts';
import { sourceOf, usePickedAssets } from './use-picked-assets.tsx';

const Conflict = late(async () => ({ default: (await import('../saving/conflict.tsx')).Conflict }));

const KeptOffer = late(async () => ({ default: (await import('../saving/kept-offer.tsx')).KeptOffer }));

export function ItemDesk(props: ItemPageProps) {
  const { item, version, comments, choices, assets: known, why, me } = props;
  const { organization, person } = useShell();
  const hydrated = useHydrated();
  const desk = useDesk({ person: me.userId, organization: organization.id, item, version });
  const { client, state, kept, shown, shownAt, change, editor } = desk;
  const { assets, keepAsset, pickAssets, picker } = usePickedAssets(known);
  const [deciding, setDeciding] = useState(false);
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  const placed = useMemo(
    () => comments.flatMap(({ id, anchor: place, parentId, resolvedAt, deletedAt }) => (place && !parentId && !deletedAt ? [{ id, anchor: place, resolved: resolvedAt !== null }] : [])),
    [comments],
  );

  /** A step is taken from what is on the server: what is still on its way goes first, then the form goes on, from that revision. */
  const saveFirst = (event: FormEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    const form = event.target;
    // The last keys may not have been read yet: without them the step would be taken from the text before.
    client.gather();
    if (client.state().kind === 'saved') {
      const revision = form.elements.namedItem('revision');
      if (revision instanceof HTMLInputElement) revision.value = String(client.revision);
      return;
    }
    const button = (event.nativeEvent as SubmitEvent).submitter;
    event.preventDefault();
    event.stopPropagation();
    void client.flush().then((flushed) => flushed.ok && form.requestSubmit(button));
  };

  if (deciding && state.kind === 'conflict') {
    const nameOf = (field: string, id: string) => (field === 'categoryId' ? (choices.categories.find((one) => one.id === id)?.name ?? null) : field === 'coverAssetId' ? (assets.get(id)?.name ?? null) : null);
    return (
      <Suspense>
        <Conflict conflict={state} zone={person.timeZone} nameOf={nameOf} onResolve={(chosen, seen) => client.resolve(chosen, seen)} onLater={() => setDeciding(false)} />
      </Suspense>
    );
  }
  return (
    <div className="item-desk">
      <div className="min-w-0">
        {desk.offers.length > 0 && (
          <Suspense>
            <KeptOffer offers={desk.offers} shown={() => client.shown()} zone={person.timeZone} onRestore={desk.restore} onDiscard={desk.discard} />
          </Suspense>
        )}
        <div className="item-state">
          {hydrated && why.write === null && <SaveStateLine state={state} names={FIELD_WORDS} kept={kept} zone={person.timeZone} othersHere={desk.othersHere} onRetry={() => client.retry()} onCompare={() => setDeciding(true)} />}
          <a href="#about" className="item-to-rail">
            Review and details
          </a>
        </div>
        <TitleField title={shown.title} language={shown.language} readOnly={why.write !== null} onChange={(title) => change({ title })} onLeave={() => editor.current?.focus('start')} />
        <LazyEditor
          document={shown.body}
          editable={why.write === null}
          label="Text"
          language={shown.language}
          onChange={desk.touchBody}
          onReady={desk.onReady}
          onSaveRequest={() => client.save()}
          anchors={placed}
          onAnchorPress={(id) => document.getElementById(`comment-${id}`)?.scrollIntoView({ block: 'center' })}
          onAnchorsChange={(anchors) => void keepAnchors(item.id, organization.id, anchors)}
          pickAssets={pickAssets}
          assetSource={(id) => shownOf(assets.get(id))}
          findItems={findItems}
          meanwhile={<DrawnText version={version} assets={assets} />}
        />
      </div>
      <Rail
        {...props}
        rail={{ version: shown, shownAt, change, refused: refusedIn(state), whyNot: why.write }}
        live={desk.live}
        assets={assets}
        keepAsset={keepAsset}
        anchor={anchor}
        onAnchor={() => setAnchor(editor.current?.selectionAnchor() ?? null)}
        onAnchorUsed={() => setAnchor(null)}
        onShowAnchor={(id) => editor.current?.scrollToAnchor(id)}
        onShowBlock={(at) => editor.current?.scrollToBlock(at)}
        onSubmitCapture={saveFirst}
      />
      {picker}
    </div>
  );
}

/** What the server would not take of one field, at that field. */
const refusedIn = (state: ReturnType<typeof useDesk>['state']) => (state.kind === 'refused' && state.field ? { [state.field]: state.problem.message } : {});

const shownOf = (asset: LibraryAsset | undefined) => asset ? { src: sourceOf(asset), altText: asset.altText, width: asset.width, height: asset.height } : null;

async function findItems(query: string): Promise<{ id: string; title: string }[]> {
  const answer = await fetch(`/find?q=${encodeURIComponent(query)}`);
  if (!answer.ok || answer.redirected) return [];
  const groups = (await answer.json()) as { rows: { href: string; label: string }[] }[];
  return groups.flatMap(({ rows }) => rows).flatMap(({ href, label }) => (href.startsWith('/content/') ? [{ id: href.slice('/content/'.length), title: label }] : []));
}

/** Where the comments stand after an edit. Lost, it costs little: a place is found again by its words. */
async function keepAnchors(itemId: string, organizationId: string, anchors: readonly { id: string; anchor: Anchor | null }[]) {
  const form = new FormData();
  form.set('itemId', itemId);
  form.set('_org', organizationId);
  form.set('anchors', JSON.stringify(anchors.filter(({ anchor }) => anchor !== null)));
  await fetch(`/content/${itemId}/anchors`, { method: 'POST', body: form }).catch(() => undefined);
}
