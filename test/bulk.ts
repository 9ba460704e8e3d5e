import { setTimeout as sleep } from 'node:timers/promises';
import { viewerOf } from '../src/accounts/index.ts';
import { moveBulkRun } from '../src/transfer/bulk/bulk-runner.ts';
import { startBulk } from '../src/transfer/bulk/start-bulk.ts';
import { previewBulk } from '../src/transfer/bulk/preview-bulk.ts';
import { undoCause } from '../src/transfer/undo/undo-cause.ts';
import { runById, type BulkRunRow } from '../src/transfer/queries/bulk-runs.ts';
import type { BulkPreview } from '../src/transfer/schema.ts';
import type { TestSeat } from './factories.ts';
import type { TestDatabase } from './harness.ts';

export interface Doing {
  kind: string;
  settings?: Record<string, unknown>;
  which?: Record<string, unknown>;
  objectId?: number;
}

const inputOf = ({ kind, settings = {}, which = {}, objectId = 0 }: Doing) => ({
  objectId,
  kind,
  settings,
  which: { bin: false, ...which },
});

let keys = 0;
export const newKey = (): string => `test-key-${++keys}`;

/** What a preview says would happen. */
export async function previewOf(test: TestDatabase, seat: TestSeat, doing: Doing): Promise<BulkPreview> {
  const viewer = await test.database.account(seat.accountId, (db) => viewerOf(db, seat.userId));
  const person = { actor: seat.actor, viewer, ids: seat.ids };
  return previewBulk({ database: test.database, accountId: seat.accountId, person }, inputOf(doing) as never);
}

/** Begins a bulk action and gives its run. */
export async function startedRun(
  test: TestDatabase,
  seat: TestSeat,
  doing: Doing & { expected?: number; key?: string },
): Promise<BulkRunRow> {
  const expected = doing.expected ?? (await previewOf(test, seat, doing)).count;
  return test.database.account(seat.accountId, async (db) => {
    const viewer = await viewerOf(db, seat.userId);
    const asked = { ...inputOf(doing), expected, key: doing.key ?? newKey() };
    return startBulk(db, { actor: seat.actor, viewer, ids: seat.ids }, asked as never);
  });
}

/** Begins to undo what an event did. */
export async function startedUndo(test: TestDatabase, seat: TestSeat, { event_id, object_id }: BulkRunRow): Promise<BulkRunRow> {
  return test.database.account(seat.accountId, async (db) => {
    const viewer = await viewerOf(db, seat.userId);
    return undoCause(db, { actor: seat.actor, viewer, ids: seat.ids }, { eventId: event_id, objectId: object_id, key: newKey() });
  });
}

/** Works on a run until it is over. */
export async function runToEnd(test: TestDatabase, seat: TestSeat, { id }: BulkRunRow): Promise<BulkRunRow> {
  for (;;) {
    while ((await moveBulkRun(test.database, seat.accountId, id)) > 0);
    const run = await runNow(test, seat, id);
    if (run.status !== 'running') return run;
    // The connection of a process that was killed still holds the run for a moment.
    await sleep(20);
  }
}

export async function runNow(test: TestDatabase, seat: TestSeat, id: number): Promise<BulkRunRow> {
  return (await test.database.account(seat.accountId, (db) => runById(db, id)))!;
}

/** Done at once: begun and worked on to its end. */
export const done = async (test: TestDatabase, seat: TestSeat, doing: Doing): Promise<BulkRunRow> =>
  runToEnd(test, seat, await startedRun(test, seat, doing));

export const countsOfRun = (run: BulkRunRow): number[] => [run.done_count, run.changed_count, run.unchanged_count, run.failed_count];
