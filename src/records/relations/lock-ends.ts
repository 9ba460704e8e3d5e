import type { AccountDb } from '../../app/db.ts';
import { invalid, notFound } from '../../app/kernel/problem.ts';
import { holdStructure } from '../hold-structure.ts';
import { fieldOfShape, objectShape } from '../object-shapes.ts';
import { lockLiving, type Ends } from '../queries/links.ts';
import { linksBetween } from '../rules/links.ts';

export interface Linking {
  objectId: number;
  /** A relation field of the object. */
  fieldId: number;
  recordIds: readonly number[];
  relatedIds: readonly number[];
  /** The event because of which. */
  causeId?: number | null;
}

/** So many links are made or taken away at once. */
const MOST = 10_000;

/**
 * Both ends of links, locked to the end of the transaction in one order for everybody, those that live alone: so no link comes to a record
 * while it is changed, binned or worked out by somebody else.
 */
export async function lockEnds(db: AccountDb, linking: Linking): Promise<Ends> {
  const { objectId, fieldId, recordIds, relatedIds } = linking;
  if (recordIds.length * relatedIds.length > MOST) {
    throw invalid('relatedIds', `At most ${MOST.toLocaleString('en')} links can be changed at once. Relate fewer records.`);
  }
  const field = fieldOfShape(await objectShape(db, objectId), fieldId);
  const { objectId: otherObjectId, inverseFieldId } = field.settings;
  if (field.type !== 'relation' || otherObjectId === undefined || inverseFieldId === undefined) throw notFound('relation');
  for (const id of new Set([objectId, otherObjectId].sort((one, other) => one - other))) await holdStructure(db, id);
  const wanted = new Map([[objectId, new Set(recordIds)]]);
  wanted.set(otherObjectId, new Set([...(wanted.get(otherObjectId) ?? []), ...relatedIds]));
  const living = new Map<number, Set<number>>();
  for (const [id, ids] of [...wanted].sort(([one], [other]) => one - other)) living.set(id, new Set(await lockLiving(db, id, [...ids])));
  return {
    links: linksBetween({ objectId, field, otherObjectId }),
    objectId,
    fieldId,
    otherObjectId,
    inverseFieldId,
    recordIds: recordIds.filter((id) => living.get(objectId)!.has(id)),
    relatedIds: relatedIds.filter((id) => living.get(otherObjectId)!.has(id)),
    causeId: linking.causeId ?? null,
  };
}
