import { loadavg } from 'node:os';
import { runKilled } from '../social/live/killed.ts';
const [targets = 60, kills = 12, crashes = 1, wave = 20, seed = 1] = process.argv.slice(2).map(Number);
console.log('load', loadavg());
console.log(await runKilled({ targets, kills, crashes, wave, seed }));
console.log('load', loadavg());
