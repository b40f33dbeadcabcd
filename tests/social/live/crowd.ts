import type { Client } from 'pg';
import type { Platform } from '#db/schema/choices.ts';
import type { FrozenMedia, FrozenTarget } from '#db/schema/posts.ts';
import { hashOf } from '#app/domains/social/composing/freeze.ts';
import { connectorOf } from '#app/domains/social/connectors/registry.ts';
import { sealTokens } from '#app/domains/social/accounts/open-account.server.ts';
import { uuid7 } from '#app/platform/ids.ts';
import type { AnySimulator } from '#tests/simulators/kit.ts';
import type { Desk } from '#tests/simulators/oauth.ts';
import { SIMULATORS } from '#tests/simulators/registry.ts';

/** One of each way to learn the truth: two by key, one by handle, one by search, one by nothing. And how many posts an account of each may have in this crowd, below what its platform allows. */
export const CROWD = { mastodon: 100, bluesky: 100, instagram: 40, twitter: 80, medium: 12 } as const satisfies Partial<Record<Platform, number>>;
export type Crowded = keyof typeof CROWD;
export const CROWDED = Object.keys(CROWD) as Crowded[];
/** Where a person is asked when nothing tells what became of a request. */
export const MAY_ASK: readonly Platform[] = ['twitter', 'medium'];

const PERSON = { mastodon: (n: number) => String(50_000 + n), bluesky: (n: number) => `did:plc:${`demo${n}x`.padEnd(24, 'z')}`, instagram: (n: number) => String(17_841_400_000_500_000 + n), twitter: (n: number) => String(50_000 + n), medium: (n: number) => String(n).padStart(35, '0') };
const tokenOf = (platform: Crowded, n: number) => `crowd-${platform}-${n}`;
const usernameOf = (platform: Crowded, n: number) => (platform === 'bluesky' ? `demo-${n}.test` : `demo_${n}`);

const accountsFor = (platform: Crowded, posts: number) => Math.ceil(posts / CROWD[platform]);

/** The simulated platforms with so many demo people on each as so many posts need. */
export function crowded(posts: number, around: (simulator: AnySimulator) => AnySimulator = (simulator) => simulator): AnySimulator[] {
  return CROWDED.map((platform) => {
    const simulator = SIMULATORS[platform]!;
    return around({
      ...simulator,
      begin() {
        const state = simulator.begin() as { desk: Desk };
        for (let n = 0; n < accountsFor(platform, posts); n += 1) {
          state.desk.people.push({ id: PERSON[platform](n), username: usernameOf(platform, n), name: `Demo ${n}`, followers: n });
          state.desk.access.push({ value: tokenOf(platform, n), person: PERSON[platform](n), scopes: ['all'], until: '2999-01-01T00:00:00.000Z' });
        }
        return state;
      },
    });
  });
}

export interface Arranged {
  id: string;
  platform: Crowded;
  /** On the platform, of the account that it is for. */
  person: string;
  /** Nothing else says this. */
  text: string;
  due: Date;
}

interface Company {
  organizations: string[];
  accounts: Map<Crowded, { id: string; organizationId: string; person: string }[]>;
}

