import type { TestApp } from './app.ts';

const GOAL = '019a8f5e-0000-7000-8000-0000000060c1';

/** A campaign with a goal and something spent, two that nobody touches, one that was removed, and a template. */
export async function arrangeCampaigns(app: TestApp, organizationId: string, name: string) {
  const one = async (sql: string, values: unknown[]) => (await app.owner.query(sql, values)).rows[0].id as string;
  const insert = (called: string, columns: { deleted_at?: string; is_template?: boolean } = {}) =>
    one("insert into campaigns (organization_id, name, starts_at, ends_at, goals, deleted_at, is_template) values ($1, $2, '2030-01-07T00:00:00Z', '2030-01-21T00:00:00Z', $3, $4, $5) returning id", [
      organizationId, called, JSON.stringify([{ id: GOAL, text: `A goal of the ${name}`, done: false }]), columns.deleted_at ?? null, columns.is_template ?? false,
    ]);
  const campaign = await insert(`Campaign of the ${name}`);
  const spent = (note: string, deletedAt: string | null) =>
    one("insert into campaign_spending (organization_id, campaign_id, spent_on, amount, currency, note, updated_at, deleted_at) values ($1, $2, '2030-01-07', 12.5, 'EUR', $3, '2030-01-07T09:00:00Z', $4) returning id", [organizationId, campaign, note, deletedAt]);
  const outcome = (note: string, deletedAt: string | null) =>
    one("insert into campaign_outcomes (organization_id, campaign_id, day, conversions, revenue, currency, note, deleted_at) values ($1, $2, '2030-01-07', 3, 99.5, 'EUR', $3, $4) returning id", [organizationId, campaign, note, deletedAt]);
  return {
    campaign,
    campaigngoal: GOAL,
    quietcampaign: await insert(`Quiet campaign of the ${name}`),
    movingcampaign: await insert(`Another campaign of the ${name}`),
    formercampaign: await insert(`Former campaign of the ${name}`, { deleted_at: new Date().toISOString() }),
    campaigntemplate: await insert(`Template of the ${name}`, { is_template: true }),
    spending: await spent(`Posters of the ${name}`, null),
    takenback: await spent(`Taken back by the ${name}`, new Date().toISOString()),
    outcome: await outcome(`Passes of the ${name}`, null),
    formeroutcome: await outcome(`Counted twice by the ${name}`, new Date().toISOString()),
  };
}
