import { useId, useState } from 'react';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import { Button } from '#app/ui/button.tsx';
import { classes } from '#app/ui/class-names.ts';
import { counted } from '../../composing/counting.ts';
import { type Variant, wordsOf } from '../../composing/variant.ts';
import { PlatformMark } from '../platform-mark.tsx';
import { TextCounter } from '../text-counter.tsx';
import type { ComposeProps } from './composed.ts';
import { type Composition, differs, type Library, type Outlook, without } from './composition.ts';
import { MediaField } from './media-field.tsx';
import { OptionsFields } from './options-fields.tsx';
import { sentencesAt, ThreadField } from './thread-field.tsx';
import { WordsField } from './words-field.tsx';

interface WordsPanelProps {
  composition: Composition;
  outlooks: readonly Outlook[];
  library: Library;
  signs: ComposeProps['signs'];
  readOnly: boolean;
  change: (part: Partial<Composition>) => void;
  vary: (accountId: string, with_: (variant: Variant) => Variant) => void;
  onPick: (asset: LibraryAsset) => void;
}

/** The words: for all, and for each account what differs there. */
export function WordsPanel(props: WordsPanelProps) {
  const { outlooks, composition } = props;
  const [chosen, setChosen] = useState<string | null>(null);
  const outlook = outlooks.find(({ account }) => account.id === chosen);
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
      {outlooks.length > 0 && (
        <nav aria-label="For whom" className="relative overflow-x-auto border-b border-rule unscripted:hidden">
          <ul className="flex gap-5">
            <Tab label="All" isHere={!outlook} onPick={() => setChosen(null)} />
            {outlooks.map(({ account, hindrances }) => (
              <Tab key={account.id} platform={account.platform} label={account.name} isHere={outlook?.account.id === account.id} differs={differs(composition.variants[account.id])} stands={hindrances.some(({ certain }) => certain)} onPick={() => setChosen(account.id)} />
            ))}
          </ul>
        </nav>
      )}
      {/* Hidden, not taken away: the form sends these fields whoever is looked at. */}
      <div className={outlook ? 'hidden' : 'grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5'}>
        <ForAll {...props} />
      </div>
      {outlook && <ForOne key={outlook.account.id} {...props} outlook={outlook} />}
    </div>
  );
}

function Tab({ platform, label, isHere, differs: isOther = false, stands = false, onPick }: { platform?: Outlook['account']['platform']; label: string; isHere: boolean; differs?: boolean; stands?: boolean; onPick: () => void }) {
  return (
    <li>
      <button type="button" aria-current={isHere || undefined} onClick={onPick} className={classes('flex min-h-9 items-center gap-1.5 border-b-2 whitespace-nowrap -outline-offset-2', isHere ? 'border-ink font-medium text-ink' : 'border-transparent text-ink-soft hover:text-ink')}>
        {platform && <PlatformMark platform={platform} />}
        {label}
        {isOther && <span className="text-xs text-ink-faint">differs</span>}
        {stands && <span className="text-xs font-medium text-failed">needs a look</span>}
      </button>
    </li>
  );
}

function ForAll({ composition, outlooks, library, signs, readOnly, change, onPick }: WordsPanelProps) {
  const id = useId();
  const { text, title, link, firstComment, thread, media } = composition;
  const plain = outlooks.filter(({ account }) => composition.variants[account.id]?.text === undefined);
  const shared = media.filter((each) => each.shared);
  const altOf = (assetId: string) => media.find((each) => each.assetId === assetId)?.alt ?? library.get(assetId)?.altText ?? '';
  const setShared = (ids: readonly string[]) => change({ media: [...ids.map((assetId) => ({ assetId, alt: altOf(assetId), shared: true })), ...media.filter((each) => !each.shared && !ids.includes(each.assetId))] });
  const setAlt = (assetId: string, alt: string) => change({ media: media.some((each) => each.assetId === assetId) ? media.map((each) => (each.assetId === assetId ? { ...each, alt } : each)) : [...media, { assetId, alt, shared: false }] });
  const takesTitle = outlooks.some(({ account }) => account.limits.title);
  const takesComment = outlooks.some(({ account }) => account.limits.firstComment);
  const unused = signs.hashtags.filter((tag) => !text.toLowerCase().includes(`#${tag.toLowerCase()}`)).slice(0, 8);
  return (
    <>
      {(takesTitle || title !== '') && <WordsField id={`${id}-title`} name="title" label="Title" line value={title} readOnly={readOnly} onChange={(value) => change({ title: value })} errors={sentencesAt(outlooks, 'title')} hint="For platforms where a post has one." />}
      {!(takesTitle || title !== '') && <input type="hidden" name="title" value={title} />}
      <WordsField
        id={`${id}-text`}
        name="text"
        label="Text"
        rows={7}
        value={text}
        readOnly={readOnly}
        onChange={(value) => change({ text: value })}
        errors={sentencesAt(plain, 'text')}
        placeholder="What do you want to say?"
        aside={<Counters outlooks={plain} />}
      />
      {!readOnly && unused.length > 0 && (
        <div className="-mt-2 flex flex-wrap gap-x-3 gap-y-1 text-sm text-ink-soft unscripted:hidden">
          <span>You often write</span>
          {unused.map((tag) => (
            <button key={tag} type="button" className="min-h-6 text-accent underline-offset-2 hover:underline" onClick={() => change({ text: `${text.trimEnd()}${text.trim() === '' ? '' : ' '}#${tag}` })}>
              #{tag}
            </button>
          ))}
        </div>
      )}
      <section aria-label="Files" className="grid gap-2">
        <MediaField id={`${id}-media`} ids={shared.map(({ assetId }) => assetId)} altOf={altOf} library={library} outlooks={outlooks.filter(({ account }) => composition.variants[account.id]?.mediaIds === undefined)} field="media" readOnly={readOnly} onPick={(asset) => { onPick(asset); setShared([...shared.map(({ assetId }) => assetId).filter((each) => each !== asset.id), asset.id]); }} onChange={setShared} onAlt={setAlt} />
      </section>
      <WordsField id={`${id}-link`} name="link" label="Link" line value={link} readOnly={readOnly} onChange={(value) => change({ link: value })} placeholder="https://" hint={outlooks.some(({ sent }) => sent.link !== link && link !== '') ? 'Each account gets it with the words of the campaign, so that its visits can be told apart.' : undefined} />
      <ThreadField id={`${id}-thread`} thread={thread} outlooks={outlooks.filter(({ account }) => composition.variants[account.id]?.thread === undefined)} library={library} altOf={altOf} readOnly={readOnly} onChange={(value) => change({ thread: value })} onPick={onPick} onAlt={setAlt} />
      {takesComment || firstComment !== '' ? (
        <WordsField id={`${id}-comment`} name="firstComment" label="First comment" rows={2} value={firstComment} readOnly={readOnly} onChange={(value) => change({ firstComment: value })} errors={sentencesAt(outlooks, 'firstComment')} hint="Written under the post right after it is out, where a platform lets us." />
      ) : (
        <input type="hidden" name="firstComment" value="" />
      )}
    </>
  );
}

