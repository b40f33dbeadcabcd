interface Demo {
  insert(table: string, rows: Record<string, unknown>[]): Promise<void>;
  run(sql: string, values: unknown[]): Promise<unknown>;
  here: { organization_id: string };
  people: { owner: string; admin: string; editor: string; member: string };
  id(number: number): string;
}

/** The first id of each kind; tests/e2e/screens.ts knows the first project by it. */
const AT = { project: 0x700, goal: 0x710, category: 0x100, tag: 0x108, piece: 0x120 };

/** A project in full swing, one that is over, and everything else in the one that pieces begin in. */
export async function writeDemoProjects({ insert, run, here, people, id }: Demo): Promise<void> {
  const goals = (from: number, ...all: [string, boolean][]) => JSON.stringify(all.map(([text, done], index) => ({ id: id(AT.goal + from + index), text, done })));
  await insert('projects', [
    {
      ...here, id: id(AT.project), owner_id: people.editor, name: 'The harbour in winter', description: 'Six weeks with those who work when nobody takes the ferry for fun.',
      target_audience: 'People who live at the coast all year, and those who only know it in July.', starts_on: '2026-11-02', ends_on: '2026-12-18',
      content_goals: goals(0, ['Portraits of four ferry crews', true], ['A walk along the quay, with pictures', true], ['One reader’s letter in each issue', false], ['Half of it read by people under forty', false]),
      brand_guidelines: {
        voice: 'A neighbour who has the key to the wheelhouse.', tone: 'Calm, exact, now and then amused.', style: 'Short sentences. Numbers to twelve in words. Ships have names, and no “she”.',
        wordsToUse: ['ferry', 'quay', 'crew'], wordsToAvoid: ['vessel', 'iconic', 'nestled'], colors: ['#17508f', '#f8f5ee', '#7d4a00'],
      },
      category_ids: [id(AT.category)], tag_ids: [id(AT.tag)],
    },
    { ...here, id: id(AT.project + 1), owner_id: people.admin, name: 'Anniversary issue', description: 'A hundred years of a made-up newspaper.', status: 'completed', content_goals: goals(8, ['Printed in time', true]) },
  ]);
  await insert('project_members', [
    { ...here, project_id: id(AT.project), user_id: people.editor, role: 'lead' },
    { ...here, project_id: id(AT.project), user_id: people.member, role: 'editor' },
    { ...here, project_id: id(AT.project), user_id: people.admin, role: 'viewer' },
  ]);
  await run('update content_items set project_id = (select id from projects where organization_id = $1 and is_default) where organization_id = $1', [here.organization_id]);
  await run('update content_items set project_id = $2 where organization_id = $1 and (category_id is not null or id = any ($3))', [here.organization_id, id(AT.project), [0, 1, 2].map((index) => id(AT.piece + index))]);
  // Nobody is waiting to hear where it is filed.
  await run("delete from outbox where organization_id = $1 and type = 'publishing.announce'", [here.organization_id]);
  await run('update publishing_heads set announced = sequence where organization_id = $1', [here.organization_id]);
}
