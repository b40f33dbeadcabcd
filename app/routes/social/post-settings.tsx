import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { currentOrganization } from '#db/queries/organizations.ts';
import { postApprovalsInput } from '#app/domains/social/composing/inputs.ts';
import { postRuleOf } from '#app/domains/social/composing/post.ts';
import { changePostApprovals } from '#app/domains/social/composing/review-post.server.ts';
import { read, redirectWithToast, submission } from '#app/platform/guard.server.ts';
import { whyNot } from '#app/platform/permission.ts';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Section } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { SwitchField } from '#app/ui/switch-field.tsx';

export const meta = () => [{ title: 'Posts · Masthead' }];

const HERE = '/settings/social';

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, organization } = await read(args, 'organization:read', { organization: currentOrganization() });
  const { id, settings } = organization!;
  return { organizationId: id, rule: postRuleOf(settings), whyNot: whyNot(viewer, 'organization:update') };
}

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'organization:update', postApprovalsInput);
  if (!form.ok) return form.reply();
  const changed = await changePostApprovals(org, form.value);
  return changed.ok ? redirectWithToast(args.context, HERE, 'The rule for posts is saved. It holds for what is scheduled from now on.') : form.refuse(changed.problem);
}

const NUMBERS = Array.from({ length: 11 }, (_, count) => ({ value: String(count), label: count === 0 ? 'None' : count === 1 ? 'One person' : `${count} people` }));

export default function PostSettings() {
  const { organizationId, rule, whyNot: why } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title="Posts" />
      <Section title="Approvals" lead="What has to be said before a post goes out. An approval holds for the words and files as they were seen, on every account: an edit voids it.">
        <Form reply={reply} organizationId={organizationId} className="grid max-w-md gap-5">
          <SelectField name="required" label="Approvals needed" options={NUMBERS} defaultValue={String(rule.required)} hint="With none, editors post on their own word." />
          <SwitchField name="fourEyes" label="Four eyes" defaultChecked={rule.fourEyes} hint="Whoever wrote a post last cannot approve it." />
          <FormActions>
            <SubmitButton whyNot={why}>Save the rule</SubmitButton>
          </FormActions>
        </Form>
      </Section>
    </>
  );
}
