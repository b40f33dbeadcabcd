import { CloudOff, Send } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { FormDialog } from '#app/ui/dialog.tsx';
import { late } from '#app/ui/late.tsx';
import type { PublishProps } from './shown-publication.ts';
import { WhenForm as DrawnForm } from './when-form.tsx';

const WhenForm = import.meta.env.SSR ? DrawnForm : late(async () => ({ default: (await import('./when-form.tsx')).WhenForm }));

interface WhenDialogProps extends PublishProps {
  intent: 'publish' | 'unpublish';
  label: string;
  title: string;
  description: string;
  whyNot: string | null;
}

const LOOKS = { publish: { icon: Send, tone: 'primary' }, unpublish: { icon: CloudOff, tone: 'quiet' } } as const;

/** One question for both deeds. */
export function WhenDialog({ item, live, reply, intent, label, title, description, whyNot: why }: WhenDialogProps) {
  const answered = replyTo(reply, intent);
  const { icon, tone } = LOOKS[intent];
  return (
    <FormDialog late label={label} title={title} description={description} size="small" tone={tone} icon={icon} whyNot={why} reply={answered}>
      {(cancel) => <WhenForm item={item} live={live} intent={intent} title={title} icon={icon} answered={answered} cancel={cancel} />}
    </FormDialog>
  );
}
