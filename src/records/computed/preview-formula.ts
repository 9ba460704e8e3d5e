import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { objectShape, objectShapes } from '../object-shapes.ts';
import { previewRows, type PreviewedRecord } from '../queries/formula-preview.ts';
import { withinReach } from '../queries/records.ts';
import { computationOf } from '../rules/computed.ts';
import { settleSettings } from '../rules/field-settings.ts';
import { visibleFields } from '../rules/rights.ts';
import type { FieldShape, ObjectShape, ResultType } from '../schema.ts';

const SHOWN = 10;
/** No field's id: ids come from counters that begin at one. */
const TRIED = 0;

export interface FormulaPreview {
  /** What is wrong with the formula, in one sentence. */
  problem: string | null;
  records: PreviewedRecord[];
}

/** What a formula gives for ten records of an object that the viewer may see, from fields that they may see; or what is wrong with it. */
export async function previewFormula(
  db: AccountDb,
  viewer: Viewer,
  { objectId, expression, result }: { objectId: number; expression: string; result: ResultType },
): Promise<FormulaPreview> {
  await objectShape(db, objectId);
  const seen = (await objectShapes(db)).map((shape) => ({ ...shape, fields: visibleFields(viewer, shape) }));
  const shape = seen.find(({ id }) => id === objectId)!;
  const settled = settleSettings({ label: 'Formula', type: 'formula', settings: { expression, result } }, shape, seen);
  if ('problem' in settled) return { problem: settled.problem, records: [] };
  const trial: ObjectShape = {
    ...shape,
    fields: [...shape.fields, { ...BLANK, sectionId: shape.sections[0]!.id, settings: settled.settings }],
  };
  const objects = seen.map((each) => (each.id === objectId ? trial : each));
  const { currency, timeZone } = await accountSettings(db);
  const computing = { shape: trial, objects, computation: computationOf(objects), rollsUp: false, terms: { currency, timeZone } };
  const reach = withinReach(viewer, viewer.on(objectId).view);
  return { problem: null, records: await previewRows(db, computing, { fieldId: TRIED, reach, limit: SHOWN }) };
}

const BLANK: Omit<FieldShape, 'sectionId' | 'settings'> = {
  id: TRIED,
  key: '',
  label: '',
  type: 'formula',
  position: 0,
  columnName: null,
  options: [],
  parentObjectId: null,
  computedSince: null,
  isRequired: false,
  isUnique: false,
  isReadOnly: true,
  sortable: false,
  sortableSince: null,
  help: '',
  deletedAt: null,
};
