import type { Scope, Viewer } from '../../app/kernel/viewer.ts';
import type { FieldShape, ObjectShape } from './shape.ts';

/** Whether a right of this reach covers a record with this owner. */
export function reaches(viewer: Viewer, scope: Scope, ownerId: number | null): boolean {
  if (scope === 'all') return true;
  if (scope === 'none' || ownerId === null) return false;
  return scope === 'own' ? ownerId === viewer.userId : ownerId === viewer.userId || viewer.teamIds.includes(ownerId);
}

/** The fields of an object that a viewer may know of. */
export function visibleFields(viewer: Viewer, shape: ObjectShape): FieldShape[] {
  const { sections } = viewer.on(shape.id);
  return shape.fields.filter(({ sectionId }) => sections[String(sectionId)] !== 'hidden');
}
