import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { objectShapes, writeRecords, type ObjectShape } from '../records/index.ts';
import type { ImportRow } from './queries/imports.ts';
import type { StagedSet } from './queries/staged.ts';
import { newParents } from './queries/new-parents.ts';
import {
  foundParents,
  lockParentsOf,
  pointToParents,
  rejectAmbiguous,
  rejectUnknown,
  unknownParents,
  type ParentColumn,
} from './queries/parents.ts';
import { otherObjectOf } from './rules/other-object.ts';
import { valuesOfParent } from './rules/values-of-parent.ts';

/** What resolving the parents of a chunk came to. */
export interface ResolvedParents {
  created: number;
  rejected: number;
  /** Of each column of relations, the records its values mean. */
  related: { column: ParentColumn; found: Map<string, number> }[];
  /** Of columns that leave their field blank, the values that mean nothing yet. */
  unknown: { column: ParentColumn; values: string[] }[];
}

/**
 * Finds the records that the rows' cells name, by name, unique field, number or the ids of the program the file comes from, and fills the
 * parent fields with them; what is to be related is given back, as links come when their rows stand. Where several columns fill one field,
 * the first that finds a record counts. Then, column by column, what is to be done with values that name no record (or several): the row
 * is rejected, the field left as it is, or the record made, once for each value.
 */
export async function resolveParents(
  db: AccountDb,
  { actor, ids }: { actor: Actor; ids: NextIds },
  { imported, set }: { imported: ImportRow; set: StagedSet },
): Promise<ResolvedParents> {
  const columns = parentColumns(imported, await objectShapes(db));
  const resolved: ResolvedParents = { created: 0, rejected: 0, related: [], unknown: [] };
  const ambiguous = new Map<ParentColumn, string[]>();
  for (const column of columns) {
    if (column.missing === 'create') await lockParentsOf(db, column.parentObjectId);
    const all = await foundParents(db, set, column);
    const found = new Map(
      all.flatMap(({ value, id, times }) => (times === 1 || column.several === 'oldest' ? [[value, id] as const] : [])),
    );
    if (column.field.type === 'relation') resolved.related.push({ column, found });
    else await pointToParents(db, set, column, found);
    const several = all.flatMap(({ value }) => (found.has(value) ? [] : [value]));
    ambiguous.set(column, several);
  }
  const shapes = await objectShapes(db);
  for (const column of columns) {
    const what = whatOf(column, shapes);
    const several = ambiguous.get(column)!;
    if (several.length > 0) resolved.rejected += await rejectAmbiguous(db, set, column, several, what.plural);
    const found = resolved.related.find((each) => each.column === column)?.found ?? new Map<string, number>();
    const unknown = await unknownParents(db, set, column, [...found.keys()]);
    const spellings = unknown.flatMap((each) => each.spellings);
    if (unknown.length === 0) continue;
    if (column.missing === 'reject') resolved.rejected += await rejectUnknown(db, set, column, spellings, what.singular);
    else if (column.missing === 'blank') resolved.unknown.push({ column, values: spellings });
    else resolved.created += await createParents(db, { actor, ids }, { imported, set, column, unknown, found });
  }
  return resolved;
}

/** The columns of a mapped file that name other records: for parent fields by something else than their number, and for relations. */
export function parentColumns(
  imported: Pick<ImportRow, 'object_id' | 'mapping' | 'columns'>,
  shapes: readonly ObjectShape[],
): ParentColumn[] {
  const fields = shapes.find(({ id }) => id === imported.object_id)?.fields ?? [];
  return imported.mapping!.flatMap((target, at): ParentColumn[] => {
    if ((target.to !== 'parent' || target.by === 'id') && target.to !== 'relation') return [];
    const field = fields.find(({ id }) => id === target.fieldId);
    const parent = shapes.find(({ id }) => field && id === otherObjectOf(field));
    const by = typeof target.by === 'number' ? parent?.fields.find(({ id }) => id === target.by) : target.by;
    if (!field || !parent || !by) return [];
    const missing = field.isRequired && target.missing === 'blank' ? 'reject' : target.missing;
    return [{ at, name: imported.columns[at]!, field, parentObjectId: parent.id, by, missing, several: target.several }];
  });
}

function whatOf({ parentObjectId, by }: ParentColumn, shapes: readonly ObjectShape[]): { singular: string; plural: string } {
  const { singular, plural } = shapes.find(({ id }) => id === parentObjectId)!;
  const known = by === 'name' ? 'named' : typeof by === 'string' ? 'with the id' : `with the ${by.label}`;
  return { singular: `${singular.toLowerCase()} ${known}`, plural: `${plural.toLowerCase()} ${known}` };
}

interface Creating {
  imported: ImportRow;
  set: StagedSet;
  column: ParentColumn;
  unknown: readonly { value: string; spellings: string[] }[];
  /** What the column's values mean; those that are made are added. */
  found: Map<string, number>;
}

async function createParents(
  db: AccountDb,
  { actor, ids }: { actor: Actor; ids: NextIds },
  { imported, set, column, unknown, found }: Creating,
): Promise<number> {
  const parent = (await objectShapes(db)).find(({ id }) => id === column.parentObjectId)!;
  const firstId = await ids(`record:${parent.id}`, unknown.length);
  const made = unknown.map(({ value, spellings }, at) => ({
    id: firstId + at,
    spellings,
    values: valuesOfParent(parent, column.by, value),
  }));
  const { rejected } = await writeRecords(db, actor, {
    objectId: parent.id,
    source: newParents(made, {
      ownerId: imported.options!.ownerId ?? imported.created_by,
      importId: imported.id,
      causeId: imported.event_id,
    }),
    columns: ['owner_id', 'import_id', 'cause_id'],
  });
  const refused = new Set(rejected.map(({ id }) => id));
  const standing = made.filter(({ id }) => !refused.has(id));
  for (const { id, spellings } of standing) for (const value of spellings) found.set(value, id);
  if (column.field.type !== 'relation') await pointToParents(db, set, column, found);
  return standing.length;
}
