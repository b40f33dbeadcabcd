import { Link } from '@remix-run/react';
import { CalendarClock, ListEnd, Save, Send } from 'lucide-react';
import { type FormEvent, type ReactNode, Suspense, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { SaveStateLine } from '#app/domains/content/ui/saving/save-state.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import { instantOf } from '#app/platform/time.ts';
import { Button } from '#app/ui/button.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { late, Nothing } from '#app/ui/late.tsx';
import type { MomentText } from '#app/ui/moment-fields.tsx';
import { useNow } from '#app/ui/now.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { absolute } from '#app/ui/zoned-time.ts';
import { warningsOf } from '../../composing/collision.ts';
import { isOpen, isPlanned } from '../../composing/post.ts';
import { AccountsField } from './accounts-field.tsx';
import type { ComposeProps, ComposeFile } from './composed.ts';
import { FIELD_WORDS } from '../../composing/post-words.ts';
import { type Composition, outlookOf } from './composition.ts';
import { Conflict } from './conflict.tsx';
import { DetailsFields } from './details-fields.tsx';
import { PreviewsPanel } from './previews-panel.tsx';
import { useComposition } from './use-composition.ts';
import { type WhenChoice, WhenField } from './when-field.tsx';
import { WordsPanel } from './words-panel.tsx';

const KeptOffer = late(() => import('./kept-offer.tsx'), Nothing);

/** Words on the left, where and when on the right, and below the words what each account will show. */
export function Composer({ below, ...props }: ComposeProps & { below?: ReactNode }) {
  const { post, accounts, campaigns, projects, neighbours, signs, card, why, reply } = props;
  const { organization, person } = useShell();
  const now = useNow();
  const hydrated = useHydrated();
  const { client, state, kept, composition, change, vary, id, isBegun, shownAt, offers, othersHere, takeUp, discard, versions, decide } = useComposition(props);
  const standing = useRef<HTMLDivElement>(null);
  const [picked, setPicked] = useState<readonly ComposeFile[]>([]);
  const planned = isPlanned(post);
  const [when, setWhen] = useState<WhenChoice>((reply?.values.when as WhenChoice | undefined) ?? 'later');
  const [moment, setMoment] = useState<MomentText | null>(null);
  const keepMoment = useCallback((chosen: MomentText) => setMoment(chosen), []);
  const library = useMemo(() => new Map([...props.files, ...picked].map((file) => [file.id, file])), [props.files, picked]);
  const rules = campaigns.find((campaign) => campaign.id === composition.campaignId)?.utm ?? null;
  const outlooks = useMemo(() => accounts.filter((account) => composition.accounts.includes(account.id)).map((account) => outlookOf(composition, account, rules, library)), [accounts, composition, rules, library]);
  // What is typed and ticked shows at once, and its previews when there is time.
  const previewed = useDeferredValue(outlooks);
  const meant = when === 'later' && moment ? instantOf(moment, moment.zone) : null;
  const at = meant?.ok ? meant.value.at : null;
  const warnings = useMemo(() => {
    const others = neighbours.map((each) => ({ ...each, at: new Date(each.at) }));
    return outlooks.flatMap(({ account, sent }) => {
      const slot = account.nextSlot ? new Date(account.nextSlot) : now;
      return warningsOf({ postId: post.id ?? '', accountId: account.id, text: sent.text, at: when === 'slots' ? slot : (at ?? now) }, others).map(({ sentence }) => ({ accountId: account.id, sentence }));
    });
  }, [outlooks, neighbours, when, at, now, post.id]);
  const readOnly = why.save !== null;
  const pick = (asset: LibraryAsset) => {
    setPicked((before) => [...before.filter((file) => file.id !== asset.id), { ...asset, facts: {} }]);
    if (!composition.media.some(({ assetId }) => assetId === asset.id)) change({ media: [...composition.media, { assetId: asset.id, alt: asset.altText, shared: false }] });
  };
  const whySchedule = why.schedule ?? whyNotReady(composition, outlooks);
  const showVersions = () => {
    const both = document.getElementById(`${id}-versions`);
    both?.focus({ preventScroll: true });
    both?.scrollIntoView({ block: 'center' });
  };

  /** What is still on its way goes first; then the form goes on, from that revision. Where a field is not taken, the form's answer says so at the field. */
  const saveFirst = (event: FormEvent<HTMLElement>) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    if (['saved', 'by-hand', 'refused'].includes(client.state().kind)) {
      const revision = form.elements.namedItem('revision');
      if (revision instanceof HTMLInputElement) revision.value = String(client.revision);
      return;
    }
    const button = (event.nativeEvent as SubmitEvent).submitter;
    event.preventDefault();
    event.stopPropagation();
    void client.flush().then((flushed) => {
      if (flushed.ok || flushed.state.kind === 'refused') setTimeout(() => form.requestSubmit(button));
      else if (flushed.state.kind === 'conflict') showVersions();
    });
  };

  return (
    <div onSubmitCapture={saveFirst}>
      <Form reply={reply} organizationId={organization.id} className="grid grid-cols-[minmax(0,1fr)] gap-6" preventScrollReset {...(isBegun && !post.id ? { action: `/social/posts/${id}` } : {})}>
        {isBegun && <input type="hidden" name="postId" value={id} />}
        {isBegun && <input type="hidden" name="revision" value={client.revision} />}
        <input type="hidden" name="itemId" value={composition.itemId} />
        <input type="hidden" name="templateId" value={post.templateId ?? ''} />
        <input type="hidden" name="variants" value={JSON.stringify(composition.variants)} />
        <input type="hidden" name="media" value={JSON.stringify(composition.media)} />
        <input type="hidden" name="thread" value={JSON.stringify(composition.thread)} />
        {offers.length > 0 && !readOnly && <Suspense><KeptOffer offers={offers} onRestore={takeUp} onDiscard={discard} /></Suspense>}
        {versions && <Conflict id={`${id}-versions`} base={versions.base} theirs={versions.theirs} mine={versions.mine} changes={versions.changes} accounts={accounts} campaigns={campaigns} projects={projects} onDecide={(chosen) => { decide(chosen); standing.current?.focus(); }} />}
        {!readOnly && !planned && (post.approval === 'pending' || post.approval === 'approved') && <p className="rounded-md bg-well px-3 py-2 text-sm">What was said of it holds for the words as they are. Saving a change takes that back, so it waits for you to save it.</p>}
        {readOnly && <p className="rounded-md bg-well px-3 py-2 text-sm">{why.save}</p>}
        {/* Where it goes comes before the words in reading, and stands beside them where there is room. */}
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
          <div className="min-w-0 lg:col-start-2">
            <AccountsField accounts={accounts} projects={projects} chosen={composition.accounts} fixed={post.targets.filter((target) => !isOpen(target))} outlooks={outlooks} warnings={hydrated ? warnings : []} projectId={post.projectId} readOnly={readOnly} onChange={(chosen) => change({ accounts: chosen })} />
          </div>
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-8 lg:col-start-1 lg:row-span-2 lg:row-start-1">
            <WordsPanel composition={composition} outlooks={outlooks} library={library} signs={signs} readOnly={readOnly} change={change} vary={vary} onPick={pick} />
            <section aria-label="Preview" className="grid min-w-0 gap-3 border-t border-rule pt-6">
              <h2 className="text-lg">Preview</h2>
              <PreviewsPanel outlooks={previewed} library={library} card={card} />
            </section>
          </div>
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-7 lg:col-start-2">
            <WhenField when={when} at={planned ? post.scheduledAt : post.proposedAt} zone={planned || post.proposedAt ? post.timeZone : person.timeZone} chosen={outlooks.map(({ account }) => account)} recurrence={post.recurrence} date={moment?.date ?? ''} onWhen={setWhen} onMoment={keepMoment} />
            <DetailsFields key={shownAt} campaigns={campaigns} projects={projects} composition={composition} change={change} />
          </div>
        </div>
        <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center justify-end gap-2 border-t border-rule bg-paper px-1 py-3">
          <div ref={standing} tabIndex={-1} className="me-auto flex min-w-0 flex-wrap items-center gap-x-2 outline-none">
            {hydrated && !readOnly && (isBegun || state.kind !== 'saved') && <SaveStateLine state={state} names={FIELD_WORDS} kept={kept} zone={person.timeZone} othersHere={othersHere} onRetry={() => client.retry()} onCompare={showVersions} />}
            {state.kind === 'by-hand' && (
              <Button size="small" tone="quiet" onClick={() => client.tell({ type: 'dropped' })}>
                Start from what is saved
              </Button>
            )}
          </div>
          <Button type="submit" name="intent" value="save" icon={Save} whyNot={why.save}>
            <span>
              Save <span className="max-sm:sr-only">{planned ? 'the changes' : 'as draft'}</span>
            </span>
          </Button>
          <SubmitButton name="intent" value="schedule" icon={ICONS[when]} whyNot={hydrated ? whySchedule : why.schedule}>
            {when === 'now' ? 'Post now' : when === 'slots' ? 'Add to the queue' : at && moment ? <span><span className="max-sm:sr-only">{planned ? 'Move to' : 'Schedule for'}</span> {absolute(at, moment.zone, now)}</span> : 'Schedule'}
          </SubmitButton>
        </div>
      </Form>
      {isBegun && !post.id && (
        <p className="mt-6 text-sm text-ink-soft">
          It is kept among the drafts.{' '}
          <Link to={`/social/posts/${id}`} className="inline-flex min-h-6 items-center underline underline-offset-2">
            Open it there
          </Link>{' '}
          to ask for approval, or to delete it.
        </p>
      )}
      {below}
    </div>
  );
}

const ICONS = { now: Send, later: CalendarClock, slots: ListEnd } as const;

/** The sentence that the server would answer with, before it is asked. */
function whyNotReady({ accounts }: Composition, outlooks: readonly { account: { name: string }; hindrances: readonly { sentence: string; certain: boolean }[] }[]): string | null {
  if (accounts.length === 0) return 'Choose at least one account.';
  const all = outlooks.flatMap(({ account, hindrances }) => hindrances.filter(({ certain }) => certain).map(({ sentence }) => `${account.name}: ${sentence}`));
  if (all.length === 0) return null;
  return all.length === 1 ? all[0]! : `${all[0]} ${all.length === 2 ? 'One more thing stands' : `${all.length - 1} more things stand`} in the way.`;
}
