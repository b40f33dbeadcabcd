import { LayoutTemplate } from 'lucide-react';
import { Badge } from '#app/ui/badge.tsx';
import type { CampaignStatus } from '../../campaign-status.ts';
import { CAMPAIGN_STATUSES_SHOWN } from './campaign-words.ts';

export function CampaignBadge({ status, isTemplate = false }: { status: CampaignStatus; isTemplate?: boolean }) {
  if (isTemplate) return <Badge icon={LayoutTemplate}>Template</Badge>;
  const { word, tone, icon } = CAMPAIGN_STATUSES_SHOWN[status];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
