import type { ImportRow } from './queries/imports.ts';
import type { ImportProgress, ImportView } from './schema.ts';

/** An import; `set` are the imports of the files that came with it. */
export function presentImport(row: ImportRow, set: readonly ImportRow[] = []): ImportView {
  const { encoding, delimiter, hasHeader, shortRows, headerRow, sheet, workbook, encrypted = null } = row.reading;
  return {
    id: row.id,
    objectId: row.object_id,
    status: row.status,
    fileName: row.file_name,
    fileSize: row.file_size,
    reading: { encoding, delimiter, hasHeader, shortRows, ...(headerRow ? { headerRow } : {}), ...(sheet ? { sheet } : {}) },
    workbook: workbook
      ? { sheets: workbook.sheets, hiddenRows: workbook.hiddenRows, canChange: row.status === 'draft' && workbook.sheets.length > 1 }
      : null,
    encrypted,
    columns: row.columns,
    rowCount: row.row_count,
    mapping: row.mapping,
    options: row.options,
    permission: row.permission,
    preset: row.preset,
    set: set.map(({ id, file_name, object_id, status, row_count }) => ({
      id,
      fileName: file_name,
      objectId: object_id,
      status,
      rowCount: row_count,
    })),
    made: row.made,
    undone: row.undone,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    progress: presentProgress(row),
    failure: row.failure,
  };
}

function presentProgress(row: ImportRow): ImportProgress {
  const seconds = row.runner_since && row.runner_seen ? (row.runner_seen.getTime() - row.runner_since.getTime()) / 1000 : 0;
  return {
    rowsRead: row.rows_read,
    created: row.created_count,
    updated: row.updated_count,
    unchanged: row.unchanged_count,
    rejected: row.rejected_count,
    optedOut: row.opted_out_count,
    parents: row.parent_count,
    rowsPerSecond: seconds > 0 ? Math.round((row.rows_read - (row.runner_first_row ?? 0)) / seconds) : null,
  };
}
