import { CopyButton } from '#app/ui/copy-button.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import type { MadePreview } from './preview-links.tsx';
import type { PublishProps } from './shown-publication.ts';

interface MadeLinksProps {
  made: MadePreview['preview'] | undefined;
  previews: PublishProps['previews'];
  revision: number;
}

/** The link that was just made, and those that still work. */
export function MadeLinks({ made, previews, revision }: MadeLinksProps) {
  const { organization, person } = useShell();
  return (
    <>
      {made && (
        <div role="status" className="grid gap-2 rounded-md bg-done-wash px-3 py-2">
          <p>Whoever has this link sees revision {revision} for seven days. It is shown here once.</p>
          <p className="flex flex-wrap items-center gap-2">
            <a href={made.address} target="_blank" rel="noreferrer" className="min-w-0 break-all underline underline-offset-2">
              {made.address}
            </a>
            <CopyButton text={made.address} />
          </p>
        </div>
      )}
      {previews.length > 0 && (
        <ul aria-label="Preview links" className="grid gap-1">
          {previews.map((link) => (
            <li key={link.id} className="flex flex-wrap items-center justify-between gap-2">
              <span className="text-ink-soft">
                Revision {link.revision}, until <Time at={link.expiresAt} zone={person.timeZone} show="day" />
                {link.lastUsedAt ? ', opened' : ', not opened yet'}
              </span>
              <Form organizationId={organization.id} className="" preventScrollReset>
                <input type="hidden" name="intent" value="revoke-preview" />
                <input type="hidden" name="linkId" value={link.id} />
                <SubmitButton tone="quiet" size="small">
                  Take back
                </SubmitButton>
              </Form>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
