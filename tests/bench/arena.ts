import { Client } from 'pg';
import { urlsOf } from '#db/local/databases.ts';
import { hashPassword } from '#app/domains/identity/hash-password.server.ts';
import { type Cluster, startCluster, TEMPLATE } from '../support/cluster.ts';
import { allOf, fill, keyFor, settle, type Tenant } from './fill.ts';

export const PASSWORD = 'a quiet harbour at dawn';
export const MANY = 100_000;
export const MEMBERS = 60;
/** What readers read where it is not the archive: 10,000 pieces. */
export const GAZETTE = 'gazette';

export interface Arena {
  cluster: Cluster;
  appUrl: string;
  superuser: Client;
  /** What the pages show: 60 members, 100,000 entries of the log, 100,000 deliveries, 100,000 files. */
  harbour: Tenant;
  /** 100,000 of everything, and older: its plans are shown. */
  archive: Tenant;
  keys: string[];
  setDelay(ms: number): void;
  stop(): Promise<void>;
}

export async function cloneTemplate(cluster: Cluster, name: string) {
  const superuser = new Client({ connectionString: cluster.superuserUrl });
  await superuser.connect();
  try {
    await superuser.query(`create database ${name} template ${TEMPLATE} strategy file_copy owner masthead_owner`);
  } finally {
    await superuser.end();
  }
}

/** A throwaway cluster with one database, two organizations and a dial for the distance to it. */
export async function prepareArena(): Promise<Arena> {
  const { cluster, endpoint, stop } = await startCluster();
  try {
    await cloneTemplate(cluster, 'bench');
    const url = new URL(cluster.superuserUrl);
    url.pathname = '/bench';
    const superuser = new Client({ connectionString: url.href });
    await superuser.connect();
    const archive = await fill(superuser, 'archive', { sizes: allOf(MANY), from: 400, to: 200 });
    const harbour = await fill(superuser, 'harbour', {
      sizes: { members: MEMBERS, audit: MANY, notifications: 200, deliveries: MANY, assets: MANY, items: MANY, entries: MANY },
      from: 300,
      to: 0,
      passwordHash: await hashPassword(PASSWORD),
    });
    await fill(superuser, GAZETTE, { sizes: { published: 10_000 }, from: 100, to: 0 });
    const keys = [];
    for (let index = 0; index < 17; index += 1) keys.push(await keyFor(superuser, harbour));
    await settle(superuser);
    // The clock does not run here, and /healthz would call it late.
    await superuser.query("insert into heartbeats (name, beat_at) values ('tick', now() + interval '1 hour')");
    return {
      cluster,
      appUrl: urlsOf(cluster, 'bench').appUrl,
      superuser,
      harbour,
      archive,
      keys,
      setDelay: endpoint.setDelay,
      async stop() {
        await superuser.end();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
