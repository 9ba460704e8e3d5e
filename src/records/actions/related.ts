import { z } from 'zod';
import type { AccountDb } from '../../app/db.ts';
import type { Action, ActionStep } from '../../app/kernel/domain.ts';
import { readTexts } from '../fill-texts.ts';
import { makeRecords } from '../make-records.ts';
import { objectShape, objectShapes } from '../object-shapes.ts';
import { standingLinks } from '../queries/links.ts';
import { recordsByIds } from '../queries/records.ts';
import { LINKS_AT_ONCE } from '../relations/lock-ends.ts';
import { relateRecords } from '../relations/relate-records.ts';
import { unrelateRecords } from '../relations/unrelate-records.ts';
import { linksBetween } from '../rules/links.ts';
import type { FieldShape, ObjectShape } from '../schema.ts';
import { strangerProblems } from './set-of.ts';

const id = z.int().positive();
const makeSettings = z.strictObject({
  objectId: z.int('Choose what is made.').min(0, 'Choose what is made.'),
  values: z
    .array(
      z.strictObject({
        fieldId: z.int('Choose a field.').positive('Choose a field.'),
        text: z.string().max(10_000, 'Write at most 10,000 characters.'),
      }),
    )
    .max(100, 'Fill in at most 100 fields.')
    .default([]),
  /** The record’s owner, a user, or nobody. */
  ownerId: z.union([z.literal('owner'), id, z.null()], 'Choose the record’s owner, a user or nobody.').default('owner'),
  /** What joins the two: a relation of the record that walks, or a parent field or relation of the new one. */
  relate: z.strictObject({ fieldId: id, on: z.enum(['record', 'new'], 'Choose record or new.').default('record') }).optional(),
});
const MOST_RELATED = 20;
const relateSettings = z.strictObject({
  fieldId: z.int('Choose a relation.').positive('Choose a relation.'),
  to: z.array(id).min(1, 'Choose at least one record.').max(MOST_RELATED, `Choose at most ${MOST_RELATED} records.`),
});
/** Left out, all that are related by that field. */
const unrelateSettings = relateSettings.extend({ to: relateSettings.shape.to.optional() });

const NO_RELATION = 'The relation has been deleted. Choose another.';

/** Makes a record of any object for each record, once. */
export const makeRecord: Action<z.infer<typeof makeSettings>> = {
  kind: 'record.create',
  settings: makeSettings,
  offeredTo: 'maps',
  async problems(db, objectId, settings) {
    const made = (await objectShapes(db)).find((shape) => shape.id === settings.objectId);
    if (!made) return ['What is to be made has been deleted. Choose another kind of record.'];
    const { problem } = await readTexts(db, { objectId, texts: settings.values.map(({ text }) => text) });
    const wrong = problem ?? valueProblem(made, settings) ?? joinProblem(made, await objectShape(db, objectId), settings.relate);
    if (wrong !== undefined) return [wrong];
    return typeof settings.ownerId === 'number' ? strangerProblems(db, settings.ownerId) : [];
  },
  async fields(db, objectId, { objectId: madeId, values, relate }) {
    const { fieldIds } = await readTexts(db, { objectId, texts: values.map(({ text }) => text) });
    return [
      ...fieldIds.map((fieldId) => ({ objectId, fieldId })),
      ...values.map(({ fieldId }) => ({ objectId: madeId, fieldId })),
      ...(relate ? [{ objectId: relate.on === 'new' ? madeId : objectId, fieldId: relate.fieldId }] : []),
    ];
  },
  apply: async (db, { actor, ids, settings: made, ...step }) => ({ failed: await makeRecords(db, actor, ids, { ...step, made }) }),
};

function valueProblem(made: ObjectShape, { values, relate }: z.infer<typeof makeSettings>): string | undefined {
  for (const { fieldId } of values) {
    const field = made.fields.find((one) => one.id === fieldId);
    if (!field) return 'A field to fill in has been deleted. Remove it.';
    if (field.isReadOnly || field.type === 'relation') return `${field.label} cannot be filled in here. Choose another field.`;
  }
  const given = new Set([...values.filter(({ text }) => text.trim() !== '').map(({ fieldId }) => fieldId), relate?.fieldId]);
  const missing = made.fields.find((field) => field.isRequired && !given.has(field.id));
  return missing && `${missing.label} is required. Fill it in.`;
}

