import { loadavg } from 'node:os';
import { Client } from 'pg';
import { urlsOf } from '#db/local/databases.ts';
import { startCluster, SYSTEM_SECRET } from '../support/cluster.ts';
import { cloneTemplate } from './arena.ts';
import { arrangeTargets } from './posts.ts';
const N = Number(process.argv[2] ?? 200000), C = Number(process.argv[3] ?? 4);
const { cluster, stop } = await startCluster();
try {
  await cloneTemplate(cluster, 'c1');
  const su = new Client({ connectionString: cluster.superuserUrl.replace(/\/postgres$/, '/c1') }); await su.connect();
  let t = performance.now();
  await arrangeTargets(su, N);
  console.log('arranged', ((performance.now() - t) / 1000).toFixed(1), 's', (await su.query("select count(*), pg_size_pretty(pg_total_relation_size('post_targets')) s from post_targets")).rows[0]);
  console.log((await su.query("select tgname, pg_get_triggerdef(oid) d from pg_trigger where tgrelid='post_targets'::regclass and not tgisinternal")).rows.map(r=>r.d).join('\n'));
  if (process.env.SQL) for (const s of process.env.SQL.split(';;')) { await su.query(s); console.log('ran', s.slice(0,80)); }
  const url = urlsOf(cluster, 'c1').ownerUrl.replace('masthead_owner', 'masthead_app');
  const clients = await Promise.all(Array.from({ length: C }, async () => { const c = new Client({ connectionString: url }); await c.connect(); return c; }));
  let n = 0; const sizes: number[] = [];
  t = performance.now();
  await Promise.all(clients.map(async (c) => { for (;;) {
    const s = performance.now();
    await c.query('begin'); await c.query('select app.enter_system($1, null)', [SYSTEM_SECRET]);
    const { rows } = await c.query('select to_jsonb(answer) from app.claim_targets(1000) as answer'); await c.query('commit');
    sizes.push(performance.now() - s);
    if (rows.length === 0) break; n += rows.length; } }));
  const sec = (performance.now() - t) / 1000;
  console.log(n, 'claimed', (n / sec).toFixed(0), 'per s', 'load', loadavg()[0], 'fences', (await su.query('select fence, count(*) from post_targets group by 1')).rows);
  const k = Math.max(1, Math.floor(sizes.length / 5)); for (let i = 0; i < sizes.length; i += k) { const part = sizes.slice(i, i + k); console.log('  ms/batch', (part.reduce((a, b) => a + b) / part.length).toFixed(0)); }
  await su.query("update post_targets set look_at = now() - interval '1 second' where id in (select id from post_targets limit 100000)");
  await su.query('begin'); await su.query('load \'auto_explain\''); await su.query('set auto_explain.log_min_duration=0; set auto_explain.log_nested_statements=on; set auto_explain.log_analyze=on; set auto_explain.log_buffers=on; set client_min_messages=log');
  su.on('notice', (m) => console.log(m.message?.slice(0, 3000)));
  await su.query('select app.enter_system($1, null)', [SYSTEM_SECRET]);
  await su.query('select count(*) from app.claim_targets(1000)'); await su.query('rollback');
  for (const c of clients) await c.end(); await su.end();
} finally { await stop(); }
