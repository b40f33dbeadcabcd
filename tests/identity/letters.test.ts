import { afterEach, expect, test, vi } from 'vitest';
import { invitationLetter } from '#app/domains/identity/letters.ts';
import type { Env } from '#app/platform/env.ts';
import { sendMail } from '#app/platform/mail.server.ts';

afterEach(() => vi.unstubAllGlobals());

test('a hostile name can neither start a header nor run in a letter', async () => {
  const sent: { subject: string; html: string; text: string }[] = [];
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)));
    return new Response('{}');
  });
  const letter = invitationLetter('to@example.test', { organization: 'Evil\r\nBcc: all@example.test', inviter: '<script>alert(1)</script>', role: 'admin', url: 'https://x.test/"><img src=x>' });
  await sendMail({ MAIL_TRANSPORT: 'resend', MAIL_FROM: 'a@b.test' } as Env, 'id', letter);
  expect(sent[0]!.subject).not.toMatch(/[\r\n]/);
  expect(sent[0]!.html).not.toMatch(/<script|<img/);
  expect(sent[0]!.text).toContain('as an admin');
});
