import { accountSettings, usersOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { changedMeanwhile } from '../../app/conditions.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { invalid, notAllowed, notFound, Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { ensureTag } from '../ensure-tag.ts';
import { objectShape } from '../object-shapes.ts';
import { recordsByIds, type RecordRow } from '../queries/records.ts';
import { lockRecords, newSource, ownSource } from '../queries/sets.ts';
import type { Rejected } from '../queries/write-records.ts';
import { rejectionSentence } from '../refuse-rejected.ts';
import { parseChanges, type Asked, type Changes } from '../rules/parse-changes.ts';
import { reaches } from '../rules/rights.ts';
import type { ObjectShape } from '../schema.ts';
import { tagRecords } from '../tag-records.ts';
import { writeRecords } from '../write-records.ts';
import { matchRows } from './match-rows.ts';
import { isRefused, refusedRow, rowOr, type RowResult } from './row-result.ts';

/** One record as a program gives it. */
export interface RowToWrite {
  id?: number | undefined;
  /** Values by a field's id or key. */
  fields: Record<string, unknown>;
  ownerId?: number | undefined;
  /** Names of tags it gets; others stay. */
  tags?: readonly string[] | undefined;
  /** The only version of the record that may stand. */
  version?: number | undefined;
}

export interface RowsToWrite {
  viewer: Viewer;
  ids: NextIds;
  objectId: number;
  /** New records, those of the rows' ids, or those that have the value of the unique field `by`, made where there is none. */
  mode: 'create' | 'update' | 'upsert';
  by?: string | undefined;
  rows: readonly RowToWrite[];
}

/** A row on its way: the record it is about, or none where it is to be made. */
interface Row {
  place: number;
  row: RowToWrite;
  record: RecordRow | undefined;
}

interface Parsed extends Row {
  values: Changes;
}

interface World {
  db: AccountDb;
  actor: Actor;
  asked: RowsToWrite;
  shape: ObjectShape;
  context: Asked['context'];
  results: (RowResult | undefined)[];
}

/**
 * Writes a set of records, each row in its own way, in a handful of statements, and gives what became of each in their order. Rows are compared with
 * what stood before the set. What a single call would refuse is a row that is left out. Refuses `not_allowed`, and a `by` that is no unique field.
 */
export async function writeRows(db: AccountDb, actor: Actor, asked: RowsToWrite): Promise<RowResult[]> {
  const shape = await objectShape(db, asked.objectId);
  const rights = asked.viewer.on(shape.id);
  if (rights.view === 'none') throw notFound('object');
  if (asked.mode === 'create' && !rights.create) throw notAllowed(`create ${shape.plural.toLowerCase()}`);
  const world: World = { db, actor, asked, shape, context: await accountSettings(db), results: [] };
  const all = asked.rows.map((row, place) => ({ row, place }));
  const again = await writeRound(world, all);
  // Somebody else has just made records with the same values: now they are there to be changed.
  if (again.length > 0) await writeRound(world, again);
  return world.results as RowResult[];
}

/** Gives the rows that lost a race for the value they are matched by. */
async function writeRound(world: World, rows: readonly Omit<Row, 'record'>[]): Promise<Omit<Row, 'record'>[]> {
  const parsed = await parseRows(world, await standingOf(world, rows));
  const changes = parsed.filter(({ record }) => record);
  const news = parsed.filter(({ record }) => !record);
  await changeThem(world, changes);
  const lost = await makeThem(world, news);
  await tagThem(world, parsed);
  return lost;
}

/** The records that rows are about, locked, as far as the writer may change them. */
async function standingOf({ db, asked, shape, results }: World, rows: readonly Omit<Row, 'record'>[]): Promise<Row[]> {
  const { mode, viewer } = asked;
  const rights = viewer.on(shape.id);
  const found = await matchRows(db, asked, shape, rows);
  const ids = [...new Set(found.flatMap(({ id }) => (typeof id === 'number' ? [id] : [])))];
  if (ids.length > 0) await lockRecords(db, shape.id, ids);
  const standing = new Map((ids.length > 0 ? await recordsByIds(db, shape.id, ids) : []).map((record) => [record.id, record]));
  const seen = new Set<number>();
  const kept: Row[] = [];
  for (const { place, row, id, refusal } of found) {
    const record = id === undefined ? undefined : standing.get(id);
    const isThere = record !== undefined && reaches(viewer, rights.view, record.owner_id);
    const problem =
      refusal ??
      (id === undefined
        ? rights.create || mode === 'update'
          ? undefined
          : notAllowed(`create ${shape.plural.toLowerCase()}`)
        : mode === 'update' && !isThere
          ? notFound('record')
          : problemWith(
              record,
              { row, isRepeated: seen.has(id), mayEdit: record !== undefined && reaches(viewer, rights.edit, record.owner_id) },
              shape,
            ));
    if (problem) results[place] = refusedRow(isThere ? record.id : null, problem);
    else kept.push({ place, row, record });
    if (id !== undefined) seen.add(id);
  }
  return kept;
}

function problemWith(
  record: RecordRow | undefined,
  { row, isRepeated, mayEdit }: { row: RowToWrite; isRepeated: boolean; mayEdit: boolean },
  shape: ObjectShape,
): Problem | undefined {
  if (isRepeated) return new Problem('row_repeated', 'Another row of this call is about the same record. Put the two together.');
  if (record === undefined || !mayEdit) return notAllowed(`edit this ${shape.singular.toLowerCase()}`);
  return row.version !== undefined && row.version !== record.version ? changedMeanwhile() : undefined;
}

async function parseRows({ db, asked, shape, context, results }: World, rows: readonly Row[]): Promise<Parsed[]> {
  const { sections } = asked.viewer.on(shape.id);
  const users = rows.some(({ row }) => row.ownerId !== undefined) ? await usersOf(db) : [];
  const present = new Set(users.filter(({ hasLeft }) => !hasLeft).map(({ id }) => id));
  return rows.flatMap((one) => {
    const { row, record, place } = one;
    const parsed = rowOr(record?.id ?? null, () => {
      if (row.ownerId !== undefined && !present.has(row.ownerId)) {
        throw invalid('ownerId', 'There is no such user in this account. Choose another.', 'no_such_user');
      }
      return { ...one, values: parseChanges(shape, { values: row.fields, isNew: record === undefined, context, sections }) };
    });
    if (!isRefused(parsed)) return [parsed];
    results[place] = parsed;
    return [];
  });
}

async function changeThem({ db, actor, shape, results }: World, rows: readonly Parsed[]): Promise<void> {
  if (rows.length === 0) return;
  const source = ownSource(rows.map(({ record, row, values }) => ({ id: record!.id, changes: values, ownerId: row.ownerId ?? null })));
  const fieldIds = [...new Set(rows.flatMap(({ values }) => Object.keys(values).map(Number)))];
  const { rejected } = await writeRecords(db, actor, { objectId: shape.id, source, columns: ['owner_id'], fieldIds });
  const byId = new Map(rejected.map((each) => [each.id, each]));
  const ids = rows.map(({ record }) => record!.id);
  const versions = new Map((await recordsByIds(db, shape.id, ids)).map(({ id, version }) => [id, version]));
  for (const { place, record } of rows) {
    const { id, version } = record!;
    const refusal = byId.get(id);
    const status = versions.get(id) === version ? 'unchanged' : 'updated';
    results[place] = refusal ? rejectedRow(shape, id, refusal) : { status, id };
  }
}

async function makeThem(world: World, rows: readonly Parsed[]): Promise<Omit<Row, 'record'>[]> {
  const { db, actor, asked, shape, results } = world;
  if (rows.length === 0) return [];
  const first = await asked.ids(`record:${shape.id}`, rows.length);
  const owner = actor.type === 'user' ? Number(actor.id) : (await accountSettings(db)).ownerUserId;
  const made = rows.map(({ row, values }, at) => ({ id: first + at, values, ownerId: row.ownerId ?? owner, causeId: null }));
  const { rejected } = await writeRecords(db, actor, { objectId: shape.id, source: newSource(made), columns: ['owner_id', 'cause_id'] });
  const byId = new Map(rejected.map((each) => [each.id, each]));
  const by = asked.mode === 'upsert' ? shape.fields.find(({ id, key }) => key === asked.by || String(id) === asked.by) : undefined;
  return rows.flatMap(({ place, row }, at) => {
    const refusal = byId.get(first + at);
    const isRace = refusal?.reason === 'value_taken' && refusal.fieldId === by?.id && results[place] === undefined;
    results[place] = refusal ? rejectedRow(shape, null, refusal) : { status: 'created', id: first + at };
    return isRace ? [{ place, row }] : [];
  });
}

function rejectedRow(shape: ObjectShape, id: number | null, rejected: Rejected): RowResult {
  const key = shape.fields.find((field) => field.id === rejected.fieldId)?.key ?? String(rejected.fieldId);
  const sentence = rejectionSentence(shape, rejected);
  return refusedRow(id, new Problem(rejected.reason, sentence, { fields: { [key]: sentence } }));
}

/** A statement for each name, whatever the number of records. */
async function tagThem({ db, actor, asked, shape, results }: World, rows: readonly Parsed[]): Promise<void> {
  const named = new Map<string, number[]>();
  for (const { place, row } of rows) {
    const result = results[place]!;
    if (isRefused(result)) continue;
    for (const name of new Set(row.tags)) named.set(name, [...(named.get(name) ?? []), result.id]);
  }
  for (const [name, recordIds] of named) {
    const tagId = await ensureTag(db, asked.ids, shape.id, name);
    await tagRecords(db, actor, { objectId: shape.id, recordIds, tagId });
  }
}
