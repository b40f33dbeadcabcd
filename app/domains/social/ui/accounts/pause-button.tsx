import { Pause, Play } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import type { ButtonSize } from '#app/ui/button.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import type { ShownAccount } from '../../accounts/shown-account.ts';

interface PauseButtonProps {
  account: Pick<ShownAccount, 'id' | 'name' | 'pausedAt'>;
  whyNot: string | null;
  reply?: unknown;
  size?: ButtonSize;
}

/** Nothing goes out while it is paused; what is planned waits. */
export function PauseButton({ account, whyNot, reply, size = 'normal' }: PauseButtonProps) {
  const { organization } = useShell();
  const intent = account.pausedAt === null ? 'pause' : 'resume';
  return (
    <Form action={`/social/accounts/${account.id}`} reply={replyTo(reply, intent)} organizationId={organization.id} className="">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="accountId" value={account.id} />
      <SubmitButton tone="secondary" size={size} icon={intent === 'pause' ? Pause : Play} whyNot={whyNot} aria-label={`${intent === 'pause' ? 'Pause' : 'Resume'} ${account.name}`}>
        {intent === 'pause' ? 'Pause' : 'Resume'}
      </SubmitButton>
    </Form>
  );
}
