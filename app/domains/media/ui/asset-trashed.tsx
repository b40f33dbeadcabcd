import { replyTo } from '#app/platform/form-reply.ts';
import { ConfirmByTyping } from '#app/ui/confirm-by-typing.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import type { Whys } from './selection-bar.tsx';
import { PURGE_WORD } from './words.ts';

interface AssetTrashedProps {
  asset: { id: string; name: string; deletedAt: string };
  organizationId: string;
  reply: unknown;
  why: Whys;
}

export function AssetTrashed({ asset, organizationId, reply, why }: AssetTrashedProps) {
  const { person } = useShell();
  return (
    <div className="mb-6 grid gap-3 rounded-lg border border-rule-strong bg-sheet p-4">
      <p>
        In the trash since <Time at={asset.deletedAt} zone={person.timeZone} />. Its address answers nobody until it is restored.
      </p>
      <div className="flex flex-wrap gap-2">
        <Form reply={replyTo(reply, 'restore')} organizationId={organizationId} className="grid gap-2">
          <input type="hidden" name="intent" value="restore" />
          <input type="hidden" name="ids[]" value={asset.id} />
          <SubmitButton whyNot={why.remove}>Restore</SubmitButton>
        </Form>
        <ConfirmByTyping
          label="Delete for good"
          consequence={`${asset.name} and its bytes will be gone. This cannot be undone.`}
          word={PURGE_WORD}
          fields={{ intent: 'purge', ids: asset.id }}
          organizationId={organizationId}
          reply={replyTo(reply, 'purge')}
          whyNot={why.purge}
        />
      </div>
    </div>
  );
}
