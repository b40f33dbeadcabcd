import { CheckboxGroupField } from '#app/ui/checkbox-field.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { PLATFORM_NAMES } from '../../accounts/account.ts';
import type { Platform } from '../../connectors/connector.ts';
import { figure } from './account-words.tsx';
import { AccountsLink } from './connect-page.tsx';

interface ChoosePageProps {
  platform: Platform;
  connectionId: string;
  choices: readonly { id: string; name: string; username: string; followers: number | null }[];
  reply: unknown;
}

/** One sign-in can open several accounts: pages, channels, organizations. Only the chosen ones are kept. */
export function ChoosePage({ platform, connectionId, choices, reply }: ChoosePageProps) {
  const { organization } = useShell();
  return (
    <>
      <PageHeader above={<AccountsLink />} title="Which accounts?" lead={`${PLATFORM_NAMES[platform]} lets Masthead speak for several. Choose those of ${organization.name}; the others are forgotten.`} />
      <Form reply={reply} organizationId={organization.id} className="grid max-w-xl gap-5">
        <input type="hidden" name="connectionId" value={connectionId} />
        <CheckboxGroupField
          name="chosen[]"
          label="Accounts"
          options={choices.map(({ id, name, username, followers }) => ({
            value: id,
            label: <span dir="auto">{name}</span>,
            hint: [username === name ? null : username, followers === null ? null : `${figure(followers)} followers`].filter(Boolean).join(' · ') || undefined,
          }))}
        />
        <FormActions>
          <SubmitButton>Connect the chosen ones</SubmitButton>
          <LinkButton to="/social/accounts">Connect none</LinkButton>
        </FormActions>
      </Form>
    </>
  );
}
