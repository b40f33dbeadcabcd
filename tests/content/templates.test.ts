import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { READY_TEMPLATES } from '#app/domains/content/ready-templates.ts';
import { type TestApp, startApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';

const HERE = '/content/templates';
let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let editor: Colleague;
let member: Colleague;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'patterned-paper');
  editor = await colleague(app, owner.browser, 'editor');
  member = await colleague(app, owner.browser, 'member');
});

beforeEach(async () => {
  await app.owner.query('delete from content_items');
  await app.owner.query('delete from content_templates');
});

const FIELDS = {
  intent: 'save',
  name: 'City guide',
  description: 'Where to go',
  kind: 'content',
  contentType: 'article',
  isPublic: 'true',
  body: 'Welcome to **{city}**, says {someone else}.',
  'sections.0.title': 'Where to eat in {city}',
  'sections.0.hint': 'Three places.',
  'sections.0.required': 'true',
  'sections.1.title': '',
  'sections.1.hint': '',
  'sections.2.title': 'Where to sleep',
  'sections.2.hint': '',
  'variables.0.name': 'city',
  'variables.0.label': 'City',
  'variables.0.type': 'text',
  'variables.0.required': 'true',
  'variables.0.fallback': '',
  'variables.0.choices': '',
  'variables.1.name': 'season',
  'variables.1.label': '',
  'variables.1.type': 'choice',
  'variables.1.fallback': 'summer',
  'variables.1.choices': 'summer, winter',
  'variables.2.name': '',
  'variables.2.label': '',
  'variables.2.type': 'text',
  'variables.2.fallback': '',
  'variables.2.choices': '',
  'defaults.title': '{city} in {season}',
  'defaults.tags': 'travel, {city}',
  'defaults.language': 'en-GB',
};
const post = (path: string, fields: Record<string, string>, as: Browser = owner.browser) => as.post(path, fields, { follow: false });
const row = async (id: string) => (await app.owner.query('select * from content_templates where id = $1', [id])).rows[0];

async function make(fields: Record<string, string> = {}, as: Browser = owner.browser): Promise<string> {
  const answer = await post(`${HERE}/new`, { ...FIELDS, ...fields }, as);
  expect([answer.status, /Some fields need/.test(answer.text)]).toEqual([302, false]);
  return answer.headers.get('Location')!.split('/').at(-1)!;
}

