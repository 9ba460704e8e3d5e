import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import { madeInCircles } from '../ledger/index.ts';
import { recordCreated } from './events.ts';
import { fillTexts } from './fill-texts.ts';
import { objectShape } from './object-shapes.ts';
import { ownersOfRecords } from './queries/records.ts';
import { newSource } from './queries/sets.ts';
import { rejectionSentence } from './refuse-rejected.ts';
import { relateRecords } from './relations/relate-records.ts';
import { parseChanges, type Changes } from './rules/parse-changes.ts';
import type { ObjectShape } from './schema.ts';
import { writeRecords } from './write-records.ts';

export interface MadeOfRecords {
  /** The records each of which gets a new one. */
  objectId: number;
  recordIds: readonly number[];
  causeIds: readonly (number | null)[];
  made: {
    objectId: number;
    /** Values with merge fields of the record it is made for. */
    values: readonly { fieldId: number; text: string }[];
    ownerId: 'owner' | number | null;
    /** The relation of the record, or the parent field or relation of the new one, that joins the two. */
    relate?: { fieldId: number; on: 'record' | 'new' } | undefined;
  };
}

/** A record that a map has made for one that a map has made … so often within a day makes no other: maps lead into each other. */
const MOST_GENERATIONS = 5;
const DAY_MS = 86_400_000;
const IN_CIRCLES = `Maps have made it for a record that maps have made, ${MOST_GENERATIONS} times over within a day: they make records in a circle. Change the maps so that what they make does not enter them again.`;

/**
 * Makes one record of another object for each of a set, filled in with its values, and joins the two, in a handful of statements. Gives why some could
 * not be made: for these there is nothing new.
 */
export async function makeRecords(db: AccountDb, actor: Actor, ids: NextIds, of: MadeOfRecords): Promise<ReadonlyMap<number, string>> {
  const { recordIds, causeIds, made } = of;
  const shape = await objectShape(db, made.objectId);
  const values = await valuesOf(db, shape, of);
  const owners = await ownersFor(db, of);
  const failed = new Map<number, string>((await circling(db, of)).map((id) => [id, IN_CIRCLES]));
  const first = await ids(`record:${made.objectId}`, recordIds.length);
  const records = [];
  for (const [place, recordId] of recordIds.entries()) {
    if (failed.has(recordId)) continue;
    const own = values(recordId);
    if (typeof own === 'string') failed.set(recordId, own);
    else records.push({ id: first + place, values: own, ownerId: owners.get(recordId) ?? null, causeId: causeIds[place] ?? null });
  }
  if (records.length === 0) return failed;
  const columns = ['owner_id', 'cause_id'] as const;
  const { rejected } = await writeRecords(db, actor, { objectId: made.objectId, source: newSource(records), columns });
  for (const row of rejected) failed.set(recordIds[row.id - first]!, rejectionSentence(shape, row));
  await joinBoth(
    db,
    actor,
    of,
    recordIds.flatMap((recordId, place) => (failed.has(recordId) ? [] : [[recordId, first + place] as const])),
  );
  return failed;
}

const circling = (db: AccountDb, { objectId, recordIds }: MadeOfRecords): Promise<number[]> =>
  madeInCircles(db, {
    objectId,
    recordIds,
    kind: recordCreated.kind,
    since: new Date(db.now.getTime() - DAY_MS),
    times: MOST_GENERATIONS,
  });

/** What the new record of each begins with, or why it cannot. */
async function valuesOf(
  db: AccountDb,
  shape: ObjectShape,
  { objectId, recordIds, made }: MadeOfRecords,
): Promise<(recordId: number) => Changes | string> {
  const texts = made.values.map(({ text }) => text);
  const filled = await fillTexts(db, { objectId, recordIds, texts });
  const context = await accountSettings(db);
  const parent =
    made.relate?.on === 'new' ? shape.fields.find(({ id, type }) => id === made.relate!.fieldId && type === 'parent') : undefined;
  return (recordId) => {
    const own = filled?.get(recordId) ?? texts;
    const values: Record<string, unknown> = Object.fromEntries(made.values.map(({ fieldId }, place) => [fieldId, own[place]]));
    if (parent) values[parent.id] = recordId;
    try {
      return parseChanges(shape, { values, isNew: true, context });
    } catch (error) {
      if (error instanceof Problem) return error.message;
      throw error;
    }
  };
}

async function ownersFor(db: AccountDb, { objectId, recordIds, made }: MadeOfRecords): Promise<ReadonlyMap<number, number | null>> {
  if (made.ownerId !== 'owner') return new Map(recordIds.map((id) => [id, made.ownerId as number | null]));
  const owners = await ownersOfRecords(
    db,
    recordIds.map((id) => ({ objectId, id })),
  );
  return new Map(owners.map(({ id, owner_id }) => [id, owner_id]));
}

/** Relates each record with the one made for it, where a relation joins them; a parent field has its value already. */
async function joinBoth(db: AccountDb, actor: Actor, of: MadeOfRecords, pairs: readonly (readonly [number, number])[]): Promise<void> {
  const { relate } = of.made;
  if (!relate || pairs.length === 0) return;
  const causes = new Map(of.recordIds.map((id, place) => [id, of.causeIds[place] ?? null]));
  if (relate.on === 'record') {
    await relateRecords(db, actor, { objectId: of.objectId, fieldId: relate.fieldId, pairs, causes });
    return;
  }
  const field = (await objectShape(db, of.made.objectId)).fields.find(({ id }) => id === relate.fieldId);
  if (field?.type !== 'relation') return;
  await relateRecords(db, actor, {
    objectId: of.made.objectId,
    fieldId: relate.fieldId,
    pairs: pairs.map(([own, made]) => [made, own] as const),
    causes: new Map(pairs.map(([own, made]) => [made, causes.get(own) ?? null])),
  });
}
