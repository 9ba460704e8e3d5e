import { sql, type AccountDb } from '../../app/db.ts';

export interface TemplateRow {
  id: number;
  name: string;
  shortcut: string;
  text: string;
  user_id: number | null;
}

const TEMPLATE = sql`a.id, a.name, a.shortcut, a.text, a.user_id`;

/** The answers that everybody, or this user, has at hand, by name. */
export async function templatesFor(db: AccountDb, userId: number): Promise<TemplateRow[]> {
  return db.many(
    sql`select ${TEMPLATE} from answer_templates a
        where a.account_id = ${db.accountId} and (a.user_id is null or a.user_id = ${userId}) order by a.name, a.id limit 500`,
  );
}

export async function templateById(db: AccountDb, id: number): Promise<TemplateRow | undefined> {
  return db.maybeOne(sql`select ${TEMPLATE} from answer_templates a where a.account_id = ${db.accountId} and a.id = ${id}`);
}

export async function writeTemplate(db: AccountDb, template: TemplateRow): Promise<void> {
  await db.run(
    sql`insert into answer_templates (account_id, id, name, shortcut, text, user_id, created_at, updated_at)
        values (${db.accountId}, ${template.id}, ${template.name}, ${template.shortcut}, ${template.text}, ${template.user_id}, ${db.now}, ${db.now})
        on conflict (account_id, id) do update set name = excluded.name, shortcut = excluded.shortcut, text = excluded.text,
          user_id = excluded.user_id, updated_at = excluded.updated_at`,
  );
}

export async function deleteTemplateRow(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`delete from answer_templates where account_id = ${db.accountId} and id = ${id}`);
}

export async function forgetTemplatesOf(db: AccountDb, userId: number): Promise<void> {
  await db.run(sql`delete from answer_templates where account_id = ${db.accountId} and user_id = ${userId}`);
}
