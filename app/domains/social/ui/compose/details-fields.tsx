import { LATE_POLICIES } from '#db/schema/choices.ts';
import { SelectField } from '#app/ui/select-field.tsx';
import { SwitchField } from '#app/ui/switch-field.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { ComposeProps } from './composed.ts';
import type { Composition } from './composition.ts';

const LATE_WORDS: Record<(typeof LATE_POLICIES)[number], string> = { publish: 'Send it late, up to a limit', hold: 'Hold it for a person', skip: 'Skip it' };

/** Where it belongs, and what else is known of it. */
export function DetailsFields({ post, campaigns, projects, composition, change }: Pick<ComposeProps, 'post' | 'campaigns' | 'projects'> & { composition: Composition; change: (part: Partial<Composition>) => void }) {
  return (
    <div className="grid gap-5">
      <SelectField name="campaignId" label="Campaign" placeholder="None" options={campaigns.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={composition.campaignId} onChange={(event) => change({ campaignId: event.currentTarget.value })} />
      {projects.length > 1 && <SelectField name="projectId" label="Project" options={projects.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={post.projectId ?? projects[0]?.id} />}
      <TextField name="tags" label="Tags" defaultValue={post.tags.join(', ')} autoComplete="off" hint="With commas between them." optional />
      <SelectField name="format" label="Shown as" options={[{ value: 'auto', label: 'What the files make it' }, { value: 'story', label: 'A story, where there are stories' }, { value: 'reel', label: 'A reel, where there are reels' }]} defaultValue={composition.format} onChange={(event) => change({ format: event.currentTarget.value as Composition['format'] })} />
      <details className="grid gap-4" open={post.aiGenerated || undefined}>
        <summary className="min-h-6 cursor-pointer font-medium">Made with AI</summary>
        <div className="mt-3 grid gap-4">
          <SwitchField name="aiGenerated" label="A model wrote this" defaultChecked={post.aiGenerated} hint="Kept with the post, and shown to whoever approves it." />
          <TextField name="aiModel" label="Model" defaultValue={post.aiModel} maxLength={120} optional />
          <TextAreaField name="aiPrompt" label="Prompt" defaultValue={post.aiPrompt} rows={2} maxLength={4000} optional />
        </div>
      </details>
      <details className="grid gap-4" open={post.latePolicy !== 'publish' || undefined}>
        <summary className="min-h-6 cursor-pointer font-medium">If it is late</summary>
        <div className="mt-3 grid gap-4">
          <SelectField name="latePolicy" label="When its time passes while nothing can be sent" options={LATE_POLICIES.map((value) => ({ value, label: LATE_WORDS[value] }))} defaultValue={post.latePolicy} />
          <TextField name="lateMinutes" label="Minutes that count as on time" type="number" inputMode="numeric" min={5} max={10080} defaultValue={String(post.lateMinutes)} />
        </div>
      </details>
    </div>
  );
}
