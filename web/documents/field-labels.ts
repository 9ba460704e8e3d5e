import type { MergeField } from '../../src/documents/schema.ts';
import { partsOf } from './merge-source.ts';

/** What the pill of a merge field says: the field's label; where it is none, what is written. */
export function labelsOf(fields: readonly MergeField[]): (source: string) => string {
  const labels = new Map(fields.map(({ path, label }) => [path, label]));
  return (source) => {
    const parts = partsOf(source);
    const label = parts && labels.get(parts.path);
    return label ?? source.replaceAll(/^\{[{%]-?\s*|\s*-?[%}]\}$/g, '');
  };
}
