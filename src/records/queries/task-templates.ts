import { sql, type AccountDb } from '../../app/db.ts';
import type { DueSettings, FormField, ReminderSettings, TaskAssignee, TaskOutcome } from '../rules/task-shapes.ts';

export interface TaskTemplateRow {
  id: number;
  object_id: number;
  name: string;
  subject: string;
  body: string;
  assignee: TaskAssignee;
  due: DueSettings | null;
  reminders: ReminderSettings[];
  outcomes: TaskOutcome[];
  fields: FormField[];
  archived_at: Date | null;
}

export type TaskTemplateValues = Omit<TaskTemplateRow, 'archived_at'>;

const TEMPLATE = sql`p.id, p.object_id, p.name, p.subject, p.body, p.assignee, p.due, p.reminders, p.outcomes, p.fields, p.archived_at`;

/** The templates in use, by name. */
export async function taskTemplates(db: AccountDb): Promise<TaskTemplateRow[]> {
  return db.many(
    sql`select ${TEMPLATE} from task_templates p where p.account_id = ${db.accountId} and p.archived_at is null order by p.name, p.id`,
  );
}

/** A template, one taken out of use too: tasks made from it still end as it says. */
export async function taskTemplateById(db: AccountDb, id: number): Promise<TaskTemplateRow | undefined> {
  return db.maybeOne(
    sql`select ${TEMPLATE} from task_templates p where p.account_id = ${db.accountId} and p.id = ${id}`,
    'records.task-template',
  );
}

export async function insertTaskTemplate(db: AccountDb, template: TaskTemplateValues): Promise<void> {
  await db.run(
    sql`insert into task_templates (account_id, id, object_id, name, subject, body, assignee, due, reminders, outcomes, fields, created_at, updated_at)
        select ${db.accountId}, ${template.id}, ${template.object_id}, ${template.name}, ${template.subject}, ${template.body}, v->'assignee',
          nullif(v->'due', 'null'::jsonb), v->'reminders', v->'outcomes', v->'fields', ${db.now}, ${db.now}
        from (select ${JSON.stringify(template)}::jsonb as v) given`,
  );
}

export async function updateTaskTemplateRow(db: AccountDb, template: TaskTemplateValues): Promise<void> {
  await db.run(
    sql`update task_templates p set name = ${template.name}, subject = ${template.subject}, body = ${template.body}, assignee = v->'assignee',
          due = nullif(v->'due', 'null'::jsonb), reminders = v->'reminders', outcomes = v->'outcomes', fields = v->'fields', updated_at = ${db.now}
        from (select ${JSON.stringify(template)}::jsonb as v) given
        where p.account_id = ${db.accountId} and p.id = ${template.id}`,
  );
}

export async function archiveTaskTemplate(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update task_templates set archived_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`);
}

/** Templates whose tasks went to one user go to another from now on. */
export async function moveTaskTemplates(db: AccountDb, fromUserId: number, toUserId: number): Promise<void> {
  await db.run(
    sql`update task_templates p set assignee = jsonb_build_object('to', 'user', 'id', ${toUserId}::bigint)
        where p.account_id = ${db.accountId} and p.assignee = jsonb_build_object('to', 'user', 'id', ${fromUserId}::bigint)`,
  );
}
