import { loadavg } from 'node:os';
import { startCluster } from '../support/cluster.ts';
import { measurePipeline } from './pipeline.ts';
const { cluster, stop } = await startCluster();
try { console.log(await measurePipeline(cluster, Number(process.argv[2] ?? 200), false), loadavg()); } finally { await stop(); }
