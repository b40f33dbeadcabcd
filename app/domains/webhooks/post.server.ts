import type { Env } from '#app/platform/env.ts';
import { allowedOrigins, whyNotCalled } from '#app/platform/outbound.ts';

const PATIENCE_MS = 10_000;
const KEPT_BYTES = 2048;

/** What came of one try: no status where nobody answered, no failure where it arrived. */
export interface Answered {
  status: number | null;
  body: string;
  failure: string;
  tookMs: number;
}

/** One try. Whatever happens outside is an answer, never an error; the address is looked at again each time. */
export async function post(env: Env, url: string, body: string, headers: Record<string, string>): Promise<Answered> {
  const refusal = whyNotCalled(url, allowedOrigins(env));
  if (refusal) return { status: null, body: '', failure: refusal, tookMs: 0 };
  const started = Date.now();
  const answered = await send(url, body, headers);
  return { ...answered, tookMs: Date.now() - started };
}

async function send(url: string, body: string, headers: Record<string, string>): Promise<Omit<Answered, 'tookMs'>> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    const response = await fetch(url, { method: 'POST', redirect: 'manual', signal, body, headers: { ...headers, 'Content-Type': 'application/json', 'User-Agent': 'Masthead/1.0 (webhook)' } });
    const { status } = response;
    // Nobody waits for the rest of an answer: the status is what counts, its first words are for the log.
    const words = await firstWords(response).catch(() => '');
    return { status, body: words, failure: failureOf(status) };
  } catch {
    return { status: null, body: '', failure: signal.aborted ? 'Nobody answered within 10 seconds.' : 'The address could not be reached.' };
  }
}

function failureOf(status: number): string {
  if (status >= 200 && status < 300) return '';
  if (status >= 300 && status < 400) return `It answered ${status} and sends on to another address. That is not followed: enter the new address.`;
  return `It answered ${status}.`;
}

/** Without the half character at the cut, and without what no text of Postgres can hold. */
async function firstWords(response: Response): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let words = '';
  let left = KEPT_BYTES;
  while (left > 0) {
    const { done, value } = await reader.read();
    if (done) break;
    words += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.length;
  }
  void reader.cancel().catch(() => undefined);
  return words.replaceAll('\0', '');
}
