import type { FormReply } from '../platform/form-reply.ts';

interface Draft {
  /** Whose it is, and which form it belongs to. */
  owner: string;
  form: string;
  values: FormReply['values'];
  sentAt: number;
  /** Sent and never answered: the session had ended, or the server was gone. */
  interrupted?: boolean;
}

const PLACE = 'masthead:draft';
const FRESH_MS = 120_000;
const LIFE_MS = 60 * 60_000;
const SECRET = new Set(['password', 'hidden', 'file']);

function draft(): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

function put(next: Draft | null): void {
  try {
    if (next) sessionStorage.setItem(PLACE, JSON.stringify(next));
    else sessionStorage.removeItem(PLACE);
  } catch {
    // Storage is refused: what was typed is then lost with the session, as it would be without us.
  }
}

/** What a person typed into a form, without passwords, files and what the page put there itself. */
export function typedIn(form: HTMLFormElement): FormReply['values'] {
  const values: FormReply['values'] = {};
  for (const control of form.elements) {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement)) continue;
    if (!control.name || SECRET.has(control.type)) continue;
    const ticked = !(control instanceof HTMLInputElement) || !['checkbox', 'radio'].includes(control.type) || control.checked;
    if (control.name.endsWith('[]')) {
      const name = control.name.slice(0, -2);
      values[name] = [...((values[name] as string[] | undefined) ?? []), ...(ticked ? [control.value] : [])];
    } else if (ticked) values[control.name] = control.value;
  }
  return values;
}

/** Remembered in this tab while a form is on its way, for the person who sent it alone. */
export function keepDraft(owner: string, form: string, values: FormReply['values']): void {
  if (Object.keys(values).length > 0) put({ owner, form, values, sentAt: Date.now() });
}

/** The form was answered, well or not. */
export function dropDraft(): void {
  if (!draft()?.interrupted) put(null);
}

/** Where a sent form ends up unanswered, at the sign-in page or at an error, what was typed waits for its form. */
export function interruptDraft(): void {
  const sent = draft();
  if (sent && !sent.interrupted) put(Date.now() - sent.sentAt < FRESH_MS ? { ...sent, interrupted: true } : null);
}

/** What waits for this form, once. */
export function takeDraft(owner: string, form: string): FormReply['values'] | null {
  const waiting = draft();
  if (!waiting?.interrupted || waiting.owner !== owner || waiting.form !== form) return null;
  put(null);
  return Date.now() - waiting.sentAt < LIFE_MS ? waiting.values : null;
}
