import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData } from '@remix-run/react';
import { deleteAccount } from '#app/domains/identity/delete-account.server.ts';
import { deleteAccountInput } from '#app/domains/identity/inputs.ts';
import { read, submission } from '#app/platform/guard.server.ts';
import { problem } from '#app/platform/problem.ts';
import { dropSession } from '#app/platform/session.server.ts';
import { ConfirmByTyping } from '#app/ui/confirm-by-typing.tsx';
import { buttonLook } from '#app/ui/button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Section } from '#app/ui/section.tsx';

export const meta = () => [{ title: 'Your data · Masthead' }];

const WORD = 'delete my account';

export async function loader(args: LoaderFunctionArgs) {
  await read(args, 'own:read', {});
  return null;
}

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'own:update', deleteAccountInput);
  if (!form.ok) return form.reply();
  if (form.value.confirmation !== WORD) return form.refuse(problem('invalid', `Type “${WORD}” to confirm.`, { field: 'confirmation' }));
  const deleted = await deleteAccount(org);
  if (!deleted.ok) return form.refuse(deleted.problem);
  return redirect('/sign-in', { headers: { 'Set-Cookie': await dropSession(args.context) } });
}

export default function YourData() {
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title="Your data" />
      <Section title="Take it with you" lead="Everything Masthead knows about you, as one JSON file.">
        <a href="/settings/data/export" download className={buttonLook()}>
          Download my data
        </a>
      </Section>
      <Section title="Delete the account" tone="danger" lead="Your name, address, sessions and settings are erased at once. What you did stays in the activity log without your name.">
        <ConfirmByTyping
          label="Delete my account"
          word={WORD}
          reply={reply}
          consequence="You leave every organization, and organizations in which you are alone are deleted with you. This cannot be undone."
        />
      </Section>
    </>
  );
}
