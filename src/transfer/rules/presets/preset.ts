import type { ObjectShape } from '../../../records/index.ts';
import type { Standing, Target, Written } from '../../schema.ts';
import { headerKey } from '../header-key.ts';

/** What a column of a known export becomes, before it is known which fields the account has. */
export type Becomes =
  | 'skip'
  | 'key'
  | 'tags'
  | 'note'
  | 'owner'
  | { field: string; written?: Written; newOptions?: true }
  | { parent: string; by: 'name' | 'key' }
  /** The first relation with an object, where the account has one; else what stands in \`else\`. */
  | { related: number; by: 'name' | 'key'; else: Becomes }
  | Extract<Target, { to: 'permission' }>
  | { new: Extract<Target, { to: 'new' }>['type']; label?: string };

/** An export of another product, known by its headers. */
export interface Preset {
  key: string;
  label: string;
  /** Whose ids its keys are: files of one source point to each other. */
  source: string;
  objectId: number;
  /** Headers that must all be there, and headers of which so many must. */
  all: readonly string[];
  some: readonly string[];
  atLeast: number;
  columns: ReadonlyMap<string, Becomes>;
  /** What the file says of all people in it, by its name. */
  standing?: (fileName: string) => Standing | null;
}

/** The columns of a preset by header, each line `becomes: header, header`. */
export const columnsOf = (lines: readonly (readonly [Becomes, string])[]): ReadonlyMap<string, Becomes> =>
  new Map(lines.flatMap(([becomes, headers]) => headers.split(',').map((header) => [headerKey(header), becomes] as const)));

export const permission = (says: Extract<Target, { to: 'permission' }>['says'], channel: 'email' | 'sms' = 'email'): Becomes => ({
  to: 'permission',
  channel,
  says,
});

/** How well the headers of a file fit a preset: 0 where they do not, else how many of its own headers there are. */
export function fit({ all, some, atLeast }: Preset, headers: ReadonlySet<string>): number {
  if (!all.every((header) => headers.has(headerKey(header)))) return 0;
  const found = some.filter((header) => headers.has(headerKey(header))).length;
  return found >= atLeast ? all.length + found : 0;
}

/** The target of a column in this account; undefined where the preset does not know it, or the account lacks the field. */
export function presetTarget(preset: Preset, shape: ObjectShape, header: string): Target | undefined {
  const becomes = preset.columns.get(headerKey(header));
  return becomes === undefined ? undefined : targetFor(becomes, shape, header);
}

function targetFor(becomes: Becomes, shape: ObjectShape, header: string): Target | undefined {
  if (typeof becomes === 'string') return { to: becomes };
  if ('to' in becomes) return becomes;
  if ('related' in becomes) {
    const relation = shape.fields.find(
      ({ type, settings, deletedAt }) => type === 'relation' && settings.objectId === becomes.related && deletedAt === null,
    );
    if (!relation) return targetFor(becomes.else, shape, header);
    const { by } = becomes;
    return { to: 'relation', fieldId: relation.id, by, separator: ';', missing: by === 'name' ? 'create' : 'blank', several: 'oldest' };
  }
  if ('new' in becomes) return { to: 'new', label: becomes.label ?? header.slice(0, 80), type: becomes.new };
  const wanted = 'parent' in becomes ? becomes.parent : becomes.field;
  const field = shape.fields.find(({ key }) => key === wanted);
  if (!field) return undefined;
  if ('parent' in becomes) {
    const { by } = becomes;
    return { to: 'parent', fieldId: field.id, by, missing: by === 'name' ? 'create' : 'blank', several: 'oldest' };
  }
  const { written, newOptions } = becomes;
  return { to: 'field', fieldId: field.id, ...(written ? { written } : {}), ...(newOptions ? { newOptions } : {}) };
}
