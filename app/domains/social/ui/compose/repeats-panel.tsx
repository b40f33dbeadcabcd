import { CircleSlash, Repeat2, SkipForward, Split } from 'lucide-react';
import { ruleWords } from '#app/domains/planning/recurrence-words.ts';
import { replyTo } from '#app/platform/form-reply.ts';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useNow } from '#app/ui/now.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { nextOf, type Repeats } from '../../composing/repeats.ts';

interface RepeatsPanelProps {
  postId: string;
  revision: number;
  repeats: Repeats;
  isPlanned: boolean;
  /** Why this person cannot change the schedule; null when they can. */
  why: string | null;
  reply: unknown;
}

const DEEDS = [
  { intent: 'skip', label: 'Skip this one', icon: SkipForward, needsMoment: true },
  { intent: 'set-apart', label: 'Change only this one', icon: Split, needsMoment: true },
  { intent: 'end-repeats', label: 'Repeat no more', icon: CircleSlash, needsMoment: false },
] as const;

/** How it repeats, what comes after it, and the three ways out. A change of the post itself is for all that follow. */
export function RepeatsPanel({ postId, revision, repeats, isPlanned, why, reply }: RepeatsPanelProps) {
  const { organization, person } = useShell();
  const now = useNow();
  const next = nextOf(repeats, now);
  return (
    <section aria-label="How it repeats" className="mb-6 grid gap-2 rounded-lg border border-rule bg-sheet p-4">
      <p className="flex flex-wrap items-center gap-x-2">
        <Repeat2 size={16} aria-hidden className="text-ink-soft" />
        <span className="font-medium">{ruleWords(repeats)}</span>
        <span className="text-sm text-ink-soft">on the clocks of {repeats.zone.split('/').at(-1)!.replaceAll('_', ' ')}</span>
      </p>
      <p className="text-sm text-ink-soft">
        {next ? (
          <>
            After this one: <Time at={next.at.toISOString()} zone={person.timeZone} otherZone={repeats.zone} />. It is made when this one goes out, with the words that this one has then: what you change here holds for all that follow.
          </>
        ) : (
          'This is the last of them.'
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        {DEEDS.filter(({ needsMoment }) => isPlanned || !needsMoment).map(({ intent, label, icon }) => (
          <Form key={intent} reply={replyTo(reply, intent)} organizationId={organization.id} className="grid gap-2" preventScrollReset>
            <input type="hidden" name="intent" value={intent} />
            <input type="hidden" name="postId" value={postId} />
            <input type="hidden" name="revision" value={revision} />
            <SubmitButton size="small" tone="secondary" icon={icon} whyNot={why}>
              {label}
            </SubmitButton>
          </Form>
        ))}
      </div>
    </section>
  );
}
