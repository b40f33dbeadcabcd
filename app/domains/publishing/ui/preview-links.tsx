import { Link2 } from 'lucide-react';
import { Suspense } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { late } from '#app/ui/late.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { MadeLinks as DrawnLinks } from './made-links.tsx';
import type { PublishProps } from './shown-publication.ts';

/** Most pieces have none: they come with the first. */
const MadeLinks = import.meta.env.SSR ? DrawnLinks : late(async () => ({ default: (await import('./made-links.tsx')).MadeLinks }));

/** The answer to a press on "Make a preview link": the address is told this once. */
export interface MadePreview {
  preview: { address: string };
}

const madeIn = (reply: unknown) => (reply as Partial<MadePreview> | null | undefined)?.preview;

/** Shows one revision to someone without an account, until the link runs out or is taken back. */
export function PreviewLinks({ item, live, previews, reply, whyNot }: PublishProps & { whyNot: string | null }) {
  const { organization } = useShell();
  const made = madeIn(reply);
  return (
    <div className="grid gap-2 text-sm">
      {(made || previews.length > 0) && (
        <Suspense>
          <MadeLinks made={made} previews={previews} revision={live.revision} />
        </Suspense>
      )}
      <Form reply={replyTo(reply, 'preview')} organizationId={organization.id} className="" preventScrollReset>
        <input type="hidden" name="intent" value="preview" />
        <input type="hidden" name="itemId" value={item.id} />
        <input type="hidden" name="revision" value={live.revision} />
        <SubmitButton tone="quiet" size="small" icon={Link2} whyNot={whyNot}>
          Make a preview link
        </SubmitButton>
      </Form>
    </div>
  );
}