function joinProblem(made: ObjectShape, here: ObjectShape, relate: z.infer<typeof makeSettings>['relate']): string | undefined {
  if (!relate) return undefined;
  const [from, to] = relate.on === 'new' ? [made, here] : [here, made];
  const field = from.fields.find(({ id: own }) => own === relate.fieldId);
  if (!field) return NO_RELATION;
  const leads =
    field.type === 'relation' ? field.settings.objectId : relate.on === 'new' && field.type === 'parent' ? field.parentObjectId : null;
  return leads === to.id
    ? undefined
    : `${field.label} does not join ${here.plural.toLowerCase()} and ${made.plural.toLowerCase()}. Choose another field.`;
}

/** Relates every record with the named ones. */
export const relateRecord: Action<z.infer<typeof relateSettings>> = {
  kind: 'record.relate',
  settings: relateSettings,
  offeredTo: 'maps',
  problems: (db, objectId, { fieldId, to }) => relationProblems(db, objectId, fieldId, to),
  fields: async (_, objectId, { fieldId }) => [{ objectId, fieldId }],
  async apply(db, step) {
    const { fieldId, to } = step.settings;
    for (const related of parts(to, step.recordIds.length)) {
      const pairs = step.recordIds.flatMap((own) => related.map((other) => [own, other] as const));
      await relateRecords(db, step.actor, { objectId: step.objectId, fieldId, pairs, causes: causesOf(step) });
    }
    return {};
  },
};

/** Takes the links of every record with the named ones away, or all by that field. */
export const unrelateRecord: Action<z.infer<typeof unrelateSettings>> = {
  kind: 'record.unrelate',
  settings: unrelateSettings,
  offeredTo: 'maps',
  problems: (db, objectId, { fieldId, to = [] }) => relationProblems(db, objectId, fieldId, to),
  fields: async (_, objectId, { fieldId }) => [{ objectId, fieldId }],
  async apply(db, step) {
    const { fieldId, to } = step.settings;
    const { objectId, recordIds, actor } = step;
    const field = (await objectShape(db, objectId)).fields.find(({ id: own }) => own === fieldId);
    if (!isRelation(field)) return {};
    const standing = await standingLinks(db, linksBetween({ objectId, field, otherObjectId: field.settings.objectId }), recordIds);
    const pairs = standing
      .filter(({ other_id }) => !to || to.includes(other_id))
      .map(({ record_id, other_id }) => [record_id, other_id] as const);
    for (let at = 0; at < pairs.length; at += LINKS_AT_ONCE) {
      await unrelateRecords(db, actor, { objectId, fieldId, pairs: pairs.slice(at, at + LINKS_AT_ONCE), causes: causesOf(step) });
    }
    return {};
  },
};

async function relationProblems(db: AccountDb, objectId: number, fieldId: number, to: readonly number[]): Promise<string[]> {
  const field = (await objectShape(db, objectId)).fields.find(({ id: own }) => own === fieldId);
  if (!isRelation(field)) return [NO_RELATION];
  const there = await recordsByIds(db, field.settings.objectId, to);
  return there.length < new Set(to).size ? ['A record to relate with has been deleted. Choose another.'] : [];
}

const isRelation = (field: FieldShape | undefined): field is FieldShape & { settings: { objectId: number } } =>
  field?.type === 'relation' && field.settings.objectId !== undefined;

const causesOf = ({ recordIds, causeIds }: ActionStep<unknown>): Map<number, number | null> =>
  new Map(recordIds.map((own, place) => [own, causeIds[place] ?? null]));

/** So many of the named records at a time that no more links are made at once than may be. */
function parts(to: readonly number[], records: number): number[][] {
  const size = Math.max(1, Math.floor(LINKS_AT_ONCE / Math.max(1, records)));
  const found = [];
  for (let at = 0; at < to.length; at += size) found.push(to.slice(at, at + size));
  return found;
}
