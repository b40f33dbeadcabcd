import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { isFormReply } from '#app/ui/form.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';

interface ProjectFieldProps {
  itemId: string;
  projectId: string | null;
  projects: readonly { id: string; name: string }[];
  disabled: boolean;
}

/** Where the piece is filed. It is no part of its text, so it has a write of its own and makes no revision. */
export function ProjectField({ itemId, projectId, projects, disabled }: ProjectFieldProps) {
  const fetcher = useFetcher<unknown>();
  const announce = useAnnounce();
  const { organization } = useShell();
  const sent = fetcher.formData?.get('projectId');
  const refusal = fetcher.state === 'idle' && isFormReply(fetcher.data) ? (fetcher.data.problem?.message ?? 'This was not saved.') : null;
  useEffect(() => {
    if (refusal) announce(refusal, 'urgent');
  }, [refusal, announce]);
  const file = (chosen: string) => {
    announce(chosen ? `Filed under ${projects.find(({ id }) => id === chosen)?.name}.` : 'Filed under no project.');
    fetcher.submit({ intent: 'file', 'ids[]': itemId, projectId: chosen, _org: organization.id, _once: crypto.randomUUID() }, { method: 'post', action: `/content/${itemId}`, preventScrollReset: true });
  };
  return (
    <SelectField
      name="projectId"
      label="Project"
      placeholder="None"
      options={projects.map(({ id, name }) => ({ value: id, label: name }))}
      defaultValue={typeof sent === 'string' ? sent : (projectId ?? '')}
      disabled={disabled}
      error={refusal}
      onChange={(event) => file(event.target.value)}
    />
  );
}
