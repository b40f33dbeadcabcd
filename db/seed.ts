import { createHash, createHmac, randomBytes, scryptSync } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { writeDemoAccounts } from './demo-accounts.ts';
import { writeDemoCalendar } from './demo-calendar.ts';
import { writeDemoCampaigns } from './demo-campaigns.ts';
import { DEMO_REVIEW, writeDemoContent } from './demo-content.ts';
import type { Press } from './demo-live.ts';
import { writeDemoHistory } from './demo-history.ts';
import { type Keep, writeDemoMedia } from './demo-media.ts';
import { writeDemoPosts } from './demo-posts.ts';
import { writeDemoProjects } from './demo-projects.ts';

export const DEMO = { email: 'demo@masthead.test', password: 'demo-courier-2026' };

const id = (number: number) => `01990000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest();

const ORGANIZATION = id(1);
const PEOPLE = (['owner', 'admin', 'editor', 'member', 'viewer'] as const).map((role, index) => ({
  id: id(0x10 + index),
  role,
  name: `Demo ${role[0]!.toUpperCase()}${role.slice(1)}`,
  email: role === 'owner' ? DEMO.email : `demo-${role}@masthead.test`,
  hoursAgo: 120 - index * 4,
}));
const [owner, admin, editor, member] = PEOPLE as [Person, Person, Person, Person];
type Person = (typeof PEOPLE)[number];
const [INVITATION, KEY] = [id(0x20), id(0x30)];
const INVITED = 'someone@example.test';

interface Given {
  /** Makes what readers see. */
  press: Press;
  log?: (line: string) => void;
  /** The secret of one-time links: without it, the invitation's link is known to nobody. */
  tokenSecret?: string | undefined;
  /** A place for bytes: without it there is no media library. */
  keep?: Keep;
}

/** One organization that shows every domain, plainly a demo, written once: where it exists nothing is touched. */
export async function seed(ownerUrl: string, given: Given): Promise<typeof DEMO> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from organizations where slug = 'demo-courier' union all select from users where lower(email) = $1", [DEMO.email]);
    if (rowCount === 0) {
      given.log?.('Writing the demo organization');
      await client.query('begin');
      await write(client, given);
      await client.query('commit');
    }
  } finally {
    await client.end();
  }
  return DEMO;
}

async function write(client: Client, { press, tokenSecret, keep }: Given) {
  const insert = async (table: string, rows: Record<string, unknown>[]) => {
    for (const row of rows) {
      const columns = Object.keys(row);
      const places = columns.map((_, index) => `$${index + 1}`);
      await client.query(`insert into ${escapeIdentifier(table)} (${columns.map(escapeIdentifier).join(', ')}) values (${places.join(', ')})`, Object.values(row));
    }
  };
  const here = { organization_id: ORGANIZATION };

  await insert('organizations', [
    {
      id: ORGANIZATION, name: 'The Demo Courier', slug: 'demo-courier', description: 'A made-up newspaper to look around in. Nothing here is real.',
      website: 'https://courier.example', billing_email: DEMO.email, time_zone: 'Europe/Berlin', created_at: ago(121),
      settings: { site: { tagline: 'Nothing here is real, and all of it is on time.', accent: 'teal' } },
    },
  ]);
  const passwordHash = hashOf(DEMO.password);
  await insert('users', PEOPLE.map(({ id, email, name, hoursAgo }) => (
    { id, email, name, password_hash: passwordHash, email_verified_at: ago(hoursAgo), time_zone: 'Europe/Berlin', created_at: ago(hoursAgo) }
  )));
  await insert('memberships', PEOPLE.map(({ id, role, hoursAgo }) => ({ ...here, user_id: id, role, joined_at: ago(hoursAgo), created_at: ago(hoursAgo) })));
  await insert('invitations', [
    {
      ...here, id: INVITATION, email: INVITED, role: 'editor', invited_by: admin.id, created_at: ago(20),
      token_hash: sha256(linkToken(tokenSecret, INVITATION)), expires_at: ago(-7 * 24),
    },
  ]);
  await insert('api_keys', [
    {
      ...here, id: KEY, created_by: owner.id, name: 'Newsroom screen', prefix: 'mh_demo000000', hashed_key: sha256(randomBytes(32)),
      scopes: ['organization:read', 'member:read'], created_at: ago(48), last_used_at: ago(3), expires_at: ago(-90 * 24),
    },
  ]);
  if (keep) await writeDemoMedia({ insert, keep, here, uploader: editor.id, id, ago });
  const people = { owner: owner.id, admin: admin.id, editor: editor.id, member: member.id };
  await writeDemoContent({ insert, run: (sql, values) => client.query(sql, values), press, organization: 'demo-courier', here, people, pictures: keep !== undefined, id, ago });
  await writeDemoProjects({ insert, run: (sql, values) => client.query(sql, values), here, people, id });
  await writeDemoAccounts({ insert, here, owner: owner.id, id, ago });
  await writeDemoCalendar({ insert, run: (sql, values) => client.query(sql, values), here, people: PEOPLE, id, zone: 'Europe/Berlin' });
  await writeDemoCampaigns({ insert, run: (sql, values) => client.query(sql, values), here, people, id, zone: 'Europe/Berlin' });
  await writeDemoHistory({ insert, here, author: editor.id, id, ago });
  await writeDemoPosts({ insert, run: (sql, values) => client.query(sql, values), here, people, id, ago });
  await insert('audit_log', entries().map((entry) => (
    { ...here, actor_kind: 'user', ip: '192.0.2.10', user_agent: 'Demo', ...entry, sequence: 0, personal_digest: '', previous_hash: '', hash: '' }
  )));
  await insert('outbox', [
    {
      ...here, id: id(0x40), type: 'mail.invitation', label: `Invitation for ${INVITED}`, payload: { invitationId: INVITATION },
      status: 'done', attempts: 1, fence: 1, created_at: ago(20), due_at: ago(20), finished_at: ago(19.99),
    },
    {
      ...here, id: id(0x41), type: 'mail.invitation', label: `Invitation for ${INVITED}`, payload: { invitationId: INVITATION }, status: 'dead',
      attempts: 5, fence: 5, created_at: ago(10), due_at: ago(8), last_error: 'The mail service did not answer within 10 seconds. (A made-up failure: send it again.)',
    },
  ]);
  await insert('notifications', notices().map((notice, index) => ({ ...here, id: id(0x50 + index), user_id: owner.id, ...notice })));
}

/** Their order is the order of the chain; its trigger fills in sequence, hashes and time. */
function entries() {
  const joined = ({ id, email, role }: Person) => ({ actor_id: id, action: 'member.joined', resource_type: 'user', resource_id: id, metadata: { role, email } });
  return [
    { actor_id: owner.id, action: 'organization.created', resource_type: 'organization', resource_id: ORGANIZATION, metadata: { name: 'The Demo Courier' } },
    ...PEOPLE.slice(1).map(joined),
    { actor_id: owner.id, action: 'key.created', resource_type: 'api-key', resource_id: KEY, metadata: { name: 'Newsroom screen', scopes: ['organization:read', 'member:read'] } },
    { actor_id: admin.id, action: 'member.invited', resource_type: 'invitation', resource_id: INVITATION, metadata: { email: INVITED, role: 'editor' } },
    { actor_id: admin.id, action: 'member.invited-again', resource_type: 'invitation', resource_id: INVITATION, metadata: { email: INVITED } },
    { actor_id: editor.id, action: 'content.created', resource_type: 'content', resource_id: DEMO_REVIEW.id, metadata: { title: DEMO_REVIEW.title, type: 'article' } },
    { actor_id: editor.id, action: 'content.review-asked', resource_type: 'content', resource_id: DEMO_REVIEW.id, metadata: { title: DEMO_REVIEW.title, people: [owner.name] } },
  ];
}

function notices() {
  const joined = ({ name }: Person, hours: number, read: boolean) => ({
    type: 'member.joined', title: `${name} joined`, message: 'Your invitation was accepted.', data: { name, url: '/settings/people' },
    read_at: read ? ago(hours - 1) : null, created_at: ago(hours),
  });
  const label = `Invitation for ${INVITED}`;
  return [
    joined(admin, 116, true),
    joined(editor, 112, false),
    {
      type: 'delivery.dead', title: 'A delivery failed', message: `${label} could not be sent after several tries.`,
      data: { label, url: '/settings/deliveries' }, read_at: null, created_at: ago(8),
    },
    {
      type: 'content.review-asked', title: `Review “${DEMO_REVIEW.title}”`, message: DEMO_REVIEW.note,
      data: { itemId: DEMO_REVIEW.id, title: DEMO_REVIEW.title, note: DEMO_REVIEW.note, url: `/content/${DEMO_REVIEW.id}` }, read_at: null, created_at: ago(2),
    },
  ];
}

/** As app/platform/password.server.ts writes it; this floor may not import that one. */
function hashOf(password: string): string {
  const [N, r, p] = [32768, 8, 3];
  const salt = sha256('masthead demo').subarray(0, 16);
  const key = scryptSync(password, salt, 32, { N, r, p, maxmem: 64 * 1024 * 1024 });
  return ['scrypt', `${N}.${r}.${p}`, salt.toString('base64'), key.toString('base64')].join('$');
}

/** As app/platform/secrets.server.ts derives it. */
const linkToken = (secret: string | undefined, rowId: string) =>
  secret ? createHmac('sha256', secret).update(`invitation:${rowId}`).digest('base64url') : randomBytes(32).toString('hex');
