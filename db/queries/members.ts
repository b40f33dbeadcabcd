import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { invitations, memberships, users } from '../schema/index.ts';
import { idList, list, one, paged, type Reader } from '../scope.ts';
import { olderThan, type Page } from './keyset.ts';

const memberColumns = {
  membershipId: memberships.id,
  userId: memberships.userId,
  role: memberships.role,
  permissions: memberships.permissions,
  joinedAt: memberships.joinedAt,
  name: users.name,
  email: users.email,
  image: users.image,
};

/** Members in the order they joined; the membership's id is time-ordered and unique, so it is the cursor. */
export const members = (page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select(memberColumns)
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(and(eq(memberships.organizationId, sql`app.current_org()`), page.after ? gt(memberships.id, page.after) : undefined))
        .orderBy(asc(memberships.id))
        .limit(most),
    (row) => row.membershipId,
  );

export const memberByUser = (userId: string) =>
  one((db) => db.select(memberColumns).from(memberships).innerJoin(users, eq(users.id, memberships.userId)).where(eq(memberships.userId, userId)).limit(1));

export const membersByIds = (userIds: readonly string[]) =>
  list((db) => db.select(memberColumns).from(memberships).innerJoin(users, eq(users.id, memberships.userId)).where(sql`${memberships.userId} = any (${idList(userIds)})`));

export const ownerCount = () => one((db) => db.select({ count: sql<number>`count(*)::int` }).from(memberships).where(eq(memberships.role, 'owner')));

const open = (db: Reader, page: Page) =>
  db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
      inviter: users.name,
    })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt), olderThan(invitations.id, page.after, 'uuid')))
    .orderBy(desc(invitations.id))
    .limit(page.limit);

export const openInvitations = () => list((db) => open(db, { limit: 200 }));

export const openInvitationPage = (page: Page) => paged(page, (db, limit) => open(db, { ...page, limit }), (row) => row.id);

export const invitationById = (id: string) =>
  one((db) =>
    db
      .select({
        id: invitations.id,
        email: invitations.email,
        role: invitations.role,
        inviter: users.name,
        expiresAt: invitations.expiresAt,
        acceptedAt: invitations.acceptedAt,
        revokedAt: invitations.revokedAt,
      })
      .from(invitations)
      .leftJoin(users, eq(users.id, invitations.invitedBy))
      .where(eq(invitations.id, id)),
  );
