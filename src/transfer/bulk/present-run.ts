import type { BulkRunRow } from '../queries/bulk-runs.ts';
import type { BulkRunView } from '../schema.ts';

export function presentRun(run: BulkRunRow, canUndo: boolean): BulkRunView {
  return {
    id: run.id,
    objectId: run.object_id,
    kind: run.kind,
    settings: run.settings,
    status: run.status,
    startedBy: run.started_by,
    eventId: run.event_id,
    total: run.total,
    done: run.done_count,
    changed: run.changed_count,
    unchanged: run.unchanged_count,
    failed: run.failed_count,
    perSecond: run.work_ms > 0 && run.done_count > 0 ? Math.round((run.done_count / run.work_ms) * 1000) : null,
    createdAt: run.created_at.toISOString(),
    finishedAt: run.finished_at?.toISOString() ?? null,
    failure: run.failure,
    undoes: run.undoes_run_id,
    undoneBy: run.undone_by,
    canUndo,
  };
}
