import { refuseActionBeyondScopes } from '../../app/action-scopes.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { bulkStarted } from '../events.ts';
import { insertChunks } from '../queries/bulk-chunks.ts';
import { insertRun, runByKey, runById, type BulkRunRow } from '../queries/bulk-runs.ts';
import { isMuchElse, type StartBulk } from '../rules/bulk.ts';
import { chooseRecords } from './choose-records.ts';
import { permittedAction } from './permitted-action.ts';

export interface Person {
  actor: Actor;
  viewer: Viewer;
  ids: NextIds;
}

/**
 * Begins to do something with many records: fixes which they are, and leaves the work to the background. The same key begins once. Refuses
 * what `permittedAction` and criteria refuse, `scope_missing` where a key may not do that, or letters would leave for one that may not send, `nothing_chosen`, and
 * `selection_changed` when the set is much another than was shown.
 */
export async function startBulk(db: AccountDb, person: Person, asked: StartBulk): Promise<BulkRunRow> {
  const { actor, viewer, ids } = person;
  const begun = await runByKey(db, viewer.userId, asked.key);
  if (begun) return begun;
  const { objectId, kind } = asked;
  const { settings, action } = await permittedAction(db, viewer, asked);
  await refuseActionBeyondScopes(db, actor, { action, objectId, settings });
  const chunks = await chooseRecords(db, { objectId, viewer, which: { ...asked.which, bin: action.inBin ?? false } });
  const count = chunks.reduce((sum, chunk) => sum + chunk.count, 0);
  refuseOther(asked.expected, count);
  const id = await ids('bulk_run', 1);
  const data = { objectId, kind, count };
  const eventId = await recordEvent(db, actor, { kind: bulkStarted, subject: { type: 'bulk', id }, data });
  await insertChunks(db, id, objectId, chunks);
  await insertRun(db, { id, objectId, kind, settings: settings as object, startedBy: viewer.userId, actor, key: asked.key, eventId });
  return (await runById(db, id))!;
}

function refuseOther(expected: number, count: number): void {
  if (count === 0) throw new Problem('nothing_chosen', 'None of the chosen records is there any more. Choose again.', { status: 409 });
  if (!isMuchElse(expected, count)) return;
  const sentence = `There were ${expected.toLocaleString('en')} records when you looked, and there are ${count.toLocaleString('en')} now. Look again before you begin.`;
  throw new Problem('selection_changed', sentence, { status: 409, details: { count } });
}
