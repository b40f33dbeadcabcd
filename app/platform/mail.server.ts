import { mailbox } from '#db/schema/index.ts';
import * as scope from '#db/scope.ts';
import { noTrips } from '#db/client.ts';
import type { Env } from './env.ts';

export interface Letter {
  to: string;
  subject: string;
  /** Paragraphs of plain text; the first link stands on its own as a button in the HTML part. */
  paragraphs: string[];
  action?: { label: string; url: string };
}

export class MailRefused extends Error {}

/** Sends one letter by the configured way. The id makes a second try of the same letter harmless where the service can tell. */
export async function sendMail(env: Env, id: string, letter: Letter): Promise<void> {
  const message = { from: env.MAIL_FROM, to: letter.to, subject: oneLine(letter.subject), text: asText(letter), html: asHtml(letter) };
  if (env.MAIL_TRANSPORT === 'resend') return sendByResend(env, id, message);
  if (env.MAIL_TRANSPORT === 'cloudflare') {
    if (!env.EMAIL) throw new MailRefused('The email binding is missing from wrangler.toml.');
    await env.EMAIL.send(message);
    return;
  }
  await keepInMailbox(env, id, message);
}

type Message = { from: string; to: string; subject: string; text: string; html: string };

async function sendByResend(env: Env, id: string, message: Message) {
  const response = await fetch('https://api.resend.com/emails', {
    method: 'POST',
    headers: { Authorization: `Bearer ${env.RESEND_API_KEY ?? ''}`, 'Content-Type': 'application/json', 'Idempotency-Key': id },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(10_000),
  });
  if (response.ok) return;
  const sentence = `The mail service answered ${response.status}: ${(await response.text()).slice(0, 300)}`;
  // What it refuses as wrong will be as wrong the next time.
  if ([400, 401, 403, 422].includes(response.status)) throw new MailRefused(sentence);
  throw new Error(sentence);
}

async function keepInMailbox(env: Env, id: string, message: Message) {
  const kept = await scope.write(
    { url: env.DATABASE_URL, credential: { kind: 'system', secret: env.SYSTEM_SECRET }, trips: noTrips() },
    null,
    (db) => [
      db
        .insert(mailbox)
        .values({ id, sender: message.from, recipient: message.to, subject: message.subject, text: message.text, html: message.html })
        .onConflictDoNothing(),
    ],
  );
  if (!kept.ok) throw new Error(kept.problem.message);
}

/** A line break in a header would start another header. */
const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ').slice(0, 200);

function asText({ paragraphs, action }: Letter): string {
  return [...paragraphs, ...(action ? [`${action.label}: ${action.url}`] : [])].join('\n\n');
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function asHtml({ subject, paragraphs, action }: Letter): string {
  const body = paragraphs.map((text) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`);
  if (action) {
    body.push(
      `<p style="margin:24px 0"><a href="${escapeHtml(action.url)}" style="background:#1f1b16;color:#fbf8f2;padding:12px 20px;border-radius:6px;text-decoration:none">${escapeHtml(action.label)}</a></p>`,
      `<p style="margin:0 0 16px;font-size:13px;color:#6b6358">Or open this address: ${escapeHtml(action.url)}</p>`,
    );
  }
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body style="margin:0;background:#fbf8f2;color:#1f1b16;font:16px/1.55 Georgia,serif"><div style="max-width:560px;margin:0 auto;padding:32px 20px"><p style="margin:0 0 24px;font-size:22px">Masthead</p>${body.join('')}</div></body></html>`;
}
