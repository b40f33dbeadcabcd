import { type SQL, sql } from 'drizzle-orm';
import * as scope from '#db/scope.ts';
import { type Org, orgOf } from './org.server.ts';
import type { RequestContext } from './env.ts';
import { done, type Result } from './result.ts';

/** The system's handle: it reaches the definer functions of drizzle/0003 and 0004, and no table. */
const systemScope = (context: RequestContext): scope.Scope => ({
  url: context.env.DATABASE_URL,
  credential: { kind: 'system', secret: context.env.SYSTEM_SECRET },
  trips: context.trips,
});

/** Calls definer functions in one transaction; answers the rows of each, a scalar as itself and a record as an object. */
export async function callSystem(context: RequestContext, ...functions: SQL[]): Promise<Result<unknown[][]>> {
  const written = await scope.write(systemScope(context), null, (db) =>
    functions.map((each) => db.select({ row: sql<unknown>`to_jsonb(answer)` }).from(sql`${each} as answer`)),
  );
  return written.ok ? done(written.value.map((rows) => rows.map(({ row }) => row))) : written;
}

/** A read outside every tenant: the mailbox of development. */
export async function readAsSystem<Q extends scope.Queries>(context: RequestContext, queries: Q): Promise<scope.Answers<Q>> {
  return (await scope.read(systemScope(context), queries)).answers;
}

/** A job's handle on the one organization it works for. */
export const orgOfJob = (context: RequestContext, organizationId: string): Org =>
  orgOf(context, { kind: 'system', secret: context.env.SYSTEM_SECRET, organizationId }, 'organization:read');
