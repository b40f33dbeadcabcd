import { expect, test } from 'vitest';
import { checkDocument } from '#app/domains/content/document/check-document.ts';
import { paragraph, plain } from '#app/domains/content/document/document.ts';
import { loadCheck, same } from '#app/domains/content/saving/changes.ts';

const typed = { type: 'doc', content: [paragraph([plain('The ferry waits.')])] };

test('a text as the editor writes it is the same as what the server makes of it, before any check is here', () => {
  const kept = checkDocument(typed);
  expect(kept).toMatchObject({ ok: true, changed: false });
  expect(kept.ok && same('body', typed, kept.document)).toBe(true);
});

test('a text that was spelled otherwise is the same once the check is here; one with other words never', async () => {
  await loadCheck();
  const apart = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'The ferry ' }, { type: 'text', text: 'waits.' }] }] };
  expect(same('body', apart, typed)).toBe(true);
  expect(same('body', apart, { type: 'doc', content: [paragraph([plain('The ferry left.')])] })).toBe(false);
});
