import { expect, test } from 'vitest';
import { begin, colleagueOf, CUT, desk, hasText, kept, saved, state, title, words, writeAtEnd } from './desk.ts';
import { newcomer, query } from './people.ts';
import { open, visit } from './visitor.ts';

async function two(paper: string, role = 'editor') {
  const person = await newcomer(paper);
  const colleague = await colleagueOf(person.email, role);
  const [mine, theirs] = [await visit({ session: person.session, expected: CUT }), await visit({ session: colleague.session, expected: CUT })];
  return { person, colleague, mine: mine.page, theirs: theirs.page };
}

test('two people change the same words: the second compares, keeps both, and neither word is lost', async () => {
  const { mine, theirs } = await two('The Arguing Paper');
  const id = await begin(mine, 'One sentence');
  await writeAtEnd(mine, 'The harbour is old.');
  await saved(mine);
  await hasText(id, /old\.$/);
  await desk(theirs, id);
  await writeAtEnd(mine, ' Older than granite.');
  await hasText(id, /granite\.$/);
  await writeAtEnd(theirs, ' Older than slate.');
  await state(theirs, 'Someone else changed this');
  await theirs.locator('.item-state').getByRole('button', { name: 'Compare' }).click();
  await theirs.getByRole('heading', { name: 'Ada Writer saved this piece while you were writing' }).waitFor();
  await theirs.getByText('In one place you both changed the same').waitFor();
  const question = theirs.getByRole('group', { name: 'Text, place 1 of 1' });
  await question.getByText('The harbour is old. Older than slate.').waitFor();
  await question.getByText('The harbour is old. Older than granite.').waitFor();
  await question.getByRole('radio', { name: /^Both/ }).check();
  await theirs.getByRole('button', { name: 'Save the merged version' }).click();
  await saved(theirs);
  await hasText(id, /^The harbour is old\. Older than slate\.\n\nThe harbour is old\. Older than granite\.$/);
  expect(await words(theirs).textContent()).toContain('granite');
  expect(await query("select from content_revisions where content_item_id = $1 and body::text like '%granite%' and body::text not like '%slate%'", [id])).not.toHaveLength(0);
});

test('two people change different fields, and nobody is asked anything', async () => {
  const { mine, theirs } = await two('The Agreeing Paper');
  const id = await begin(mine, 'Two hands');
  await desk(theirs, id);
  await writeAtEnd(mine, 'Words of the first.');
  await hasText(id, /^Words of the first\.$/);
  await title(theirs).fill('Two hands, one harbour');
  await saved(theirs);
  await expect.poll(async () => (await kept(id)).title).toBe('Two hands, one harbour');
  await words(theirs).getByText('Words of the first.').waitFor();
  await writeAtEnd(mine, ' And more.');
  await hasText(id, /^Words of the first\. And more\.$/);
  expect((await kept(id)).title).toBe('Two hands, one harbour');
});

test('a review is asked for, found on Today and in the bell, given, and void after an edit that says what changed', async () => {
  const { mine, theirs } = await two('The Reviewing Paper');
  const id = await begin(mine, 'To be read');
  await writeAtEnd(mine, 'The first version.');
  await saved(mine);
  await mine.getByRole('button', { name: 'Request a review' }).click();
  const dialog = mine.getByRole('dialog', { name: 'Request a review' });
  await dialog.getByRole('checkbox', { name: 'Tomasz Reader' }).check();
  await dialog.getByLabel('Note').fill('Mind the ending.');
  await dialog.getByRole('button', { name: 'Send the request' }).click();
  await mine.getByRole('list', { name: 'What was said' }).getByText('Mind the ending.').waitFor();
  expect((await kept(id)).status).toBe('in_review');

  await open(theirs, '/');
  await theirs.getByRole('button', { name: /^Notifications, 1 unread/ }).click();
  await theirs.getByRole('link', { name: /^Review “To be read”/ }).waitFor();
  await theirs.keyboard.press('Escape');
  await theirs.getByRole('main').getByText('Mind the ending.').waitFor();
  await theirs.getByRole('main').getByRole('link', { name: 'To be read' }).click();
  await theirs.getByRole('textbox', { name: 'You are asked for your word' }).fill('The ending holds.');
  await theirs.getByRole('button', { name: 'Approve', exact: true }).click();
  await theirs.getByRole('list', { name: 'What was said' }).getByText('The ending holds.').waitFor();
  expect((await kept(id)).status).toBe('approved');

  await desk(mine, id);
  await mine.getByRole('list', { name: 'What was said' }).getByText('The ending holds.').waitFor();
  await writeAtEnd(mine, ' With one more word.');
  await saved(mine);
  await hasText(id, /one more word\.$/);
  expect((await kept(id)).status).toBe('in_review');
  await mine.getByText(/^Tomasz Reader approved revision \d+ .*, but it has changed since\.$/).waitFor();
  await mine.getByRole('link', { name: 'See what changed' }).click();
  await mine.getByRole('region', { name: 'Comparison' }).locator('ins').getByText('With one more word.').waitFor();
});

