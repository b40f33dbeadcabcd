import { RotateCcw } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';

/** In the trash everything can be read and nothing changed, but for the way out. */
export function TrashedItem({ item, organizationId, reply, whyNot }: { item: { id: string; deletedAt: string }; organizationId: string; reply: unknown; whyNot: string | null }) {
  const { person } = useShell();
  return (
    <section aria-label="In the trash" className="mb-6 flex flex-wrap items-center justify-between gap-3 rounded-lg border border-rule bg-well p-4">
      <p>
        In the trash since <Time at={item.deletedAt} zone={person.timeZone} />. It goes for good after 30 days.
      </p>
      <Form reply={replyTo(reply, 'restore')} organizationId={organizationId} className="">
        <input type="hidden" name="intent" value="restore" />
        <input type="hidden" name="ids[]" value={item.id} />
        <SubmitButton icon={RotateCcw} whyNot={whyNot}>
          Restore
        </SubmitButton>
      </Form>
    </section>
  );
}
