import { raw, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { FieldShape, ObjectShape } from '../schema.ts';

/** A pair of relation fields seen from one of them. */
export interface RelationSide {
  /** The object whose field it is. */
  objectId: number;
  field: Pick<FieldShape, 'id' | 'settings'>;
  otherObjectId: number;
}

export interface Links {
  /** Under which side of the pair the links are kept: that with the smaller ids. */
  objectId: number;
  fieldId: number;
  /** The column that has the record of the side it is seen from, and the one that has the related record. */
  own: 'record_id' | 'related_id';
  other: 'record_id' | 'related_id';
}

/** Where the links of a relation field stand, as that field sees them. */
export function linksBetween({ objectId, field, otherObjectId }: RelationSide): Links {
  const inverse = field.settings.inverseFieldId ?? 0;
  const isHome = objectId < otherObjectId || (objectId === otherObjectId && field.id < inverse);
  return isHome
    ? { objectId, fieldId: field.id, own: 'record_id', other: 'related_id' }
    : { objectId: otherObjectId, fieldId: inverse, own: 'related_id', other: 'record_id' };
}

/** The columns of the links `l` as a relation field sees them: own_id, other_id. */
export const sidesOf = ({ own, other }: Links): Sql => sql`${raw(`l.${own}`)} as own_id, ${raw(`l.${other}`)} as other_id`;

/** Removes the links of records that are removed for good, by every relation in which they may stand. */
export async function deleteLinks(db: AccountDb, relations: readonly Links[], recordIds: readonly number[]): Promise<void> {
  for (const links of relations) {
    await db.run(
      sql`delete from record_links l where l.account_id = ${db.accountId} and l.object_id = ${links.objectId} and l.field_id = ${links.fieldId}
          and ${raw(`l.${links.own}`)} = any(${recordIds}::bigint[])`,
    );
  }
}

/** Every place where links of an object's records stand. */
export const linksOf = (objects: readonly ObjectShape[], objectId: number): Links[] =>
  (objects.find(({ id }) => id === objectId)?.fields ?? [])
    .filter(({ type, settings }) => type === 'relation' && settings.objectId !== undefined)
    .map((field) => linksBetween({ objectId, field, otherObjectId: field.settings.objectId! }));
