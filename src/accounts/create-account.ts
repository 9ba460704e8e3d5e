import type { AccountDb, Database } from '../app/db.ts';
import { system, type Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { domains } from '../app/registry.ts';
import { recordEvent } from '../ledger/index.ts';
import { accountCreated, userJoined } from './events.ts';
import { insertAccount, openAccount, setAccountOwner, updateClockOffset } from './queries/accounts.ts';
import { insertRoles } from './queries/roles.ts';
import { insertUser } from './queries/users.ts';
import { DEFAULT_ROLES } from './rules/default-roles.ts';

export interface NewAccount {
  name: string;
  kind: 'operator' | 'client' | 'sandbox';
  /** The person whose account it is; they become its user 1. */
  owner: { identityId: string; name: string; email: string };
  timeZone?: string;
  locale?: string;
  currency?: string;
  country?: string | null;
  /** For a sandbox: the account it stands beside. */
  parentAccountId?: number;
  /** For a sandbox: what its clock says first, before it is moved forward. */
  beginsAt?: Date;
  /** A person's own first account, made by themselves: domains may greet them. */
  newcomer?: boolean;
  /** Runs in the same transaction, last; what it throws leaves no account behind. */
  also?: (db: AccountDb, ids: NextIds, ownerUserId: number) => Promise<void>;
}

/**
 * Makes an account, practising, with its owner as user 1, the default roles and the rows every domain begins with. All of it in one
 * transaction. Gives the account's and the owner's ids.
 */
export async function createAccount(
  database: Database,
  account: NewAccount,
  actor: Actor = system,
): Promise<{ accountId: number; ownerUserId: number }> {
  const accountId = await database.system(openAccount);
  const ids: NextIds = (name, count) => database.nextIds(accountId, name, count);
  return database.account(accountId, async (db) => {
    await insertAccount(db, {
      name: account.name,
      kind: account.kind,
      time_zone: account.timeZone ?? 'UTC',
      locale: account.locale ?? 'en',
      currency: account.currency ?? 'USD',
      country: account.country ?? null,
      parent_account_id: account.parentAccountId ?? null,
    });
    const ownerUserId = await seatOwner(db, ids, account.owner);
    const causeId = await recordEvent(db, actor, { kind: accountCreated, data: { kind: account.kind }, personal: { name: account.name } });
    await recordEvent(db, actor, {
      kind: userJoined,
      subject: { type: 'user', id: ownerUserId },
      causeId,
      personal: { name: account.owner.name, email: account.owner.email },
    });
    for (const domain of domains()) await domain.prepareAccount?.(db, ids);
    if (account.beginsAt && account.kind === 'sandbox') await updateClockOffset(db, account.beginsAt.getTime() - db.now.getTime());
    await account.also?.(db, ids, ownerUserId);
    if (account.newcomer) for (const domain of domains()) await domain.welcomeNewcomer?.(db);
    return { accountId, ownerUserId };
  });
}

async function seatOwner(db: AccountDb, ids: NextIds, owner: NewAccount['owner']): Promise<number> {
  const firstRole = await ids('role', DEFAULT_ROLES.length);
  const idOf = (name: string): number => firstRole + DEFAULT_ROLES.findIndex((role) => role.name === name);
  await insertRoles(
    db,
    DEFAULT_ROLES.map(({ name, isOwner, manager, rights }) => ({
      id: idOf(name),
      name,
      isOwner,
      managerRoleId: manager === null ? null : idOf(manager),
      rights,
    })),
  );
  const userId = await ids('user', 1);
  await insertUser(db, { id: userId, identityId: owner.identityId, roleId: firstRole, name: owner.name, email: owner.email });
  await setAccountOwner(db, userId);
  return userId;
}
