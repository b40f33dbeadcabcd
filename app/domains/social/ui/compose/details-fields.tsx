import { SelectField } from '#app/ui/select-field.tsx';
import { SwitchField } from '#app/ui/switch-field.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { LATE_WORDS } from '../../composing/post.ts';
import type { ComposeProps } from './composed.ts';
import type { Composition } from './composition.ts';

/** Where it belongs, and what else is known of it. */
export function DetailsFields({ post, campaigns, projects, composition, change }: Pick<ComposeProps, 'post' | 'campaigns' | 'projects'> & { composition: Composition; change: (part: Partial<Composition>) => void }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <SelectField name="campaignId" label="Campaign" placeholder="None" options={campaigns.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={composition.campaignId} onChange={(event) => change({ campaignId: event.currentTarget.value })} />
      {projects.length > 1 && <SelectField name="projectId" label="Project" options={projects.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={post.projectId ?? projects[0]?.id} />}
      <TextField name="tags" label="Tags" defaultValue={post.tags.join(', ')} autoComplete="off" hint="With commas between them." optional />
      <SelectField name="format" label="Shown as" options={[{ value: 'auto', label: 'What the files make it' }, { value: 'story', label: 'A story, where there are stories' }, { value: 'reel', label: 'A reel, where there are reels' }]} defaultValue={composition.format} onChange={(event) => change({ format: event.currentTarget.value as Composition['format'] })} />
      <details className="group rounded-md border border-rule" open={post.aiGenerated || undefined}>
        <summary className="flex min-h-9 items-center px-3 text-ink-soft hover:text-ink pointer-coarse:min-h-11">Made with AI</summary>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-3 pt-1 pb-3">
          <SwitchField name="aiGenerated" label="A model wrote this" defaultChecked={post.aiGenerated} hint="Kept with the post, and shown to whoever approves it." />
          <TextField name="aiModel" label="Model" defaultValue={post.aiModel} maxLength={120} optional />
          <TextAreaField name="aiPrompt" label="Prompt" defaultValue={post.aiPrompt} rows={2} maxLength={4000} optional />
        </div>
      </details>
      <details className="group rounded-md border border-rule" open={post.latePolicy !== 'publish' || undefined}>
        <summary className="flex min-h-9 items-center px-3 text-ink-soft hover:text-ink pointer-coarse:min-h-11">If it is late</summary>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-3 pt-1 pb-3">
          <SelectField name="latePolicy" label="When its time passes while nothing can be sent" options={Object.entries(LATE_WORDS).map(([value, label]) => ({ value, label }))} defaultValue={post.latePolicy} />
          <TextField name="lateMinutes" label="Minutes that count as on time" type="number" inputMode="numeric" min={5} max={10080} defaultValue={String(post.lateMinutes)} />
        </div>
      </details>
    </div>
  );
}
