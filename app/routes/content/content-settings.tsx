import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { currentOrganization } from '#db/queries/organizations.ts';
import { changeApprovals, changeReaderComments } from '#app/domains/content/change-approvals.server.ts';
import { readerCommentsRuleInput } from '#app/domains/content/comment-inputs.ts';
import { approvalRuleInput } from '#app/domains/content/inputs.ts';
import { ruleOf } from '#app/domains/content/status.ts';
import { replyTo } from '#app/platform/form-reply.ts';
import { intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { whyNot } from '#app/platform/permission.ts';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Section } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { SwitchField } from '#app/ui/switch-field.tsx';

export const meta = () => [{ title: 'Approvals & comments · Masthead' }];

const HERE = '/settings/content';

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, organization } = await read(args, 'organization:read', { organization: currentOrganization() });
  const { id, slug, settings } = organization!;
  return {
    organizationId: id,
    rule: ruleOf(settings),
    comments: settings.comments === true,
    door: `${args.context.origin}/v1/${slug}/items/…/comments`,
    why: { update: whyNot(viewer, 'organization:update'), moderate: whyNot(viewer, 'content:moderate') },
  };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'approvals': {
      const { org, form } = await submission(args, 'organization:update', approvalRuleInput);
      if (!form.ok) return form.reply();
      const changed = await changeApprovals(org, form.value);
      return changed.ok ? redirectWithToast(args.context, HERE, 'The rule for approvals is saved. It holds from now on.') : form.refuse(changed.problem);
    }
    case 'comments': {
      const { org, form } = await submission(args, 'organization:update', readerCommentsRuleInput);
      if (!form.ok) return form.reply();
      const changed = await changeReaderComments(org, form.value);
      if (!changed.ok) return form.refuse(changed.problem);
      return redirectWithToast(args.context, HERE, form.value.comments ? 'Readers can comment on what is published.' : 'Readers cannot comment any more. What they wrote is kept.');
    }
    default:
      throw unknownIntent();
  }
}

const NUMBERS = Array.from({ length: 11 }, (_, count) => ({ value: String(count), label: count === 0 ? 'None' : count === 1 ? 'One person' : `${count} people` }));

export default function ContentSettings() {
  const { organizationId, rule, comments, door, why } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title="Approvals & comments" />
      <Section title="Approvals" lead="What has to be said before a piece may be scheduled or published. An approval holds for the text as it was read: an edit voids it.">
        <Form reply={replyTo(reply, 'approvals')} organizationId={organizationId} className="grid max-w-md gap-5">
          <input type="hidden" name="intent" value="approvals" />
          <SelectField name="required" label="Approvals needed" options={NUMBERS} defaultValue={String(rule.required)} hint="With none, editors publish on their own word." />
          <SwitchField name="fourEyes" label="Four eyes" defaultChecked={rule.fourEyes} hint="Whoever changed the text last cannot approve it." />
          <SwitchField name="fastLane" label="Fast lane for owners" defaultChecked={rule.fastLane} hint="An owner’s approval is enough by itself. The activity log says so each time." />
          <FormActions>
            <SubmitButton whyNot={why.update}>Save the rule</SubmitButton>
          </FormActions>
        </Form>
      </Section>
      <Section title="Readers’ comments" lead="Every comment waits for an editor before anyone else sees it.">
        <Form reply={replyTo(reply, 'comments')} organizationId={organizationId} className="grid max-w-md gap-5">
          <input type="hidden" name="intent" value="comments" />
          <SwitchField name="comments" label="Take comments on published pieces" defaultChecked={comments} hint={<span className="break-words">Your site sends them to {door}</span>} />
          <FormActions>
            <SubmitButton whyNot={why.update}>Save</SubmitButton>
            {why.moderate === null && (
              <Link to="/content/comments" className="ms-2 underline underline-offset-2">
                See what readers wrote
              </Link>
            )}
          </FormActions>
        </Form>
      </Section>
    </>
  );
}
