import { useFetcher } from '@remix-run/react';
import { CircleCheckBig, ExternalLink, RotateCw, Send, Undo2 } from 'lucide-react';
import { buttonLook } from '#app/ui/button.tsx';
import { CopyButton } from '#app/ui/copy-button.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextField } from '#app/ui/text-field.tsx';
import type { Platform } from '../../connectors/connector.ts';
import type { TargetStatus } from '../../composing/post.ts';
import { PLATFORM_NAMES } from '../../accounts/account.ts';
import { askingOf, type Decision, decisionsFor, wantsEdit } from '../../publishing/resolution.ts';
import type { OpenAttempt } from './ledger-line.ts';

export interface Deciding {
  id: string;
  postId: string;
  platform: Platform;
  account: string;
  profileUrl: string | null;
  status: TargetStatus;
  failureCode: string;
  attempt: OpenAttempt | null;
}

interface DecideProps {
  target: Deciding;
  /** What a person posts by hand. */
  words?: string | null;
  why: string | null;
  /** Where one comes back to. */
  back: string;
}

const AGAIN_WORDS = { unclear: 'It is not there: send it again', held: 'Send it now' } as const;

/** What a person can decide about what stopped, each a form of its own that says no where it stands. */
export function DecideTarget({ target, words, why, back }: DecideProps) {
  const asking = askingOf(target);
  const decisions = decisionsFor(target);
  const has = (decision: Decision) => decisions.includes(decision);
  const press = { target, why, back };
  return (
    <div className="flex flex-wrap items-start gap-2">
      {asking === 'hand-off' && (
        <>
          {words && <CopyButton text={words} label="Copy the words" />}
          {target.profileUrl && (
            <a href={target.profileUrl} target="_blank" rel="noreferrer" className={buttonLook('secondary', 'small')}>
              <ExternalLink size={16} aria-hidden />
              Open {PLATFORM_NAMES[target.platform]}
            </a>
          )}
        </>
      )}
      {has('live') && <ItIsLive {...press} />}
      {has('again') && <Press {...press} intent="again" label={AGAIN_WORDS[asking as keyof typeof AGAIN_WORDS]} icon={Send} />}
      {has('retry') && <Press {...press} intent="retry" label="Try again" icon={RotateCw} />}
      {(asking === 'unapproved' || wantsEdit(target.failureCode)) && (
        <LinkButton to={`/social/posts/${target.postId}`} size="small">
          {asking === 'unapproved' ? 'Ask for approval' : 'Change the post'}
        </LinkButton>
      )}
      {has('let-be') && <Press {...press} intent="let-be" label="Let it be" icon={Undo2} tone="quiet" />}
    </div>
  );
}

interface PressProps {
  target: Deciding;
  why: string | null;
  back: string;
}

const Hidden = ({ target, back, intent }: { target: Deciding; back: string; intent: string }) => (
  <>
    <input type="hidden" name="intent" value={intent} />
    <input type="hidden" name="targetId" value={target.id} />
    <input type="hidden" name="back" value={back} />
  </>
);

const DECIDE_AT = '/social/needs-you';

function ItIsLive({ target, why, back }: PressProps) {
  const { organization } = useShell();
  const fetcher = useFetcher();
  const name = PLATFORM_NAMES[target.platform];
  return (
    <FormDialog label="It is live…" title={`It is live on ${name}`} description={`Open the post as ${target.account} sees it and copy its link.`} size="small" icon={CircleCheckBig} whyNot={why} reply={fetcher.data}>
      {(cancel) => (
        <Form fetcher={fetcher} organizationId={organization.id} action={DECIDE_AT}>
          <Hidden target={target} back={back} intent="confirm" />
          <TextField name="url" type="url" inputMode="url" label="Link to the post" required maxLength={2000} placeholder="https://" autoComplete="off" />
          <DialogActions>
            {cancel}
            <SubmitButton>It is live</SubmitButton>
          </DialogActions>
        </Form>
      )}
    </FormDialog>
  );
}

function Press({ target, why, back, intent, label, icon, tone = 'secondary' }: PressProps & { intent: string; label: string; icon: typeof Send; tone?: 'secondary' | 'quiet' }) {
  const { organization } = useShell();
  const fetcher = useFetcher();
  return (
    <Form fetcher={fetcher} organizationId={organization.id} action={DECIDE_AT} className="grid gap-2">
      <Hidden target={target} back={back} intent={intent} />
      <SubmitButton tone={tone} size="small" icon={icon} whyNot={why}>
        {label}
      </SubmitButton>
    </Form>
  );
}
