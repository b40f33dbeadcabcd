import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { callSystem } from '#app/platform/system.server.ts';
import type { Door } from './http.ts';

interface Figures {
  heartbeats: Record<string, number>;
  overdueJobs: number;
  deadJobs: number;
  deadLetters: number;
}

/** The clock is judged by its own rows: a scheduler that died while this page says OK is the field's oldest complaint. */
const LATE_AFTER_SECONDS = 180;

export const health = new Hono<Door>().get('/', async (c) => {
  try {
    const asked = await callSystem(c.get('request'), sql`app.health()`);
    if (!asked.ok) return c.json({ status: 'down', database: false, reason: asked.problem.message }, 503);
    const figures = asked.value[0]?.[0] as Figures;
    const tick = figures.heartbeats.tick;
    const late = tick === undefined || tick > LATE_AFTER_SECONDS || figures.overdueJobs > 0;
    return c.json({ status: late ? 'late' : 'ok', database: true, ...figures }, late ? 503 : 200);
  } catch {
    return c.json({ status: 'down', database: false, reason: 'The database does not answer.' }, 503);
  }
});
