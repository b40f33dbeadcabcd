import { CalendarClock, ListEnd, Save, Send } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useHydrated } from '#app/ui/hydrated.ts';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import { instantOf } from '#app/platform/time.ts';
import { Button } from '#app/ui/button.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import type { MomentText } from '#app/ui/moment-fields.tsx';
import { useNow } from '#app/ui/now.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { absolute } from '#app/ui/zoned-time.ts';
import { warningsOf } from '../../composing/collision.ts';
import { isOpen, isPlanned } from '../../composing/post.ts';
import { AccountsField } from './accounts-field.tsx';
import type { ComposeProps, ComposeFile } from './composed.ts';
import { type Composition, outlookOf } from './composition.ts';
import { Conflict, type Theirs } from './conflict.tsx';
import { DetailsFields } from './details-fields.tsx';
import { PreviewsPanel } from './previews-panel.tsx';
import { useComposition } from './use-composition.ts';
import { type WhenChoice, WhenField } from './when-field.tsx';
import { WordsPanel } from './words-panel.tsx';

const theirsIn = (reply: unknown) => (reply as { theirs?: Theirs | null } | undefined)?.theirs ?? null;

/** Words on the left, where and when on the right, and below the words what each account will show. */
export function Composer(props: ComposeProps) {
  const { post, accounts, campaigns, projects, neighbours, signs, card, why, reply } = props;
  const { organization, person } = useShell();
  const now = useNow();
  const hydrated = useHydrated();
  const { composition, change, vary, isBack, discard } = useComposition(props);
  const [picked, setPicked] = useState<readonly ComposeFile[]>([]);
  const planned = isPlanned(post);
  const [when, setWhen] = useState<WhenChoice>((reply?.values.when as WhenChoice | undefined) ?? 'later');
  const [moment, setMoment] = useState<MomentText | null>(null);
  const keepMoment = useCallback((chosen: MomentText) => setMoment(chosen), []);
  const theirs = theirsIn(reply);
  const [overTheirs, setOverTheirs] = useState<number | null>(null);
  const library = useMemo(() => new Map([...props.files, ...picked].map((file) => [file.id, file])), [props.files, picked]);
  const rules = campaigns.find(({ id }) => id === composition.campaignId)?.utm ?? null;
  const outlooks = useMemo(() => accounts.filter(({ id }) => composition.accounts.includes(id)).map((account) => outlookOf(composition, account, rules, library)), [accounts, composition, rules, library]);
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
  const pick = (asset: LibraryAsset) => setPicked((before) => [...before.filter(({ id }) => id !== asset.id), { ...asset, facts: {} }]);
  const whySchedule = why.schedule ?? whyNotReady(composition, outlooks);
  return (
    <Form reply={reply} organizationId={organization.id} className="grid grid-cols-[minmax(0,1fr)] gap-6" preventScrollReset>
      {post.id && <input type="hidden" name="postId" value={post.id} />}
      {post.id && <input type="hidden" name="revision" value={overTheirs ?? post.revision} />}
      <input type="hidden" name="itemId" value={post.itemId ?? ''} />
      <input type="hidden" name="templateId" value={post.templateId ?? ''} />
      <input type="hidden" name="variants" value={JSON.stringify(composition.variants)} />
      <input type="hidden" name="media" value={JSON.stringify(composition.media)} />
      <input type="hidden" name="thread" value={JSON.stringify(composition.thread)} />
      {theirs && overTheirs === null && <Conflict theirs={theirs} mine={composition.text} onKeepMine={() => setOverTheirs(theirs.revision)} />}
      {overTheirs !== null && theirs && (
        <p role="status" className="rounded-md bg-waiting-wash px-3 py-2 text-sm">
          Your words take the place of theirs when you save now.
        </p>
      )}
      {isBack && (
        <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-planned-wash px-3 py-2 text-sm">
          What you typed before is back. It is not saved yet.
          <Button size="small" tone="quiet" onClick={discard}>
            Start from what is saved
          </Button>
        </p>
      )}
      {readOnly && <p className="rounded-md bg-well px-3 py-2 text-sm">{why.save}</p>}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-8">
          <WordsPanel composition={composition} outlooks={outlooks} library={library} signs={signs} readOnly={readOnly} change={change} vary={vary} onPick={pick} />
          <section aria-label="Preview" className="grid min-w-0 gap-3 border-t border-rule pt-6">
            <h2 className="text-lg">Preview</h2>
            <PreviewsPanel outlooks={outlooks} library={library} card={card} />
          </section>
        </div>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-7">
          <AccountsField accounts={accounts} projects={projects} chosen={composition.accounts} fixed={post.targets.filter((target) => !isOpen(target))} outlooks={outlooks} warnings={hydrated ? warnings : []} projectId={post.projectId} readOnly={readOnly} onChange={(chosen) => change({ accounts: chosen })} />
          <WhenField when={when} at={planned ? post.scheduledAt : post.proposedAt} zone={planned || post.proposedAt ? post.timeZone : person.timeZone} chosen={outlooks.map(({ account }) => account)} recurrence={post.recurrence} date={moment?.date ?? ''} onWhen={setWhen} onMoment={keepMoment} />
          <DetailsFields post={post} campaigns={campaigns} projects={projects} composition={composition} change={change} />
        </div>
      </div>
      <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center justify-end gap-2 border-t border-rule bg-paper px-1 py-3">
        <Button type="submit" name="intent" value="save" icon={Save} whyNot={why.save}>
          {planned ? 'Save the changes' : 'Save as draft'}
        </Button>
        <SubmitButton name="intent" value="schedule" icon={ICONS[when]} whyNot={hydrated ? whySchedule : why.schedule}>
          {when === 'now' ? 'Post now' : when === 'slots' ? 'Add to the queue' : at && moment ? `${planned ? 'Move to' : 'Schedule for'} ${absolute(at, moment.zone, now)}` : 'Schedule'}
        </SubmitButton>
      </div>
    </Form>
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
