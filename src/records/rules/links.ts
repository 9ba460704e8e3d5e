import type { FieldSettings } from './shape.ts';

/** A pair of relation fields seen from one of them. */
export interface RelationSide {
  /** The object whose field it is. */
  objectId: number;
  field: { id: number; settings: FieldSettings };
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
