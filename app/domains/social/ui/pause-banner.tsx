import { useFetcher } from '@remix-run/react';
import { CirclePause, Play } from 'lucide-react';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { RadioField } from '#app/ui/radio-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextField } from '#app/ui/text-field.tsx';
import { Time } from '#app/ui/time.tsx';
import { posts } from './posts/words.ts';

export interface ShownPause {
  pausedAt: string | null;
  reason: string;
  late: { goes: number; waits: number; skipped: number };
}

interface PauseProps {
  pause: ShownPause;
  why: string | null;
  /** Where one comes back to. */
  back: string;
}

const COUNTED = 100;
const lateOf = ({ goes, waits, skipped }: ShownPause['late']) => goes + waits + skipped;
const many = (count: number) => (count >= COUNTED ? `${COUNTED - 1} posts and more` : posts(count));

/** By their own rules: "2 go out at once, 1 waits for you". */
function ownWords({ goes, waits, skipped }: ShownPause['late']): string {
  const parts = [
    ...(goes > 0 ? [`${goes} ${goes === 1 ? 'goes' : 'go'} out at once`] : []),
    ...(waits > 0 ? [`${waits} ${waits === 1 ? 'waits' : 'wait'} for you`] : []),
    ...(skipped > 0 ? [`${skipped} ${skipped === 1 ? 'is' : 'are'} skipped`] : []),
  ];
  return parts.length > 0 ? `${parts.join(', ')}.` : 'None is late now.';
}

/** On every page where posts are at work: that none goes out, why, and the way on. */
export function PauseBanner({ pause, why, back }: PauseProps) {
  const { person, organization } = useShell();
  const fetcher = useFetcher();
  if (!pause.pausedAt) return null;
  const late = lateOf(pause.late);
  return (
    <section aria-label="Posts are paused" className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-waiting bg-waiting-wash px-3 py-2.5">
      <p className="flex min-w-0 flex-1 basis-72 items-start gap-2">
        <CirclePause size={18} aria-hidden className="mt-0.5 shrink-0 text-waiting" />
        <span>
          <strong className="font-medium">All posts are paused</strong> since <Time at={pause.pausedAt} zone={person.timeZone} otherZone={organization.timeZone} />. {pause.reason && <span dir="auto">{/[.!?…]$/.test(pause.reason) ? pause.reason : `${pause.reason}.`} </span>}
          {late > 0 && `${many(late)} ${late === 1 ? 'is' : 'are'} late.`}
        </span>
      </p>
      <FormDialog label="Resume…" title="Let posts go out again" description={late > 0 ? `${many(late)} should have gone out meanwhile.` : 'None is late. What is planned goes out at its time.'} size="small" icon={Play} whyNot={why} reply={fetcher.data}>
        {(cancel) => (
          <Form fetcher={fetcher} organizationId={organization.id} action="/social">
            <input type="hidden" name="intent" value="resume" />
            <input type="hidden" name="back" value={back} />
            {late > 0 ? (
              <RadioField
                name="late"
                label="What becomes of the late ones"
                defaultValue="own"
                options={[
                  { value: 'own', label: 'Each by its own rule', hint: ownWords(pause.late) },
                  { value: 'publish', label: 'Send all of them now' },
                  { value: 'hold', label: 'Hold them for a person' },
                  { value: 'skip', label: 'Skip them' },
                ]}
              />
            ) : (
              <input type="hidden" name="late" value="own" />
            )}
            <DialogActions>
              {cancel}
              <SubmitButton icon={Play}>Resume</SubmitButton>
            </DialogActions>
          </Form>
        )}
      </FormDialog>
    </section>
  );
}

/** The hand at the tap. */
export function PauseDialog({ why }: { why: string | null }) {
  const { organization } = useShell();
  const fetcher = useFetcher();
  return (
    <FormDialog label="Pause all…" title="Pause all posts" description="Nothing goes out on any account until someone resumes. What is planned stays planned; what is being sent at this moment cannot be called back." tone="quiet" icon={CirclePause} whyNot={why} reply={fetcher.data}>
      {(cancel) => (
        <Form fetcher={fetcher} organizationId={organization.id} action="/social">
          <input type="hidden" name="intent" value="pause" />
          <TextField name="reason" label="Why" optional maxLength={200} hint="Everyone sees it beside the pause." />
          <DialogActions>
            {cancel}
            <SubmitButton icon={CirclePause}>Pause all posts</SubmitButton>
          </DialogActions>
        </Form>
      )}
    </FormDialog>
  );
}
