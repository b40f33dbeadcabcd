import { type SQL, sql } from 'drizzle-orm';
import type { Statement, Writer } from '#db/scope.ts';
import type { WebhookEvent } from './events.ts';
import { DATA, type DataOf, type Happening } from './payloads.ts';

/** Tells every endpoint that wants to hear of it, as a statement of the write that is its cause. */
export const emit = <E extends WebhookEvent>(db: Writer, event: E, data: DataOf<E>): Statement[] => emitMany(db, [{ event, data } as Happening]);

/** The same for many things at once, in one statement. */
export const emitMany = (db: Writer, happenings: readonly Happening[]): Statement[] =>
  happenings.length === 0 ? [] : [tell(db, happenings, sql`e.status = 'active' and h.value ->> 'event' = any (e.events)`)];

/**
 * A delivery for each endpoint and each thing that happened, and a job for each delivery, without knowing the endpoints
 * beforehand. One id goes through row, payload and header, so that a receiver can tell what it has heard already.
 */
export function tell(db: Writer, happenings: readonly Happening[], who: SQL): Statement<{ deliveryId: string; promisedId: string; promisedType: string }[]> {
  const told = JSON.stringify(happenings.map(({ event, data }) => ({ event, data: DATA[event].parse(data) })));
  const written = db.$with('written', { id: sql<string>`id`, jobId: sql<string>`job_id`, label: sql<string>`label` }).as(sql`
    insert into webhook_deliveries (id, organization_id, webhook_endpoint_id, event, payload, job_id)
    select n.id, n.org, n.endpoint, n.event, jsonb_build_object('id', n.id, 'type', n.event, 'occurredAt', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      'organization', (select jsonb_build_object('id', o.id, 'slug', o.slug) from organizations o where o.id = app.current_org()), 'data', n.data), n.job
    from (select app.uuid7() as id, app.uuid7() as job, e.organization_id as org, e.id as endpoint, h.value ->> 'event' as event, h.value -> 'data' as data
      from webhook_endpoints e cross join jsonb_array_elements(${told}::jsonb) h
      where e.deleted_at is null and (${who})) n
    returning id, organization_id, job_id, 'Webhook ' || event || ' to ' || (select substring(e.url from '://([^/?#]+)') from webhook_endpoints e where e.id = webhook_endpoint_id) as label`);
  const promised = db.$with('promised', { id: sql<string>`id`, type: sql<string>`type`, payload: sql<unknown>`payload` }).as(sql`
    insert into outbox (id, organization_id, type, label, payload)
    select job_id, organization_id, 'webhooks.deliver', label, jsonb_build_object('deliveryId', id) from written
    returning id, type, payload`);
  return db
    .with(written, promised)
    .select({ deliveryId: sql<string>`promised.payload ->> 'deliveryId'`, promisedId: sql<string>`promised.id`, promisedType: sql<string>`promised.type` })
    .from(promised);
}
