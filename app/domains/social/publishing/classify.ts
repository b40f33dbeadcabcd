import { type Answer, type Firing, NoAnswer, type Outcome, PlatformRefused, type Wire } from '../connectors/connector.ts';

const evidenceOf = ({ status, text }: Answer) => ({ status, answer: text.slice(0, 2_000) });

export interface Fired {
  outcome: Outcome;
  evidence: { status?: number; answer?: string; error?: string };
}

/**
 * Sends the one request and reads its answer. Whatever the connector does not surely know is ambiguous: an error of the
 * server, silence, a broken line, a good answer that cannot be read, a refusal nobody has seen before.
 */
export async function fireOnce(wire: Wire, { request, read }: Firing, name: string): Promise<Fired> {
  let answer: Answer;
  try {
    answer = await wire.call(request);
  } catch (error) {
    if (error instanceof NoAnswer) return { outcome: { kind: 'ambiguous', sentence: `${name}: ${error.message}` }, evidence: { error: error.message } };
    // Refused before it left: an address that is not the platform's.
    if (error instanceof PlatformRefused) return { outcome: { kind: 'rejected', code: 'not-sent', sentence: error.message }, evidence: { error: error.message } };
    throw error;
  }
  const evidence = evidenceOf(answer);
  const outcome = answer.status >= 500 ? null : read(answer);
  return { outcome: outcome ?? { kind: 'ambiguous', sentence: ambiguity(answer, name) }, evidence };
}

function ambiguity({ status, json, text }: Answer, name: string): string {
  if (status >= 500) return `${name} answered ${status}: it may have published before it failed.`;
  if (status >= 200 && status < 300) return json === null && text !== '' ? `${name} answered something that is not its API.` : `${name} said yes without saying which post it made.`;
  return `${name} answered ${status}, which says nothing for sure.`;
}
