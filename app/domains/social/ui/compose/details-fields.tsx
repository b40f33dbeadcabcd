import { useState } from 'react';
import { SelectField } from '#app/ui/select-field.tsx';
import { SwitchField } from '#app/ui/switch-field.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { LATE_WORDS, type LatePolicy } from '../../composing/post.ts';
import type { ComposeProps } from './composed.ts';
import { type Composition, tagsIn } from './composition.ts';

/** Where it belongs, and what else is known of it. The fields keep what is typed themselves; shown something else, they are drawn anew. */
export function DetailsFields({ campaigns, projects, composition, change }: Pick<ComposeProps, 'campaigns' | 'projects'> & { composition: Composition; change: (part: Partial<Composition>) => void }) {
  const [first] = useState(composition);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <SelectField name="campaignId" label="Campaign" placeholder="None" options={campaigns.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={first.campaignId} onChange={(event) => change({ campaignId: event.currentTarget.value })} />
      {projects.length > 1 && <SelectField name="projectId" label="Project" options={projects.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={first.projectId || projects[0]?.id} onChange={(event) => change({ projectId: event.currentTarget.value })} />}
      <TextField name="tags" label="Tags" defaultValue={first.tags.join(', ')} autoComplete="off" hint="With commas between them." optional onBlur={(event) => change({ tags: tagsIn(event.currentTarget.value) })} />
      <SelectField name="format" label="Shown as" options={[{ value: 'auto', label: 'What the files make it' }, { value: 'story', label: 'A story, where there are stories' }, { value: 'reel', label: 'A reel, where there are reels' }]} defaultValue={first.format} onChange={(event) => change({ format: event.currentTarget.value as Composition['format'] })} />
      <details className="group rounded-md border border-rule" open={first.aiGenerated || undefined}>
        <summary className="flex min-h-9 items-center px-3 text-ink-soft hover:text-ink pointer-coarse:min-h-11">Made with AI</summary>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-3 pt-1 pb-3">
          <SwitchField name="aiGenerated" label="A model wrote this" defaultChecked={first.aiGenerated} hint="Kept with the post, and shown to whoever approves it." onChange={(aiGenerated) => change({ aiGenerated })} />
          <TextField name="aiModel" label="Model" defaultValue={first.aiModel} maxLength={120} optional onChange={(event) => change({ aiModel: event.currentTarget.value })} />
          <TextAreaField name="aiPrompt" label="Prompt" defaultValue={first.aiPrompt} rows={2} maxLength={4000} optional onChange={(event) => change({ aiPrompt: event.currentTarget.value })} />
        </div>
      </details>
      <details className="group rounded-md border border-rule" open={first.latePolicy !== 'publish' || undefined}>
        <summary className="flex min-h-9 items-center px-3 text-ink-soft hover:text-ink pointer-coarse:min-h-11">If it is late</summary>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-3 pt-1 pb-3">
          <SelectField name="latePolicy" label="When its time passes while nothing can be sent" options={Object.entries(LATE_WORDS).map(([value, label]) => ({ value, label }))} defaultValue={first.latePolicy} onChange={(event) => change({ latePolicy: event.currentTarget.value as LatePolicy })} />
          <TextField name="lateMinutes" label="Minutes that count as on time" type="number" inputMode="numeric" min={5} max={10080} defaultValue={first.lateMinutes} onChange={(event) => change({ lateMinutes: event.currentTarget.value })} />
        </div>
      </details>
    </div>
  );
}
