import { type SQL, sql } from 'drizzle-orm';
import type { MemberRole } from '../schema/choices.ts';
import type { Preferences } from '../schema/identity.ts';
import type { Crop } from '../schema/media.ts';
import type { Reader } from '../client.ts';

export interface Authentication {
  userId: string;
  sessionId: string;
  email: string;
  name: string;
  image: string | null;
  timeZone: string;
  preferences: Preferences;
  verified: boolean;
  seenLongAgo: boolean;
  organization: { id: string; name: string; slug: string; timeZone: string; logo: { id: string; name: string; sha256: string; crop: Crop | null } | null } | null;
  role: MemberRole | null;
  permissions: string[] | null;
}

export interface KeyAuthentication {
  keyId: string;
  keyName: string;
  scopes: string[];
  rateLimit: number;
  remaining: number;
  organization: { id: string; name: string; slug: string; timeZone: string };
}

/** An organization as its readers know it. */
export interface PublicOrganization {
  id: string;
  name: string;
  slug: string;
  description: string;
  website: string;
  timeZone: string;
  settings: Record<string, unknown>;
  logoAssetId: string | null;
}

/** A column of a set-returning function, typed where its row is read. */
const column = <T>(name: string) => sql.raw(name) as SQL<T>;

export const authenticate = (db: Reader, token: string) =>
  db
    .select({
      userId: column<string>('user_id'),
      sessionId: column<string>('session_id'),
      email: column<string>('email'),
      name: column<string>('name'),
      image: column<string | null>('image'),
      timeZone: column<string>('time_zone'),
      preferences: column<Preferences>('preferences'),
      verified: column<boolean>('verified'),
      seenLongAgo: column<boolean>('seen_long_ago'),
      organization: column<Authentication['organization']>('organization'),
      role: column<MemberRole | null>('role'),
      permissions: column<string[] | null>('permissions'),
    })
    .from(sql`app.authenticate(${token})`);

export const authenticateKey = (db: Reader, token: string) =>
  db
    .select({
      keyId: column<string>('key_id'),
      keyName: column<string>('key_name'),
      scopes: column<string[]>('scopes'),
      rateLimit: column<number>('rate_limit'),
      remaining: column<number>('remaining'),
      organization: column<KeyAuthentication['organization']>('organization'),
    })
    .from(sql`app.authenticate_key(${token})`);

export const enterSystem = (db: Reader, secret: string, organizationId: string | null) =>
  db.select({ entered: column<void>('true') }).from(sql`app.enter_system(${secret}, ${organizationId}::uuid)`);

export const enterPublic = (db: Reader, address: string) =>
  db
    .select({
      id: column<string>('id'),
      name: column<string>('name'),
      slug: column<string>('slug'),
      description: column<string>('description'),
      website: column<string>('website'),
      timeZone: column<string>('time_zone'),
      settings: column<PublicOrganization['settings']>('settings'),
      logoAssetId: column<string | null>('logo_asset_id'),
    })
    .from(sql`app.enter_public(${address})`);
