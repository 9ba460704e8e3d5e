import type { FieldShape } from '../../records/index.ts';

/** Of which object the records are that a field names: those it points to, or relates with; null where it names none. */
export const otherObjectOf = ({ type, parentObjectId, settings }: FieldShape): number | null =>
  type === 'relation' ? (settings.objectId ?? null) : type === 'parent' ? parentObjectId : null;
