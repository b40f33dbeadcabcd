/** What an action answers to a form it cannot accept: everything typed is kept, every refusal has a sentence. */
export interface FormReply {
  values: Record<string, string | string[]>;
  errors: Record<string, string>;
  problem: { kind: string; message: string } | null;
}

/** On a page with several forms: the reply, when it answers the form with this intent. */
export function replyTo(reply: unknown, intent: string): FormReply | undefined {
  const answered = reply as FormReply | null | undefined;
  return answered?.values?.intent === intent ? answered : undefined;
}
