import { afterAll, describe, expect, test } from 'vitest';
import { DEMO } from '#db/seed.ts';
import { bringAxe, inspect } from './inspection.ts';
import { newcomer, sessionOf } from './people.ts';
import type { Screen, Who } from './screens.ts';
import { arrive, open } from './visitor.ts';

const SESSIONS: Record<Who, () => Promise<string | undefined>> = {
  stranger: async () => undefined,
  owner: () => sessionOf(DEMO.email),
  viewer: () => sessionOf('demo-viewer@masthead.test'),
  founder: async () => (await newcomer('The Fresh Paper')).session,
};

/** Each kind of visitor keeps one browser: what it has fetched once it need not fetch for every screen. */
export function testScreens(screens: Screen[]) {
  const visitors: Partial<Record<Who, ReturnType<typeof visitor>>> = {};
  async function visitor(as: Who) {
    const arrived = await arrive({ session: await SESSIONS[as]() });
    await bringAxe(arrived.context);
    return { ...arrived, page: await arrived.context.newPage() };
  }

  describe('axe finds nothing and nothing sticks out, in light, in dark and at 320 px', () => {
    test.each(screens)('$name', async ({ name, path, address, as, status = 200, reach }) => {
      const { page, complaints } = await (visitors[as] ??= visitor(as));
      await page.setViewportSize({ width: 1280, height: 860 });
      expect(await open(page, (await address?.()) ?? path)).toBe(status);
      await reach?.(page);
      await inspect(page, name);
      expect(complaints.splice(0).join('\n')).toBe('');
    });
  });

  afterAll(async () => {
    for (const each of Object.values(visitors)) await (await each).context.close();
  });
}
