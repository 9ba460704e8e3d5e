import { randomUUID } from 'node:crypto';
import { createAccount, type NewAccount } from '../src/accounts/index.ts';
import { hashOf, newToken } from '../src/accounts/identity/tokens.ts';
import type { Actor } from '../src/app/kernel/actor.ts';
import type { NextIds } from '../src/app/kernel/domain.ts';
import { idsOf, type TestDatabase } from './harness.ts';

/** A bare account: its clock and its row, with nothing a domain prepares. For tests of what stands below accounts. */
export async function makeBareAccount(test: TestDatabase, name = 'Harbour Bakery'): Promise<number> {
  const { rows } = await test.owner.query<{ id: number }>("select nextval('account_ids')::int as id");
  const id = rows[0]!.id;
  await test.owner.query('insert into account_clocks (account_id) values ($1)', [id]);
  await test.owner.query("insert into accounts (account_id, name, kind, created_at) values ($1, $2, 'client', now())", [id, name]);
  return id;
}

export interface TestIdentity {
  identityId: string;
  name: string;
  email: string;
}

/** Somebody's seat in an account: what operations and requests are made as. */
export interface TestSeat extends TestIdentity {
  accountId: number;
  userId: number;
  /** As whom operations are called: `{ type: 'user', id: '1' }`. */
  actor: Actor;
  ids: NextIds;
}

let people = 0;

/** A person with a proven address and no password, known to the installation but without a seat anywhere. */
export async function makeIdentity(test: TestDatabase, person: Partial<TestIdentity> = {}): Promise<TestIdentity> {
  const identityId = person.identityId ?? randomUUID();
  const name = person.name ?? `Robin Person${++people}`;
  const email = person.email ?? `robin.${identityId.slice(0, 8)}@example.com`;
  await test.owner.query(
    'insert into auth_users (id, name, email, email_verified, created_at, updated_at) values ($1, $2, $3, true, now(), now())',
    [identityId, name, email],
  );
  return { identityId, name, email };
}

/** A whole account as a newcomer gets it, with its owner's seat: `const { accountId, actor, ids } = await makeAccount(test)`. */
export async function makeAccount(
  test: TestDatabase,
  account: Partial<Omit<NewAccount, 'owner'>> & { owner?: TestIdentity } = {},
): Promise<TestSeat> {
  const owner = account.owner ?? (await makeIdentity(test));
  const { accountId, ownerUserId } = await createAccount(test.database, { name: 'Harbour Bakery', kind: 'client', ...account, owner });
  return seat(test, owner, accountId, ownerUserId);
}

/** A further user of an account, by the name of a role: Account owner, Manager, Sales, Marketing, Read only or one of your own. */
export async function makeUser(
  test: TestDatabase,
  { accountId }: { accountId: number },
  user: { role?: string; name?: string; email?: string; identity?: TestIdentity } = {},
): Promise<TestSeat> {
  const identity = user.identity ?? (await makeIdentity(test, user));
  const userId = await test.database.nextIds(accountId, 'user', 1);
  await test.owner.query(
    `insert into users (account_id, id, identity_id, role_id, name, email, created_at)
     select $1, $2, $3, (select id from roles where account_id = $1 and name = $6), $4, $5, now()`,
    [accountId, userId, identity.identityId, identity.name, identity.email, user.role ?? 'Manager'],
  );
  return seat(test, identity, accountId, userId);
}

/** Headers of a browser in which this person is signed in and has their account open: `app.inject({ headers: await signedIn(…) })`. */
export async function signedIn(test: TestDatabase, person: { identityId: string; accountId?: number }): Promise<Record<string, string>> {
  const token = newToken();
  await test.owner.query(
    `insert into auth_sessions (id, user_id, token, expires_at, created_at, updated_at)
     values ($1, $2, $3, '2100-01-01', now(), now())`,
    [randomUUID(), person.identityId, hashOf(token)],
  );
  return {
    cookie: `quayside_session=${token}`,
    'x-quayside': '1',
    ...(person.accountId === undefined ? {} : { 'x-account': String(person.accountId) }),
  };
}

const seat = (test: TestDatabase, identity: TestIdentity, accountId: number, userId: number): TestSeat => ({
  ...identity,
  accountId,
  userId,
  actor: { type: 'user', id: String(userId) },
  ids: idsOf(test.database, accountId),
});