describe('a template', () => {
  test('keeps its sections, placeholders, text and what it starts with, without the rows left empty', async () => {
    const id = await make();
    expect(await row(id)).toMatchObject({
      name: 'City guide',
      kind: 'content',
      content_type: 'article',
      is_public: true,
      created_by: owner.userId,
      structure: [{ title: 'Where to eat in {city}', hint: 'Three places.', required: true }, { title: 'Where to sleep', hint: '', required: false }],
      variables: [
        { name: 'city', label: 'City', type: 'text', required: true, fallback: '', choices: [] },
        { name: 'season', label: 'season', type: 'choice', required: false, fallback: 'summer', choices: ['summer', 'winter'] },
      ],
      default_values: { title: '{city} in {season}', tags: ['travel', '{city}'], language: 'en-GB' },
    });
    const body = JSON.stringify((await row(id)).body);
    expect(body).toContain('"type":"placeholder"');
    expect(body).toContain('{someone else}');
    const page = await owner.browser.get(`${HERE}/${id}`);
    expect(page.trips).toBe(1);
    expect(page.text).toContain('Welcome to **{city}**, says {someone else}.');
    expect(page.text).toContain('value="Where to eat in {city}"');
    expect(page.text).toContain('value="summer, winter"');
    expect((await post(`${HERE}/${id}`, { ...FIELDS, templateId: id, name: 'Town guide', body: 'Hello' })).status).toBe(302);
    expect(await row(id)).toMatchObject({ name: 'Town guide', body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hello' }] }] } });
  });

  test.each<[Record<string, string>, string]>([
    [{ name: ' ' }, 'Type a name.'],
    [{ 'sections.1.hint': 'A hint alone' }, 'A section needs a title.'],
    [{ 'variables.2.name': 'city' }, 'Two placeholders have this name.'],
    [{ 'variables.2.name': '{city}' }, 'A name has letters, digits, spaces and hyphens, at most 40.'],
    [{ 'variables.1.choices': 'summer' }, 'Give at least two choices, with commas between.'],
    [{ 'variables.1.fallback': 'spring' }, 'This is not one of the choices.'],
    [{ 'variables.0.type': 'colour' }, 'Choose a type.'],
    [{ contentType: 'poem' }, 'Choose a type.'],
    [{ 'defaults.language': 'English!' }, 'This is not a language'],
    [{ 'defaults.categoryId': 'x' }, 'This is not a valid id.'],
  ])('is refused with %j', async (fields, sentence) => {
    const answer = await post(`${HERE}/new`, { ...FIELDS, ...fields });
    expect(answer.status).toBe(422);
    expect(answer.text.replaceAll('&quot;', '"')).toContain(sentence);
    expect(answer.text).toContain('value="{city} in {season}"');
  });

  test('is shown to those who write, and changed by those who organise', async () => {
    const id = await make();
    expect((await member.browser.get(`${HERE}/${id}`)).status).toBe(200);
    expect((await post(`${HERE}/new`, FIELDS, member.browser)).status).toBe(403);
    expect((await post(`${HERE}/${id}`, { intent: 'delete', templateId: id }, member.browser)).status).toBe(403);
  });

  test('is duplicated as a private copy, deleted, and brought back', async () => {
    const id = await make();
    const copied = await post(`${HERE}/${id}`, { intent: 'duplicate', templateId: id }, editor.browser);
    const copy = copied.headers.get('Location')!.split('/').at(-1)!;
    expect(await row(copy)).toMatchObject({ name: 'City guide (copy)', is_public: false, created_by: editor.userId, usage_count: 0, structure: (await row(id)).structure, body: (await row(id)).body });
    expect((await post(`${HERE}/${id}`, { intent: 'delete', templateId: id })).status).toBe(302);
    expect((await owner.browser.get(`${HERE}/${id}`)).status).toBe(404);
    expect((await post('/content/new', { type: 'article', language: 'en', templateId: id })).status).toBe(404);
    expect((await post(HERE, { intent: 'restore', templateId: id })).status).toBe(302);
    expect((await owner.browser.get(`${HERE}/${id}`)).status).toBe(200);
  });
});

describe('a private one', () => {
  test('is nowhere for anyone but its maker: no list, no page, no use, no copy, no change', async () => {
    const id = await make({ name: 'Secret plan', isPublic: 'false' }, editor.browser);
    expect((await editor.browser.get(`${HERE}/${id}`)).status).toBe(200);
    expect((await editor.browser.get('/content/new')).text).toContain('Secret plan');
    for (const path of [HERE, `${HERE}?q=secret`, `${HERE}?kind=content`, '/content/new', '/', '/settings/activity']) {
      expect((await owner.browser.get(path)).text, path).not.toContain('Secret plan');
    }
    for (const path of [`${HERE}/${id}`, `/content/new?template=${id}`]) expect((await owner.browser.get(path)).status, path).toBe(404);
    const writes: [string, Record<string, string>][] = [
      [`${HERE}/${id}`, { ...FIELDS, templateId: id }],
      [`${HERE}/${id}`, { intent: 'duplicate', templateId: id }],
      [`${HERE}/${id}`, { intent: 'delete', templateId: id }],
      ['/content/new', { type: 'article', language: 'en', templateId: id, 'values.city': 'Trieste' }],
    ];
    for (const [path, fields] of writes) expect((await post(path, fields)).status, fields.intent ?? path).toBe(404);
    await post(`${HERE}/${id}`, { intent: 'delete', templateId: id }, editor.browser);
    expect((await post(HERE, { intent: 'restore', templateId: id })).status).toBe(404);
    expect((await post(HERE, { intent: 'restore', templateId: id }, editor.browser)).status).toBe(302);
    expect(await row(id)).toMatchObject({ name: 'Secret plan', usage_count: 0, deleted_at: null });
  });

  test('can be made so by its maker alone', async () => {
    const id = await make();
    const answer = await post(`${HERE}/${id}`, { ...FIELDS, templateId: id, isPublic: 'false' }, editor.browser);
    expect([answer.status, answer.text.includes('Only whoever made a template can make it private.')]).toEqual([409, true]);
    expect((await post(`${HERE}/${id}`, { ...FIELDS, templateId: id, isPublic: 'false' })).status).toBe(302);
  });
});

describe('the list', () => {
  test('is searched, filtered by kind, and paged by a cursor, in one trip', async () => {
    await app.owner.query("insert into content_templates (organization_id, name, kind) select $1, 'Pattern ' || n % 30, case when n % 5 = 0 then 'post' else 'content' end from generate_series(1, 120) n", [owner.organizationId]);
    const seen = new Set<string>();
    let pages = 0;
    for (let path: string | undefined = HERE; path; pages += 1) {
      const page = await owner.browser.get(path);
      expect(page.trips).toBe(1);
      for (const [, id] of page.text.matchAll(/href="\/content\/templates\/([0-9a-f-]{36})"/g)) seen.add(id!);
      path = /href="([^"]*)"[^>]*rel="next"|rel="next"[^>]*href="([^"]*)"/.exec(page.text)?.slice(1).find(Boolean)?.replaceAll('&amp;', '&');
      if (path?.startsWith('?')) path = HERE + path;
    }
    expect([seen.size, pages]).toEqual([120, 3]);
    const count = async (search: string) => new Set((await owner.browser.get(HERE + search)).text.match(/href="\/content\/templates\/[0-9a-f-]{36}"/g)).size;
    expect(await count('?q=pattern+29')).toBe(4);
    expect(await count('?kind=post')).toBe(24);
  });

  test.each(READY_TEMPLATES)('the ready-made $name is added with one press and written from', async ({ key, variables }) => {
    const added = await post(HERE, { intent: 'add-ready', ready: key });
    const id = added.headers.get('Location')!.split('/').at(-1)!;
    expect((await owner.browser.get(`${HERE}/${id}`)).status).toBe(200);
    const answers = { text: 'Harbour', long_text: 'Harbour\nlights', number: '7', date: '2026-03-31', url: 'https://example.test', choice: 'Preview' };
    const begun = await post('/content/new', { type: 'article', language: 'en', templateId: id, ...Object.fromEntries(variables.map(({ name, type }) => [`values.${name}`, answers[type]])) });
    expect(begun.status).toBe(302);
    expect(await row(id)).toMatchObject({ usage_count: 1 });
    expect((await post(HERE, { intent: 'add-ready', ready: 'poem' })).status).toBe(404);
  });
});
