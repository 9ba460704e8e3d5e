import type { ObjectShape } from '../../records/index.ts';
import { knownExport } from './presets/known-export.ts';
import { proposeMapping } from './propose.ts';

/** Into which object a file with these columns most likely belongs: that of the export it is, else the one whose fields they name best. */
export function objectOfFile(shapes: readonly ObjectShape[], columns: readonly string[]): ObjectShape {
  const preset = knownExport(columns);
  const known = preset && shapes.find(({ id }) => id === preset.objectId);
  if (known) return known;
  let best = { shape: shapes[0]!, named: -1 };
  for (const shape of shapes) {
    const proposals = proposeMapping(
      shape,
      columns.map((name) => ({ name, samples: [] })),
      { hasHeader: true },
    );
    const required = shape.fields.filter(({ isRequired }) => isRequired);
    const lacks = required.some(({ id }) => !proposals.some(({ target }) => target.to === 'field' && target.fieldId === id));
    const named = proposals.filter(({ because }) => because === 'header').length - (lacks ? 100 : 0);
    if (named > best.named) best = { shape, named };
  }
  return best.shape;
}
