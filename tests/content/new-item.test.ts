import { beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { arrangeItem, textDocument } from '../support/content.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let member: Colleague;
let viewer: Colleague;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'begun-paper');
  member = await colleague(app, owner.browser, 'member');
  viewer = await colleague(app, owner.browser, 'viewer');
});

const post = (fields: Record<string, string>, as: Browser = owner.browser, path = '/content/new') => as.post(path, fields, { follow: false });
const begun = async (fields: Record<string, string>, as: Browser = owner.browser) => {
  const answer = await post(fields, as);
  expect([answer.status, answer.text]).toEqual([302, '']);
  expect(answer.headers.get('Location')).toMatch(/^\/content\/[0-9a-f-]{36}$/);
  const id = answer.headers.get('Location')!.slice(9);
  return (
    await app.owner.query(
      `select i.*, (select count(*)::int from content_revisions r where r.content_item_id = i.id) as revisions,
        (select coalesce(array_agg(t.name order by t.name), '{}') from content_item_tags l join tags t on t.id = l.tag_id where l.content_item_id = i.id) as tags from content_items i where id = $1`,
      [id],
    )
  ).rows[0];
};

const TEMPLATE = {
  intent: 'save', name: 'City guide', kind: 'content', contentType: 'case_study', isPublic: 'true', body: 'Welcome to **{city}** on {day}.',
  'sections.0.title': 'Where to eat', 'sections.0.hint': 'In {city}.',
  'variables.0.name': 'city', 'variables.0.label': 'City', 'variables.0.type': 'text', 'variables.0.required': 'true',
  'variables.1.name': 'day', 'variables.1.label': 'Day', 'variables.1.type': 'date', 'variables.1.required': 'true',
  'variables.2.name': 'guests', 'variables.2.label': 'Guests', 'variables.2.type': 'number', 'variables.2.fallback': '2',
  'defaults.title': 'A day in {city}', 'defaults.excerpt': '{city}, {day}', 'defaults.tags': 'travel, {city}', 'defaults.seoTitle': '{city} guide',
};
const template = async (more: Record<string, string> = {}) => (await post({ ...TEMPLATE, ...more }, owner.browser, '/content/templates/new')).headers.get('Location')!.split('/').at(-1)!;

