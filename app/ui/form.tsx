import { type FetcherWithComponents, Form as RemixForm, type FormProps as RemixFormProps, useNavigation } from '@remix-run/react';
import { type FormEvent, useContext, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { FormReply } from '../platform/form-reply.ts';
import { Button, type ButtonProps } from './button.tsx';
import { dropDraft, keepDraft, takeDraft, typedIn } from './draft.ts';
import { FormContext } from './form-context.ts';
import { FormProblem } from './form-problem.tsx';
import { OnceInput } from './once.tsx';
import { ShellContext } from './shell/shell-data.ts';

interface FormProps extends Omit<RemixFormProps, 'method'> {
  /** The action's answer; anything that is not a FormReply is read as "accepted". */
  reply?: FormReply | unknown;
  organizationId?: string;
  once?: string;
  /** Submit beside the page instead of navigating. */
  fetcher?: FetcherWithComponents<unknown>;
  /** Empty the fields once accepted: for forms that add one thing after another. */
  resetOnSuccess?: boolean;
}

export function isFormReply(value: unknown): value is FormReply {
  return typeof value === 'object' && value !== null && 'errors' in value && 'values' in value;
}

const kept = (values: FormReply['values'], message: string): FormReply => ({ values, errors: {}, problem: { kind: 'upstream', message } });
/** A page holds several forms, told apart by where they go and what they intend there. */
const nameOf = (form: HTMLFormElement) => `${new URL(form.action).pathname} ${form.querySelector<HTMLInputElement>('input[name="intent"]')?.value ?? ''}`;
const OFFLINE = 'You are offline, so nothing was sent. What you typed stays here: send it again when the connection is back.';
const INTERRUPTED = 'This was not saved: the connection or your session had ended. What you typed is back: look it over and send it again.';

/** Of all the forms that wait for one answer, the first takes it; the others learn of that only with the next render. */
let taken = false;

/** A form that keeps what was typed, says what was refused and where, and cannot be sent twice. Works without scripts. */
export function Form({ reply, organizationId, once, fetcher, resetOnSuccess, children, onSubmit, className, ...rest }: FormProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const onceInput = useRef<HTMLInputElement>(null);
  const sent = useRef(false);
  const submitter = useRef<HTMLElement | null>(null);
  const navigation = useNavigation();
  const owner = useContext(ShellContext)?.person.id;
  const [unsent, setUnsent] = useState<FormReply | null>(null);
  const [waits, setWaits] = useState(false);

  const answer = fetcher ? (fetcher.data ?? reply) : reply;
  const refused = unsent ?? (isFormReply(answer) ? answer : null);
  const sentOnce = navigation.formData?.get('_once') ?? null;
  const busy = fetcher ? fetcher.state !== 'idle' : sentOnce !== null && sentOnce === onceInput.current?.value;

  useEffect(() => {
    if (busy) {
      sent.current = true;
      return;
    }
    if (!sent.current) return;
    sent.current = false;
    dropDraft();
    if (onceInput.current) onceInput.current.value = crypto.randomUUID();
    if (!refused && resetOnSuccess) form.current?.reset();
  }, [busy, refused, resetOnSuccess]);

  useEffect(() => {
    if (!refused) return;
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form.current?.querySelector<HTMLElement>('[role="alert"]');
    first?.focus();
  }, [refused]);

  useEffect(() => {
    const waiting = owner && form.current ? takeDraft(owner, nameOf(form.current)) : null;
    if (waiting) setUnsent(kept(waiting, INTERRUPTED));
  }, [owner]);

  const anotherFirst = navigation.formMethod === 'POST';
  useEffect(() => {
    if (anotherFirst || !waits) return;
    setWaits(false);
    form.current?.requestSubmit(submitter.current);
  }, [anotherFirst, waits]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (busy || sent.current) {
      event.preventDefault();
      return;
    }
    // Another form has no answer yet, and the router would give it up for this one.
    if (!fetcher && (anotherFirst || taken)) {
      event.preventDefault();
      submitter.current = (event.nativeEvent as SubmitEvent).submitter;
      setWaits(true);
      return;
    }
    if (!navigator.onLine) {
      event.preventDefault();
      setUnsent(kept(typedIn(event.currentTarget), OFFLINE));
      return;
    }
    onSubmit?.(event);
    if (event.defaultPrevented) return;
    setUnsent(null);
    if (rest.reloadDocument) return;
    sent.current = true;
    taken = true;
    setTimeout(() => { taken = false; });
    if (owner) keepDraft(owner, nameOf(event.currentTarget), typedIn(event.currentTarget));
  };

  const firstError = refused ? (Object.keys(refused.errors)[0] ?? null) : null;
  const state = useMemo(() => ({ id, reply: refused, firstError, busy: busy || waits }), [id, refused, firstError, busy, waits]);
  const Element = fetcher?.Form ?? RemixForm;
  return (
    <FormContext.Provider value={state}>
      <Element {...rest} ref={form} method="post" className={className ?? 'grid gap-5'} onSubmit={submit}>
        {organizationId && <input type="hidden" name="_org" value={organizationId} />}
        <OnceInput once={once} inputRef={onceInput} />
        {refused && <FormProblem formId={id} reply={refused} />}
        {children}
      </Element>
    </FormContext.Provider>
  );
}

/** The form's own button: primary, and busy while its form is. */
export function SubmitButton({ tone = 'primary', ...rest }: ButtonProps) {
  return <Button {...rest} type="submit" tone={tone} />;
}

/** The row a form ends with. */
export function FormActions({ children }: { children: React.ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2 pt-1">{children}</div>;
}
