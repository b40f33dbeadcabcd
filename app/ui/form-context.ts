import { createContext, useContext, useId } from 'react';
import type { FormReply } from '../platform/form-reply.ts';

interface FormState {
  id: string;
  reply: FormReply | null;
  /** The first refused field: it takes the focus, by autofocus where no script runs. */
  firstError: string | null;
  busy: boolean;
}

export const FormContext = createContext<FormState | null>(null);

export function useFormBusy(): boolean {
  return useContext(FormContext)?.busy ?? false;
}

export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

export interface FieldState {
  id: string;
  hintId: string;
  errorId: string;
  error: string | null;
  /** What was typed before the refusal; undefined when this form has not been refused. */
  kept: string | string[] | undefined;
  autoFocus: boolean;
}

/** Everything a field needs from the form around it; outside a form it stands alone. */
export function useField(name: string, ownError?: string | null): FieldState {
  const form = useContext(FormContext);
  const loneId = useId();
  // A list is posted as "roles[]" and answered as "roles".
  const key = name.replace(/\[\]$/, '');
  const id = form ? fieldId(form.id, key) : loneId;
  return {
    id,
    hintId: `${id}-hint`,
    errorId: `${id}-error`,
    error: ownError ?? form?.reply?.errors[key] ?? null,
    kept: form?.reply?.values[key],
    autoFocus: form?.firstError === key,
  };
}

export function keptText(field: FieldState, fallback: string | number | undefined): string | undefined {
  const kept = Array.isArray(field.kept) ? field.kept[0] : field.kept;
  return kept ?? (fallback === undefined ? undefined : String(fallback));
}

/** A box was ticked when its value came back; a refused form without it means it was not. */
export function keptTick(form: FieldState, refused: boolean, value: string, fallback: boolean): boolean {
  if (!refused) return fallback;
  return [form.kept ?? []].flat().includes(value);
}

export function useRefused(): boolean {
  return Boolean(useContext(FormContext)?.reply);
}