describe('a blank piece', () => {
  test('begins as a draft with its first revision, in the language its writer wrote in last', async () => {
    expect(await begun({ title: '', type: 'article', language: 'de' })).toMatchObject({ title: '', type: 'article', language: 'de', status: 'draft', revision: 1, revisions: 1, author_id: owner.userId });
    const page = await owner.browser.get('/content/new');
    expect(page.trips).toBe(1);
    expect(page.text).toMatch(/<option value="de" selected="">/);
    expect((await owner.browser.get('/content/new?type=podcast')).text).toMatch(/name="type"[^>]*value="podcast"[^>]*checked|value="podcast"[^>]*checked|checked=""[^>]*value="podcast"/);
  });

  test('honours what its writer prefers, where it makes sense', async () => {
    await app.owner.query('update users set preferences = $1 where id = $2', [{ formats: ['carousel'], platforms: ['web', 'linkedin'], tone: 'Dry' }, member.userId]);
    expect(await begun({ title: 'Hello', type: 'social_post', language: 'en' }, member.browser)).toMatchObject({ format: 'carousel', platform: 'linkedin', metadata: { tone: 'Dry' } });
    expect(await begun({ title: 'Hello', type: 'article', language: 'en' }, member.browser)).toMatchObject({ format: 'text', platform: null, metadata: { tone: 'Dry' } });
  });

  test('is refused with a sentence, and what was typed is kept', async () => {
    const answer = await post({ title: 'Kept', type: 'poem', language: 'en' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Choose a type.');
    expect(answer.text).toContain('value="Kept"');
    expect((await post({ title: 'No', type: 'article', language: 'en' }, viewer.browser)).status).toBe(403);
    for (const path of ['/content/new?template=x', '/content/new?template=01990000-0000-7000-8000-00000000dead', '/content/new?translationOf=01990000-0000-7000-8000-00000000dead']) {
      expect((await owner.browser.get(path)).status, path).toBe(404);
    }
  });
});

describe('from a template', () => {
  test('asks for its placeholders on the page, and fills them in', async () => {
    const id = await template();
    const page = await owner.browser.get(`/content/new?template=${id}`);
    expect(page.text).toContain('name="values.city"');
    expect(page.text).toMatch(/name="values.day"[^>]*type="date"|type="date"[^>]*name="values.day"/);
    expect(page.text).toContain('placeholder="A day in {city}"');
    const made = await begun({ title: '', type: 'case_study', language: 'en', templateId: id, 'values.city': 'Trieste', 'values.day': '2026-03-31' });
    expect(made).toMatchObject({
      title: 'A day in Trieste', slug: 'a-day-in-trieste', type: 'case_study', excerpt: 'Trieste, 2026-03-31', template_id: id, revisions: 1,
      tags: ['Trieste', 'travel'], seo: { title: 'Trieste guide' }, metadata: { city: 'Trieste', day: '2026-03-31', guests: 2 },
    });
    expect(made.body_text).toBe('Welcome to Trieste on 2026-03-31.\n\nWhere to eat\n\nIn Trieste.');
    expect((await app.owner.query('select usage_count from content_templates where id = $1', [id])).rows[0].usage_count).toBe(1);
    expect(await begun({ title: 'Mine', type: 'article', language: 'en', templateId: id, 'values.city': 'Pula', 'values.day': '2026-03-31' })).toMatchObject({ title: 'Mine', type: 'article' });
  });

  test('is refused at the field that is missing or wrong, and nothing is begun or counted', async () => {
    const id = await template();
    const count = async () => (await app.owner.query('select count(*)::int as n from content_items')).rows[0].n;
    const before = await count();
    for (const [values, sentence] of [[{ 'values.day': '2026-03-31' }, 'City is missing.'], [{ 'values.city': 'Pula', 'values.day': 'soon' }, 'Day is a date'], [{ 'values.city': 'Pula', 'values.day': '2026-03-31', 'values.guests': 'many' }, 'Guests is a number']] as const) {
      const answer = await owner.browser.post(`/content/new?template=${id}`, { title: 'Kept', type: 'article', language: 'en', templateId: id, ...values }, { follow: false });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(sentence);
      expect(answer.text).toContain('value="Kept"');
      expect(answer.text).toContain('aria-invalid="true"');
    }
    expect(await count()).toBe(before);
    expect((await app.owner.query('select usage_count from content_templates where id = $1', [id])).rows[0].usage_count).toBe(0);
  });

  test('keeps what the template requires, whatever becomes of the template; a translation does not', async () => {
    const id = await template({ 'sections.0.required': 'true', 'sections.0.title': 'Where to eat in {city}' });
    const made = await begun({ title: '', type: 'article', language: 'en', templateId: id, 'values.city': 'Trieste', 'values.day': '2026-03-31' });
    expect(made.metadata).toMatchObject({ city: 'Trieste', requiredSections: [{ title: 'Where to eat in Trieste', hint: 'In Trieste.' }] });
    await owner.browser.post(`/content/templates/${id}`, { ...TEMPLATE, templateId: id, 'sections.0.title': 'Another section', 'sections.0.required': 'true' }, { follow: false });
    expect((await app.owner.query('select structure from content_templates where id = $1', [id])).rows[0].structure[0].title).toBe('Another section');
    expect((await owner.browser.get(`/content/${made.id}`)).text).toContain('The section “Where to eat in Trieste” is empty. The template asks for it.');
    expect((await begun({ title: '', type: 'article', language: 'it', translationOf: made.id })).metadata).toEqual({ city: 'Trieste', day: '2026-03-31', guests: 2 });
  });

  test('a default category that is gone is left out', async () => {
    const { rows } = await app.owner.query("insert into content_categories (organization_id, name, slug, path) values ($1, 'Travel', 'travel', '/x/') returning id", [owner.organizationId]);
    const id = await template({ 'defaults.categoryId': rows[0].id });
    const fields = { title: '', type: 'article', language: 'en', templateId: id, 'values.city': 'Rijeka', 'values.day': '2026-03-31' };
    expect(await begun(fields)).toMatchObject({ category_id: rows[0].id });
    await app.owner.query('update content_categories set deleted_at = now() where id = $1', [rows[0].id]);
    expect(await begun(fields)).toMatchObject({ category_id: null });
  });
});

describe('a translation', () => {
  test('begins as a copy of the original, linked to it, and offers no language that is there already', async () => {
    const original = await arrangeItem(app, owner.organizationId, {
      title: 'The harbour', type: 'newsletter', language: 'en', excerpt: 'Boats', body: textDocument('Boats come in.'), seo: { title: 'Harbour', canonical: 'https://example.test/harbour' }, metadata: { city: 'Trieste' },
    });
    const page = await owner.browser.get(`/content/new?translationOf=${original}`);
    expect(page.trips).toBe(1);
    expect(page.text).not.toContain('<option value="en"');
    expect(page.text).toContain('Translate The harbour');
    const made = await begun({ title: '', type: 'article', language: 'it', translationOf: original });
    expect(made).toMatchObject({ title: 'The harbour', type: 'newsletter', language: 'it', excerpt: 'Boats', body: textDocument('Boats come in.'), seo: { title: 'Harbour' }, metadata: { city: 'Trieste' }, status: 'draft', revision: 1 });
    const { rows } = await app.owner.query('select translation_group from content_items where id = $1', [original]);
    expect(made.translation_group).toBe(rows[0].translation_group);
    const again = await post({ title: '', type: 'article', language: 'it', translationOf: original });
    expect([again.status, again.text.includes('There is a piece in this language already among the translations.')]).toEqual([409, true]);
  });

  test('of a piece in the trash is refused', async () => {
    const original = await arrangeItem(app, owner.organizationId, { deleted_at: new Date().toISOString() });
    expect((await owner.browser.get(`/content/new?translationOf=${original}`)).status).toBe(404);
    expect((await post({ title: '', type: 'article', language: 'it', translationOf: original })).status).toBe(404);
  });
});
