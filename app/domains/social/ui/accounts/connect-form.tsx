import { useEffect } from 'react';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { Card } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextField } from '#app/ui/text-field.tsx';
import { inputName } from '../../accounts/input-name.ts';
import type { Platform } from '../../connectors/connector.ts';
import { PlatformMark } from '../platform-mark.tsx';
import { AccountsLink } from './connect-page.tsx';

export interface AskedField {
  name: string;
  label: string;
  hint: string;
  secret: boolean;
  required: boolean;
  example: string | null;
  value: string;
}

interface ConnectFormProps {
  platform: Platform;
  name: string;
  way: 'oauth' | 'form' | 'hand-off';
  fields: readonly AskedField[];
  projects: readonly { id: string; name: string }[];
  /** The account that is connected again. */
  again: { id: string; name: string; projectId: string | null } | null;
  /** The page of the simulated platform, on a developer's machine. */
  simulated: string | null;
  reply: unknown;
  /** The platform's own page, once everything is ready for the way there. */
  go: string | null;
}

const LEADS = {
  oauth: (name: string) => `${name} asks you to sign in there and to allow Masthead to publish for you. You can take that back at any time, there or here.`,
  form: (name: string) => `What you type is checked with ${name} at once and kept encrypted. It is shown to nobody, not even to you.`,
  'hand-off': (name: string) => `${name} lets no program publish. Masthead prepares the post at its time, you put it there, and bring its address back.`,
};

/** The form of one platform: what it asks for, and the project that the account belongs to. */
export function ConnectForm({ platform, name, way, fields, projects, again, simulated, reply, go }: ConnectFormProps) {
  const { organization } = useShell();
  useEffect(() => {
    if (go) window.location.assign(go);
  }, [go]);
  const title = (
    <span className="inline-flex items-center gap-2.5">
      <PlatformMark platform={platform} silent />
      {again ? `Connect ${again.name} again` : `Connect ${name}`}
    </span>
  );
  if (go) {
    return (
      <>
        <PageHeader above={<AccountsLink />} title={title} />
        <Card title={`Everything is ready. Go on at ${name}`}>
          <p className="mb-3 text-ink-soft">Sign in there and allow Masthead. You come back here by yourself.</p>
          <a href={go} className="underline underline-offset-2">
            Go on to {name}
          </a>
        </Card>
      </>
    );
  }
  return (
    <>
      <PageHeader above={<AccountsLink />} title={title} lead={LEADS[way](name)} />
      {simulated && (
        <p className="mb-5 max-w-xl rounded-md bg-well px-3 py-2 text-sm text-ink-soft">
          Simulated platforms stand in on this machine, and nothing leaves it. <a href={simulated}>The page of the simulated {name}</a> shows what arrives there, and what to type here.
        </p>
      )}
      <Form reply={reply} organizationId={organization.id} className="grid max-w-xl gap-5">
        <input type="hidden" name="accountId" value={again?.id ?? ''} />
        {fields.map((field) => {
          const { label, hint, secret, required, example, value } = field;
          const shared = { name: inputName(field), label, hint, required, optional: !required, maxLength: 2000, autoComplete: 'off' };
          return secret ? <PasswordField key={field.name} {...shared} /> : <TextField key={field.name} {...shared} defaultValue={value} placeholder={example ?? undefined} autoCapitalize="none" spellCheck={false} />;
        })}
        {again === null && projects.length > 0 && (
          <SelectField name="projectId" label="Project" optional hint="The account is offered first for posts of this project." options={[{ value: '', label: 'Every project' }, ...projects.map(({ id, name: project }) => ({ value: id, label: project }))]} />
        )}
        <FormActions>
          <SubmitButton>{way === 'oauth' ? `Go on to ${name}` : 'Connect'}</SubmitButton>
          <LinkButton to={again ? `/social/accounts/${again.id}` : '/social/connect'}>Cancel</LinkButton>
        </FormActions>
      </Form>
    </>
  );
}
