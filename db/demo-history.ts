import { createHash } from 'node:crypto';

interface Demo {
  insert(table: string, rows: Record<string, unknown>[]): Promise<void>;
  here: { organization_id: string };
  author: string;
  id(number: number): string;
  ago(hours: number): string;
}

const AT = { post: 0xa00, target: 0xa40, attempt: 0xa80, gazette: 0x901, campaign: 0x800 };

/** How many days ago, at which hour of UTC, how often shown, how much of that was answered (in thousandths), and the words. */
const SAID: readonly [days: number, hour: number, impressions: number, answered: number, words: string][] = [
  [8, 7, 2410, 74, 'The first frost flowers on the slipway. They are gone by nine, so come early.'],
  [10, 16, 1980, 52, 'Overheard on the 16:10: “I only live on the other side because of the crossing.”'],
  [13, 7, 3350, 91, 'The lamp at the end of the pier burns by day as well. We asked who pays for it.'],
  [15, 11, 1260, 31, 'Short survey: do you read the tide table on paper or on the wall?'],
  [17, 17, 2740, 66, 'The net maker has taken an apprentice, the first in nineteen years.'],
  [20, 7, 2120, 58, 'Fog until ten. The ferry blows once when it leaves and twice when it is sorry.'],
  [22, 8, 1890, 47, 'How a rope is spliced, in four pictures.'],
  [24, 17, 2930, 79, 'The red funnel is red again: four tins, two ladders, one colour.'],
  [27, 7, 2260, 63, 'What the harbour master writes in the margin of the log, and why nobody rubs it out.'],
  [29, 12, 1130, 28, 'The bakery at the quay is looking for someone who likes four in the morning.'],
  [31, 16, 1720, 49, 'New winter timetable from Monday: the last crossing leaves at 22:40.'],
  [34, 7, 2480, 70, 'Seventeen kinds of grey, photographed from the same window.'],
  [38, 17, 2010, 55, 'The choir of the pilots sings again. Entry is free, warm coats are not provided.'],
  [41, 7, 1840, 51, 'A letter from the island took eleven days. We followed it back.'],
  [45, 16, 1610, 40, 'Which of these buoys is the oldest? The answer stands on the left.'],
  [48, 8, 1950, 57, 'The crane that was meant to stay for one summer turns fifty.'],
  [52, 17, 1380, 36, 'Storm warning for the night. Tie up what you like.'],
  [55, 7, 2170, 64, 'Breakfast with those who come off the night shift.'],
  [59, 11, 940, 22, 'We are moving the letters page to Thursdays.'],
  [62, 7, 1760, 48, 'The seal is back at the north mole, and so is the argument about its name.'],
  [66, 17, 1520, 43, 'From the archive: the day the harbour was closed for a wedding.'],
  [70, 7, 1430, 38, 'A map of every bench that looks at water.'],
  [77, 16, 1290, 33, 'How deep is the basin? Three people, three answers, one lead line.'],
  [84, 7, 1180, 30, 'Autumn programme of the maritime museum, read for you to the end.'],
];

const WEEKS_OF_FOLLOWERS = 14;

/** What the demo said in the three months before, and what became of it: so that there is something to measure. */
export async function writeDemoHistory({ insert, here, author, id, ago }: Demo): Promise<void> {
  const account = id(AT.gazette);
  const midnight = (Date.now() % 86_400_000) / 3_600_000;
  for (const [number, [days, hour, impressions, answered, words]] of SAID.entries()) {
    const [post, target] = [id(AT.post + number), id(AT.target + number)];
    const hours = days * 24 + midnight - hour;
    const at = ago(hours);
    const engagements = Math.round((impressions * answered) / 1000);
    const part = (thousandths: number) => Math.round((engagements * thousandths) / 1000);
    const figures = { impressions, engagements, likes: part(540), clicks: part(250), shares: part(120), comments: part(90) };
    const content = { [target]: { accountId: account, format: 'text', title: null, link: null, options: {}, parts: [{ part: 'post', text: words, media: [] }] } };
    const { impressions: shown, clicks, shares } = figures;
    await insert('posts', [{ ...here, id: post, author_id: author, text: words, time_zone: 'Europe/Berlin', version: 1, scheduled_at: at, created_at: ago(hours + 20), impressions: shown, engagements, clicks, shares, ...(days < 19 && number % 2 === 0 ? { campaign_id: id(AT.campaign) } : {}) }]);
    await insert('post_versions', [{ ...here, post_id: post, number: 1, content: JSON.stringify(content), content_hash: createHash('sha256').update(JSON.stringify(content)).digest('hex'), approved_at: ago(hours + 19), created_by: author }]);
    await insert('post_targets', [{ ...here, id: target, post_id: post, social_account_id: account, status: 'published', version: 1, scheduled_at: at, published_at: at, platform_post_id: `demo-history-${number}` }]);
    await insert('publish_attempts', [{ ...here, id: id(AT.attempt + number), post_target_id: target, social_account_id: account, version: 1, segment: 0, state: 'confirmed', tries: 1, armed_at: at, first_armed_at: at, closed_at: at, platform_id: `demo-history-${number}` }]);
    // As the clock asks: an hour, a day and a week after it went out.
    for (const [after, part] of [[1, 0.35], [24, 0.8], [168, 1]] as const) {
      await insert('metric_snapshots', [{ ...here, post_target_id: target, social_account_id: account, recorded_at: ago(hours - after), source: 'twitter', ...Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * part)])) }]);
    }
  }
  await insert('metric_snapshots', Array.from({ length: WEEKS_OF_FOLLOWERS }, (_, week) => ({ ...here, social_account_id: account, recorded_at: ago(22 + week * 168), followers: 1204 - week * 9 - (week % 3) * 4, source: 'twitter' })));
}
