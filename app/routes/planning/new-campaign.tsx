import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { campaignFormChoices, campaignTemplates } from '#db/queries/campaigns.ts';
import { fromTemplateInput, newCampaignInput } from '#app/domains/planning/campaign-inputs.ts';
import { createCampaign } from '#app/domains/planning/create-campaign.server.ts';
import { beginFromTemplate } from '#app/domains/planning/duplicate-campaign.server.ts';
import { CampaignForm } from '#app/domains/planning/ui/campaigns/campaign-form.tsx';
import { FromTemplate, TemplateChoice } from '#app/domains/planning/ui/campaigns/from-template.tsx';
import { answer, intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { PageHeader } from '#app/ui/page-header.tsx';

export const meta = () => [{ title: 'New campaign · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, templates, ...choices } = await read(args, 'campaign:read', { templates: campaignTemplates(), ...campaignFormChoices() });
  const asked = new URL(args.request.url).searchParams;
  const template = templates.rows.find(({ id }) => id === asked.get('template')) ?? null;
  if (asked.has('template') && !template) throw answer(notFound('template'));
  return {
    choices,
    templates: templates.rows,
    template,
    projectId: asked.get('project'),
    whyNot: whyNot(viewer, 'campaign:write'),
  };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'change':
      return begin(args);
    case 'from-template':
      return beginAgain(args);
    default:
      throw unknownIntent();
  }
}

async function begin(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'campaign:write', newCampaignInput);
  if (!form.ok) return form.reply();
  const made = await createCampaign(org, form.value);
  return made.ok ? redirectWithToast(args.context, `/campaigns/${made.value.id}`, `The campaign ${made.value.name} is a draft.`) : form.refuse(made.problem);
}

async function beginAgain(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'campaign:write', fromTemplateInput);
  if (!form.ok) return form.reply();
  const made = await beginFromTemplate(org, form.value);
  return made.ok ? redirectWithToast(args.context, `/campaigns/${made.value.id}`, `The campaign ${made.value.name} is a draft.`) : form.refuse(made.problem);
}

export default function NewCampaign() {
  const { templates, template, choices, projectId, whyNot: why } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        above={
          <Link to="/campaigns" className="inline-flex min-h-6 items-center underline-offset-2 hover:underline">
            Campaigns
          </Link>
        }
        title="New campaign"
      />
      <TemplateChoice templates={templates} chosen={template} />
      {template ? <FromTemplate template={template} reply={reply} whyNot={why} /> : <CampaignForm campaign={null} choices={choices} projectId={projectId} reply={reply} whyNot={why} />}
    </>
  );
}
