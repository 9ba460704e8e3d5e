import type { AccountDb } from '../../app/db.ts';
import type { Action } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { actions } from '../../app/registry.ts';
import { objectShape } from '../object-shapes.ts';
import { refuseEmptyRole, refuseStranger } from '../refuse-stranger.ts';
import type { FieldType } from '../rules/shape.ts';
import type { TaskOutcome, TaskTemplateInput } from '../rules/task-shapes.ts';

/** Types of field that nobody fills in. */
const WORKED_OUT: readonly FieldType[] = ['formula', 'rollup', 'related'];

/** What outcomes may set off: every step of maps, and what people do with living records. */
export const outcomeActions = (): Action[] => actions().filter(({ inBin }) => !inBin);

/** A template as it is kept: every outcome numbered, those of before as before. Refuses what does not fit together, naming each input. */
export async function checkTemplate(
  db: AccountDb,
  viewer: Viewer,
  input: TaskTemplateInput,
  before: readonly TaskOutcome[],
): Promise<{ outcomes: TaskOutcome[] }> {
  if (input.assignee.to === 'user') await refuseStranger(db, input.assignee.id, 'assignee');
  if (input.assignee.to === 'role') await refuseEmptyRole(db, input.assignee.id, 'assignee');
  const fields = { ...(await formProblems(db, input)), ...outcomeProblems(input), ...(await actionProblems(db, viewer, input)) };
  const [first] = Object.values(fields);
  if (first !== undefined) throw new Problem('template_wrong', first, { fields });
  let last = Math.max(0, ...before.map(({ id }) => id));
  const known = new Set(before.map(({ id }) => id));
  return { outcomes: input.outcomes.map((one) => ({ ...one, id: one.id !== undefined && known.has(one.id) ? one.id : ++last })) };
}

async function formProblems(db: AccountDb, { objectId, fields }: TaskTemplateInput): Promise<Record<string, string>> {
  const shape = await objectShape(db, objectId);
  const problems: Record<string, string> = {};
  for (const [index, { fieldId }] of fields.entries()) {
    const field = shape.fields.find(({ id }) => id === fieldId);
    if (!field) problems[`fields.${index}`] = 'This field has been deleted. Choose another.';
    else if (field.isReadOnly || WORKED_OUT.includes(field.type))
      problems[`fields.${index}`] = `${field.label} cannot be filled in by hand. Choose another field.`;
    else if (fields.findIndex((other) => other.fieldId === fieldId) < index)
      problems[`fields.${index}`] = `${field.label} is asked for twice.`;
  }
  return problems;
}

function outcomeProblems({ outcomes }: TaskTemplateInput): Record<string, string> {
  const seen = new Set<string>();
  const problems: Record<string, string> = {};
  for (const [index, { label }] of outcomes.entries()) {
    if (seen.has(label.toLowerCase())) problems[`outcomes.${index}.label`] = `There are two outcomes “${label}”. Rename one.`;
    seen.add(label.toLowerCase());
  }
  return problems;
}

async function actionProblems(db: AccountDb, viewer: Viewer, { objectId, outcomes }: TaskTemplateInput): Promise<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const [at, { label, actions: steps }] of outcomes.entries()) {
    for (const [index, step] of steps.entries()) {
      const sentence = await stepProblem(db, viewer, objectId, step);
      if (sentence) problems[`outcomes.${at}.actions.${index}`] = `After “${label}”: ${sentence}`;
    }
  }
  return problems;
}

async function stepProblem(
  db: AccountDb,
  viewer: Viewer,
  objectId: number,
  step: { kind: string; settings: unknown },
): Promise<string | undefined> {
  const action = outcomeActions().find(({ kind }) => kind === step.kind);
  if (!action) return `There is no step of the kind “${step.kind}”. Remove it.`;
  if (action.right !== undefined && !viewer.can(action.right)) return 'Your role does not allow you to use this step. Remove it.';
  const settings = action.settings.safeParse(step.settings);
  if (!settings.success) return settings.error.issues[0]?.message ?? 'The settings of this step do not fit.';
  return (await action.problems?.(db, objectId, settings.data))?.[0];
}
