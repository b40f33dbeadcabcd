import { CircleAlert } from 'lucide-react';
import type { FormReply } from '../platform/form-reply.ts';
import { fieldId } from './form-context.ts';

/** What is wrong with all of it rather than one field, as parseForm names it. */
const WHOLE_FORM = 'form';

/** The summary at the top of a refused form: what happened, and a way to each field it is about. */
export function FormProblem({ formId, reply }: { formId: string; reply: FormReply }) {
  const errors = Object.entries(reply.errors);
  if (!reply.problem && errors.length === 0) return null;
  const fallback = errors.length === 1 ? 'One field needs another look.' : `${errors.length} fields need another look.`;
  return (
    <div role="alert" tabIndex={-1} className="flex gap-2.5 rounded-md border border-failed bg-failed-wash px-3 py-2.5 text-failed">
      <CircleAlert size={16} aria-hidden className="mt-0.5" />
      <div className="grid gap-1">
        <p className="font-medium">{reply.problem?.message ?? fallback}</p>
        {errors.length > 0 && (
          <ul className="grid gap-0.5">
            {errors.map(([name, message]) => (
              <li key={name}>
                {name === WHOLE_FORM ? (
                  message
                ) : (
                  <a href={`#${fieldId(formId, name)}`} className="underline underline-offset-2" onClick={(event) => focusField(event, fieldId(formId, name))}>
                    {message}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function focusField(event: React.MouseEvent, id: string): void {
  const field = document.getElementById(id);
  if (!field) return;
  event.preventDefault();
  field.focus();
}
