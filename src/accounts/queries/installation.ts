import { sql, type Queries } from '../../app/db.ts';

export async function readSetting<Value>(db: Queries, name: string, lock = false): Promise<Value | undefined> {
  const row = await db.maybeOne<{ value: Value }>(
    sql`select value from installation_settings where name = ${name} ${lock ? sql`for update` : sql``}`,
  );
  return row?.value;
}

export async function readSettings(db: Queries): Promise<Map<string, unknown>> {
  const rows = await db.many<{ name: string; value: unknown }>(sql`select name, value from installation_settings`);
  return new Map(rows.map(({ name, value }) => [name, value]));
}

export async function writeSetting(db: Queries, name: string, value: unknown, now: Date): Promise<void> {
  await db.run(
    sql`insert into installation_settings (name, value, updated_at) values (${name}, ${JSON.stringify(value)}::jsonb, ${now})
        on conflict (name) do update set value = excluded.value, updated_at = excluded.updated_at`,
  );
}

export async function deleteSetting(db: Queries, name: string): Promise<void> {
  await db.run(sql`delete from installation_settings where name = ${name}`);
}

/** Takes a setting away if it still has this value; of two who try, one succeeds. */
export async function takeSetting(db: Queries, name: string, value: unknown): Promise<boolean> {
  return (await db.run(sql`delete from installation_settings where name = ${name} and value = ${JSON.stringify(value)}::jsonb`)) > 0;
}

export async function isSetUp(db: Queries): Promise<boolean> {
  const { done } = await db.one<{ done: boolean }>(sql`select exists (select from operators) as done`);
  return done;
}

export async function insertOperator(db: Queries, identityId: string, now: Date): Promise<void> {
  await db.run(sql`insert into operators (identity_id, since) values (${identityId}, ${now}) on conflict do nothing`);
}

export async function isOperatorRow(db: Queries, identityId: string): Promise<boolean> {
  const { is } = await db.one<{ is: boolean }>(sql`select exists (select from operators where identity_id = ${identityId}) as is`);
  return is;
}

// Letters about identity ---------------------------------------------------------------------------------------------------------

export interface LetterRow {
  id: number;
  email: string;
  kind: string;
  subject: string;
  body: string;
  link: string | null;
  failure: string | null;
  created_at: Date;
}

export async function insertLetter(
  db: Queries,
  letter: Pick<LetterRow, 'email' | 'kind' | 'subject' | 'body' | 'link' | 'created_at'>,
): Promise<number> {
  const { id } = await db.one<{ id: number }>(
    sql`insert into identity_mails (email, kind, subject, body, link, created_at)
        values (${letter.email}, ${letter.kind}, ${letter.subject}, ${letter.body}, ${letter.link}, ${letter.created_at}) returning id`,
  );
  return id;
}

export async function letters(db: Queries, limit: number): Promise<LetterRow[]> {
  return db.many<LetterRow>(
    sql`select id, email, kind, subject, body, link, failure, created_at from identity_mails order by id desc limit ${limit}`,
  );
}

/** The newest letter with a link to an address. */
export async function newestLink(db: Queries, email: string): Promise<LetterRow | undefined> {
  return db.maybeOne<LetterRow>(
    sql`select id, email, kind, subject, body, link, failure, created_at from identity_mails
        where email = ${email} and link is not null order by id desc limit 1`,
  );
}

/** One letter, locked until this transaction ends. */
export async function letterToSend(db: Queries, id: number): Promise<LetterRow | undefined> {
  return db.maybeOne<LetterRow>(sql`select * from identity_mails where id = ${id} for update`);
}

export async function deleteLetter(db: Queries, id: number): Promise<void> {
  await db.run(sql`delete from identity_mails where id = ${id}`);
}

export async function markLetterFailed(db: Queries, id: number, failure: string): Promise<void> {
  await db.run(sql`update identity_mails set failure = ${failure} where id = ${id}`);
}
