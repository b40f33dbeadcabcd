import { Suspense, useEffect, useRef, useState } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { AsDrawn } from '#app/ui/as-drawn.tsx';
import { buttonLook } from '#app/ui/button.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { late } from '#app/ui/late.tsx';
import { Skeleton } from '#app/ui/skeleton.tsx';
import { DecisionForm as DrawnForm } from './decision-form.tsx';
import type { ReviewProps } from './reviewed-item.ts';

const DecisionForm = import.meta.env.SSR ? DrawnForm : late(async () => ({ default: (await import('./decision-form.tsx')).DecisionForm }));

/** One's word on the text as it stands here. It unfolds for whoever is not asked, and stands open for whoever is. */
export function Decision(props: ReviewProps) {
  const { approvals, me, reply } = props;
  if (approvals.some(({ status, approverId }) => status === 'pending' && approverId === me.userId)) return <DecisionForm {...props} asked />;
  return <Folded key={approvals.length} {...props} open={replyTo(reply, 'decide-review') !== undefined} />;
}

/** Until it is unfolded the form stands as the server drew it. */
function Folded({ open, ...props }: ReviewProps & { open: boolean }) {
  const [opened, setOpened] = useState(import.meta.env.SSR);
  const details = useRef<HTMLDetailsElement>(null);
  const hydrated = useHydrated();
  useEffect(() => {
    if (details.current?.open) setOpened(true);
  }, []);
  const form = <DecisionForm {...props} asked={false} />;
  return (
    <details ref={details} open={open} onToggle={(event) => event.currentTarget.open && setOpened(true)} className="open:w-full">
      <summary className={buttonLook('secondary', 'small')}>Approve or ask for changes</summary>
      {opened ? <div className="pt-3">{import.meta.env.SSR ? form : <Suspense fallback={<Skeleton className="h-32" />}>{form}</Suspense>}</div> : !hydrated && <AsDrawn className="pt-3" />}
    </details>
  );
}
