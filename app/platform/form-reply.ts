/** What an action answers to a form it cannot accept: everything typed is kept, every refusal has a sentence. */
export interface FormReply {
  values: Record<string, string | string[]>;
  errors: Record<string, string>;
  problem: { kind: string; message: string } | null;
}
