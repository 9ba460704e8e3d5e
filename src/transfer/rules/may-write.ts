import type { ObjectRights } from '../../app/kernel/viewer.ts';
import type { FieldShape } from '../../records/index.ts';
import { canTake } from './propose.ts';

/** Whether a file may fill a field by somebody's hand: a field people write, in a section their role may change. */
export const mayWrite = (field: FieldShape, rights: ObjectRights): boolean =>
  canTake(field) && (rights.sections[String(field.sectionId)] ?? 'edit') === 'edit';