/** Organizations of three people each, with the accounts of the crowd shared out among them. */
export async function arrangeCompany(owner: Client, { at, posts, secret, organizations = 4 }: { at: string; posts: number; secret: string; organizations?: number }): Promise<Company> {
  const company: Company = { organizations: [], accounts: new Map() };
  for (let n = 0; n < organizations; n += 1) {
    const { rows } = await owner.query("insert into organizations (name, slug) values ($1, $2) returning id", [`Gazette ${n}`, `gazette-${n}`]);
    const id = rows[0].id as string;
    company.organizations.push(id);
    await owner.query("with people as (insert into users (email, name, email_verified_at) select 'crowd-' || $2 || '-' || role || '@example.test', initcap(role), now() from unnest(array['owner', 'editor', 'viewer']) role returning id, lower(name) as role) insert into memberships (organization_id, user_id, role) select $1, id, role from people", [id, n]);
  }
  for (const platform of CROWDED) {
    const accounts = [];
    for (let n = 0; n < accountsFor(platform, posts); n += 1) {
      const [id, organizationId] = [uuid7(), company.organizations[n % organizations]!];
      const { accessToken } = await sealTokens({ TOKEN_SECRET: secret } as never, { id, organizationId }, { accessToken: tokenOf(platform, n), refreshToken: null });
      const place = connectorOf(platform).hosts.place === undefined && platform !== 'mastodon' ? null : `${at}/${platform}/place`;
      await owner.query('insert into social_accounts (id, organization_id, platform, platform_account_id, username, display_name, place, access_token, platform_data) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
        id, organizationId, platform, PERSON[platform](n), usernameOf(platform, n), `The ${usernameOf(platform, n)}`, place, accessToken, JSON.stringify(place ? { place } : {}),
      ]);
      accounts.push({ id, organizationId, person: PERSON[platform](n) });
    }
    company.accounts.set(platform, accounts);
  }
  return company;
}

/** Where the one picture of all posts lies in the bucket, if one of them reads it. */
export const PICTURE = 'o/crowd/picture';
const picture = (n: number): FrozenMedia => ({ assetId: uuid7(), storageKey: PICTURE, sha256: n.toString(16).padStart(64, '0'), kind: 'image', mime: 'image/jpeg', name: `harbour-${n}.jpg`, byteSize: 4_096, width: 1080, height: 1080, seconds: null, alt: 'A lamp on a quay' });

interface Wanted {
  first?: number;
  pictured?: readonly Crowded[];
  /** On one platform, instead of on each in turn. */
  only?: Crowded;
  film?: FrozenMedia;
  due: (index: number) => Date;
}

/** Posts of one target each, platform by platform in turn, as schedule-post leaves them. `first` numbers them, so that every text is said once. */
export async function arrangePosts(owner: Client, company: Company, count: number, { first = 0, pictured = ['instagram'], only, film, due }: Wanted): Promise<Arranged[]> {
  const rows = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const number = first + index;
      const platform = only ?? CROWDED[number % CROWDED.length]!;
      const accounts = company.accounts.get(platform)!;
      const account = accounts[Math.floor(number / CROWDED.length) % accounts.length]!;
      const [postId, id] = [uuid7(), uuid7()];
      const text = `Number ${number} of the harbour, on ${platform}`;
      const media = film ? [film] : pictured.includes(platform) ? [picture(number)] : [];
      const content = { [id]: { accountId: account.id, format: film ? 'video' : media.length > 0 ? 'image' : 'text', title: platform === 'medium' ? `Number ${number}` : null, link: null, options: {}, parts: [{ part: 'post', text, media }] } as FrozenTarget };
      return { id, postId, platform, person: account.person, organizationId: account.organizationId, accountId: account.id, text, due: due(index), content, hash: await hashOf(content) };
    }),
  );
  const columns = (name: keyof (typeof rows)[number]) => rows.map((row) => (row[name] instanceof Date ? (row[name] as Date).toISOString() : typeof row[name] === 'object' ? JSON.stringify(row[name]) : row[name]));
  const given = [columns('organizationId'), columns('postId'), columns('id'), columns('accountId'), columns('text'), columns('due'), columns('content'), columns('hash')];
  await owner.query('begin');
  await owner.query('create temporary table given on commit drop as select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::jsonb[], $8::text[]) as g(org, post, target, account, said, due, content, hash)', given);
  await owner.query("insert into posts (id, organization_id, text, version, scheduled_at, scheduled_wall) select post, org, said, 1, due, due at time zone 'UTC' from given");
  await owner.query('insert into post_versions (organization_id, post_id, number, content, content_hash, approved_at) select org, post, 1, content, hash, now() from given');
  await owner.query("insert into post_targets (id, organization_id, post_id, social_account_id, status, version, scheduled_at, wake_at, look_at) select target, org, post, account, 'scheduled', 1, due, due, due - interval '70 seconds' from given");
  await owner.query('commit');
  return rows.map(({ id, platform, person, text, due: moment }) => ({ id, platform, person, text, due: moment }));
}
