import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import type { Completion } from '../complete-task.ts';
import { editRecord } from '../edit-record.ts';
import { objectShape } from '../object-shapes.ts';
import { recordById } from '../queries/records.ts';
import type { TaskTemplateRow } from '../queries/task-templates.ts';
import type { TaskRow } from '../queries/tasks.ts';
import { visibleFields } from '../rules/rights.ts';
import { storedValue } from '../rules/stored-value.ts';
import type { FieldShape, Value } from '../schema.ts';

/** A field that a task's form asks for, with what the record has in it. */
export interface AskedField {
  field: FieldShape;
  required: boolean;
  value: Value;
}

/**
 * Writes what a task's form asks for into the record, and refuses with `form_incomplete` while a required field is blank. Refuses a field
 * the form does not ask for with `not_on_form`, and what `editRecord` refuses.
 */
export async function fillTaskForm(
  db: AccountDb,
  actor: Actor,
  { task, template, completion }: { task: TaskRow; template: TaskTemplateRow | undefined; completion: Completion },
): Promise<void> {
  const { viewer, values = {}, version } = completion;
  const asked = await formOf(db, viewer, task, template);
  if (Object.keys(values).length > 0) {
    refuseOthers(asked, values);
    const record = { objectId: task.object_id!, id: task.record_id! };
    await editRecord(db, actor, { viewer, edit: { ...record, values, version } });
  }
  const blank = (await formOf(db, viewer, task, template)).filter(({ required, value }) => required && isBlank(value));
  if (blank.length === 0) return;
  throw new Problem('form_incomplete', `Fill in ${listed(blank.map(({ field }) => field.label))} before you complete this task.`, {
    fields: Object.fromEntries(blank.map(({ field }) => [`values.${field.id}`, `${field.label} is required. Fill it in.`])),
  });
}

/** The fields that completing a task asks for, as far as the viewer may fill them in. */
export async function formOf(db: AccountDb, viewer: Viewer, task: TaskRow, template: TaskTemplateRow | undefined): Promise<AskedField[]> {
  if (!template || template.fields.length === 0 || task.object_id === null || task.record_id === null) return [];
  const record = await recordById(db, task.object_id, task.record_id);
  if (!record) return [];
  const { sections } = viewer.on(task.object_id);
  const fields = visibleFields(viewer, await objectShape(db, task.object_id));
  return template.fields.flatMap(({ fieldId, required }) => {
    const field = fields.find(({ id }) => id === fieldId);
    if (!field || field.isReadOnly || sections[String(field.sectionId)] === 'view') return [];
    return [{ field, required, value: storedValue(field, record) }];
  });
}

function refuseOthers(asked: readonly AskedField[], values: Record<string, unknown>): void {
  const known = new Set(asked.flatMap(({ field }) => [String(field.id), field.key]));
  const other = Object.keys(values).find((key) => !known.has(key));
  if (other === undefined) return;
  throw new Problem('not_on_form', `This task’s form does not ask for the field “${other}”. Change it on the record itself.`);
}

const isBlank = (value: Value): boolean => value === null || value === '' || (Array.isArray(value) && value.length === 0);

function listed(labels: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(labels);
}
