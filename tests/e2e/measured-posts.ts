import { Client } from 'pg';
import { inject } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { arrangePost } from '../support/posts.ts';

const ORGANIZATION = '01990000-0000-7000-8000-000000000001';
const HOUR = 3_600_000;

type Told = readonly [hoursAfter: number, impressions: number | null, engagements: number, likes: number, shares: number, clicks: number | null];

/** What three accounts told of a post of nine days ago; the letter tells nothing. */
const GROWN: Record<string, readonly Told[]> = {
  twitter: [[1, 840, 31, 20, 4, 5], [24, 4120, 188, 121, 22, 39], [168, 6204, 254, 160, 31, 52]],
  mastodon: [[1, null, 6, 4, 2, null], [24, null, 41, 29, 9, null], [168, null, 63, 44, 14, null]],
  substack: [],
};

let made: Promise<Record<'grown' | 'fresh', string>> | undefined;

/** A post of the demo that is out on several accounts and was measured, and one that went out a moment ago; once for all screens. */
const arrange = async () => {
  const owner = new Client({ connectionString: inject('site').ownerUrl });
  await owner.connect();
  const app = { owner } as unknown as TestApp;
  try {
    const account = async (platform: string) =>
      (await owner.query("insert into social_accounts (organization_id, platform, platform_account_id, username, display_name) values ($1, $2, $3, $3, 'The Evening Gazette') on conflict do nothing returning id", [ORGANIZATION, platform, `measured-${platform}`])).rows[0]?.id ??
      (await owner.query('select id from social_accounts where organization_id = $1 and platform_account_id = $2', [ORGANIZATION, `measured-${platform}`])).rows[0].id;
    const accounts: string[] = [];
    for (const platform of Object.keys(GROWN)) accounts.push(await account(platform));
    const outSince = async (text: string, on: readonly string[], at: number) => {
      const post = await arrangePost(app, ORGANIZATION, { text, accounts: on, at: new Date(at) });
      await owner.query("update post_targets set status = 'published', published_at = scheduled_at, wake_at = null, look_at = null, platform_post_id = id::text, platform_url = 'https://social.example/' || id where post_id = $1", [post.id]);
      return post;
    };
    const at = Date.now() - 9 * 24 * HOUR;
    const grown = await outSince('The lamp at the end of the pier, and the woman who has kept it for thirty years.', accounts, at);
    for (const [index, [platform, told]] of Object.entries(GROWN).entries())
      for (const [hours, impressions, engagements, likes, shares, clicks] of told)
        await owner.query('insert into metric_snapshots (organization_id, post_target_id, social_account_id, recorded_at, impressions, engagements, likes, shares, clicks, comments, source) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 3, $10)', [
          ORGANIZATION, grown.targets[index], accounts[index], new Date(at + hours * HOUR).toISOString(), impressions, engagements, likes, shares, clicks, platform,
        ]);
    const fresh = await outSince('Fog on the water, and the ferry goes all the same.', accounts.slice(0, 2), Date.now() - HOUR / 6);
    return { grown: grown.id, fresh: fresh.id };
  } finally {
    await owner.end();
  }
};

export const measuredPost = (which: 'grown' | 'fresh') => async () => {
  made ??= arrange();
  return `/social/posts/${(await made)[which]}`;
};
