import type { AccountDb } from '../app/db.ts';
import type { ObjectRights, Viewer } from '../app/kernel/viewer.ts';
import { objectShape, type FieldShape } from '../records/index.ts';
import type { ImportRow } from './queries/imports.ts';
import { firstRecords } from './reading/first-records.ts';
import { firstOptions } from './rules/first-options.ts';
import { otherObjectOf } from './rules/other-object.ts';
import { mayWrite } from './rules/may-write.ts';
import { presetByKey } from './rules/presets/known-export.ts';
import { guessType, proposeMapping, type Column } from './rules/propose.ts';
import { dateEvidence, isAmbiguous } from './rules/written-as.ts';
import type { ImportPreview } from './schema.ts';

const ROWS_SHOWN = 20;
/** So many rows are looked at to guess what a column holds. */
const ROWS_WEIGHED = 500;
const CELL_SHOWN = 300;

/** The first rows of an import's file and what each column would become. Refuses with `not_found` once the file is gone. */
export async function previewImport(db: AccountDb, viewer: Viewer, imported: ImportRow): Promise<ImportPreview> {
  const shape = await objectShape(db, imported.object_id);
  const rights = viewer.on(shape.id);
  const records = await firstRecords(db, imported, ROWS_WEIGHED);
  const columns: Column[] = imported.columns.map((name, at) => ({ name, samples: records.map(({ cells }) => cells[at] ?? '') }));
  const writable = { ...shape, fields: shape.fields.filter((field) => mayWrite(field, rights) || mayPoint(viewer, field, rights)) };
  const found = presetByKey(imported.preset);
  const preset = found?.objectId === shape.id ? found : undefined;
  const proposals = proposeMapping(writable, columns, {
    hasHeader: imported.reading.hasHeader,
    preset,
    mayMakeFields: viewer.can('fields.manage'),
    mayCreate: (objectId) => viewer.on(objectId).create,
  });
  const mapping = proposals.map(({ target }) => target);
  return {
    columns: columns.map(({ name, samples }, at) => ({
      name,
      samples: [...new Set(samples.map((cell) => cell.trim()).filter((cell) => cell !== ''))].slice(0, 3).map(shown),
      proposal: proposals[at]!.target,
      because: proposals[at]!.because,
      newFieldType: guessType(samples) as ImportPreview['columns'][number]['newFieldType'],
      ...(isAmbiguous(dateEvidence(samples)) ? { ambiguousDates: true } : {}),
    })),
    rows: records.slice(0, ROWS_SHOWN).map(({ row, cells, problem }) => ({
      row,
      cells: cells.slice(0, columns.length).map(shown),
      ...(problem ? { problem: `Row ${row} ${problem}.` } : {}),
    })),
    preset: preset ? { key: preset.key, label: preset.label } : null,
    options: firstOptions({ shape, rights, mapping, fileName: imported.file_name, preset }),
  };
}

/** Whether a field can be filled that names other records: the viewer must see all it could name, or a file would tell what is there. */
function mayPoint(viewer: Viewer, field: FieldShape, { sections }: ObjectRights): boolean {
  const other = otherObjectOf(field);
  const isOpen = !field.isReadOnly && field.deletedAt === null && (sections[String(field.sectionId)] ?? 'edit') === 'edit';
  return isOpen && other !== null && viewer.on(other).view === 'all';
}

const shown = (cell: string): string => (cell.length > CELL_SHOWN ? `${cell.slice(0, CELL_SHOWN)}…` : cell).replaceAll('\0', '\u{fffd}');
