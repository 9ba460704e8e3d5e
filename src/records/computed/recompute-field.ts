import type { AccountDb } from '../../app/db.ts';
import { objectShapes } from '../object-shapes.ts';
import { queueAll, unmarkComputed } from '../queries/stale-values.ts';
import { computationOf, fieldsOfName, referencesOf } from '../rules/computed.ts';
import { NAME_OF_RECORD } from '../rules/formula/references.ts';

interface Recomputing {
  objectId: number;
  fieldId: number;
  /** The event because of which. */
  causeId: number | null;
  /** Whether no event tells of it: of a field that is new, nobody knew a value. */
  quiet?: boolean;
}

/** Has a computed field's value worked out anew for every record, in the background; `computedSince` says when that was done. */
export async function recomputeField(db: AccountDb, { objectId, fieldId, causeId, quiet = false }: Recomputing): Promise<void> {
  await unmarkComputed(db, objectId, fieldId);
  await queueAll(db, { objectId, fieldId, causeId, quiet });
}

/** Has the formulas worked out anew that read a field whose stored values mean something else now: an option was relabelled. */
export async function recomputeReaders(db: AccountDb, read: Recomputing): Promise<void> {
  const objects = await objectShapes(db);
  const computation = computationOf(objects);
  for (const object of objects) {
    const parentOf = (through: number): number | null | undefined => object.fields.find(({ id }) => id === through)?.parentObjectId;
    const reads = computation.formulasOf(object.id).find(({ formula }) =>
      referencesOf(formula).some(({ fieldId, through }) => {
        const owner = objects.find(({ id }) => id === (through === undefined ? object.id : parentOf(through)));
        const fields = fieldId === NAME_OF_RECORD && owner ? fieldsOfName(owner) : [fieldId];
        return owner?.id === read.objectId && fields.includes(read.fieldId);
      }),
    );
    // All computed values of a record are worked out together: once an object is enough.
    if (reads) await recomputeField(db, { ...read, objectId: object.id, fieldId: reads.field.id });
  }
}
