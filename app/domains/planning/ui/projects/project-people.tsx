import { UserPlus } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Avatar } from '#app/ui/avatar.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { RadioField } from '#app/ui/radio-field.tsx';
import { Section } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { PROJECT_ROLE_WORDS, type ProjectRole } from '../../project.ts';
import type { Named, ProjectPerson } from './shown-project.ts';

interface ProjectPeopleProps {
  projectId: string;
  people: readonly ProjectPerson[];
  /** Everyone of the organization. */
  everyone: readonly Named[];
  whyNot: string | null;
  reply: unknown;
}

const ROLES = (Object.entries(PROJECT_ROLE_WORDS) as [ProjectRole, { word: string; hint: string }][]).map(([value, { word, hint }]) => ({ value, label: word, hint }));

/** Who works on it, and what they may do in it beyond their role in the organization. */
export function ProjectPeople({ projectId, people, everyone, whyNot, reply }: ProjectPeopleProps) {
  const { organization } = useShell();
  const action = `/projects/${projectId}`;
  const others = everyone.filter(({ id }) => !people.some(({ userId }) => userId === id));
  const adding = replyTo(reply, 'set-member');
  const add = (
    <FormDialog label="Add someone" title="Add someone to the project" size="small" icon={UserPlus} whyNot={whyNot ?? (others.length === 0 ? 'Everyone of the organization is in it.' : null)} reply={adding}>
      {(cancel) => (
        <Form action={`${action}?show=people`} reply={adding} organizationId={organization.id} preventScrollReset>
          <input type="hidden" name="intent" value="set-member" />
          <input type="hidden" name="projectId" value={projectId} />
          <SelectField name="userId" label="Person" options={others.map(({ id, name }) => ({ value: id, label: name }))} />
          <RadioField name="role" label="Role" options={ROLES} defaultValue="editor" />
          <DialogActions>
            {cancel}
            <SubmitButton>Add to the project</SubmitButton>
          </DialogActions>
        </Form>
      )}
    </FormDialog>
  );
  return (
    <Section title="People" lead="A lead changes the project, an editor marks its goals. What they may do with pieces comes from their role in the organization." action={add} wide>
      <Table
        caption="People of the project"
        rows={people}
        rowKey={({ userId }) => userId}
        columns={[
          { key: 'name', header: 'Person', cell: (row) => <span className="inline-flex items-center gap-2"><Avatar name={row.name} image={row.image} size="small" />{row.name}</span> },
          { key: 'role', header: 'Role', cell: (row) => (whyNot === null ? <RoleForm action={action} projectId={projectId} person={row} organizationId={organization.id} /> : PROJECT_ROLE_WORDS[row.role].word) },
          { key: 'email', header: 'Address', cell: (row) => <span className="break-all">{row.email}</span> },
          {
            key: 'remove',
            header: 'Take off',
            hideHeader: true,
            align: 'end',
            className: 'foot',
            cell: (row) => (
              <Form action={`${action}?show=people`} organizationId={organization.id} className="" preventScrollReset>
                <input type="hidden" name="intent" value="remove-member" />
                <input type="hidden" name="projectId" value={projectId} />
                <input type="hidden" name="userId" value={row.userId} />
                <SubmitButton tone="quiet" size="small" whyNot={whyNot} aria-label={`Take off ${row.name}`}>
                  Take off
                </SubmitButton>
              </Form>
            ),
          },
        ]}
        empty={<EmptyState title="Nobody is in it yet">Add those who work on it: they find it faster, and leads can change it.</EmptyState>}
      />
    </Section>
  );
}

function RoleForm({ action, projectId, person, organizationId }: { action: string; projectId: string; person: ProjectPerson; organizationId: string }) {
  return (
    <Form action={`${action}?show=people`} organizationId={organizationId} className="flex items-center gap-1.5" preventScrollReset onChange={(event) => event.currentTarget.requestSubmit()}>
      <input type="hidden" name="intent" value="set-member" />
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="userId" value={person.userId} />
      <SelectField name="role" label={`Role of ${person.name}`} hideLabel options={ROLES.map(({ value, label }) => ({ value, label }))} defaultValue={person.role} />
      <SubmitButton tone="quiet" size="small" className="scripted:hidden">
        Save
      </SubmitButton>
    </Form>
  );
}
