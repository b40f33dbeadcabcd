/** One line of JSON for each event; the request id is what an error page shows. Never a token, a body or an address. */
export function log(level: 'info' | 'warn' | 'error', event: string, fields: Record<string, unknown> = {}) {
  console[level](JSON.stringify({ level, event, at: new Date().toISOString(), ...fields }));
}

export function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) };
  return { error: error.message, stack: error.stack?.split('\n').slice(0, 6).join('\n'), ...(error.cause ? { cause: String(error.cause) } : {}) };
}