/** One ring for each limit: three accounts of one platform are counted once. */
function Counters({ outlooks }: { outlooks: readonly Outlook[] }) {
  const lengthOf = ({ account: { limits }, sent }: Outlook) => counted(wordsOf(sent, limits), limits.text, sent.options);
  const once = outlooks.filter((each, at) => outlooks.findIndex((other) => other.account.platform === each.account.platform && lengthOf(other).left === lengthOf(each).left) === at);
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      {once.map((each) => (
        <span key={each.account.id} className="flex items-center gap-1">
          <PlatformMark platform={each.account.platform} silent />
          <TextCounter counted={lengthOf(each)} name={each.account.platformName} />
        </span>
      ))}
    </span>
  );
}

/** What one account gets: as for all, until it is changed here. */
function ForOne({ composition, outlook, library, readOnly, change, vary, onPick }: WordsPanelProps & { outlook: Outlook }) {
  const id = useId();
  const { account, sent } = outlook;
  const variant = composition.variants[account.id] ?? {};
  const set = (part: Partial<Variant>) => vary(account.id, (before) => ({ ...before, ...part }));
  const undo = (field: keyof Variant) => vary(account.id, (before) => without(before, field));
  const back = (field: keyof Variant) => variant[field] !== undefined && !readOnly && (
    <Button size="small" tone="quiet" onClick={() => undo(field)}>
      As for all
    </Button>
  );
  const altOf = (assetId: string) => composition.media.find((each) => each.assetId === assetId)?.alt ?? library.get(assetId)?.altText ?? '';
  const setAlt = (assetId: string, alt: string) => change({ media: composition.media.some((each) => each.assetId === assetId) ? composition.media.map((each) => (each.assetId === assetId ? { ...each, alt } : each)) : [...composition.media, { assetId, alt, shared: false }] });
  const errors = (field: string) => sentencesAt([outlook], field);
  const ids = variant.mediaIds ?? composition.media.filter((each) => each.shared).map(({ assetId }) => assetId);
  return (
    <>
      <p className="text-sm text-ink-soft">
        What {account.name} gets on {account.platformName}. What you change here stays as it is when the words for all change.
      </p>
      {account.limits.title && <WordsField id={`${id}-title`} label="Title" line value={variant.title ?? composition.title} readOnly={readOnly} onChange={(title) => set({ title })} errors={errors('title')} aside={back('title')} />}
      <WordsField id={`${id}-text`} label="Text" rows={7} value={variant.text ?? composition.text} readOnly={readOnly} onChange={(text) => set({ text })} errors={errors('text')} aside={<span className="flex items-center gap-2">{back('text')}<TextCounter counted={counted(wordsOf(sent, account.limits), account.limits.text, sent.options)} name={account.platformName} /></span>} />
      <section aria-label="Files" className="grid gap-2">
        {back('mediaIds')}
        <MediaField id={`${id}-media`} ids={ids} altOf={altOf} library={library} outlooks={[outlook]} field="media" readOnly={readOnly} onPick={(asset) => { onPick(asset); set({ mediaIds: [...ids.filter((each) => each !== asset.id), asset.id] }); }} onChange={(mediaIds) => set({ mediaIds })} onAlt={setAlt} />
      </section>
      {account.limits.thread > 1 && (
        <div className="grid gap-2">
          {back('thread')}
          <ThreadField id={`${id}-thread`} thread={variant.thread ?? composition.thread} outlooks={[outlook]} library={library} altOf={altOf} readOnly={readOnly} onChange={(thread) => set({ thread })} onPick={onPick} onAlt={setAlt} />
        </div>
      )}
      {(account.limits.firstComment || errors('firstComment').length > 0) && <WordsField id={`${id}-comment`} label="First comment" rows={2} value={variant.firstComment ?? composition.firstComment} readOnly={readOnly} onChange={(firstComment) => set({ firstComment })} errors={errors('firstComment')} aside={back('firstComment')} />}
      {account.options.length > 0 && <OptionsFields fields={account.options} values={variant.options ?? {}} errors={(name) => errors(`options.${name}`)} readOnly={readOnly} onChange={(options) => set({ options })} />}
    </>
  );
}
