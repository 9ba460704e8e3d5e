import type { AccountDb } from '../../app/db.ts';
import { accountSettings } from '../../accounts/index.ts';
import { invalid } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { objectShape, objectShapes } from '../object-shapes.ts';
import { formulaResults } from '../queries/computed-values.ts';
import { withinReach } from '../queries/records.ts';
import { computationOf } from '../rules/computed.ts';
import { settleSettings } from '../rules/field-settings.ts';
import { lookIn } from '../rules/formula/look.ts';
import { readFormula } from '../rules/formula/read.ts';
import { formulaText } from '../rules/formula/references.ts';
import { visibleFields } from '../rules/rights.ts';
import { formatValue, type ResultType, type Value } from '../schema.ts';

export interface PreviewedFormula {
  /** The formula as it would be kept, and as people read it. */
  expression: string;
  text: string;
  records: { id: number; name: string; value: Value; shown: string }[];
}

const SHOWN = 10;

/**
 * What a formula would give for ten records, the newest the viewer may see. Refuses `invalid_input` with what is wrong with the formula;
 * fields that the viewer may not see are not there for it.
 */
export async function previewFormula(
  db: AccountDb,
  viewer: Viewer,
  asked: { objectId: number; fieldId?: number | undefined; expression: string; result: ResultType },
): Promise<PreviewedFormula> {
  const { objectId, fieldId, expression: written, result } = asked;
  await objectShape(db, objectId);
  const objects = (await objectShapes(db)).map((shape) => ({ ...shape, fields: visibleFields(viewer, shape) }));
  const shape = objects.find(({ id }) => id === objectId)!;
  const draft = { label: 'The formula', type: 'formula' as const, settings: { expression: written, result } };
  const settled = settleSettings(fieldId === undefined ? draft : { ...draft, id: fieldId }, shape, objects);
  if ('problem' in settled) throw invalid('expression', settled.problem);
  const expression = settled.settings.expression!;
  const read = readFormula(expression, result, lookIn(shape, objects));
  const settings = await accountSettings(db);
  const rows = await formulaResults(db, {
    computing: { shape, objects, computation: computationOf(objects), rollsUp: false, terms: settings },
    formula: 'formula' in read ? read.formula : undefined,
    fieldId,
    result,
    reach: withinReach(viewer, viewer.on(objectId).view),
    limit: SHOWN,
  });
  const field = { type: 'formula' as const, options: [], settings: settled.settings };
  return {
    expression,
    text: formulaText(expression, shape, objects),
    records: rows.map(({ id, name, value }) => ({ id, name, value, shown: formatValue(field, value, settings) })),
  };
}
