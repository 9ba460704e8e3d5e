import type { Viewer } from '../../app/kernel/viewer.ts';
import { visibleFields } from './rights.ts';
import type { FieldShape, ObjectShape, Value } from './shape.ts';

export interface Change {
  field: FieldShape;
  before: Value;
  after: Value;
  /** Names of the records a parent field pointed to, once they are looked up. */
  beforeName?: string | null;
  afterName?: string | null;
}

interface Told {
  kind: string;
  personal: Record<string, unknown> | null;
}

/** The changes of fields that an event tells of, as far as the viewer may see the fields; of a new record, what it began with. */
export function changesIn({ personal }: Told, shape: ObjectShape | undefined, viewer: Viewer): Change[] {
  if (!shape || !personal) return [];
  const values = (personal.values ?? {}) as Record<string, Value>;
  const changes = (personal.changes ?? {}) as Record<string, [Value, Value]>;
  return visibleFields(viewer, shape).flatMap((field) => {
    const [before, after] = changes[field.id] ?? [null, values[field.id] ?? null];
    return before === null && after === null ? [] : [{ field, before, after }];
  });
}

/** Whether anything is left to tell: an event of changed fields all of which are hidden is itself hidden. */
export const isTold = ({ kind, personal }: Told, changes: readonly Change[]): boolean =>
  kind !== 'record.updated' || personal === null || changes.length > 0;
