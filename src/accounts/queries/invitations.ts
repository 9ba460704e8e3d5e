import { sql, type AccountDb } from '../../app/db.ts';

export interface InvitationRow {
  id: number;
  email: string;
  name: string;
  role_id: number;
  role_name: string;
  invited_by: number;
  inviter: string;
  created_at: Date;
  expires_at: Date;
}

export async function insertInvitation(
  db: AccountDb,
  invitation: { id: number; email: string; name: string; roleId: number; tokenHash: string; invitedBy: number; expiresAt: Date },
): Promise<void> {
  await db.run(
    sql`insert into invitations (account_id, id, email, name, role_id, token_hash, invited_by, created_at, expires_at)
        values (${db.accountId}, ${invitation.id}, ${invitation.email}, ${invitation.name}, ${invitation.roleId}, ${invitation.tokenHash},
          ${invitation.invitedBy}, ${db.now}, ${invitation.expiresAt})`,
  );
}

const OPEN = (
  db: AccountDb,
) => sql`select i.id, i.email, i.name, i.role_id, r.name as role_name, i.invited_by, u.name as inviter, i.created_at,
    i.expires_at
  from invitations i
  join roles r on r.account_id = ${db.accountId} and r.id = i.role_id
  join users u on u.account_id = ${db.accountId} and u.id = i.invited_by
  where i.account_id = ${db.accountId} and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > ${db.now}`;

/** Invitations somebody can still accept. */
export async function openInvitations(db: AccountDb): Promise<InvitationRow[]> {
  return db.many<InvitationRow>(sql`${OPEN(db)} order by i.id`);
}

export async function openInvitation(db: AccountDb, tokenHash: string, lock = false): Promise<InvitationRow | undefined> {
  return db.maybeOne<InvitationRow>(sql`${OPEN(db)} and i.token_hash = ${tokenHash} ${lock ? sql`for update of i` : sql``}`);
}

export async function markInvitationAccepted(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update invitations set accepted_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`);
}

/** Withdraws open invitations by id or by address; gives the ids. */
export async function withdrawInvitations(db: AccountDb, which: { id: number } | { email: string }): Promise<number[]> {
  const chosen = 'id' in which ? sql`id = ${which.id}` : sql`email = ${which.email}`;
  const rows = await db.many<{ id: number }>(
    sql`update invitations set withdrawn_at = ${db.now}
        where account_id = ${db.accountId} and ${chosen} and accepted_at is null and withdrawn_at is null returning id`,
  );
  return rows.map(({ id }) => id);
}

/** Whether an open invitation still leads to a role. */
export async function isRoleOffered(db: AccountDb, roleId: number): Promise<boolean> {
  const { offered } = await db.one<{ offered: boolean }>(
    sql`select exists (select from invitations where account_id = ${db.accountId} and role_id = ${roleId} and accepted_at is null
          and withdrawn_at is null and expires_at > ${db.now}) as offered`,
  );
  return offered;
}