test('revisions are compared, named and restored; what was there before stays', async () => {
  const person = await newcomer('The Remembering Paper');
  const { page } = await visit({ session: person.session });
  const id = await begin(page, 'Many versions');
  await writeAtEnd(page, 'The first thought.');
  await page.keyboard.press('ControlOrMeta+s');
  await hasText(id, /thought\.$/);
  await saved(page);
  // Autosaves of the same five minutes replace one another: this one is of an earlier hour.
  await query("update content_revisions set created_at = created_at - interval '1 hour' where content_item_id = $1", [id]);
  await writeAtEnd(page, ' The second thought.');
  await page.keyboard.press('ControlOrMeta+s');
  await hasText(id, /second thought\.$/);
  await saved(page);
  const { revision } = await kept(id);
  const [first] = await query<{ number: number }>("select number from content_revisions where content_item_id = $1 and body::text like '%thought.\"%' and body::text not like '%second%' order by number desc limit 1", [id]);
  const { number } = first!;

  await open(page, `/content/${id}/revisions`);
  await page.getByRole('radio', { name: 'Revision 1 as the older' }).check();
  await page.getByRole('radio', { name: `Revision ${number} as the newer` }).check();
  await page.getByRole('button', { name: 'Compare the two' }).click();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await comparison.getByRole('heading', { name: `Revision 1 beside ${number}` }).waitFor();
  await comparison.getByText('The first thought.').waitFor();
  await comparison.getByRole('button', { name: 'Name it' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Before the second thought');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
  await page.getByRole('listitem').filter({ hasText: 'Before the second thought' }).first().waitFor();
  await comparison.getByRole('button', { name: `Restore revision ${number}` }).click();
  await hasText(id, /^The first thought\.$/);
  await desk(page, id);
  expect(await words(page).textContent()).toBe('The first thought.');
  expect((await kept(id)).revision).toBe(revision + 1);
  expect(await query('select from content_revisions where content_item_id = $1 and number = $2', [id, revision])).toHaveLength(1);
  await writeAtEnd(page, ' A third.');
  await saved(page);
  await hasText(id, /^The first thought\. A third\.$/);
});

test('comments stand on the piece and on chosen words, name people, are answered and resolved', async () => {
  const { mine, theirs } = await two('The Talking Paper', 'member');
  const id = await begin(mine, 'To talk about');
  await writeAtEnd(mine, 'Nobody waits for the ferry.');
  await saved(mine);
  await hasText(id, /ferry\.$/);
  await mine.getByLabel('A comment on the piece').fill('All in all a good start, @Tomasz');
  await mine.getByRole('listbox', { name: 'People to name' }).getByRole('option', { selected: true }).waitFor();
  await mine.keyboard.press('Enter');
  await mine.getByRole('button', { name: 'Comment', exact: true }).click();
  await mine.getByText('All in all a good start').first().waitFor();

  await words(mine).getByText('Nobody waits').dblclick({ position: { x: 10, y: 12 } });
  await mine.getByRole('button', { name: 'Comment on the chosen words' }).click();
  await mine.getByLabel('A comment on the chosen words').fill('Really nobody?');
  await mine.getByRole('button', { name: 'Comment', exact: true }).click();
  await words(mine).locator('[data-anchor]').getByText('Nobody').waitFor();
  await words(mine).click({ position: { x: 2, y: 12 } });
  await mine.keyboard.press('ControlOrMeta+Home');
  await mine.keyboard.type('In winter: ');
  await hasText(id, /^In winter: Nobody/);
  expect(await words(mine).locator('[data-anchor]').textContent()).toBe('Nobody');

  await open(theirs, '/');
  await theirs.getByRole('button', { name: /^Notifications, 1 unread/ }).click();
  await theirs.getByRole('link', { name: /Ada Writer mentioned you in “To talk about”/ }).click();
  await theirs.getByText('Really nobody?').waitFor();
  await theirs.locator('[data-anchor]').getByText('Nobody').waitFor();
  const thread = theirs.getByRole('listitem').filter({ hasText: 'Really nobody?' }).first();
  await thread.getByText('Answer', { exact: false }).first().click();
  await thread.getByLabel('Your answer').fill('One man does.');
  await thread.getByRole('button', { name: 'Answer', exact: true }).click();
  await thread.getByRole('list', { name: 'Answers' }).locator('p').getByText('One man does.').waitFor();
  await thread.getByRole('button', { name: 'Resolve' }).click();
  await theirs.getByText('1 resolved thread').waitFor();
  await expect.poll(async () => (await query<{ open: number }>('select count(*) filter (where resolved_at is null and parent_id is null)::int as open from content_comments where content_item_id = $1', [id]))[0]!.open).toBe(1);
  expect(await theirs.locator('[data-anchor]:not(.is-resolved)').count()).toBe(0);
});
