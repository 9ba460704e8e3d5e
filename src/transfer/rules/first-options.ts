import type { ObjectRights } from '../../app/kernel/viewer.ts';
import type { ObjectShape } from '../../records/index.ts';
import type { ImportOptions, Target } from '../schema.ts';
import type { Preset } from './presets/preset.ts';

export interface FirstOptions {
  shape: ObjectShape;
  rights: ObjectRights;
  mapping: readonly Target[];
  fileName: string;
  preset: Preset | undefined;
}

/** How rows meet records where nobody has said otherwise: by the unique field that is mapped, then by the ids of the program they come from. */
export function firstOptions({ shape, rights, mapping, fileName, preset }: FirstOptions): ImportOptions {
  const unique = shape.fields.find(
    ({ id, isUnique }) => isUnique && mapping.some((target) => target.to === 'field' && target.fieldId === id),
  );
  const match: ImportOptions['match'] = [
    ...(unique ? [unique.id] : []),
    ...(mapping.some(({ to }) => to === 'key') ? ['key' as const] : []),
  ];
  return {
    match,
    mode: match.length > 0 && rights.edit === 'all' ? 'both' : 'create',
    blanks: 'keep',
    tags: [],
    ownerId: null,
    standing: shape.person ? (preset?.standing?.(fileName) ?? null) : null,
    keySource: preset?.source ?? 'file',
  };
}
