import * as scope from '#db/scope.ts';
import { type Permission, PERMISSIONS } from './permission.ts';
import type { Problem } from './problem.ts';
import type { RequestContext } from './request.ts';

/**
 * The handle that a command gets: one tenant, one permission, already asked for. Without it there is no query, and what
 * it writes passes the gate inside its own transaction.
 */
export interface Org {
  readonly context: RequestContext;
  readonly scope: scope.Scope;
  readonly permission: Permission;
  /** The organization that the page showed when the form was sent, if it said. */
  readonly organizationId?: string;
  /** Jobs promised by the write under way; the queue is told of them once it is committed. */
  readonly promised: { id: string; type: string }[];
}

export function orgOf(context: RequestContext, credential: scope.Credential, permission: Permission, organizationId?: string): Org {
  return { context, scope: { url: context.env.DATABASE_URL, credential, trips: context.trips }, permission, promised: [], ...(organizationId ? { organizationId } : {}) };
}

/** A read of a command, before it decides. Pages use guard.server.ts. */
export async function readFor<Q extends scope.Queries>(org: Org, queries: Q): Promise<scope.Answers<Q>> {
  return (await scope.read(org.scope, queries)).answers;
}

/** One transaction: the gate, then every statement or none. Afterwards the queue hears of the jobs it promised. */
export async function writeFor<const S extends readonly scope.Statement[]>(
  org: Org,
  build: (db: scope.Writer) => S,
  constraints?: Record<string, Problem>,
): Promise<scope.Written<S>> {
  const roles = PERMISSIONS[org.permission];
  const gate = org.scope.credential.kind === 'system' ? null : { permission: org.permission, roles, ...(org.organizationId ? { organizationId: org.organizationId } : {}) };
  const written = await scope.write(org.scope, gate, build, constraints);
  const jobs = org.promised.splice(0);
  if (written.ok && jobs.length > 0) {
    // A lost message costs a minute: the cron tick finds the row.
    org.context.later(org.context.env.JOBS.sendBatch(jobs.map((job) => ({ body: job }))).catch(() => undefined));
  }
  return written;
}
