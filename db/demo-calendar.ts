interface Demo {
  insert: (table: string, rows: Record<string, unknown>[]) => Promise<void>;
  run: (sql: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;
  here: { organization_id: string };
  people: readonly { id: string }[];
  id: (number: number) => string;
  /** The demo's organization reads its clocks here. */
  zone: string;
}

type Planned = [days: number, time: string | null, title: string, owner: number, more?: Record<string, unknown>];

/** Days are counted from the Monday of this week, so that the month always has something before and something after. */
const PLANNED: Planned[] = [
  [-12, '10:00', 'Interview with the lighthouse keeper', 2, { status: 'completed', channel: 'web' }],
  [-9, '14:00', 'Photographs of the old quay', 3, { status: 'completed' }],
  [-6, '09:30', 'Fact check: ferry timetables', 2, { status: 'completed', channel: 'web' }],
  [-5, '16:00', 'Newsletter no. 41 goes to proof', 1, { status: 'cancelled', channel: 'email' }],
  [0, '11:00', 'Outline for the winter series', 0, { status: 'in_progress', channel: 'web' }],
  [1, '09:00', 'Ferry story, second draft', 2, { status: 'in_progress', channel: 'web', checklist: ['Call the harbour master', 'Get the tide tables', 'Ask for the old photograph'] }],
  [1, '09:30', 'Short version for the front page', 2, { channel: 'web' }],
  [2, '13:00', 'Council meeting, in the old hall', 3, { duration_minutes: 120 }],
  [2, '17:30', 'Post: the ferry that waits', 1, { channel: 'mastodon' }],
  [3, '10:00', 'Captions and alternative texts', 3, { channel: 'web' }],
  [3, '12:00', 'Proofs back from the printer', 1],
  [3, '15:00', 'Letters page', 2, { channel: 'web' }],
  [3, '16:30', 'Crossword', 3],
  [3, '18:00', 'Weather table for the weekend', 1],
  [4, '08:00', 'Newsletter no. 42', 1, { channel: 'email', checklist: ['Subject line', 'Test letter to ourselves'] }],
  [7, '11:00', 'Budget for the spring supplement', 0],
  [9, null, 'The printer is closed', 0, { kind: 'note' }],
  [10, '14:00', 'Portrait: the last net maker', 2, { channel: 'web' }],
  [12, null, 'Harbour day', 0, { kind: 'holiday' }],
  [14, null, 'Reader survey', 1, { duration_minutes: 3 * 1440 }],
  [17, '10:00', 'Interview: the new captain', 3],
];

const DAY = 86_400_000;
const wallAt = (monday: number, days: number, time: string | null) => `${new Date(monday + days * DAY).toISOString().slice(0, 10)} ${time ?? '00:00'}:00`;

/** What the demo's newsroom plans, around today. */
export async function writeDemoCalendar({ insert, run, here, people, id, zone }: Demo): Promise<void> {
  const { rows } = await run('select id from calendars where organization_id = $1 order by id limit 1', [here.organization_id]);
  const calendar = rows[0]!.id as string;
  const second = id(0x300);
  await insert('calendars', [{ ...here, id: second, name: 'Letters and posts', description: 'What goes to subscribers and followers.', time_zone: zone, color: 'violet' }]);
  const today = Math.floor(Date.now() / DAY);
  const monday = (today - ((today + 3) % 7)) * DAY;
  const common = (number: number, days: number, time: string | null, title: string, owner: number) => {
    const wall = wallAt(monday, days, time);
    return { ...here, id: id(0x310 + number), title, owner_id: people[owner]!.id, created_by: people[0]!.id, starts_wall: wall, time_zone: zone, is_all_day: time === null };
  };
  for (const [number, [days, time, title, owner, { checklist, ...more } = {} as Record<string, unknown>]] of PLANNED.entries()) {
    const points = ((checklist ?? []) as string[]).map((text, index) => ({ id: id(0x400 + number * 8 + index), text, done: index === 0 }));
    const row = { ...common(number, days, time, title, owner), calendar_id: more.channel && more.channel !== 'web' ? second : calendar, duration_minutes: time === null ? 1440 : 0, ...more, checklist: JSON.stringify(points) };
    await insert('calendar_entries', [{ ...row, scheduled_for: new Date(0).toISOString(), ends_by: new Date(0).toISOString() }]);
  }
  const repeated = { calendar_id: calendar, duration_minutes: 30, scheduled_for: new Date(0).toISOString() };
  await insert('calendar_entries', [
    { ...common(60, -28, '09:00', 'Morning desk', 0), ...repeated, recurrence: JSON.stringify({ pattern: { every: 'week', interval: 1, weekdays: ['MO', 'TH'] }, ends: null }) },
  ]);
  // The instants follow from the walls, as Postgres reads the zone.
  await run(
    `update calendar_entries set scheduled_for = starts_wall at time zone time_zone,
       ends_by = case when recurrence is null then (starts_wall at time zone time_zone) + make_interval(mins => duration_minutes) end where organization_id = $1`,
    [here.organization_id],
  );
}
