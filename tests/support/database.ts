import { Client } from 'pg';
import { inject } from 'vitest';
import { urlsOf } from '#db/local/databases.ts';
import { type Cluster, TEMPLATE } from './cluster.ts';

let counter = 0;

export interface TestDatabase {
  appUrl: string;
  ownerUrl: string;
  /** As the owner, beyond row-level security: to arrange what no request can, and to see what really stands there. */
  owner: Client;
}

/** A database of its own for a test file, in a few milliseconds. */
export async function cloneDatabase(cluster: Cluster = inject('cluster')): Promise<TestDatabase> {
  counter += 1;
  const name = `test_${process.pid}_${Date.now().toString(36)}_${counter}`;
  const superuser = new Client({ connectionString: cluster.superuserUrl });
  await superuser.connect();
  await superuser.query(`create database ${name} template ${TEMPLATE} strategy file_copy owner masthead_owner`);
  await superuser.end();
  const urls = urlsOf(cluster, name);
  const owner = new Client({ connectionString: urls.ownerUrl });
  owner.on('error', () => {});
  await owner.connect();
  return { ...urls, owner };
}
