import { loadavg } from 'node:os';
import { startCluster } from '../support/cluster.ts';
import { measureClaims } from './claims.ts';
const { cluster, stop } = await startCluster();
try { const before = loadavg()[0]; console.log(JSON.stringify(await measureClaims(cluster, Number(process.argv[2] ?? 200000))), 'load', before, loadavg()[0]); } finally { await stop(); }
