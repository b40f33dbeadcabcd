interface Demo {
  insert(table: string, rows: Record<string, unknown>[]): Promise<void>;
  run(sql: string, values: unknown[]): Promise<unknown>;
  here: { organization_id: string };
  people: { owner: string; admin: string; editor: string; member: string };
  id(number: number): string;
  /** The demo's organization reads its clocks here. */
  zone: string;
}

/** The first id of each kind; tests/e2e/screens.ts knows the first campaign by it. */
const AT = { campaign: 0x800, goal: 0x810, spending: 0x820, outcome: 0x830, project: 0x700, tag: 0x108 };
const DAY = 86_400_000;

const goals = (id: Demo['id'], from: number, ...all: [string, boolean][]) => JSON.stringify(all.map(([text, done], index) => ({ id: id(AT.goal + from + index), text, done })));

/** One campaign in full swing, one to come, one that is over and one of each other kind; their days lie around today. */
export async function writeDemoCampaigns({ insert, run, here, people, id, zone }: Demo): Promise<void> {
  const today = Math.floor(Date.now() / DAY);
  const day = (ahead: number) => new Date((today + ahead) * DAY).toISOString().slice(0, 10);
  const base = (number: number, name: string, from: number | null, to: number | null) => ({
    ...here, id: id(AT.campaign + number), name, time_zone: zone, starts_at: from === null ? null : `${day(from)} 00:00`, ends_at: to === null ? null : `${day(to)} 00:00`,
  });
  await insert('campaigns', [
    {
      ...base(0, 'Winter on the ferry', -19, 28), owner_id: people.editor, project_id: id(AT.project), type: 'content_marketing', status: 'active',
      description: 'Six weeks of stories from the boats that sail when nobody takes them for fun, and a reason to subscribe.',
      goals: goals(id, 0, ['A story every Thursday', true], ['One letter a week to subscribers', true], ['Three hundred new subscribers', false]),
      target_metrics: JSON.stringify([{ metric: 'views', target: 12000 }, { metric: 'clicks', target: 1500 }, { metric: 'conversions', target: 150 }, { metric: 'subscribers', target: 300 }, { metric: 'revenue', target: 2000 }]),
      budget: '2400', currency: 'EUR', channels: '{web,email,mastodon}',
      utm: JSON.stringify({ campaign: 'winter-ferry', channels: { email: { source: 'newsletter' }, mastodon: { content: 'crew' } } }),
    },
    { ...base(1, 'Subscribe before spring', 38, 66), owner_id: people.admin, type: 'lead_generation', status: 'planned', budget: '1500', channels: '{web,email}', goals: goals(id, 4, ['A page that says what a subscription brings', false]), utm: JSON.stringify({ campaign: 'before-spring' }) },
    { ...base(2, 'Harbour day', -47, -40), owner_id: people.editor, type: 'event', status: 'completed', budget: '800', channels: '{web,instagram}', goals: goals(id, 6, ['A stand at the quay', true], ['A page in the programme', true]) },
    { ...base(3, 'Letters from readers', null, null), owner_id: people.member, type: 'brand_awareness', status: 'draft', description: 'An idea, not yet a plan.' },
    { ...base(4, 'A year of tides', -96, null), type: 'brand_awareness', status: 'active', budget: '500', channels: '{web}', description: 'A small calendar of tides beside every story about the sea.' },
    { ...base(5, 'Posts for the quiet weeks', -5, 12), owner_id: people.member, type: 'social', status: 'paused', channels: '{mastodon,bluesky}', utm: JSON.stringify({ campaign: 'quiet-weeks' }) },
    { ...base(6, 'A series in six weeks', 0, 42), type: 'content_marketing', is_template: true, channels: '{web,email}', goals: goals(id, 8, ['A story every week', false], ['A letter that announces it', false]), utm: JSON.stringify({ campaign: 'series' }) },
    { ...base(7, 'Discount for the crew', -70, -63), type: 'seasonal', status: 'archived', deleted_at: new Date((today - 3) * DAY).toISOString() },
  ]);
  // Midnight is that of the zone.
  await run("update campaigns set starts_at = (starts_at at time zone 'UTC') at time zone time_zone, ends_at = (ends_at at time zone 'UTC') at time zone time_zone where organization_id = $1", [here.organization_id]);
  const spent = (number: number, campaign: number, ahead: number, amount: string, note: string, currency = 'EUR') => ({ ...here, id: id(AT.spending + number), campaign_id: id(AT.campaign + campaign), spent_on: day(ahead), amount, currency, note, created_by: people.editor });
  await insert('campaign_spending', [
    spent(0, 0, -19, '640', 'Photographs of four crews'),
    spent(1, 0, -12, '185.50', 'Tickets, and coffee on board'),
    spent(2, 0, -6, '420', 'Posters at the quay'),
    spent(3, 0, -2, '-35.50', 'A ticket that came back'),
    spent(4, 0, -4, '90', 'Letters abroad', 'USD'),
    spent(5, 4, -90, '380', 'Tables of the tides'),
    spent(6, 4, -20, '240', 'The same for the new year'),
    spent(7, 2, -41, '612.40', 'A tent'),
  ]);
  const came = (number: number, ahead: number, conversions: number, revenue: string | null, note: string) => ({ ...here, id: id(AT.outcome + number), campaign_id: id(AT.campaign), day: day(ahead), conversions, revenue, currency: 'EUR', note, created_by: people.editor });
  await insert('campaign_outcomes', [came(0, -12, 31, '744.00', 'Subscriptions, the first week'), came(1, -5, 44, '1056.00', 'Subscriptions, the second week'), came(2, -3, 12, null, 'Tickets for the late crossing')]);
  const linked = [[0x120, 'hero'], [0x128, 'supporting'], [0x122, 'supporting'], [0x12e, 'follow_up'], [0x129, 'announcement']] as const;
  await insert('campaign_content', linked.map(([piece, role], priority) => ({ ...here, campaign_id: id(AT.campaign), content_item_id: id(piece), role, priority })));
  await insert('campaign_tags', [{ ...here, campaign_id: id(AT.campaign), tag_id: id(AT.tag) }]);
  await run('update calendar_entries set campaign_id = $2 where organization_id = $1 and id = any ($3)', [here.organization_id, id(AT.campaign), [5, 8, 14, 17].map((entry) => id(0x310 + entry))]);
}
