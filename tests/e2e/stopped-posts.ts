import { Client } from 'pg';
import { inject } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { arrangePost } from '../support/posts.ts';
import { arrangeStopped } from '../support/stopped.ts';

const ORGANIZATION = '01990000-0000-7000-8000-000000000001';

let made: Promise<void> | undefined;

/** Posts of the demo that a person has to decide about, one of each kind, and a few that wait for their time; once for all screens. */
const arrange = async () => {
  const owner = new Client({ connectionString: inject('site').ownerUrl });
  await owner.connect();
  const app = { owner } as unknown as TestApp;
  try {
    if ((await owner.query("select from posts where organization_id = $1 and text like 'The night ferry%' limit 1", [ORGANIZATION])).rowCount) return;
    const account = async (platform: string, name: string) =>
      (await owner.query('insert into social_accounts (organization_id, platform, platform_account_id, username, display_name, profile_url) values ($1, $2, $3, $3, $4, $5) returning id', [ORGANIZATION, platform, `screens-${platform}`, name, 'https://social.example/harbour'])).rows[0].id as string;
    const [bird, letter] = [await account('twitter', 'The night desk'), await account('substack', 'The night letter')];
    await arrangeStopped(app, ORGANIZATION, { accountId: bird, text: 'The night ferry runs again from Monday, and it takes bicycles.', sentence: 'It is not among the newest posts of The night desk on X.' });
    await arrangeStopped(app, ORGANIZATION, { accountId: letter, text: 'The night ferry: a letter about the crossing, the crew and the moon.', tries: 0, code: 'hand-off', sentence: 'Only a person can post on Substack.' });
    await arrangeStopped(app, ORGANIZATION, { accountId: bird, text: 'The night ferry has no room left on Friday.', state: 'rejected', code: 'forbidden', sentence: 'X does not let this account post.' });
    await arrangePost(app, ORGANIZATION, { text: 'The night ferry leaves at nine, and the gulls stay behind.', accounts: [bird, letter], at: new Date(Date.now() + 8_040_000) });
  } finally {
    await owner.end();
  }
};

export const stoppedPosts = (path: string) => async () => {
  made ??= arrange();
  await made;
  return path;
};
