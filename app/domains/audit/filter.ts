import { z } from 'zod';
import type { AuditFilter } from '#db/queries/audit.ts';

/** Far enough in both directions, and never beyond what Postgres and JavaScript can count. */
const day = z.iso.date().refine((text) => text >= '1970-01-01' && text <= '2200-01-01');

/** The filter of the activity log, as the address carries it; what cannot be read is left out. */
export function auditFilter(search: URLSearchParams): AuditFilter {
  const value = <T>(schema: z.ZodType<T>, name: string) => schema.safeParse(search.get(name) || undefined).data;
  const to = value(day, 'to');
  return {
    actorId: value(z.uuid(), 'actor'),
    action: value(z.string().max(80), 'action'),
    from: value(day, 'from'),
    // The whole of the last day counts.
    to: to && new Date(Date.parse(to) + 86_400_000).toISOString(),
  };
}
