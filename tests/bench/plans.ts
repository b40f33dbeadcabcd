import { Client } from 'pg';
import { connect } from '#db/client.ts';
import type { Query } from '#db/scope.ts';

interface Node {
  'Node Type': string;
  'Parent Relationship'?: string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Filter?: string;
  'Join Filter'?: string;
  Plans?: Node[];
}

export interface Plan {
  top: string;
  indexes: string[];
  /** Tables read from end to end. */
  scanned: string[];
  /** Rows of tables that the plan looked at, kept or not. */
  rowsRead: number;
  /** The most rows that one step sorted. */
  rowsSorted: number;
  /** Conditions that ask who is asking anew for each row. */
  askedPerRow: string[];
  blocks: number;
  ms: number;
}

/** The plan of a query as the app's role gets it: behind row-level security, in the transaction that authenticated. */
export async function planOf(client: Client, appUrl: string, token: string, query: Query<unknown>): Promise<Plan> {
  const { sql, params } = (query.build(connect(appUrl).reader) as unknown as { toSQL(): { sql: string; params: unknown[] } }).toSQL();
  await client.query('begin read only');
  try {
    await client.query('select from app.authenticate($1)', [token]);
    const { rows } = await client.query({ text: `explain (analyze, buffers, format json) ${sql}`, values: params });
    const { Plan, 'Execution Time': ms } = rows[0]['QUERY PLAN'][0] as { Plan: Node; 'Execution Time': number };
    return { ...readPlan(Plan), ms };
  } finally {
    await client.query('rollback');
  }
}

/** A connection of the app's role straight to Postgres. */
export async function asApp(appUrl: string, postgresPort: number): Promise<Client> {
  const url = new URL(appUrl);
  url.port = String(postgresPort);
  const client = new Client({ connectionString: url.href });
  await client.connect();
  return client;
}

export function readPlan(plan: Node): Omit<Plan, 'ms'> {
  const nodes = flat(plan);
  const scans = nodes.filter((node) => node['Relation Name']);
  const perRow = nodes.flatMap((node) => [node.Filter, node['Join Filter']]).filter((condition) => condition !== undefined && /current_(org|user_id|actor_id)\(\)/.test(condition));
  return {
    top: topOf(plan)['Node Type'],
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))],
    scanned: scans.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']!),
    rowsRead: Math.round(scans.reduce((sum, node) => sum + rowsOf(node), 0)),
    rowsSorted: Math.max(0, ...nodes.filter((node) => /Sort$/.test(node['Node Type'])).map((node) => (node.Plans ?? []).reduce((sum, input) => sum + input['Actual Rows'] * input['Actual Loops'], 0))),
    askedPerRow: perRow as string[],
    blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
  };
}

/** The first step that says something: Limit and Result only pass rows on. */
function topOf(node: Node): Node {
  const outer = node.Plans?.find((child) => child['Parent Relationship'] === 'Outer');
  return outer && ['Limit', 'Result', 'Aggregate'].includes(node['Node Type']) ? topOf(outer) : node;
}

const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];

const rowsOf = (node: Node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) * node['Actual Loops'];
