import { Check, Clock, type LucideIcon, ShieldAlert, ThumbsDown, Trash2, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Selection } from '#app/ui/use-selection.ts';
import type { FormReply } from '#app/platform/form-reply.ts';
import { Button, IconButton } from '#app/ui/button.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { Kbd } from '#app/ui/kbd.tsx';
import { isTyping, singleKeysOn } from '#app/ui/single-keys.ts';
import { type CommentStatus, NEXT } from '../../comment.ts';
import type { ReaderComment } from './reader-comments.tsx';

interface Decision {
  intent: string;
  label: string;
  key: string;
  icon: LucideIcon;
}

const DECISIONS: Record<CommentStatus, Decision> = {
  approved: { intent: 'approve', label: 'Approve', key: 'a', icon: Check },
  rejected: { intent: 'reject', label: 'Reject', key: 'r', icon: ThumbsDown },
  spam: { intent: 'spam', label: 'Spam', key: 's', icon: ShieldAlert },
  pending: { intent: 'wait', label: 'Back to waiting', key: 'w', icon: Clock },
};
const DELETE: Decision = { intent: 'delete', label: 'Delete', key: '#', icon: Trash2 };
const ORDER: readonly CommentStatus[] = ['approved', 'rejected', 'spam', 'pending'];

/** What can be decided about comments that stand there now. */
const decisionsFrom = (status: CommentStatus): Decision[] => [...ORDER.filter((to) => (NEXT[status] as readonly CommentStatus[]).includes(to)).map((to) => DECISIONS[to]), DELETE];

interface DecisionBarProps {
  rows: readonly ReaderComment[];
  selection: Selection;
  status: CommentStatus;
  organizationId: string;
  reply: FormReply | undefined;
}

/** As long as something is chosen: one press, or one key, decides about all of it. */
export function DecisionBar({ rows, selection, status, organizationId, reply }: DecisionBarProps) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !singleKeysOn() || document.querySelector('dialog[open]')) return;
      const button = [...(bar.current?.querySelectorAll<HTMLButtonElement>('button[data-key]') ?? [])].find(({ dataset }) => dataset.key === event.key);
      if (!button) return;
      event.preventDefault();
      button.click();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);

  const count = selection.ids.size;
  return (
    <section ref={bar} aria-label="Chosen comments" className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-accent-wash px-3 py-1.5">
      <p role="status" className="font-medium tabular-nums max-sm:me-auto">
        {count === 1 ? '1 comment' : `${count} comments`} chosen
      </p>
      <Form reply={reply} organizationId={organizationId} className="flex flex-1 flex-wrap items-center gap-1.5 max-sm:order-last max-sm:basis-full" preventScrollReset>
        {[...selection.ids].map((id) => (
          <input key={id} type="hidden" name="ids[]" value={id} />
        ))}
        {decisionsFrom(status).map(({ intent, label, key, icon }) => (
          <SubmitButton key={intent} tone="secondary" size="small" icon={icon} name="intent" value={intent} data-key={key} aria-keyshortcuts={key}>
            {label}
            <Kbd keys={key} className="ms-1 max-sm:hidden" />
          </SubmitButton>
        ))}
      </Form>
      <Button tone="quiet" size="small" onClick={() => selection.setAll(true)} className="max-sm:hidden">
        Choose all {rows.length}
      </Button>
      <IconButton label="Choose none" icon={X} size="small" onClick={() => selection.setAll(false)} />
    </section>
  );
}

/** The same decisions under the list, for where no script runs. */
export function PlainDecisions({ status }: { status: CommentStatus }) {
  return (
    <p className="flex flex-wrap gap-2">
      {decisionsFrom(status).map(({ intent, label }) => (
        <SubmitButton key={intent} tone="secondary" name="intent" value={intent}>
          {label} <span className="sr-only">the ticked comments</span>
        </SubmitButton>
      ))}
    </p>
  );
}
