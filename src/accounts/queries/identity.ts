import { sql, type AccountDb, type Queries } from '../../app/db.ts';

export interface PersonRow {
  id: string;
  name: string;
  email: string;
  email_verified: boolean;
}

export async function personByEmail(db: Queries, email: string): Promise<PersonRow | undefined> {
  return db.maybeOne<PersonRow>(sql`select id, name, email, email_verified from auth_users where email = ${email}`);
}

export async function personById(db: Queries, id: string): Promise<PersonRow | undefined> {
  return db.maybeOne<PersonRow>(sql`select id, name, email, email_verified from auth_users where id = ${id}`, 'accounts.person');
}

export async function markVerified(db: Queries, id: string): Promise<void> {
  await db.run(sql`update auth_users set email_verified = true where id = ${id}`);
}

export interface OpenSessionRow {
  id: string;
  created_at: Date;
  last_seen_at: Date;
  ip_address: string | null;
  user_agent: string | null;
}

/** Where a person is signed in, the latest used first. */
export async function openSessions(db: Queries, identityId: string, now: Date): Promise<OpenSessionRow[]> {
  return db.many<OpenSessionRow>(
    sql`select id, created_at, last_seen_at, ip_address, user_agent from auth_sessions
        where user_id = ${identityId} and expires_at > ${now} order by last_seen_at desc limit 200`,
  );
}

/** Notes where a session was begun and when, by the product's own clock. */
export async function describeSession(
  db: Queries,
  tokenHash: string,
  session: { now: Date; expiresAt: Date; ip: string; userAgent: string },
): Promise<void> {
  await db.run(
    sql`update auth_sessions set ip_address = ${session.ip}, user_agent = ${session.userAgent}, last_seen_at = ${session.now},
          created_at = ${session.now}, expires_at = ${session.expiresAt} where token = ${tokenHash}`,
  );
}

/** Ends one of a person's sessions; false when they have no such session. */
export async function deleteSession(db: Queries, identityId: string, sessionId: string): Promise<boolean> {
  return (await db.run(sql`delete from auth_sessions where user_id = ${identityId} and id = ${sessionId}`)) > 0;
}

export async function deleteSessionByToken(db: Queries, tokenHash: string): Promise<void> {
  await db.run(sql`delete from auth_sessions where token = ${tokenHash}`);
}

/** Ends all of a person's sessions but one, or all; gives how many. */
export async function deleteOtherSessions(db: Queries, identityId: string, keepSessionId = ''): Promise<number> {
  return db.run(sql`delete from auth_sessions where user_id = ${identityId} and id <> ${keepSessionId}`);
}

// Sign-ups and terms -------------------------------------------------------------------------------------------------------------

export interface SignUpRow {
  identity_id: string;
  company_name: string;
  time_zone: string;
  currency: string;
  terms_version: string;
  minimum_age: number;
  ip_address: string | null;
  created_at: Date;
}

/** Keeps what was asked for until the address is proven; a second sign-up with one address changes nothing. */
export async function insertSignUp(db: Queries, signUp: Omit<SignUpRow, 'ip_address'> & { ip: string }): Promise<void> {
  await db.run(
    sql`insert into sign_ups (identity_id, company_name, time_zone, currency, terms_version, minimum_age, ip_address, created_at)
        select i.id, ${signUp.company_name}, ${signUp.time_zone}, ${signUp.currency}, ${signUp.terms_version},
          ${signUp.minimum_age}::integer, ${signUp.ip}, ${signUp.created_at}::timestamptz
        from auth_users i where i.id = ${signUp.identity_id} and not i.email_verified
        on conflict (identity_id) do nothing`,
  );
}

export async function signUpOf(db: Queries, identityId: string): Promise<SignUpRow | undefined> {
  return db.maybeOne<SignUpRow>(sql`select * from sign_ups where identity_id = ${identityId}`);
}

/** Takes the sign-up away in the transaction that makes its account; false when somebody else just did. */
export async function takeSignUp(db: AccountDb, identityId: string): Promise<boolean> {
  return (await db.run(sql`delete from sign_ups where identity_id = ${identityId}`)) > 0;
}

export async function insertAcceptance(
  db: Queries,
  acceptance: { identityId: string; document: string; version: string; how: 'sign-up' | 'invitation' | 'continued-use'; at: Date },
): Promise<void> {
  await db.run(
    sql`insert into acceptances (identity_id, document, version, how, accepted_at)
        values (${acceptance.identityId}, ${acceptance.document}, ${acceptance.version}, ${acceptance.how}, ${acceptance.at})
        on conflict do nothing`,
  );
}

export async function hasAccepted(db: Queries, identityId: string, version: string): Promise<boolean> {
  const { accepted } = await db.one<{ accepted: boolean }>(
    sql`select exists (select from acceptances where identity_id = ${identityId} and version = ${version}) as accepted`,
  );
  return accepted;
}

// Limits -------------------------------------------------------------------------------------------------------------------------

/** Counts one more try under a key and gives how many there were in the running window, and when it ends. */
export async function countTry(db: Queries, key: string, now: Date, windowEndsAt: Date): Promise<{ count: number; window_ends_at: Date }> {
  return db.one(
    sql`insert into identity_tries as t (key, count, window_ends_at) values (${key}, 1, ${windowEndsAt})
        on conflict (key) do update set
          count = case when t.window_ends_at <= ${now}::timestamptz then 1 else t.count + 1 end,
          window_ends_at = case when t.window_ends_at <= ${now}::timestamptz then ${windowEndsAt}::timestamptz else t.window_ends_at end
        returning count, window_ends_at`,
    'accounts.count-try',
  );
}

/** A try that was right does not count. */
export async function forgiveTry(db: Queries, key: string): Promise<void> {
  await db.run(sql`update identity_tries set count = count - 1 where key = ${key} and count > 0`);
}

export async function forgetTries(db: Queries, key: string): Promise<void> {
  await db.run(sql`delete from identity_tries where key = ${key}`);
}

/** Marks a proof of work as used; false when it already was. */
export async function useChallenge(db: Queries, signature: string, expiresAt: Date): Promise<boolean> {
  return (
    (await db.run(sql`insert into used_challenges (signature, expires_at) values (${signature}, ${expiresAt}) on conflict do nothing`)) > 0
  );
}

/** Sweeps what time has made worthless. */
export async function deleteExpired(db: Queries, now: Date): Promise<void> {
  await db.run(sql`delete from identity_tries where window_ends_at < ${now}`);
  await db.run(sql`delete from used_challenges where expires_at < ${now}`);
  await db.run(sql`delete from auth_sessions where expires_at < ${now}`);
  await db.run(sql`delete from auth_verifications where expires_at < ${now}`);
  await db.run(sql`delete from identity_mails where created_at < ${now}::timestamptz - interval '7 days'`);
}
