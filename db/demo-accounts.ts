interface Given {
  insert(table: string, rows: Record<string, unknown>[]): Promise<void>;
  here: { organization_id: string };
  owner: string;
  id(number: number): string;
  ago(hours: number): string;
}

/** What can be shown without any access: a letter that a person posts, and an account that waits to be connected again. */
export async function writeDemoAccounts({ insert, here, owner, id, ago }: Given) {
  const [LETTER, LAPSED] = [id(0x900), id(0x901)];
  await insert('social_accounts', [
    {
      ...here, id: LETTER, connected_by: owner, platform: 'substack', platform_account_id: 'demo-courier.substack.com', username: 'demo-courier.substack.com', display_name: 'The Demo Letter',
      profile_url: 'https://demo-courier.substack.com', place: 'https://demo-courier.substack.com', created_at: ago(118),
    },
    {
      ...here, id: LAPSED, connected_by: owner, platform: 'twitter', platform_account_id: '2001', username: 'demo_gazette', display_name: 'Demo Gazette', follower_count: 1204, status: 'expired',
      status_reason: 'X gave no way to renew this sign-in. Connect the account again.', token_expires_at: ago(20), last_synced_at: ago(22), created_at: ago(118),
    },
  ]);
  await insert('posting_slots', [
    { ...here, social_account_id: LETTER, weekday: 2, local_time: '08:00', time_zone: 'Europe/Berlin' },
    { ...here, social_account_id: LETTER, weekday: 5, local_time: '16:30', time_zone: 'Europe/Berlin' },
  ]);
}
