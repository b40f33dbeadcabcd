import { CirclePlus, Ellipsis, LayoutTemplate, PencilLine } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Button } from '#app/ui/button.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { FormProblem } from '#app/ui/form-problem.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Menu, MenuForm } from '#app/ui/menu.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { whyNotMoveCampaign } from '../../campaign-status.ts';
import { CAMPAIGN_STATUSES_SHOWN, CAMPAIGN_STEPS, NEXT_STEP } from './campaign-words.ts';
import { DuplicateCampaign } from './duplicate-campaign.tsx';
import type { ShownCampaign } from './shown-campaign.ts';

interface CampaignDeedsProps {
  campaign: ShownCampaign;
  whyNot: string | null;
  reply: unknown;
  changing: boolean;
}

/** What is done to the campaign as a whole: its next step, a change, a copy, and putting it away. */
export function CampaignDeeds({ campaign, whyNot, reply, changing }: CampaignDeedsProps) {
  const { organization } = useShell();
  const action = `/campaigns/${campaign.id}`;
  const refused = replyTo(reply, 'status') ?? replyTo(reply, 'remove') ?? replyTo(reply, 'keep-template');
  return (
    <>
      {refused && <FormProblem formId="campaign-deeds" reply={refused} />}
      {!changing &&
        (whyNot === null ? (
          <LinkButton to="?show=change" icon={PencilLine}>
            Change
          </LinkButton>
        ) : (
          <Button icon={PencilLine} whyNot={whyNot}>
            Change
          </Button>
        ))}
      <DuplicateCampaign campaign={campaign} whyNot={whyNot} reply={reply} />
      {whyNot === null && (
        <Menu label="More" trigger={<Ellipsis size={16} aria-hidden />} align="end">
          {!campaign.isTemplate && (
            <MenuForm action={action} organizationId={organization.id} icon={LayoutTemplate} fields={{ intent: 'keep-template', campaignId: campaign.id }}>
              Keep as a template
            </MenuForm>
          )}
          <MenuForm action={action} organizationId={organization.id} tone="danger" fields={{ intent: 'remove', campaignId: campaign.id }}>
            {campaign.isTemplate ? 'Remove the template' : 'Remove the campaign'}
          </MenuForm>
        </Menu>
      )}
      {campaign.isTemplate ? (
        <LinkButton to={`/campaigns/new?template=${campaign.id}`} tone="primary" icon={CirclePlus}>
          Begin a campaign
        </LinkButton>
      ) : (
        <StepButton campaign={campaign} to={NEXT_STEP[campaign.status]} whyNot={whyNot} tone="primary" />
      )}
    </>
  );
}

interface StepButtonProps {
  campaign: ShownCampaign;
  to: ShownCampaign['status'];
  whyNot: string | null;
  tone: 'primary' | 'secondary';
}

/** A step on its way: pressed, or refused with the rule's own sentence. */
export function StepButton({ campaign, to, whyNot, tone }: StepButtonProps) {
  const { organization } = useShell();
  return (
    <Form action={`/campaigns/${campaign.id}`} organizationId={organization.id} className="" preventScrollReset>
      <input type="hidden" name="intent" value="status" />
      <input type="hidden" name="campaignId" value={campaign.id} />
      <input type="hidden" name="revision" value={campaign.revision} />
      <input type="hidden" name="to" value={to} />
      <SubmitButton tone={tone} icon={CAMPAIGN_STATUSES_SHOWN[to].icon} whyNot={whyNot ?? whyNotMoveCampaign(campaign, to)}>
        {to === 'active' && campaign.status !== 'planned' ? 'Resume' : CAMPAIGN_STEPS[to]}
      </SubmitButton>
    </Form>
  );
}
